import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type AssistWorld, assistWorld } from '../../../../test/support/assist-world.ts';
import { type CaseWorld, codeOf } from '../../../../test/support/case-world.ts';
import { addDays, fixedClock, instantPlus, type PlainDate, systemClock } from '../../../platform/clock.ts';
import { openDatabase } from '../../../platform/database/index.ts';
import { appendToJournal } from '../../../platform/journal.ts';
import { valueOf } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { loadCase } from '../../cases/index.ts';
import { sealFor } from '../../identity/index.ts';
import { firstDayOf } from '../../protection/index.ts';
import {
  assess,
  countSupportsDue,
  divideWork,
  endGoal,
  noteCall,
  noteSession,
  planSession,
  readAssistance,
  readCall,
  readSupports,
  remindOfEndingAssessments,
  setGoal,
  type StepInput,
  takeStep,
} from './index.ts';

let assist: AssistWorld;
let world: CaseWorld;
let today: PlainDate;
before(async () => {
  assist = await assistWorld();
  world = assist.world;
  today = assist.today;
});
after(() => world.close());

const asService = <T>(work: (scene: Scene) => Promise<T>): Promise<T> => assist.asService(work);
const accepted = () => assist.accepted();
const inNeeds = () => assist.inNeeds();
const view = (caseId: string) => assist.view(caseId);
const step = (caseId: string, event: string, more: Partial<StepInput> = {}, version: string | null = null) =>
  assist.step(caseId, event, more, version);

const ticked = { high: ['contact'], some: ['debt'], unknown: [] };

describe('from the offer to the end', () => {
  test('an accepted offer is a support that was referred; nobody is responsible, and that is an alarm', async () => {
    const caseId = await accepted();
    const { support, lawOn } = await view(caseId);
    assert.deepEqual([support?.state, support?.workerId, support?.referredOn, lawOn], ['referred', null, today, today]);
    const { rows } = valueOf(await asService((scene) => readSupports(scene, 'due', 1)));
    const own = rows.find((row) => row.caseId === caseId);
    assert.deepEqual([own?.isNobodys, own?.isWaiting], [true, true]);
    const before = (await asService(countSupportsDue)) ?? 0;
    valueOf(
      await asService((scene) => divideWork(scene, { caseId, version: null }, { lead_team: 'SAVTEH', mine: true })),
    );
    valueOf(await step(caseId, 'contact', { contact_way: 'video' }));
    assert.equal(await asService(countSupportsDue), before - 1);
  });

  test('consent, assessments, a goal, the plan, a pause and the end, by the table alone', async () => {
    const caseId = await inNeeds();
    assert.equal(codeOf(await step(caseId, 'plan')), 'goal_needed');
    valueOf(
      await asService((scene) =>
        assess(scene, { caseId, kind: 'needs' }, { made_on: today, ticked: { high: ['S1'], some: [], unknown: [] } }),
      ),
    );
    valueOf(
      await asService((scene) =>
        setGoal(scene, caseId, { service: 'S1', goal_text: 'A room of her own', team: 'COTEH' }),
      ),
    );
    assert.equal(codeOf(await step(caseId, 'plan', { plan_agreed: false })), 'plan_not_agreed');
    valueOf(await step(caseId, 'plan', { plan_agreed: true }));
    valueOf(await step(caseId, 'suspend', { suspension: 'wish' }));
    valueOf(await step(caseId, 'resume'));
    assert.equal(codeOf(await step(caseId, 'contact')), 'no_such_step');
    assert.equal(codeOf(await step(caseId, 'end')), 'reason_needed');
    valueOf(await step(caseId, 'end', { ending: 'victims_choice' }));
    assert.equal(codeOf(await step(caseId, 'resume')), 'already_ended');
    const kept = await view(caseId);
    assert.deepEqual(
      [kept.support?.state, kept.support?.plannedOn, kept.support?.assessedOn, kept.support?.endedOn],
      ['ended', today, today, today],
    );
    const clocks = await asService(async (scene) => [
      await firstDayOf(scene, caseId, 'assistance_suspended'),
      await firstDayOf(scene, caseId, 'assistance_resumed'),
      await firstDayOf(scene, caseId, 'assistance_ended'),
    ]);
    assert.deepEqual(clocks, [today, today, today]);
  });

  test('work on needs begins only while a consent stands', async () => {
    const caseId = await accepted();
    valueOf(await step(caseId, 'contact', { contact_way: 'in_person' }));
    const file = await asService((scene) => loadCase(scene, caseId));
    await world.administrator.query(
      'update identity.consent set given_on = current_date - 9, valid_until = current_date - 1 where person_id = $1',
      [file?.personId],
    );
    assert.equal(codeOf(await step(caseId, 'consent')), 'consent_needed');
  });

  test('a consent taken back ends it where the service sees the case no more: nothing stays open that nobody can close', async () => {
    const caseId = await inNeeds();
    const { administrator } = world;
    const planned = {
      session_kind: 'legal',
      planned_day: addDays(today, 2),
      planned_hour: '9:00',
      session_place: 'office',
    };
    valueOf(await asService((scene) => planSession(scene, caseId, planned)));
    const back = `update identity.consent set withdrawn_at = now(), withdrawn_on = current_date, withdrawn_how = 'oral'
      where person_id = (select person_id from cases.case_file where id = $1)`;
    await administrator.query(back, [caseId]);
    assert.equal(await asService((scene) => loadCase(scene, caseId)), null, 'the case is closed to the service');
    const found = await administrator.query(
      `select s.state, s.reason, s.ended_on is not null as dated, p.reason as step, p.made_by, x.state as session,
         (select count(*)::int from protection.clock_event e where e.case_id = s.case_id and e.event = 'assistance_ended') as clocks
       from assistance.support s join assistance.step p on p.support_id = s.id and p.event = 'end'
       join assistance.session x on x.support_id = s.id where s.case_id = $1`,
      [caseId],
    );
    const ended = {
      state: 'ended',
      reason: 'consent_withdrawn',
      dated: true,
      step: 'consent_withdrawn',
      made_by: null,
    };
    assert.deepEqual(found.rows, [{ ...ended, session: 'cancelled', clocks: 1 }]);
  });

  test('a second ground keeps the support: what lets the service in still counts', async () => {
    const caseId = await inNeeds();
    const { administrator } = world;
    await administrator.query(
      `insert into cases.case_access (id, case_id, organisation_id, compartments, basis_kind, basis_code, valid_from)
       select gen_random_uuid(), case_id, organisation_id, compartments, 'law', 'CHILD-PROTECTION', valid_from from cases.case_access
       where case_id = $1 and basis_kind = 'consent'`,
      [caseId],
    );
    await administrator.query(
      `update identity.consent set withdrawn_at = now(), withdrawn_on = current_date, withdrawn_how = 'oral'
       where person_id = (select person_id from cases.case_file where id = $1)`,
      [caseId],
    );
    assert.equal((await view(caseId)).support?.state, 'needs');
  });

  test('her no is her own, keeps the offer open, and she may come back', async () => {
    const caseId = await accepted();
    valueOf(await step(caseId, 'contact', { contact_way: 'in_person' }));
    assert.equal(codeOf(await step(caseId, 'decline', { person_decided: false })), 'person_must_decide');
    valueOf(await step(caseId, 'decline', { person_decided: true }));
    valueOf(await step(caseId, 'accept_later', { person_decided: true }));
    assert.equal((await view(caseId)).support?.state, 'contacted');
  });

  test('what somebody changed meanwhile is not overwritten', async () => {
    const caseId = await accepted();
    valueOf(await step(caseId, 'contact', { contact_way: 'in_person' }, '1'));
    assert.equal(codeOf(await step(caseId, 'consent', {}, '1')), 'changed_meanwhile');
  });

  test('neither the police nor the permit officer reads or changes anything of it', async () => {
    const caseId = await inNeeds();
    for (const other of [world.police, world.permits]) {
      assert.equal(codeOf(await world.as(other, (scene) => readAssistance(scene, caseId))), 'may_not_work');
      const outcome = await world.as(other, (scene) =>
        takeStep(scene, { caseId, event: 'end', version: null }, { on_day: today, ending: 'not_a_victim' }),
      );
      assert.equal(codeOf(outcome), 'may_not_work');
    }
  });
});

describe('assessments and goals', () => {
  test('an assessment that ends calls for a new one once, in the journal of the service', async () => {
    const caseId = await inNeeds();
    valueOf(await asService((scene) => assess(scene, { caseId, kind: 'danger' }, { made_on: today, ticked })));
    const worker = openDatabase(world.database.urlFor('worker'), { connections: 1 });
    const on = (days: number) => fixedClock(instantPlus(systemClock.now(), days * 86_400_000));
    const remind = (days: number) =>
      remindOfEndingAssessments({ database: worker, profile: world.profile, clock: on(days) });
    assert.equal(await remind(20), 0);
    assert.equal(await remind(26), 1);
    assert.equal(await remind(27), 0);
    const tasks = await world.administrator.query(
      "select due_on::text from cases.task where case_id = $1 and kind = 'assess_again' and state = 'open'",
      [caseId],
    );
    assert.deepEqual(tasks.rows, [{ due_on: addDays(today, 30) }]);
    valueOf(await asService((scene) => assess(scene, { caseId, kind: 'danger' }, { made_on: today, ticked })));
    assert.equal(await remind(27), 0);
    await worker.destroy();
  });

  test('a theme under two levels, a day ahead and a support that has not come so far are refused', async () => {
    const caseId = await inNeeds();
    const found = (made_on: PlainDate, high: readonly string[], on = caseId) =>
      asService((scene) => assess(scene, { caseId: on, kind: 'danger' }, { made_on, ticked: { ...ticked, high } }));
    assert.equal(codeOf(await found(today, ['debt'])), 'level_twice');
    assert.equal(codeOf(await found(addDays(today, 1), [])), 'day_ahead');
    assert.equal(codeOf(await found(today, [], await accepted())), 'not_yet');
  });

  test('a goal ends once, with a reason; its words are in no table in clear', async () => {
    const caseId = await inNeeds();
    const words = 'Learn to ride the tram to Kirchberg alone';
    valueOf(await asService((scene) => setGoal(scene, caseId, { service: 'S2', goal_text: words })));
    const [goal] = (await view(caseId)).goals;
    const end = () =>
      asService((scene) =>
        endGoal(
          scene,
          { caseId, goalId: goal?.id ?? '', version: null },
          { goal_state: 'partly', goal_outcome: 'goes_on_elsewhere', goal_ended_on: today },
        ),
      );
    valueOf(await end());
    assert.equal(codeOf(await end()), 'already_ended');
    const tables = ['support', 'step', 'assessment', 'goal', 'session'].map((name) => `assistance.${name}`);
    for (const table of [...tables, 'journal.event', 'identity.sealed_field']) {
      const found = await world.administrator.query(`select 1 from ${table} t where t::text like '%' || $1 || '%'`, [
        'Kirchberg',
      ]);
      assert.equal(found.rowCount, 0, table);
    }
  });
});

describe('appointments and calls', () => {
  test('an appointment lies ahead, is written down when it has begun, and stands in the view for the person', async () => {
    const caseId = await inNeeds();
    const plan = (planned_day: PlainDate, planned_hour = '10:30') =>
      asService((scene) =>
        planSession(scene, caseId, { session_kind: 'legal', planned_day, planned_hour, session_place: 'office' }),
      );
    assert.equal(codeOf(await plan(addDays(today, -1))), 'moment_past');
    assert.equal(codeOf(await plan(addDays(today, 1), 'late')), 'hour_unclear');
    valueOf(await plan(addDays(today, 1)));
    const [session] = (await view(caseId)).sessions;
    const it = { caseId, sessionId: session?.id ?? '', version: null };
    const held = { attendance: 'late', minutes: 50, session_note: 'Came with her sister.' };
    assert.equal(codeOf(await asService((scene) => noteSession(scene, it, held))), 'not_yet');
    const later = fixedClock(instantPlus(systemClock.now(), 3 * 86_400_000));
    valueOf(await world.as(world.service, (scene) => noteSession(scene, it, held), later));
    const shown = await world.administrator.query(
      'select kind, place, state from assistance.appointment_published where case_id = $1',
      [caseId],
    );
    assert.deepEqual(shown.rows, [{ kind: 'legal', place: 'office', state: 'held' }]);
  });

  test('no call is written down by who has not just read the rule of safe contact, or did not follow it', async () => {
    const caseId = await accepted();
    const file = await asService((scene) => loadCase(scene, caseId));
    const personId = file?.personId ?? '';
    const call = (rule_followed: boolean) =>
      asService((scene) => noteCall(scene, caseId, { rule_followed, call_outcome: 'reached' }));
    const known = async () => valueOf(await asService((scene) => readCall(scene, caseId)));
    assert.equal((await known()).hasRule, false);
    await asService((scene) =>
      sealFor(
        scene,
        [{ subjectId: personId, compartments: { contact_safe: { best_time: 'Mornings, never by voice mail' } } }],
        [
          {
            organisationId: scene.viewer.organisationId,
            basis: { kind: 'law', code: 'OWN-RECORD' },
            compartments: ['contact_safe'],
          },
        ],
      ),
    );
    assert.deepEqual([(await known()).hasRule, (await known()).hasRead], [true, false]);
    assert.equal(codeOf(await call(true)), 'rule_not_read');
    await asService(({ tx, viewer, clock }) =>
      appendToJournal(tx, { organisationId: viewer.organisationId, staffId: viewer.staffId, now: clock.now() }, [
        {
          ...{ type: 'identity.opened', subject: { kind: 'subject', id: personId }, personId },
          data: { compartments: ['contact_safe'], purpose: 'contact_person' },
        },
      ]),
    );
    assert.equal(codeOf(await call(false)), 'rule_not_confirmed');
    valueOf(await call(true));
    assert.equal((await view(caseId)).support?.state, 'contacted');
  });
});
