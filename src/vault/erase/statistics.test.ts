import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openDatabase } from '../../platform/database/index.ts';
import { systemClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { valueOf } from '../../platform/outcome.ts';
import { readProfile } from '../../profile/index.ts';
import { recountFigures } from '../../rooms/statistics/index.ts';
import { type Erasable, type ErasureWorld, erasureWorld } from '../../../test/support/erasure-world.ts';

const profile = readProfile('profiles/luxembourg');
let world: ErasureWorld;
before(async () => {
  world = await erasureWorld();
});
after(() => world.close());

const query = (text: string, ...values: readonly unknown[]) => world.vault.administrator.query(text, [...values]);

/** Every cell of every figure, counted anew by the login that sees published views only. */
const figures = async (): Promise<readonly unknown[]> => {
  const statistics = openDatabase(world.vault.database.urlFor('statistics'), { connections: 2 });
  try {
    await recountFigures({ statistics, profile, clock: systemClock });
  } finally {
    await statistics.destroy();
  }
  const found = await query(
    `select r.figure, c.period, c.measure, c.breakdown, c.code, c.value from statistics.figure_cell c join (select distinct on (figure) id, figure from statistics.figure_run
       order by figure, computed_at desc) r on r.id = c.run_id`,
  );
  return found.rows.map((cell: unknown) => JSON.stringify(cell)).toSorted();
};

/** The police found indications: what the figures of detection count. */
const detect = async ({ personId, reportId, caseId }: Erasable): Promise<void> => {
  const event = {
    id: newId(),
    type: 'identification.indications_found',
    at: systemClock.now(),
    subject_kind: 'person',
  };
  const about = { subject_id: personId, person_id: personId, report_id: reportId, case_id: caseId };
  await query(
    `select journal.append($1, $2)`,
    world.police,
    JSON.stringify([{ ...event, ...about, audience: [], data: {} }]),
  );
};

test('figures are the same before and after people are erased: events in codes stay', async () => {
  const people = [await world.person(), await world.person(), await world.person()];
  for (const person of people) await detect(person);
  await query(`update directory.organisation set code = 'ITM' where id = $1`, world.police);
  const counted = await figures();
  assert.ok(
    counted.some((cell) => /"value":"?[1-9]/.test(String(cell))),
    'something is counted',
  );
  for (const person of people.slice(0, 2)) valueOf(await world.erase(world.approver, await world.request(person)));
  assert.deepEqual(await figures(), counted);
});
