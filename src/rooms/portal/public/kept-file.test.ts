import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { buildPortal } from '../../../main/portal/server.ts';
import { plainDate } from '../../../platform/clock.ts';
import { projectRoot } from '../../../platform/root.ts';
import { readProfile } from '../../../profile/index.ts';
import { readGuidance } from './guidance.ts';
import { languagesOf } from './languages.ts';
import { makeSite } from './site.ts';
import { visitCounter } from './visit-counter.ts';

const folder = join(projectRoot, 'profiles', 'luxembourg');
const guidance = readGuidance(readProfile(folder), folder, plainDate('2026-11-22'));
const given = { guidance, isDemonstration: true, pages: [], showUnreviewed: true };
const htmlOf = (site: ReturnType<typeof makeSite>, path: string): string =>
  site.answers.get(path)?.wires.identity.body.toString('utf8') ?? '';

describe('the file to keep', () => {
  const site = makeSite(given);
  for (const { code } of languagesOf(true))
    test(`stands alone in ${code}: numbers and rights, no script, no address of this site`, () => {
      const file = htmlOf(site, `/${code}/14/f`);
      assert.ok(file.includes(guidance.support.shown) && file.includes(guidance.emergency.shown));
      assert.match(file, new RegExp(`<html lang="${code}" dir="(ltr|rtl)">`));
      assert.ok(!/<script|<form|<link|href="\/|src=|https?:/.test(file));
      assert.ok((file.match(/<h1>/g) ?? []).length >= 5);
    });

  test('is saved, not shown, under a name that says nothing; in production not before the language was read', () => {
    const answer = site.answers.get('/ar/14/f');
    assert.equal(answer?.wires.identity.headers['content-disposition'], 'attachment; filename="information.html"');
    assert.equal(makeSite({ ...given, showUnreviewed: false }).answers.get('/ar/14/f'), undefined);
    assert.match(htmlOf(site, '/ar/14'), /href="\/ar\/14\/f" download="information.html"/);
  });
});

describe('the copy in the browser', () => {
  const site = makeSite(given);
  const bytes = (path: string): number => site.answers.get(path)?.wires.gzip.body.length ?? Number.NaN;
  for (const { code } of languagesOf(true))
    test(`is one page in ${code}, whole in one round trip, with the exit first and a name that says nothing`, () => {
      const page = htmlOf(site, `/${code}/14/c`);
      assert.match(/<a [^>]*>/.exec(page)?.[0] ?? '', /id="leave" class="leave" href="\/exit"/);
      assert.ok(page.includes(guidance.support.shown) && (page.match(/<h1>/g) ?? []).length >= 5);
      assert.ok(!page.includes('<span class="foreign"'), 'falls back to English');
      const manifest = /rel="manifest" href="([^"]+)"/.exec(page)?.[1] ?? '';
      const said = JSON.parse(htmlOf(site, manifest)) as Record<string, unknown>;
      assert.equal(said['start_url'], `/${code}/14/c`);
      assert.ok(page.includes(`<title>${String(said['name'])}</title>`));
      const whole = ['/page.js', '/keep.js', '/favicon.ico', `/${code}/14/c`].reduce(
        (sum, path) => sum + bytes(path),
        0,
      );
      assert.ok(whole + 4 * 700 <= 14_600, `${whole}`);
      assert.match(htmlOf(site, `/${code}/14`), new RegExp(`href="/${code}/14/c"`));
    });

  test('is kept by nobody who did not press for it: no other page names the worker, which answers for four addresses alone', () => {
    for (const path of ['/en', '/en/2', '/en/14']) assert.doesNotMatch(htmlOf(site, path), /worker|manifest|keep\.js/);
    const answer = site.answers.get('/worker.js')?.wires.identity;
    assert.equal(answer?.headers['service-worker-allowed'], '/');
    assert.match(answer?.headers['content-security-policy'] ?? '', /^default-src 'none'; connect-src 'self'$/);
    assert.match(
      site.answers.get('/en/14/c')?.wires.identity.headers['content-security-policy'] ?? '',
      /manifest-src 'self'; worker-src 'self'/,
    );
    assert.equal(makeSite({ ...given, showUnreviewed: false }).answers.get('/ar/14/c'), undefined);
  });
});

describe('papers to print', () => {
  const site = makeSite({ ...given, origin: 'https://help.example.lu' });
  for (const { code } of languagesOf(true))
    test(`are five files in ${code}, saved and not shown: both numbers, a code to scan, nothing loaded`, () => {
      const page = htmlOf(site, `/${code}/14`);
      for (const kind of [1, 2, 3, 4, 5]) {
        const at = `/${code}/14/${kind}`;
        assert.ok(page.includes(`href="${at}" download="information.html"`), at);
        const paper = htmlOf(site, at);
        assert.match(paper, new RegExp(`<html lang="${code}" dir="(ltr|rtl)">`));
        assert.ok(paper.includes(guidance.support.shown) && paper.includes(`help.example.lu/${code}<`), at);
        assert.doesNotMatch(paper, /<script|<form|<link|<a |src="(?!data:)|url\(/, at);
        assert.doesNotMatch(paper, /lang="en" dir="auto"/, `${at} falls back to English`);
        const { headers } = site.answers.get(at)?.wires.identity ?? assert.fail(at);
        assert.equal(headers['content-disposition'], 'attachment; filename="information.html"');
      }
    });

  test('are there only in languages that somebody has read', () => {
    assert.equal(makeSite({ ...given, showUnreviewed: false }).answers.get('/ar/14/1'), undefined);
  });
});

describe('a sentence at the head', () => {
  const site = makeSite({ ...given, banners: new Map([['ar', 'banner.no_answer']]) });
  test('stands on every page of its language with its names set in, and on no other', () => {
    for (const page of ['', '/2', '/11']) {
      const html = htmlOf(site, `/ar${page}`);
      assert.match(html, /<aside class="demo banner">/);
      assert.ok(/banner">[^{]*<\/aside>/.test(html.replaceAll(/<bdi[^>]*>|<\/bdi>/g, '')));
      assert.ok(!htmlOf(site, `/fr${page}`).includes('banner'));
    }
  });
});

describe('what is read is counted', () => {
  test('as page and language alone, and kept when it cannot be handed on', async () => {
    const handed: unknown[] = [];
    let fails = true;
    const visits = visitCounter(async (counted) => {
      if (fails) throw new Error('the database is away');
      handed.push(...counted);
    });
    const server = buildPortal({ guidance: () => guidance, isDemonstration: true, visits });
    for (const url of ['/fr', '/fr/2', '/fr/2', '/page.js', '/fr/99', '/exit', '/'])
      await server.inject({ method: 'GET', url, remoteAddress: '203.0.113.7' });
    await server.inject({ method: 'HEAD', url: '/fr/2' });
    await visits.flush();
    fails = false;
    await server.close();
    assert.deepEqual(handed, [
      { language: 'fr', page: 'home', visits: 1 },
      { language: 'fr', page: 'rights', visits: 2 },
    ]);
  });
});
