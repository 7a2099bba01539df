import type { PlainDate } from '../../../../platform/clock.ts';
import { newId, type Uuid } from '../../../../platform/ids.ts';
import { wake } from '../../../../platform/jobs.ts';
import { isRefusal, refuse } from '../../../../platform/outcome.ts';
import type { Scene } from '../../../../profile/index.ts';
import { sealFor } from '../../../identity/index.ts';
import { mayAnswerBack, mayAskBack } from '../../access.ts';
import { findQuestion } from '../../store/read-report.ts';
import { countOpenQuestions, findReport, insertQuestion, markAnswered } from '../../store/work.ts';
import type { StoredReport } from '../../store/rows.ts';
import {
  loadToChange,
  type ReportRef,
  reportingBody,
  type Result,
  stepOf,
  takeStep,
  tell,
  type Versioned,
} from './common.ts';

/** Why both sides may have the question and its answer opened: they wrote it to each other. */
const askBack = { kind: 'recipient', code: 'ASK-BACK' } as const;

const sealText = (
  scene: Scene,
  report: StoredReport,
  text: { readonly field: string; readonly text: string; readonly readers: readonly Uuid[] },
): Promise<void> =>
  sealFor(
    scene,
    [{ subjectId: report.id, compartments: { reporter: { [text.field]: text.text } } }],
    [...new Set(text.readers)].map((organisationId) => ({
      organisationId,
      basis: askBack,
      compartments: ['reporter'],
    })),
  );

const notify = (scene: Scene, organisationId: Uuid, kind: 'question_waits' | 'answer_waits'): Promise<void> =>
  wake(scene.tx, { task: 'referrals:notify', payload: { organisationId, kind } });

/**
 * Asks the reporting body back. The question is sealed to both sides; the mail that tells of it has no content.
 * The report waits in *more information asked* until it is answered.
 */
export const askReporter = async (
  scene: Scene,
  input: Versioned & { readonly question: string; readonly answerBy?: PlainDate | undefined },
): Result<ReportRef & { readonly questionId: Uuid }> => {
  const may = mayAskBack(scene.viewer);
  if (isRefusal(may)) return may;
  const report = await loadToChange(scene, input);
  if (isRefusal(report)) return report;
  if (report.state !== 'more_info') {
    const stepped = await takeStep(scene, report, {
      event: 'ask',
      holds: ['reporter-reachable'],
      reason: 'asked_back',
    });
    if (isRefusal(stepped)) return stepped;
  }
  const [questionId, body] = [newId(), reportingBody(report)];
  const { organisationId, staffId: askedBy } = scene.viewer;
  const audience = [...new Set([organisationId, body])];
  const header = {
    id: questionId,
    reportId: report.id,
    organisationId,
    askedBy,
    audience,
    dueOn: input.answerBy ?? null,
  };
  await insertQuestion(scene.tx, { ...header, askedAt: scene.clock.now() });
  await sealText(scene, report, { field: `question.${questionId}`, text: input.question, readers: audience });
  tell(scene, report, 'referrals.asked_back', { question: questionId, due: input.answerBy ?? null });
  await notify(scene, body, 'question_waits');
  return { reportId: report.id, questionId };
};

/** Answers a question of the police for the reporting body. When none is left open the report goes back to the queue. */
export const answerReporter = async (
  scene: Scene,
  input: { readonly questionId: Uuid; readonly answer: string },
): Result<ReportRef> => {
  const question = await findQuestion(scene.tx, input.questionId);
  const report = question && (await findReport(scene.tx, question.reportId));
  if (!question || !report) return refuse('not_found');
  const may = mayAnswerBack(scene.viewer, { reportingOrganisationId: reportingBody(report) });
  if (isRefusal(may)) return may;
  const at = scene.clock.now();
  if (!(await markAnswered(scene.tx, { questionId: question.id, by: scene.viewer.staffId, at })))
    return refuse('already_answered');
  const readers = [question.organisationId, scene.viewer.organisationId];
  await sealText(scene, report, { field: `answer.${question.id}`, text: input.answer, readers });
  const back = await backToQueue(scene, report);
  if (isRefusal(back)) return back;
  tell(scene, report, 'referrals.answered', { question: question.id });
  await notify(scene, question.organisationId, 'answer_waits');
  return { reportId: report.id };
};

const backToQueue = async (scene: Scene, report: StoredReport): Result<StoredReport> => {
  if (report.state !== 'more_info' || (await countOpenQuestions(scene.tx, report.id)) > 0) return report;
  const state = stepOf(scene, report, 'answer');
  return isRefusal(state) ? state : takeStep(scene, report, { event: 'answer', reason: 'answered' });
};
