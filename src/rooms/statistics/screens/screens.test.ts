import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { type TestCaseload, testCaseload } from '../../../../test/support/caseload.ts';
import { type Persona, signedViewer } from '../../../../test/support/personas.ts';
import { type TestSite, testSite } from '../../../../test/support/staff-site.ts';
import { fixedClock } from '../../../platform/clock.ts';
import { type Database, openDatabase } from '../../../platform/database/index.ts';
import { projectRoot } from '../../../platform/root.ts';
import { readProfile } from '../../../profile/index.ts';
import { recountFigures } from '../jobs.ts';
import { layoutBars } from '../../../platform/web/index.ts';
import { csvField } from './csv.ts';
import { statisticsScreens } from './index.tsx';

const profile = readProfile(`${projectRoot}/profiles/luxembourg`);
const clock = fixedClock('2024-06-01T10:00:00Z');

let caseload: TestCaseload;
let database: Database;
before(async () => {
  caseload = await testCaseload();
  database = openDatabase(caseload.database.urlFor('casework'), { connections: 3 });
  await caseload.arrange({ persons: [{ detected: true, channel: 'online_other' }, {}] });
  await caseload.arrange({ sentAt: '2020-01-01T10:00:00Z', persons: [{}] });
  await recountFigures({ statistics: caseload.statistics, profile, clock });
});
after(async () => {
  await database.destroy();
  await caseload.close();
});

const visiting = async (persona: Persona, work: (site: TestSite) => Promise<void>): Promise<void> => {
  const viewer = await signedViewer(caseload.database, persona);
  const site = await testSite({
    database,
    profile,
    clock,
    viewer,
    screens: statisticsScreens({ demonstration: true }),
  });
  await work(site);
  await site.close();
};
const rapporteur: Persona = { role: 'national_rapporteur' };

describe('the page of a figure', () => {
  for (const language of ['en', 'fr', 'de'])
    test(`in ${language}: numbers, definition, inferred rule, facts, conflicts, query`, () =>
      visiting({ ...rapporteur, language }, async (site) => {
        const { status, text } = await site.get('/figures/detection-itm');
        assert.equal(status, 200);
        assert.ok(text.includes(`<html lang="${language}"`));
        const links = [...text.matchAll(/<a class="number" href="([^"]+)"[^>]*>([^<]+)</g)];
        assert.equal(links.length, 3 * 2 + 3 * 6);
        const [, , number] = links.find(([, href]) => href?.includes('period=2021-2023&amp;measure=persons')) ?? [];
        assert.equal(number, '2');
        assert.match(text, /with recursive whole/);
        assert.match(text, /6 reports 2019-2020 of which 2 files in 2019/);
        assert.match(text, { en: /inferred/, fr: /déduite/, de: /abgeleitet/ }[language] ?? /$^/);
      }));
  test('each number is a door to where it comes from', () =>
    visiting(rapporteur, async (site) => {
      const { text } = await site.get('/figures/detection-itm');
      const doors = [...text.matchAll(/class="number" href="([^"#]+)#number"/g)].map(([, href]) => href ?? '');
      for (const door of doors) {
        const page = await site.get(door.replaceAll('&amp;', '&'));
        assert.equal(page.status, 200);
        assert.equal(page.text.match(/class="number"[^>]*aria-current="true"/g)?.length, 1, door);
        assert.match(page.text, /class="big"/);
        assert.match(page.text, /id="lineage"/);
      }
    }));
  test('says that the people are invented and that the numbers are not for publication', () =>
    visiting(rapporteur, async (site) => {
      const { text } = await site.get('/figures/detection-itm');
      assert.match(text, /These people do not exist/);
      assert.match(text, /not for publication/);
    }));
  test('draws one bar for each number, told apart by pattern, and says what it shows', () =>
    visiting(rapporteur, async (site) => {
      const { text } = await site.get('/figures/detection-itm');
      const [spans = ''] = /<svg viewBox="0 0 \d{3,}[^]*?<\/svg>/.exec(text) ?? [];
      assert.equal(spans.match(/<rect [^>]*fill="url\(#bars-spans-\d\)"/g)?.length, 6);
      assert.equal(spans.match(/<pattern /g)?.length, 3);
      assert.match(spans, /role="img" aria-label="[^"]*the table below/);
    }));
  test('shows the breakdown by channel in words', () =>
    visiting(rapporteur, async (site) => {
      const { text } = await site.get('/figures/recruited-online');
      assert.ok(text.includes(profile.codeName('recruitment-channel', 'online_other', 'en')));
    }));
  test('shows no lineage to those who may not see it', () =>
    visiting({ role: 'statistician', permits: ['statistics.read'] }, async (site) => {
      const { text } = await site.get('/figures/detection-itm?period=2021&measure=persons');
      assert.doesNotMatch(text, /id="lineage"/);
      assert.match(text, /for those who may see lineage/);
      assert.doesNotMatch(text, /Count again/);
    }));
  test('is closed to those without the permit, and absent where there is no such figure', () =>
    visiting({ role: 'labour_inspector' }, async (site) => {
      assert.equal((await site.get('/figures')).status, 403);
      assert.equal((await site.get('/figures/detection-itm/numbers.csv')).status, 403);
    }));
});

test('the list of figures says whether published facts agree', () =>
  visiting(rapporteur, async (site) => {
    const { text } = await site.get('/figures');
    assert.match(text, /href="\/figures\/detection-itm"/);
    assert.match(text, /of 6</);
  }));

test('counting again is asked of the worker and written down', () =>
  visiting(rapporteur, async (site) => {
    const answer = await site.post('/figures/detection-itm/recount', '/figures/detection-itm');
    assert.equal(answer.status, 303);
    assert.equal(answer.headers['location'], '/figures/detection-itm?done=recount');
    const events = await caseload.administrator.query(
      "select 1 from journal.event where type = 'statistics.recount_asked'",
    );
    assert.equal(events.rowCount, 1);
  }));

const addresses = fc.constantFrom('', '/numbers.csv', '/numbers.json');
const hostile = fc.oneof(fc.string(), fc.constantFrom("'", '2021', '9999', '../x', '%00', '<script>', '🦊'));

test('no address of the room is a fault, whatever is asked', () =>
  visiting(rapporteur, async (site) => {
    const query = fc.dictionary(fc.constantFrom('period', 'measure', 'code', 'run', 'sort'), hostile);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('detection-itm', 'none', "o'x", '..'),
        addresses,
        query,
        async (id, ending, asked) => {
          const { status } = await site.get(
            `/figures/${encodeURIComponent(id)}${ending}?${new URLSearchParams(asked).toString()}`,
          );
          assert.ok(status < 500, String(status));
        },
      ),
      { numRuns: 60 },
    );
  }));

describe('taking numbers away', () => {
  test('as CSV: one line per number, the invention said in the name and in each line', () =>
    visiting(rapporteur, async (site) => {
      const { status, text, headers } = await site.get('/figures/detection-itm/numbers.csv');
      assert.equal(status, 200);
      assert.match(String(headers['content-type']), /text\/csv/);
      assert.match(String(headers['content-disposition']), /filename="synthetic-detection-itm-2024-06-01.csv"/);
      const lines = text.trimEnd().split('\r\n');
      assert.equal(lines.length, 1 + 3 * 8);
      assert.ok(lines.slice(1).every((line) => line.split(',')[3] === 'yes'));
      assert.ok(
        lines.slice(1).every((line) => line.includes('pass nothing on, publish nothing')),
        'how it may be used',
      );
      assert.ok(lines.some((line) => line.includes(',2021-2023,2021-01-01,2023-12-31,persons,')));
    }));
  test('as JSON: what the page shows, with the fingerprint of the query', () =>
    visiting(rapporteur, async (site) => {
      const { text } = await site.get('/figures/detection-itm/numbers.json');
      const figure = JSON.parse(text) as {
        synthetic: boolean;
        use: string;
        query_hash: string;
        periods: { period: string; values: unknown }[];
      };
      assert.equal(figure.synthetic, true);
      assert.match(figure.use, /pass nothing on/);
      assert.match(figure.query_hash, /^[0-9a-f]{64}$/);
      assert.deepEqual(figure.periods.find(({ period }) => period === '2021-2023')?.values, {
        reports: 1,
        persons: 2,
        detected: 1,
      });
    }));
  test('the page says what a file may be used for, before it is taken', () =>
    visiting(rapporteur, async (site) => {
      const { text } = await site.get('/figures/detection-itm');
      assert.ok(text.includes('pass nothing of a file on'));
    }));
  test('is written in the journal', async () => {
    const found = await caseload.administrator.query<{ data: { figure: string } }>(
      "select data from journal.event where type = 'statistics.figure_exported' and data ->> 'format' = 'csv'",
    );
    // Rows come in no order, and other figures are exported in this file too.
    assert.ok(found.rows.some(({ data }) => data.figure === 'detection-itm'));
  });
});

describe('a field of a CSV file', () => {
  test('never begins as a formula', () => {
    for (const text of ['=1+1', '+1', '-1', '@sum', '\t=1', ' =1', '|x', '%x', '\r=1'])
      assert.match(csvField(text), /^"?'/, JSON.stringify(text));
    assert.equal(csvField(-1), '-1');
    assert.equal(csvField(null), '');
  });
  test('is quoted where it needs to be', () => {
    assert.equal(csvField('a,b'), '"a,b"');
    assert.equal(csvField('say "no"'), '"say ""no"""');
    assert.equal(csvField('two\r\nlines'), '"two\r\nlines"');
    assert.equal(csvField('plain'), 'plain');
  });
  test('gives its text back whatever it was', () => {
    const read = (field: string): string => (field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    fc.assert(
      fc.property(fc.string(), (text) => {
        const back = read(csvField(text));
        assert.ok(back === text || back === `'${text}`);
        assert.doesNotMatch(back, /^[\s]*[=+@-]/);
      }),
    );
  });
});

describe('the layout of bars', () => {
  const data = {
    series: ['a', 'b'],
    groups: [
      { id: 'x', values: [1, 10] },
      { id: 'y', values: [0, null] },
    ],
  };
  test('stands on the base line, as high as the number, inside the sheet', () => {
    const { bars, base, width } = layoutBars(data);
    assert.deepEqual(
      bars.map(({ group, series, value }) => [group, series, value]),
      [
        ['x', 'a', 1],
        ['x', 'b', 10],
        ['y', 'a', 0],
      ],
    );
    assert.ok(
      bars.every((bar) => Math.abs(bar.y + bar.height - base) < 0.2 && bar.x >= 0 && bar.x + bar.width <= width),
    );
    const [one, ten] = bars;
    assert.ok(Math.abs((ten?.height ?? 0) / (one?.height ?? 1) - 10) < 0.1);
  });
  test('does not overlap and has whole numbers on its scale', () => {
    const { bars, ticks } = layoutBars(data);
    const places = bars.map(({ x, width }) => [x, x + width]).sort(([a = 0], [b = 0]) => a - b);
    assert.ok(places.every(([, end = 0], index) => end <= (places[index + 1]?.[0] ?? Number.POSITIVE_INFINITY)));
    assert.ok(ticks.every(({ value }) => Number.isInteger(value)));
  });
  test('holds with nothing to show', () => {
    assert.deepEqual(layoutBars({ series: [], groups: [] }).bars, []);
    assert.equal(layoutBars({ series: ['a'], groups: [{ id: 'x', values: [0] }] }).bars[0]?.height, 0);
  });
});
