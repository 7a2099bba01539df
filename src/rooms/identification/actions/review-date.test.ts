import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addDays, type Clock, fixedClock, instant, type PlainDate } from '../../../platform/clock.ts';
import { asViewer } from '../../../platform/database/index.ts';
import { isRefusal, valueOf } from '../../../platform/outcome.ts';
import { wordsFor } from '../../../platform/words.ts';
import { statusAgrees } from './index.ts';
import { caseWorld, type CaseWorld, codeOf, decisionFor, todayIn } from '../../../../test/support/case-world.ts';
import { runReviews } from './run-reviews.ts';
import { reviewOf } from '../rules.ts';
import { reviewRules } from '../steps.ts';
import { reviewText } from './review-date.ts';
import { keepStatus, readIdentification } from './index.ts';

let world: CaseWorld;
before(async () => {
  world = await caseWorld();
  for (const { state, after_days, remind_days, becomes } of reviewRules(world.profile))
    await world.administrator.query('insert into identification.review_rule values ($1, $2, $3, $4)', [
      state,
      after_days,
      remind_days,
      becomes,
    ]);
});
after(() => world.close());

const clockOn = (day: PlainDate): Clock => fixedClock(instant(`${day}T10:00:00Z`));
const today = (): PlainDate => todayIn(world.profile);
const workerOn = (day: PlainDate) =>
  runReviews({ database: world.worker, profile: world.profile, clock: clockOn(day) });

/** A case whose person was heard, so that a decision is waited for. */
const heard = async (): Promise<string> => {
  const caseId = await world.newCase();
  await world.administrator.query(
    "update identification.status set state = 'interview', since = $2 where case_id = $1",
    [caseId, today()],
  );
  return caseId;
};

const eventsOf = async (caseId: string): Promise<readonly { type: string; actor: string | null; data: object }[]> =>
  (
    await world.administrator.query<{ type: string; actor: string | null; data: object }>(
      'select type, actor, data from journal.event where case_id = $1 order by seq',
      [caseId],
    )
  ).rows;

const tasksOf = async (caseId: string): Promise<readonly object[]> =>
  (
    await world.administrator.query<object>(
      "select state, due_on::text as due, created_by from cases.task where case_id = $1 and kind = 'review_status' order by due_on",
      [caseId],
    )
  ).rows;

const keepOn = (day: PlainDate, caseId: string) =>
  asViewer(world.casework, world.police, (tx) =>
    keepStatus(
      { tx, viewer: world.police, profile: world.profile, clock: clockOn(day), emit: () => undefined },
      caseId,
    ),
  );

const textOn = async (caseId: string): Promise<string> => {
  const view = await world.as(world.police, (scene) => readIdentification(scene, caseId));
  assert.ok(view);
  const review = reviewOf(world.profile, view.status);
  assert.ok(review);
  const words = wordsFor('en', world.profile.timeZone);
  return reviewText({ status: view.status, review, today: view.today }, world.profile, words);
};

describe('a status whose time is over', () => {
  test('is reminded of before, once, and then becomes what the profile says, in nobody’s name', async () => {
    const caseId = await heard();
    const due = addDays(today(), 60);
    await workerOn(addDays(due, -15));
    assert.deepEqual(await tasksOf(caseId), []);
    await workerOn(addDays(due, -14));
    await workerOn(addDays(due, -13));
    assert.deepEqual(await tasksOf(caseId), [{ state: 'open', due, created_by: null }]);
    await workerOn(addDays(due, -1));
    assert.equal(await world.stateOf(caseId), 'interview');
    assert.match(await textOn(caseId), /^Nobody has looked at it again yet\. Becomes “Reported” on .+ if nobody looks/);
    assert.ok((await workerOn(due)).changed >= 1);
    assert.equal(await world.stateOf(caseId), 'reported');
    const lines = await eventsOf(caseId);
    assert.deepEqual(
      lines.slice(-3).map(({ type, actor }) => [type, actor]),
      [
        ['cases.task_set', null],
        ['identification.term_over', null],
        ['identification.status_changed', null],
      ],
    );
    assert.deepEqual(lines.at(-1)?.data, {
      ...{ event: 'term_over', from: 'interview', to: 'reported', on: due, decision: null },
    });
    assert.equal((await workerOn(addDays(due, 1))).changed, 0);
    assert.equal(await world.as(world.police, (scene) => statusAgrees(scene, caseId)), true);
  });

  test('waits for its reminder, though the worker was away all the time', async () => {
    const caseId = await heard();
    const late = addDays(today(), 400);
    await workerOn(late);
    assert.equal(await world.stateOf(caseId), 'interview');
    await workerOn(addDays(late, 13));
    assert.equal(await world.stateOf(caseId), 'interview');
    await workerOn(addDays(late, 14));
    assert.equal(await world.stateOf(caseId), 'reported');
  });

  test('holds when somebody looked: the term begins anew and says by whom', async () => {
    const caseId = await heard();
    const due = addDays(today(), 60);
    await workerOn(addDays(due, -14));
    assert.ok(!isRefusal(await keepOn(addDays(due, -10), caseId)));
    assert.deepEqual(await tasksOf(caseId), [{ state: 'done', due, created_by: null }]);
    await workerOn(due);
    assert.equal(await world.stateOf(caseId), 'interview');
    assert.match(await textOn(caseId), /^Reviewed on .+ by .+\. Becomes “Reported” on /);
    const next = addDays(due, 50);
    await workerOn(addDays(next, -14));
    await workerOn(next);
    assert.equal(await world.stateOf(caseId), 'reported');
  });

  test('does not change while a decision waits for a second officer, nor for a person who holds a status', async () => {
    const caseId = await world.presumed();
    valueOf(await world.take(world.police, caseId, 'identify', decisionFor(world.profile, 'facts_confirmed')));
    const waits = await heard();
    await world.administrator.query(
      `insert into identification.decision (id, case_id, organisation_id, step, event, from_state, to_state, decided_by, decided_on, recorded_at, state)
       values (gen_random_uuid(), $1, $2, 'VIC-T05', 'downgrade', 'interview', 'reported', $3, $4, now(), 'awaiting_review')`,
      [waits, world.police.organisationId, world.police.staffId, today()],
    );
    for (const days of [46, 60, 335, 365, 800]) await workerOn(addDays(today(), days));
    assert.deepEqual([await world.stateOf(caseId), await world.stateOf(waits)], ['identified', 'interview']);
    assert.equal((await tasksOf(caseId)).length, 1);
  });
});

test('a status without a term cannot be looked at, and only who decides may say that it holds', async () => {
  const caseId = await world.newCase();
  assert.equal(codeOf(await keepOn(today(), caseId)), 'nothing_to_review');
  const presumed = await world.presumed();
  assert.equal(codeOf(await world.as(world.service, (scene) => keepStatus(scene, presumed))), 'may_not_decide');
});

test('a profile that lets time alone give or take the status of a victim does not start', () => {
  const machine = world.profile.steps('victim-status');
  const rule = { ...machine.reviews[0], state: 'presumed', becomes: 'reported' };
  const wrong = { ...world.profile, steps: () => ({ ...machine, reviews: [rule] }) } as never;
  assert.throws(() => reviewRules(wrong), /by time alone/);
});
