import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { render } from 'preact-render-to-string';
import { buildPortal } from '../../../main/portal/server.ts';
import { privileges } from '../../../../test/database/privileges.ts';
import { plainDate } from '../../../platform/clock.ts';
import { projectRoot } from '../../../platform/root.ts';
import { readProfile } from '../../../profile/index.ts';
import { readGuidance } from '../../portal/public/index.ts';
import { statisticsPublicPages } from './index.tsx';
import { catalogues } from './texts.ts';

const profileDirectory = `${projectRoot}/profiles/luxembourg`;
const profile = readProfile(profileDirectory);
const pages = statisticsPublicPages({ profile, profileDirectory, showUnreviewed: true });
const [page] = pages;

const portal = buildPortal({
  guidance: () => readGuidance(profile, profileDirectory, plainDate('2026-11-21')),
  isDemonstration: true,
  pages,
});

const cellsOf = (html: string): string[][] =>
  [...html.matchAll(/<tr[^>]*>([^]*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>([^]*?)<\/t[hd]>/g)].map(([, cell = '']) => cell.replace(/<[^>]+>/g, '')),
  );

describe('the public page of figures', () => {
  test('quotes the published facts exactly', () => {
    const drawn = page?.render('en');
    assert.ok(drawn);
    const rows = cellsOf(render(drawn)).map((cells) => cells.slice(0, -1));
    for (const row of [
      ['2019–2020', '6', '36', '3'],
      ['2021–2023', '27', '101', '58'],
      ['2019–2020', '1'],
      ['2021–2023', '100'],
      ['2023–2024', '51'],
      ['2019', '2 files', '–', '–'],
    ])
      assert.ok(
        rows.some((one) => JSON.stringify(one) === JSON.stringify(row)),
        row.join(),
      );
  });
  test('holds no number that was not published before, and its login reads none that is counted here', () => {
    const drawn = page?.render('en');
    assert.ok(drawn);
    const published = JSON.stringify([profile.figures, profile.figureConflicts, profile.figureGaps, profile.sources]);
    const numbers = cellsOf(render(drawn))
      .flat()
      .flatMap((cell) => cell.match(/\d+/g) ?? []);
    assert.ok(numbers.length > 20);
    assert.deepEqual(
      numbers.filter((number) => !new RegExp(`(?<!\\d)${number}(?!\\d)`).test(published)),
      [],
    );
    const counted = Object.entries(privileges).filter(([table]) =>
      /^(statistics|journal|cases|linkage|matching)\./.test(table),
    );
    assert.ok(counted.length > 10);
    assert.deepEqual(
      counted.filter(([, grants]) => 'portal' in grants).map(([table]) => table),
      [],
    );
  });

  for (const language of ['en', 'fr', 'ar'])
    test(`in ${language}: one round trip, no script needed, exit and source there`, async () => {
      const headers = { 'accept-encoding': 'br' };
      const answer = await portal.inject({ method: 'GET', url: `/${language}/figures`, headers });
      assert.equal(answer.statusCode, 200);
      const wire = answer.rawPayload.length + JSON.stringify(answer.headers).length;
      assert.ok(wire <= 14_600, `${wire} bytes`);
      const plain = (await portal.inject({ method: 'GET', url: `/${language}/figures` })).body;
      assert.match(plain, /EMN Luxembourg/);
      assert.match(plain, /question 16/);
      assert.match(plain, /question 8 b\)/);
      assert.match(plain, /href="\/exit"/);
      assert.doesNotMatch(plain, /\.txt/);
      assert.equal(plain.match(/<script/g)?.length, 1);
    });
  test('lets only its own sheets apply', async () => {
    const answer = await portal.inject({ method: 'GET', url: '/en/figures' });
    const sheets = [...answer.body.matchAll(/<style>([^]*?)<\/style>/g)].map(([, text = '']) => text);
    assert.equal(sheets.length, 2);
    for (const sheet of sheets) {
      const hash = createHash('sha256').update(sheet).digest('base64');
      assert.ok(String(answer.headers['content-security-policy']).includes(hash));
    }
  });
  test('does not exist in a language without words, nor unreviewed in production', () => {
    assert.equal(page?.render('xx'), undefined);
    const production = statisticsPublicPages({ profile, profileDirectory, showUnreviewed: false });
    assert.equal(production[0]?.render('ar'), undefined);
  });
});

describe('the texts', () => {
  const [first, ...others] = catalogues;
  for (const catalogue of others)
    test(`in ${catalogue.language} follow the English ones`, () => {
      assert.deepEqual(Object.keys(catalogue.texts), Object.keys(first?.texts ?? {}));
      for (const [key, { translates }] of Object.entries(catalogue.texts)) {
        const source = first?.texts[key]?.text ?? '';
        assert.equal(translates, createHash('sha256').update(source).digest('hex').slice(0, 8), key);
      }
    });
});
