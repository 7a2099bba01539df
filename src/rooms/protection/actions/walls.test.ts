import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { codeOf, decisionFor } from '../../../../test/support/case-world.ts';
import { stayWorld } from '../../../../test/support/stay-world.ts';
import { addDays, fixedClock, type PlainDate } from '../../../platform/clock.ts';
import { asProgram, asViewer } from '../../../platform/database/index.ts';
import { valueOf } from '../../../platform/outcome.ts';
import { decide } from '../../identification/actions/index.ts';
import { readStay, readStays, remindOfTerms } from './index.ts';

const { world, today, on, returns, told, grant } = await stayWorld();
after(() => world.close());

describe('the walls', () => {
  test('the authority learns no case, and nobody else sees a stay', async () => {
    const { caseId, noticeId } = await told();
    valueOf(await grant(noticeId));
    assert.equal(await world.read(world.permits, caseId), null);
    for (const viewer of [world.police, world.service, returns, await world.viewer('asylum_interviewer')]) {
      assert.equal(codeOf(await on(viewer, today, (scene) => readStay(scene, noticeId))), 'may_not_decide');
      assert.equal(codeOf(await on(viewer, today, (scene) => readStays(scene, 1))), 'may_not_decide');
      const rows = await asViewer(world.casework, viewer, (tx) =>
        tx.selectFrom('protection.stay').selectAll().execute(),
      );
      assert.deepEqual(rows, []);
    }
  });

  test('no stay check precedes a status decision: it is taken where nobody can look up a stay at all', async () => {
    const { caseId, noticeId } = await told();
    valueOf(await grant(noticeId));
    const casework = (
      await world.administrator.query<{ rolname: string }>(
        `select grantee as rolname from information_schema.role_table_grants where table_schema = 'protection' and table_name = 'stay' and grantee like '%casework'`,
      )
    ).rows[0]?.rolname;
    assert.ok(casework);
    const hidden = ['protection.stay', 'protection.stay_decision', 'referrals.report_person_residence'];
    for (const table of hidden) await world.administrator.query(`revoke select on ${table} from ${casework}`);
    const input = decisionFor(world.profile, 'facts_confirmed', { decided_on: today });
    const identified = await on(world.police, today, (scene) =>
      decide(scene, { caseId, event: 'identify', version: null }, input),
    );
    for (const table of hidden) await world.administrator.query(`grant select on ${table} to ${casework}`);
    assert.equal(codeOf(identified), 'not refused');
    assert.equal(await world.stateOf(caseId), 'identified');
  });
});

describe('reminders', () => {
  test('the end of a period becomes a task for a body that sees the case, once for each day', async () => {
    const { caseId, noticeId } = await told();
    valueOf(await grant(noticeId));
    const run = (day: PlainDate) =>
      remindOfTerms({ database: world.worker, profile: world.profile, clock: fixedClock(`${day}T09:00:00.000Z`) });
    const tasks = async () =>
      (
        await world.administrator.query<{ kind: string; due_on: string }>(
          `select kind, due_on::text from cases.task where case_id = $1 and kind = 'term_ends' order by due_on`,
          [caseId],
        )
      ).rows.map(({ due_on: due }) => due);
    await run(addDays(today, 59));
    assert.deepEqual(await tasks(), []);
    await run(addDays(today, 60));
    await run(addDays(today, 61));
    assert.deepEqual(await tasks(), [addDays(today, 60)]);
    await world.administrator.query(
      `update cases.task set state = 'done', closed_at = now() where case_id = $1 and kind = 'term_ends'`,
      [caseId],
    );
    await run(addDays(today, 75));
    assert.deepEqual(await tasks(), [addDays(today, 60), addDays(today, 75)]);
    const seen = await asProgram(world.worker, (tx) =>
      tx.selectFrom('protection.clock_event').select('event').where('case_id', '=', caseId).execute(),
    );
    assert.ok(seen.length > 0);
  });
});
