import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type ArrangedReport, type TestCaseload, testCaseload } from '../../../../test/support/caseload.ts';
import { fixedClock } from '../../../platform/clock.ts';
import { asProgram } from '../../../platform/database/index.ts';
import { projectRoot } from '../../../platform/root.ts';
import { readProfile } from '../../../profile/index.ts';
import type { CountedCell } from '../facts.ts';
import { countFigure, figureOf, figures } from './index.ts';

const profile = readProfile(`${projectRoot}/profiles/luxembourg`);
const clock = fixedClock('2024-06-01T10:00:00Z');

/** Each test counts on a database of its own, so that a number can be counted by hand. */
const counting = (arranged: (caseload: TestCaseload) => Promise<void>, on = clock) => {
  let caseload: TestCaseload;
  before(async () => {
    caseload = await testCaseload();
    await arranged(caseload);
  });
  after(() => caseload.close());
  const cells = (id: string): Promise<CountedCell[]> => {
    const figure = figureOf(id);
    assert.ok(figure);
    return asProgram(caseload.statistics, (tx) => countFigure({ tx, profile, clock: on }, figure));
  };
  const value = async (id: string, period: string, measure: string, code: string | null = null): Promise<number> =>
    (await cells(id)).find((c) => c.period === period && c.measure === measure && c.code === code)?.sources.length ??
    -1;
  const three = async (period: string): Promise<number[]> =>
    Promise.all(['reports', 'persons', 'detected'].map((measure) => value('detection-itm', period, measure)));
  return { cells, value, three };
};

const report = (more: Partial<ArrangedReport> = {}): ArrangedReport => ({ persons: [{}], ...more });

describe('an empty country', () => {
  const { cells, three } = counting(async () => undefined);
  test('has nought everywhere, and every period a cell', async () => {
    assert.deepEqual(await three('2021-2023'), [0, 0, 0]);
    const periods = new Set((await cells('detection-itm')).map(({ period }) => period));
    assert.deepEqual([...periods], ['2019-2020', '2021-2023', '2019', '2020', '2021', '2022', '2023', '2024']);
  });
});

describe('reports, persons and detected victims', () => {
  const { three, cells } = counting(async ({ arrange }) => {
    await arrange(report({ sentAt: '2020-05-01T10:00:00Z', persons: [{ detected: true }, {}, {}] }));
    await arrange(report({ sentAt: '2021-05-01T10:00:00Z', persons: [{ detected: true }, { detected: true }] }));
    await arrange(report({ sentAt: '2022-05-01T10:00:00Z', persons: [{}] }));
    await arrange(report({ from: 'SPJ', sentAt: '2022-05-01T10:00:00Z', persons: [{ detected: true }] }));
    await arrange(report({ from: 'ITM', keyedBy: 'SPJ', sentAt: '2023-05-01T10:00:00Z', persons: [{}, {}] }));
  });
  test('are counted in the period in which the report was sent', async () => {
    assert.deepEqual(await three('2019-2020'), [1, 3, 1]);
    assert.deepEqual(await three('2020'), [1, 3, 1]);
    assert.deepEqual(await three('2021'), [1, 2, 2]);
    assert.deepEqual(await three('2022'), [1, 1, 0]);
  });
  test('count for the body the report is from, not the one that keyed it in', async () => {
    assert.deepEqual(await three('2023'), [1, 2, 0]);
    assert.deepEqual(await three('2021-2023'), [3, 5, 2]);
  });
  test('carry what they are made of', async () => {
    const found = (await cells('detection-itm')).filter(({ period }) => period === '2021');
    const [reports, persons, detected] = found.map(({ sources }) => sources);
    assert.equal(reports?.[0]?.reportIds.length, 1);
    assert.equal(reports?.[0]?.eventIds.length, 1);
    assert.equal(reports?.[0]?.personIds.length, 0);
    assert.deepEqual(
      persons?.map(({ counted }) => counted),
      detected?.map(({ counted }) => counted),
    );
    assert.ok(detected?.every(({ eventIds, personIds }) => eventIds.length === 1 && personIds.length === 1));
    assert.equal(detected?.[0]?.day, '2021-05-01');
  });
});

describe('the day of sending', () => {
  const { three } = counting(async ({ arrange }) => {
    await arrange(report({ sentAt: '2020-12-31T22:59:59Z' }));
    await arrange(report({ sentAt: '2020-12-31T23:00:00Z', persons: [{}, {}] }));
    await arrange(report({ sentAt: '2023-12-31T22:59:59Z', persons: [{}, {}, {}] }));
    await arrange(report({ sentAt: '2023-12-31T23:00:00Z', persons: [{}, {}, {}, {}] }));
  });
  test('is the day in the country’s time zone', async () => {
    assert.deepEqual(await three('2019-2020'), [1, 1, 0]);
    assert.deepEqual(await three('2021-2023'), [2, 5, 0]);
    assert.deepEqual(await three('2024'), [1, 4, 0]);
  });
});

describe('what was redirected', () => {
  const { three, value } = counting(async ({ arrange }) => {
    const online = { detected: true, channel: 'online_other' };
    await arrange(report({ redirected: 'smuggling', persons: [online, online] }));
    const whole = await arrange(report({ persons: [online] }));
    await arrange(report({ splitFrom: whole.report, redirected: 'labour', persons: [online] }));
  });
  test('never counts, nor do its persons, also when it is a part of a report that does', async () => {
    assert.deepEqual(await three('2021-2023'), [1, 1, 1]);
    assert.equal(await value('recruited-online', '2021-2023', 'detected'), 1);
  });
});

describe('a report the police divided', () => {
  const { three } = counting(async ({ arrange }) => {
    const whole = await arrange(report({ persons: [{ detected: true }] }));
    const part = await arrange(report({ splitFrom: whole.report, persons: [{}] }));
    await arrange(report({ splitFrom: part.report, persons: [{ detected: true }] }));
    const other = await arrange(report({ redirected: 'violence', persons: [{}] }));
    await arrange(report({ splitFrom: other.report, persons: [{}] }));
  });
  test('is one report, its persons all count; a part counts when the whole was redirected', async () => {
    assert.deepEqual(await three('2021-2023'), [2, 4, 2]);
  });
});

describe('one human being in several reports', () => {
  const { three, value, cells } = counting(async ({ arrange }) => {
    const first = await arrange(report({ sentAt: '2020-03-01T10:00:00Z', persons: [{ channel: 'online_other' }] }));
    const again = await arrange(
      report({ sentAt: '2021-03-01T10:00:00Z', persons: [{ ...{ sameAs: first.persons[0] ?? '' }, detected: true }] }),
    );
    await arrange(report({ sentAt: '2021-04-01T10:00:00Z', persons: [{ sameAs: again.persons[0] ?? '' }] }));
    await arrange(report({ from: 'SPJ', persons: [{ sameAs: first.persons[0] ?? '', channel: 'street' }] }));
  });
  test('counts once in a period, and as detected wherever indications were found', async () => {
    assert.deepEqual(await three('2019-2020'), [1, 1, 1]);
    assert.deepEqual(await three('2021-2023'), [2, 1, 1]);
  });
  test('keeps all records in the lineage', async () => {
    const cell = (await cells('detection-itm')).find((c) => c.period === '2021-2023' && c.measure === 'persons');
    assert.deepEqual([cell?.sources[0]?.reportIds.length, cell?.sources[0]?.personIds.length], [2, 2]);
  });
  test('is recruited online in the period of the first report about them', async () => {
    assert.equal(await value('recruited-online', '2019-2020', 'detected'), 1);
    assert.equal(await value('recruited-online', '2021-2023', 'detected'), 0);
  });
});

describe('recruited online', () => {
  const { value } = counting(async ({ arrange }) => {
    const persons = [
      { channel: 'online_social_network', detected: true },
      { channel: 'online_social_network' },
      { channel: 'online_advertisement', detected: true },
      { channel: 'street', detected: true },
      { detected: true },
    ];
    await arrange(report({ from: 'SPJ', persons }));
    await arrange(report({ from: 'ITM', persons: [{ channel: 'online_social_network', detected: true }] }));
  });
  test('counts detected persons with an online channel, whoever reported them', async () => {
    assert.equal(await value('recruited-online', '2021-2023', 'detected'), 3);
  });
  test('is broken down by channel', async () => {
    assert.equal(await value('recruited-online', '2021', 'detected', 'online_social_network'), 2);
    assert.equal(await value('recruited-online', '2021', 'detected', 'online_advertisement'), 1);
  });
});

describe('calls of the hotline', () => {
  const { cells, value } = counting(async ({ arrangeCall }) => {
    for (let uk = 0; uk < 3; uk += 1)
      await arrangeCall({ kind: 'about_self', language: 'uk', at: '2026-03-05T02:10:00Z' });
    await arrangeCall({ kind: 'about_other', language: 'pt', at: '2026-03-05T22:30:00Z' });
    await arrangeCall({ kind: 'silent', apart: true, at: '2026-03-06T02:10:00Z' });
    await arrangeCall({ kind: 'about_self', language: 'uk', at: '2026-03-06T02:10:00Z', open: true });
  }, fixedClock('2026-06-01T10:00:00Z'));
  const calls = (measure: string, code: string | null = null) => value('hotline-calls', '2026', measure, code);
  test('are counted once closed, those without words apart, by the hour of this country', async () => {
    assert.deepEqual([await calls('recorded'), await calls('apart')], [4, 1]);
    assert.deepEqual([await calls('recorded', 'about_self'), await calls('recorded', '03')], [3, 3]);
    assert.deepEqual([await calls('recorded', '23'), await calls('apart', 'silent')], [1, 1]);
  });
  test('tell no language of fewer calls than the profile says', async () => {
    assert.deepEqual(
      [await calls('recorded', 'uk'), await calls('recorded', 'pt'), await calls('recorded', 'rare')],
      [3, -1, 1],
    );
  });
  test('rest on events and on no report', async () => {
    const cell = (await cells('hotline-calls')).find((one) => one.measure === 'recorded' && one.code === null);
    assert.deepEqual(
      cell?.sources.map(({ reportIds, eventIds }) => [reportIds.length, eventIds.length]),
      Array.from({ length: 4 }, () => [0, 1]),
    );
  });
});

test('every figure has an id of its own and measures with ids of their own', () => {
  assert.equal(new Set(figures.map(({ id }) => id)).size, figures.length);
  for (const { measures } of figures) assert.equal(new Set(measures.map(({ id }) => id)).size, measures.length);
});

describe('the login that counts', () => {
  let caseload: TestCaseload;
  before(async () => {
    caseload = await testCaseload();
  });
  after(() => caseload.close());
  for (const forbidden of [
    'select * from referrals.report',
    'select sent_by from referrals.report',
    'select actor from journal.event',
    'select blob from identity.sealed_field',
    'select login from directory.staff',
    'select body from journal.event',
  ])
    test(`may not ${forbidden}`, async () => {
      const { Client } = await import('pg');
      const client = new Client({ connectionString: caseload.database.urlFor('statistics') });
      await client.connect();
      await assert.rejects(client.query(forbidden), /permission denied/);
      await client.end();
    });
});
