import type { PlainDate } from '../../../../platform/clock.ts';
import { newId, type Uuid } from '../../../../platform/ids.ts';
import { wake } from '../../../../platform/jobs.ts';
import { isRefusal, refuse } from '../../../../platform/outcome.ts';
import type { Scene } from '../../../../profile/index.ts';
import { sealFor } from '../../../identity/index.ts';
import { mayAnswerBack, mayAskBack } from '../../access.ts';
import { answerQuestion, insertQuestion } from '../../store/triage/change.ts';
import { findQuestion, findReceived, type Question, type Received } from '../../store/triage/received.ts';
import { change, dayOf, type Held, reportToChange, type ReportRef, type Result, step } from './load.ts';
import { bodyOf } from '../../../directory/index.ts';

/** The question, and the day by which an answer is wanted. */
export type QuestionInput = { readonly question: string; readonly answer_by?: PlainDate | undefined };

/** Bodies that read question and answer: who asked, and whose report it is (who keyed it in, too). */
const readers = (asker: Uuid, { report, reportingOrganisationId }: Received): readonly Uuid[] => [
  ...new Set([asker, reportingOrganisationId, report.sender_organisation_id]),
];

/** Seals a text of the report to some bodies, because it is addressed to them. */
const sealTo = (scene: Scene, reportId: Uuid, bodies: readonly Uuid[], texts: Readonly<Record<string, string>>) =>
  sealFor(
    scene,
    [{ subjectId: reportId, compartments: { reporter: texts } }],
    bodies.map((organisationId) => ({
      organisationId,
      basis: { kind: 'recipient', code: 'QUESTION' },
      compartments: ['reporter'],
    })),
  );

/** A mail without content says that something waits. */
const notify = (scene: Scene, organisationId: Uuid, kind: 'question_waits' | 'answer_waits'): Promise<void> =>
  wake(scene.tx, { task: 'referrals:notify', payload: { organisationId, kind } });

const isReachable = (scene: Scene, held: Held): boolean =>
  bodyOf(scene.profile, held.reportingOrganisationId)?.accounts === true;

const keepQuestion = async (scene: Scene, held: Held, input: QuestionInput): Promise<Uuid> => {
  const id = newId();
  const bodies = readers(held.own.organisationId, held);
  await insertQuestion(scene.tx, {
    ...{ id, reportId: held.report.id, organisationId: held.own.organisationId, by: scene.viewer.staffId },
    ...{ at: scene.clock.now(), dueOn: input.answer_by ?? null, audience: bodies },
  });
  await sealTo(scene, held.report.id, bodies, { [`question.${id}`]: input.question });
  await notify(scene, held.reportingOrganisationId, 'question_waits');
  scene.emit({
    type: 'referrals.asked_back',
    subject: { kind: 'question', id },
    reportId: held.report.id,
    audience: bodies,
    data: { due_on: input.answer_by ?? null, organisation: held.own.organisationId },
  });
  return id;
};

/** Asks the reporting body back (Luxembourg: step REP-T05). The text is sealed to that body and one's own. */
export const askBack = async (
  scene: Scene,
  it: ReportRef,
  input: QuestionInput,
): Result<{ reportId: Uuid; questionId: Uuid }> => {
  const may = mayAskBack(scene.viewer);
  if (isRefusal(may)) return may;
  const held = await reportToChange(scene, it);
  if (isRefusal(held)) return held;
  if (input.answer_by !== undefined && input.answer_by < dayOf(scene))
    return refuse('day_has_passed', { field: 'answer_by' });
  const state = step(scene, held.report.state, 'ask', isReachable(scene, held) ? ['reporter-reachable'] : []);
  if (isRefusal(state)) return state;
  const changed = await change(scene, held, { set: { state }, reason: 'ask', told: 'everybody' });
  if (isRefusal(changed)) return changed;
  return { reportId: held.report.id, questionId: await keepQuestion(scene, held, input) };
};

/** Goes on although the reporter has not answered; the answer may still come. */
export const goOnUnanswered = async (scene: Scene, it: ReportRef): Result<{ reportId: Uuid }> => {
  const may = mayAskBack(scene.viewer);
  if (isRefusal(may)) return may;
  const held = await reportToChange(scene, it);
  if (isRefusal(held)) return held;
  const state = step(scene, held.report.state, 'go_on');
  if (isRefusal(state)) return state;
  const changed = await change(scene, held, { set: { state }, reason: 'go_on', told: 'everybody' });
  if (isRefusal(changed)) return changed;
  scene.emit({
    type: 'referrals.went_on',
    subject: { kind: 'report', id: held.report.id },
    reportId: held.report.id,
  });
  return { reportId: held.report.id };
};

/** A question with the report it is about. */
export type AskedQuestion = { readonly question: Question; readonly received: Received };

/** A question to the viewer's body; null when there is none for her. */
export const readQuestion = async (scene: Scene, questionId: Uuid): Promise<AskedQuestion | null> => {
  const question = await findQuestion(scene.tx, questionId);
  const received = question === null ? null : await findReceived(scene.tx, question.report_id);
  return question === null || received === null ? null : { question, received };
};

/** May the report go back into the queue, if it still waits for this answer? The database moves it (and nothing else of it). */
const mayGoBack = (scene: Scene, { report }: Received) =>
  report.state === 'more_info' ? step(scene, report.state, 'answer') : true;

/**
 * Answers the police's question in the name of the reporting body (Luxembourg: step REP-T06). Sealed to both. A report that
 * waited for it goes back into the queue.
 */
export const answerBack = async (
  scene: Scene,
  it: { readonly questionId: Uuid; readonly answer: string },
): Result<{ questionId: Uuid }> => {
  const asked = await readQuestion(scene, it.questionId);
  if (asked === null) return refuse('not_found');
  const { question, received } = asked;
  const may = mayAnswerBack(scene.viewer, received);
  if (isRefusal(may)) return may;
  const at = scene.clock.now();
  const back = mayGoBack(scene, received);
  if (isRefusal(back)) return back;
  if (!(await answerQuestion(scene.tx, question.id, at))) return refuse('already_answered');
  const bodies = readers(question.organisation_id, received);
  await sealTo(scene, question.report_id, bodies, { [`answer.${question.id}`]: it.answer });
  await notify(scene, question.organisation_id, 'answer_waits');
  scene.emit({
    type: 'referrals.answered',
    subject: { kind: 'question', id: question.id },
    reportId: question.report_id,
    audience: bodies,
    data: { organisation: scene.viewer.organisationId },
  });
  return { questionId: question.id };
};
