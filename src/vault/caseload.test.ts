import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newId } from '../platform/ids.ts';
import { valueOf } from '../platform/outcome.ts';
import { type ErasureWorld, erasureWorld, type Erasable } from '../../test/support/erasure-world.ts';
import { stepInAs, type TestRole } from '../../test/support/vault.ts';

const opener: TestRole = { code: 'opener', opens: ['identity'], purposes: ['identify'] };

let world: ErasureWorld;
let file: Erasable;
before(async () => {
  world = await erasureWorld();
  file = await world.person();
});
after(() => world.close());

const query = (text: string, ...values: readonly unknown[]) => world.vault.administrator.query(text, [...values]);

const join = async (unit: string | null = null): Promise<string> => {
  const { id } = await world.vault.addStaff(world.police, [opener]);
  await query('update directory.staff set unit_id = $2 where id = $1', id, unit);
  return id;
};

const give = (owner: string | null) =>
  query('update cases.case_reference set owner_id = $2 where case_id = $1', file.caseId, owner);

/** Opens the person and gives what the vault wrote into the line of it. */
const written = async (staff: string, subjectId = file.personId): Promise<Record<string, unknown>> => {
  const { context, mac } = await stepInAs(world.vault, staff);
  const asked = { context, mac, subjectId, compartments: ['identity' as const], purpose: 'identify', reason: 'help' };
  valueOf(await world.vault.client().open(asked));
  const found = await query(
    `select data from journal.event where type = 'identity.opened' and actor = $1 and subject_id = $2 order by seq desc limit 1`,
    ...[staff, subjectId],
  );
  const { ties, waiting_days } = (found.rows[0] as { data: Record<string, unknown> }).data;
  return { ties, ...(waiting_days === undefined ? {} : { waiting_days }) };
};

describe('what ties somebody to what she opens stands in the line', () => {
  test('nobody was given it: since when; it is given: hers, or her unit’s, or nobody’s she has to do with', async () => {
    const unit = newId();
    await query(
      `insert into directory.unit (id, organisation_id, code, names) values ($1, $2, 'first', '{}')`,
      ...[unit, world.police],
    );
    const [owner, colleague, other] = [await join(unit), await join(unit), await join()];
    await give(null);
    await query(`update referrals.report set sent_at = now() - interval '50 hours' where id = $1`, file.reportId);
    assert.deepEqual(await written(other), { ties: ['unassigned'], waiting_days: 2 });
    await give(owner);
    assert.deepEqual(await written(owner), { ties: ['assigned', 'unit'] });
    assert.deepEqual(await written(colleague), { ties: ['unit'] });
    assert.deepEqual(await written(other), { ties: [] });
  });

  test('a task of hers, and no longer once it is done; a request of the person that she took', async () => {
    const [owner, other] = [await join(), await join()];
    await give(owner);
    const task = newId();
    await query(
      `insert into cases.task (id, case_id, organisation_id, kind, owner_id, created_at) values ($1, $2, $3, 'call', $4, now())`,
      ...[task, file.caseId, world.police, other],
    );
    assert.deepEqual(await written(other), { ties: ['task'] });
    await query(`update cases.task set state = 'done' where id = $1`, task);
    assert.deepEqual(await written(other), { ties: [] });
    const request = await world.request(file);
    await query('update identity.rights_request set recorded_by = $2 where id = $1', request, other);
    assert.deepEqual(await written(other), { ties: ['request'] });
    await query('delete from identity.rights_request where id = $1', request);
  });

  test('who stands in for its keeper is tied as she is', async () => {
    const [owner, standIn] = [await join(), await join()];
    await give(owner);
    await query(
      `insert into directory.absence (id, staff_id, organisation_id, from_day, to_day, stand_in_id)
       values ($1, $2, $3, current_date - 1, current_date + 1, $4)`,
      ...[newId(), owner, world.police, standIn],
    );
    assert.deepEqual(await written(standIn), { ties: ['assigned'] });
  });

  test('what is no report, person or case ties nobody, and nothing is said of it', async () => {
    const subject = await world.sealPerson();
    assert.deepEqual(await written(await join(), subject), { ties: undefined });
  });
});
