import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addDays, systemClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { isRefusal, type Outcome, valueOf } from '../../platform/outcome.ts';
import type { Viewer } from '../../platform/viewer.ts';
import {
  contentOf,
  findInClear,
  personAnswers,
  reportAnswers,
  type ReportWorld,
  reportWorld,
} from '../../../test/support/reports.ts';
import { deliverDue } from './actions/deliver.ts';
import { readReport } from './actions/read/report.ts';
import { submitReport } from './actions/send/submit.ts';
import {
  acknowledge,
  answerBack,
  askBack,
  closeNotTrafficking,
  closeReport,
  confirmReceipt,
  goOnUnanswered,
  linkPersons,
  markOutcomeSeen,
  type QueueFilter,
  readQueue,
  readReceived,
  redirect,
  referralReactions,
  setTriage,
  splitReport,
} from './actions/triage/index.ts';

let world: ReportWorld;
let inspector: Viewer;
let nurse: Viewer;
let police: Viewer;
let colleague: Viewer;
let prosecutor: Viewer;

before(async () => {
  world = await reportWorld();
  inspector = await world.viewer('labour_inspector');
  nurse = await world.viewer('reception_worker');
  police = await world.viewer('judicial_police_officer');
  colleague = await world.viewer('judicial_police_officer');
  prosecutor = await world.viewer('prosecutor', 'PQT-LUX');
});
after(() => world.close());

const sendMail = async (): Promise<void> => undefined;

/** Sends a report and has it delivered; gives its id. */
const received = async (
  persons = [personAnswers()],
  changes: Record<string, unknown> = {},
  sender: Viewer = inspector,
): Promise<string> => {
  const content = contentOf(persons, reportAnswers(changes));
  const sent = await world.as(sender, (scene) =>
    submitReport(scene, { content, clientReference: newId(), channel: 'form' }),
  );
  await deliverDue({ database: world.worker, clock: systemClock, sendMail, onFault: (code) => assert.fail(code) });
  return valueOf(sent).reportId;
};

const refusedWith = (outcome: Outcome<unknown>): string => (isRefusal(outcome) ? outcome.refused : 'not refused');

const view = async (viewer: Viewer, reportId: string) =>
  valueOf(await world.as(viewer, (scene) => readReceived(scene, reportId)));

const toldTo = async (viewer: Viewer, reportId: string) => {
  const read = await world.as(viewer, (scene) => readReport(scene, reportId));
  assert.ok(read !== null);
  return valueOf(read).notices.map(({ outcome, personId }) => [outcome, personId]);
};

const acknowledged = async (persons?: Parameters<typeof received>[0]): Promise<string> => {
  const reportId = await received(persons);
  valueOf(await world.as(police, (scene) => acknowledge(scene, { reportId })));
  return reportId;
};

const all: QueueFilter = { state: 'open', page: 1, size: 200 };

describe('a received report', () => {
  test('is acknowledged once by the police, and a case opened for each person', async () => {
    const reportId = await received([personAnswers(), personAnswers({ sex: 'male' })]);
    const before = await view(police, reportId);
    assert.equal(before.report.state, 'transmitted');
    assert.deepEqual(
      before.steps.map(({ event }) => event),
      ['acknowledge'],
    );
    const version = String(before.report.version);
    const taken = valueOf(
      await world.as(police, (scene) => acknowledge(scene, { reportId, version, openCases: true })),
    );
    assert.equal(taken.linked.length, 2);
    const after = await view(police, reportId);
    assert.equal(after.report.state, 'linked');
    assert.equal(after.report.assigned_to, police.staffId);
    assert.ok(after.persons.every(({ status }) => status !== null));
    assert.ok(after.own.acknowledgedAt !== null);
    const again = await world.as(police, (scene) => acknowledge(scene, { reportId, version: null }));
    assert.equal(refusedWith(again), 'step_not_possible');
    assert.equal(refusedWith(await world.as(police, (scene) => linkPersons(scene, { reportId }))), 'step_not_possible');
  });

  test('leaves a line for every change, and events that others may see', async () => {
    const reportId = await acknowledged();
    const { changes, events } = await view(police, reportId);
    assert.deepEqual(changes.map(({ field }) => field).toSorted(), ['assigned_to', 'state']);
    assert.ok(changes.every(({ reason }) => reason === 'acknowledge'));
    const types = events.map(({ type }) => type);
    for (const type of [
      'referrals.report_sent',
      'referrals.received',
      'referrals.receipt_confirmed',
      'referrals.acknowledged',
    ])
      assert.ok(types.includes(type), type);
  });

  test('two officers at once: the second is told, and nothing is overwritten', async () => {
    const reportId = await acknowledged();
    const version = String((await view(police, reportId)).report.version);
    const set = (viewer: Viewer, urgency: string) =>
      world.as(viewer, (scene) =>
        setTriage(scene, { reportId, version }, { urgency, change_reason: 'danger_looked_at', assigned_to: '' }),
      );
    valueOf(await set(police, 'immediate'));
    assert.equal(refusedWith(await set(colleague, 'today')), 'changed_meanwhile');
    const after = await view(police, reportId);
    assert.equal(after.report.urgency, 'immediate');
    assert.equal(after.report.urgency_rank, 0);
    assert.equal(after.report.assigned_to, null);
  });

  test('is nobody’s who did not receive it; the prosecutor reads and confirms, and takes no step', async () => {
    const reportId = await received();
    for (const viewer of [inspector, nurse])
      assert.ok(isRefusal(await world.as(viewer, (scene) => readReceived(scene, reportId))));
    const other = await world.viewer('prosecutor', 'PQT-DIE');
    assert.equal(refusedWith(await world.as(other, (scene) => readReceived(scene, reportId))), 'not_found');
    const theirs = await view(prosecutor, reportId);
    assert.equal(theirs.persons[0]?.needs, null);
    assert.equal(theirs.persons[0]?.contact, null);
    assert.deepEqual(theirs.steps, []);
    valueOf(await world.as(prosecutor, (scene) => confirmReceipt(scene, { reportId })));
    assert.equal(
      refusedWith(await world.as(prosecutor, (scene) => confirmReceipt(scene, { reportId }))),
      'already_acknowledged',
    );
    const acts = await Promise.all([
      world.as(prosecutor, (scene) => acknowledge(scene, { reportId })),
      world.as(prosecutor, (scene) => redirect(scene, { reportId }, { redirect_reason: 'labour' })),
      world.as(prosecutor, (scene) => splitReport(scene, { reportId }, { persons: [], reason: 'mistake' })),
      world.as(prosecutor, (scene) => setTriage(scene, { reportId }, {})),
      world.as(prosecutor, (scene) => askBack(scene, { reportId }, { question: 'x' })),
    ]);
    for (const outcome of acts) assert.match(refusedWith(outcome), /^may_not_/);
    assert.equal((await view(police, reportId)).report.state, 'transmitted');
  });
});

describe('asking back', () => {
  test('the question goes to the reporter and comes back with the answer; neither stands in clear', async () => {
    const reportId = await acknowledged();
    const question = 'Which canary gate did they use?';
    const today = systemClock.today('Europe/Luxembourg');
    const late = await world.as(police, (scene) =>
      askBack(scene, { reportId }, { question, answer_by: addDays(today, -1) }),
    );
    assert.equal(refusedWith(late), 'day_has_passed');
    const { questionId } = valueOf(
      await world.as(police, (scene) => askBack(scene, { reportId }, { question, answer_by: addDays(today, 3) })),
    );
    assert.equal((await view(police, reportId)).report.state, 'more_info');
    const foreign = await world.as(nurse, (scene) => answerBack(scene, { questionId, answer: 'no' }));
    assert.equal(refusedWith(foreign), 'not_found');
    const answer = 'The blue canary gate.';
    valueOf(await world.as(inspector, (scene) => answerBack(scene, { questionId, answer })));
    const twice = await world.as(inspector, (scene) => answerBack(scene, { questionId, answer }));
    assert.equal(refusedWith(twice), 'already_answered');
    const after = await view(police, reportId);
    assert.equal(after.report.state, 'acknowledged');
    const fields = after.sealed.map(({ field }) => field);
    assert.ok(fields.includes(`question.${questionId}`) && fields.includes(`answer.${questionId}`));
    assert.deepEqual(await findInClear(world.administrator, [question, answer]), []);
  });

  test('the police go on without an answer, which may still come', async () => {
    const reportId = await acknowledged();
    const { questionId } = valueOf(
      await world.as(police, (scene) => askBack(scene, { reportId }, { question: 'When?' })),
    );
    valueOf(await world.as(police, (scene) => goOnUnanswered(scene, { reportId })));
    valueOf(await world.as(police, (scene) => linkPersons(scene, { reportId })));
    valueOf(await world.as(inspector, (scene) => answerBack(scene, { questionId, answer: 'On Monday.' })));
    assert.equal((await view(police, reportId)).report.state, 'linked');
  });
});

describe('the end of a report', () => {
  test('redirected: never counted as trafficking, the reporter learns the outcome and not the reason', async () => {
    const reportId = await acknowledged();
    valueOf(
      await world.as(police, (scene) =>
        redirect(scene, { reportId }, { redirect_reason: 'smuggling', redirect_to: 'PQT-LUX' }),
      ),
    );
    const { report } = await view(police, reportId);
    assert.deepEqual([report.state, report.outcome], ['redirected', 'redirected']);
    const reasons = (viewer: Viewer) =>
      world.as(viewer, ({ tx }) => tx.selectFrom('referrals.report_reason').select('redirected_reason').execute());
    assert.deepEqual([await reasons(police), await reasons(inspector)], [[{ redirected_reason: 'smuggling' }], []]);
    assert.deepEqual(await toldTo(inspector, reportId), [['redirected', null]]);
    valueOf(await world.as(police, (scene) => closeReport(scene, { reportId })));
    assert.equal((await view(police, reportId)).report.outcome, 'redirected');
  });

  test('not trafficking needs a reason that fits, and is never said of victims', async () => {
    const reportId = await acknowledged();
    const close = (outcome_reason: string) =>
      world.as(police, (scene) => closeNotTrafficking(scene, { reportId }, { outcome_reason }));
    assert.equal(refusedWith(await close('indicators_observed')), 'reason_does_not_fit');
    valueOf(await world.as(police, (scene) => linkPersons(scene, { reportId })));
    const [person] = (await view(police, reportId)).persons;
    const listed = 'update cases.case_file set victim_status = $2 where person_id = $1';
    await world.administrator.query(listed, [person?.person.id, 'presumed']);
    assert.equal(refusedWith(await close('labour_offence')), 'persons_are_victims');
    await world.administrator.query(listed, [person?.person.id, 'not_victim']);
    valueOf(await close('labour_offence'));
    assert.equal((await view(police, reportId)).report.state, 'closed_not_thb');
  });

  test('closed with what its persons came to, once all are decided; that somebody declined is not told to who reported', async () => {
    const reportId = await acknowledged();
    const { linked } = valueOf(await world.as(police, (scene) => linkPersons(scene, { reportId })));
    const close = () => world.as(police, (scene) => closeReport(scene, { reportId }));
    assert.equal(refusedWith(await close()), 'persons_undecided');
    for (const { caseId, personId } of linked)
      await world.administrator.query(
        "insert into identification.person_outcome (case_id, report_id, person_id, outcome, on_day) values ($1, $2, $3, 'person_declined', '2026-11-02')",
        [caseId, reportId, personId],
      );
    valueOf(await close());
    assert.equal((await view(police, reportId)).report.outcome, 'person_declined');
    assert.deepEqual(await toldTo(inspector, reportId), []);
  });
});

test('what the police find of a person reaches who reported, by code; what the person chose does not', async () => {
  const reportId = await acknowledged();
  const personId = (await view(police, reportId)).persons[0]?.person.id ?? '';
  const react = referralReactions['identification.outcome_reached'];
  assert.ok(react);
  for (const outcome of ['still_open', 'person_declined', 'indications_found'])
    await world.as(police, async (scene) => {
      const subject = { kind: 'case', id: newId() };
      await react(scene, { type: 'identification.outcome_reached', subject, reportId, personId, data: { outcome } });
      return outcome;
    });
  assert.deepEqual(await toldTo(inspector, reportId), [['indications_found', personId]]);
  assert.ok(isRefusal(await world.as(nurse, (scene) => markOutcomeSeen(scene, reportId))));
});

test('the queue: danger, then children, then nobody’s, then the longest waiting', async () => {
  const calm = await received();
  const child = { ...personAnswers({ age_answer: 'child', protection_told: 'yes', guardian_name: 'Service' }) };
  const children = await received([{ ...child, child_at_the_time: undefined, still_exploited: 'no' }]);
  const danger = await received([personAnswers()], { in_danger: 'yes', danger_reasons: 'threats' });
  const { lines, counts, total } = await world.as(police, (scene) => readQueue(scene, all));
  const place = (id: string): number => lines.findIndex((line) => line.id === id);
  assert.ok(place(danger) < place(children) && place(children) < place(calm));
  assert.equal(total, lines.length);
  assert.equal(counts.open, total);
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    if (next === undefined) continue;
    const key = (one: typeof line) =>
      [one.urgencyRank, one.hasChild ? 0 : 1, one.assignedTo === null ? 0 : 1, one.sentAt] as const;
    assert.ok(JSON.stringify(key(line)) <= JSON.stringify(key(next)), `${index}`);
  }
  const filtered = await world.as(police, (scene) =>
    readQueue(scene, { ...all, danger: 'yes', form: 'forced_labour', language: 'uk', interpreter: true }),
  );
  assert.ok(filtered.lines.every((line) => line.inDanger === 'yes') && filtered.lines.length >= 1);
  const other = await world.as(await world.viewer('prosecutor', 'PQT-DIE'), (scene) => readQueue(scene, all));
  assert.deepEqual([other.total, other.counts.open], [0, 0]);
});
