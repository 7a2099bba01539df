import { createHash } from 'node:crypto';
import { newId, type Uuid } from '../../../../platform/ids.ts';
import type { FieldError } from '../../../../platform/form/index.ts';
import { isRefusal, type Outcome, type Refusal, refuse } from '../../../../platform/outcome.ts';
import type { Scene } from '../../../../profile/index.ts';
import { maySend } from '../../access.ts';
import type { ReferralRefusal } from '../../facts/refusals.ts';
import { takeKey } from '../../store/api.ts';
import { problemsOf, submitOnce } from '../send/submit.ts';

/** A report as another system sends it, with the key that makes it one report. */
export type ApiSending = {
  readonly key: string;
  readonly report: unknown;
  readonly persons: readonly unknown[];
};

/** What another system gets back, every time it sends the same. */
export type ApiSent = { readonly id: Uuid; readonly reference: string; readonly receipts: string };

/** The sending of this body, or the same answer as before: `isNew` tells which. */
export type ApiAnswer = { readonly sent: ApiSent; readonly isNew: boolean };

/** Something to put right: in the report itself (`person` null) or in one of its persons, counted from 0. */
export type AnswerProblem = { readonly person: number | null; readonly error: FieldError };

/** Answers are missing or contradict each other. */
type AnswersRefused = Refusal<'not_complete'> & { readonly answers: readonly AnswerProblem[] };

/** The problems with answers that a refusal carries; none when it was refused for another reason. */
export const answerProblemsOf = (refusal: Refusal): readonly AnswerProblem[] =>
  refusal.refused === 'not_complete' && 'answers' in refusal ? (refusal as AnswersRefused).answers : [];

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The same JSON whatever the order of its members. */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, canonical(member)]));
};

/** Names persons by their place in the body, for their identifiers are ours. */
const withPlaces = <Refused extends Refusal>(refusal: Refused, persons: readonly { readonly id: Uuid }[]): Refused => {
  const answers = problemsOf(refusal).map(({ personId, error }) => ({
    person: personId === null ? null : persons.findIndex(({ id }) => id === personId),
    error,
  }));
  return answers.length === 0 ? refusal : { ...refusal, answers };
};

/** Where a report's receipts are read. */
export const receiptsPath = (reportId: Uuid): string => `/api/v1/reports/${reportId}/receipts`;

const sentOf = ({ reportId, reference }: { readonly reportId: Uuid; readonly reference: string }): ApiSent => ({
  ...{ id: reportId, reference, receipts: receiptsPath(reportId) },
});

/**
 * Sends a report of another system, once per key: the same key with the same body gives the same answer, with another body
 * it is refused. A report that is refused leaves no trace of its key, so that it can be put right under the same one.
 */
export const sendByApi = async (scene: Scene, it: ApiSending): Promise<Outcome<ApiAnswer, ReferralRefusal>> => {
  const { organisationId, organisationCode } = scene.viewer;
  const may = maySend(scene.viewer, scene.profile, { senderCode: organisationCode, keyedIn: false });
  if (isRefusal(may)) return may;
  const keyHash = sha256(it.key);
  const bodyHash = sha256(JSON.stringify(canonical({ report: it.report, persons: it.persons })));
  const reportId = newId();
  const kept = await takeKey(scene.tx, { organisationId, keyHash, bodyHash, reportId, at: scene.clock.now() });
  if (kept !== null)
    return kept.bodyHash.equals(bodyHash) ? { sent: sentOf(kept), isNew: false } : refuse('key_used_for_other_body');
  const persons = it.persons.map((answers) => ({ id: newId(), answers }));
  const content = { report: it.report, persons, files: [] };
  const submitted = await submitOnce(scene, { content, clientReference: newId(), channel: 'api', reportId });
  return isRefusal(submitted) ? withPlaces(submitted, persons) : { sent: sentOf(submitted), isNew: true };
};
