import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { plainDate } from '../../../platform/clock.ts';
import { projectRoot } from '../../../platform/root.ts';
import { readProfile } from '../../../profile/index.ts';
import { readGuidance } from './guidance.ts';
import { isPicture } from './pictures.tsx';
import { leaveHeaders, makeSite, type Site, type SiteOptions } from './site.ts';
import type { PublicPage } from './visit.ts';

const luxembourg = join(projectRoot, 'profiles', 'luxembourg');
const guidance = readGuidance(readProfile(luxembourg), luxembourg, plainDate('2026-11-21'));
const figures: PublicPage = {
  path: '/figures',
  render: (language) => (language === 'ar' ? undefined : <p>{`<b>figures</b> in ${language}`}</p>),
};

const newSite = (changes: Partial<SiteOptions>): Site =>
  makeSite({ guidance, isDemonstration: true, pages: [], showUnreviewed: true, ...changes });

let usual: Site | undefined;
const siteWith = (changes: Partial<SiteOptions> = {}): Site =>
  Object.keys(changes).length > 0 ? newSite(changes) : (usual ??= newSite({}));

const pageOf = (path: string, changes: Partial<SiteOptions> = {}): string =>
  siteWith(changes).answers.get(path)?.wires.identity.body.toString() ?? '';

const withName = (name: string) => ({ ...guidance, support: { ...guidance.support, name } });

for (const language of ['en', 'fr', 'ar']) {
  describe(`the first page in ${language}`, () => {
    const html = pageOf(`/${language}`);

    test('says its language and direction', () => {
      assert.ok(html.startsWith(`<!doctype html><html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`));
    });

    test('loads nothing from elsewhere: the only outside address is where the exit leads', () => {
      assert.deepEqual(html.match(/https?:[^"' >]+/g), [guidance.leaveTarget]);
      assert.deepEqual(
        [...html.matchAll(/\bsrc="([^"]+)"/g)].map(([, source]) => source?.replace(/-[0-9a-f]+/, '')),
        ['/page.js', ...(language === 'ar' ? [] : [`/sound/${language}.mp3`])],
      );
      // A sound is loaded when somebody presses *play*, and not before.
      assert.equal(html.split('<audio').length, html.split('preload="none"').length);
      assert.doesNotMatch(html, /@import|url\(|<form|<iframe|preconnect|prefetch/);
    });

    test('names whom to call, numbers in their own direction', () => {
      assert.match(html, /href="tel:113"/);
      assert.match(html, /href="tel:\+35227365646"/);
      assert.match(html, /<bdi dir="ltr">\(\+352\) 27 36 56 46<\/bdi>/);
      assert.match(html, /<bdi dir="ltr">09:00–12:00<\/bdi>/);
    });

    test('the exit is the first link, before any other thing that takes the keyboard', () => {
      const first = /<a [^>]*>/.exec(html)?.[0] ?? '';
      assert.match(first, /id="leave" class="leave" href="\/exit" rel="noreferrer nofollow"/);
    });

    test('shows its choices with pictures, and a legal value of the day', () => {
      const tiles = [...html.matchAll(/<a class="tile" href="([^"]+)"><svg/g)].map(([, href]) => href);
      assert.equal(tiles.length, guidance.pages.filter(({ listed }) => listed === 'first').length);
      assert.equal(tiles[0], `/${language}/0`, 'the self-check is reached by way of the page before it');
      assert.match(html, /<bdi>90<\/bdi>/);
    });

    test('gives no style or script in attributes', () => assert.doesNotMatch(html, / style=| on[a-z]+=/));
  });
}

test('a recalled right appears once it was verified', () => {
  const rights = guidance.pages.find(({ id }) => id === 'rights');
  assert.ok(rights);
  const parts = [{ kind: 'rights' as const, items: guidance.heldBack.filter(({ says }) => says === 'R21') }];
  const pages = guidance.pages.map((page) => (page === rights ? { ...rights, parts } : page));
  assert.doesNotMatch(pageOf('/en/2'), /Unpaid wages/);
  assert.match(pageOf('/en/2', { guidance: { ...guidance, pages } }), /Unpaid wages/);
});

describe('every page of the profile', () => {
  const site = siteWith();
  const paths = site.languages.flatMap((language) => guidance.pages.map(({ address }) => `/${language}${address}`));

  test('goes out in every language, loads nothing from elsewhere, sends nothing', () => {
    for (const path of paths) {
      const html = site.answers.get(path)?.wires.identity.body.toString() ?? '';
      assert.match(html, /id="leave"/, path);
      assert.deepEqual(html.match(/https?:[^"' >]+/g), [guidance.leaveTarget], path);
      assert.doesNotMatch(html, /<form|<iframe| style=| on[a-z]+=|@import|url\(/, path);
    }
  });

  test('has the same neutral title, and an address that says nothing', () => {
    for (const { address } of guidance.pages) {
      assert.match(address, /^\/\d+$/);
      assert.match(pageOf(`/en${address}`), /<title>Information<\/title>/);
    }
  });

  test('leads to every other page, and every link of it leads somewhere', () => {
    const known = new Set([...site.answers.keys(), '/exit', '/']);
    for (const path of ['/en', ...guidance.pages.map(({ address }) => `/en${address}`)])
      for (const [, href = ''] of pageOf(path).matchAll(/<a [^>]*?href="(\/[^"]*)"/g))
        assert.ok(known.has(href), `${path}: ${href}`);
    const links = pageOf('/en/3');
    for (const { address, listed } of guidance.pages)
      if (listed !== 'never') assert.ok(links.includes(`href="/en${address}"`), address);
  });

  test('has pictures that exist', () => {
    for (const { picture, parts } of guidance.pages)
      for (const name of [
        picture,
        ...parts.flatMap((part) => [part.picture, ...part.items.map((item) => item.picture)]),
      ])
        assert.ok(name === undefined || isPicture(name), name);
  });

  test('is whole within one round trip, with sheet, script and icon, in every language', () => {
    const rest = site.answers.get('/page.js')?.wires.br.body.length ?? 0;
    const icon = site.answers.get('/favicon.ico')?.wires.br.body.length ?? 0;
    // Headers of three answers; bench/portal.ts measures them on the wire.
    const headers = 3 * 700;
    const sizes = paths.map((path) => ({
      path,
      bytes: gzipSync(site.answers.get(path)?.wires.identity.body ?? '').length,
    }));
    const large = sizes.filter(({ bytes }) => bytes + rest + icon + headers > 14_600);
    assert.deepEqual(large, []);
  });
});

test('what comes from the profile is escaped', () => {
  const html = pageOf('/en', { guidance: withName('<script>alert("x")</script>&') });
  assert.match(html, /&lt;script>alert\(&quot;x&quot;\)&lt;\/script>&amp;/);
  assert.equal(html.match(/<script/g)?.length, 1);
});

test('a statement without words stops the start', () => {
  const papers = [{ says: 'papers.R99', values: {}, heldBackBecause: [] }];
  assert.throws(() => siteWith({ guidance: { ...guidance, papers } }), /no words for: "papers.R99"/);
});

test('the policy allows the sheet that stands in the page, by its fingerprint, and no other', () => {
  const wire = siteWith().answers.get('/en')?.wires.identity;
  const sheet = /<style>([\s\S]*?)<\/style>/.exec(wire?.body.toString() ?? '')?.[1] ?? '';
  const policy = wire?.headers['content-security-policy'] ?? '';
  assert.ok(policy.includes(`style-src 'sha256-${createHash('sha256').update(sheet).digest('base64')}'`));
  assert.doesNotMatch(policy, /unsafe|http/);
});

test('the demonstration says so, production does not', () => {
  assert.match(pageOf('/en'), /invented data/);
  assert.doesNotMatch(pageOf('/en', { isDemonstration: false }), /invented data/);
});

test('in production a language without a reviewer gives contacts, exit and the other languages only', () => {
  for (const path of ['/ar', '/ar/2']) {
    const html = pageOf(path, { showUnreviewed: false, isDemonstration: false, pages: [figures] });
    for (const kept of [/tel:113/, /id="leave"/, /hreflang="en"/]) assert.match(html, kept);
    for (const held of [/class="tile"/, /class="rights"/, /id="papers"/, /figures/]) assert.doesNotMatch(html, held);
  }
});

describe('pages of other rooms', () => {
  const site = siteWith({ pages: [figures] });

  test('stand between exit and footer, escaped, in the languages they have', () => {
    const html = site.answers.get('/fr/figures')?.wires.identity.body.toString() ?? '';
    assert.match(html, /<main><p>&lt;b>figures&lt;\/b> in fr<\/p><\/main>/);
    assert.match(html, /id="leave"/);
    assert.equal(site.answers.has('/ar/figures'), false);
    assert.doesNotMatch(html, /href="\/ar\/figures"/, 'a change of language leads to a page that is not there');
    assert.match(html, /href="\/en\/figures" hreflang="en"/);
  });

  test('are linked from the first page, in English where the language has none', () => {
    assert.match(pageOf('/fr', { pages: [figures] }), /href="\/fr\/figures"/);
    assert.match(pageOf('/ar', { pages: [figures] }), /href="\/en\/figures"/);
    assert.doesNotMatch(pageOf('/ar'), /figures"/);
  });

  test('a whole document goes out as it is, its own sheet allowed', () => {
    const page: PublicPage = { path: '/figures', render: () => '<!doctype html><style>p{}</style>' };
    const wire = siteWith({ pages: [page] }).answers.get('/en/figures')?.wires.identity;
    assert.equal(wire?.body.toString(), '<!doctype html><style>p{}</style>');
    assert.match(wire.headers['content-security-policy'] ?? '', /style-src 'sha256-/);
  });
});

test('the page of all languages names each in its own script, the asked one first', () => {
  const site = siteWith();
  const html = site.choice.get('ar')?.wires.identity.body.toString() ?? '';
  const many = /<ul class="many">(.*?)<\/ul>/.exec(html)?.[1] ?? '';
  const names = [...many.matchAll(/>([^<]+)<\/a>/g)].map(([, name]) => name);
  assert.equal(names[0], 'العربية');
  assert.equal(new Set(names).size, site.languages.length);
  for (const name of ['English', 'Français']) assert.ok(names.includes(name), name);
});

test('the script is written for browsers of any age', () => {
  const script = siteWith().answers.get('/page.js')?.wires.identity.body.toString() ?? '';
  assert.doesNotMatch(script, /=>|`|\b(let|const|class|async)\b|\?\.|\?\?|\.\.\./);
  assert.ok(script.length < 2500);
});

test('leaving stores nothing and asks the browser to forget', () => {
  assert.equal(leaveHeaders['cache-control'], 'no-store');
  assert.match(leaveHeaders['clear-site-data'] ?? '', /"cookies", "storage"/);
});
