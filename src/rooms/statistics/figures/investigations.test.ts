import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type JusticeWorld, justiceWorld } from '../../../../test/support/justice-world.ts';
import { fixedClock, plainDate } from '../../../platform/clock.ts';
import { asProgram, type Database, openDatabase } from '../../../platform/database/index.ts';
import { valueOf } from '../../../platform/outcome.ts';
import { requalify } from '../../proceedings/index.ts';
import type { CountedCell } from '../facts.ts';
import { countFigure } from './index.ts';
import { investigations } from './investigations.ts';

let world: JusticeWorld;
let statistics: Database;
let cells: readonly CountedCell[];

const opened = (on: string, qualification: string): Promise<string> =>
  world.newCriminalCase({ opened_on: plainDate(on), qualification });

const takenFor = (criminalCaseId: string, qualification: string, on: string): Promise<unknown> =>
  world.act(world.prosecutor, async (scene) =>
    valueOf(await requalify(scene, { criminalCaseId, version: null }, { qualification, qualified_on: plainDate(on) })),
  );

before(async () => {
  world = await justiceWorld();
  statistics = openDatabase(world.database.urlFor('statistics'), { connections: 1 });
  await opened('2019-12-31', 'thb_labour');
  await opened('2020-01-01', 'thb_labour');
  const procuring = await opened('2020-05-04', 'thb_sexual');
  await takenFor(procuring, 'procuring', '2021-02-01');
  const back = await opened('2020-12-31', 'thb_labour');
  await takenFor(back, 'no_offence', '2021-03-01');
  // Written down last, and about an earlier day: the later day is the last word.
  await takenFor(back, 'illegal_employment', '2021-01-15');
  await takenFor(back, 'thb_labour', '2021-04-01');
  const profile = world.profile;
  cells = await asProgram(statistics, (tx) =>
    countFigure({ tx, profile, clock: fixedClock('2022-01-05T10:00:00Z') }, investigations),
  );
});
after(async () => {
  await statistics.destroy();
  await world.close();
});

const value = (period: string, measure: string, breakdown: string | null = null, code: string | null = null): number =>
  cells.find((c) => c.period === period && c.measure === measure && c.breakdown === breakdown && c.code === code)
    ?.sources.length ?? 0;

describe('investigations', () => {
  test('count in the year in which they were opened, whatever they turn out to be', () => {
    assert.deepEqual(
      ['2018', '2019', '2020', '2021'].map((year) => value(year, 'opened')),
      [0, 1, 3, 0],
    );
  });

  test('keep their first qualification beside the last one', () => {
    assert.equal(value('2020', 'opened', 'first_qualification', 'thb_sexual'), 1);
    assert.equal(value('2020', 'opened', 'last_qualification', 'thb_sexual'), 0);
    assert.equal(value('2020', 'opened', 'last_qualification', 'procuring'), 1);
    assert.equal(value('2020', 'opened', 'last_qualification', 'thb_labour'), 2);
  });

  test('are no trafficking when their last qualification says so, not when one on the way did', () => {
    assert.deepEqual(
      ['2019', '2020'].map((year) => value(year, 'not_trafficking')),
      [0, 1],
    );
  });

  test('rest on events and lead to no report and no person', () => {
    const sources = cells.filter(({ breakdown }) => breakdown === null).flatMap((cell) => cell.sources);
    assert.ok(sources.length > 0);
    for (const { reportIds, personIds, eventIds } of sources) {
      assert.deepEqual([reportIds, personIds], [[], []]);
      assert.ok(eventIds.length > 0);
    }
  });
});
