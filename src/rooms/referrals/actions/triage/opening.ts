import type { Uuid } from '../../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import type { VaultClient } from '../../../../platform/vault-client/index.ts';
import type { Scene } from '../../../../profile/index.ts';
import { type Opened, openIdentity } from '../../../identity/index.ts';
import type { OpeningRefusal, ReferralRefusal } from '../../facts/refusals.ts';
import { findReceived, personsOf, type Received } from '../../store/triage/received.ts';
import { type AskedQuestion, readQuestion } from './questions.ts';
import type { Compartment } from '../../../../platform/sealing/index.ts';

/** What is to be opened: the report itself (`personId` null) or one of its persons, which parts, and what for. */
export type OpeningInput = {
  readonly reportId: Uuid;
  readonly personId: Uuid | null;
  readonly compartments: readonly Compartment[];
  readonly purpose: string;
};

/** Opened texts by compartment and field, with where they came from. */
export type OpenedReport = { readonly received: Received; readonly ordinal: number | null; readonly opened: Opened };

type Result = Promise<Outcome<OpenedReport, ReferralRefusal | OpeningRefusal>>;

const merged = (one: Opened, other: Opened): Opened =>
  Object.fromEntries(
    [...new Set([...Object.keys(one), ...Object.keys(other)])].map((part) => [part, { ...one[part], ...other[part] }]),
  );

/** A part that was split off: its own questions are sealed under it, the account under the whole. */
const openReport = async (vault: VaultClient, scene: Scene, received: Received, input: OpeningInput) => {
  const { compartments, purpose, reportId } = input;
  const about = { reportId };
  const whole = await openIdentity(vault, scene.viewer, {
    ...{ subjectId: received.rootId, compartments },
    purpose,
    about,
  });
  if (isRefusal(whole) || received.rootId === reportId || !compartments.includes('reporter')) return whole;
  const reporter = { subjectId: reportId, compartments: ['reporter' as const], purpose, about };
  const own = await openIdentity(vault, scene.viewer, reporter);
  return isRefusal(own) ? whole : merged(whole, own);
};

/**
 * Has the vault open parts of a report or of one of its persons for a named purpose. The vault checks session, role,
 * purpose and basis, and commits its journal line before it answers.
 */
export const openReceived = async (vault: VaultClient, scene: Scene, input: OpeningInput): Result => {
  const received = await findReceived(scene.tx, input.reportId);
  if (received === null) return refuse('not_found');
  if (input.compartments.length === 0) return refuse('nothing_to_open', { field: 'compartments' });
  if (input.personId === null) {
    const opened = await openReport(vault, scene, received, input);
    return isRefusal(opened) ? opened : { received, ordinal: null, opened };
  }
  const person = (await personsOf(scene.tx, input.reportId)).find(({ id }) => id === input.personId);
  if (!person) return refuse('not_found');
  const { purpose, compartments, reportId } = input;
  const about = { reportId, personId: person.id };
  const opened = await openIdentity(vault, scene.viewer, { subjectId: person.id, compartments, purpose, about });
  return isRefusal(opened) ? opened : { received, ordinal: person.ordinal, opened };
};

/** Has the vault open the text of a question for the body that is asked; null when there is none for the viewer. */
export const openQuestion = async (
  vault: VaultClient,
  scene: Scene,
  input: { readonly questionId: Uuid; readonly purpose: string },
): Promise<Outcome<AskedQuestion & { readonly text: string }, ReferralRefusal | OpeningRefusal> | null> => {
  const asked = await readQuestion(scene, input.questionId);
  if (asked === null) return null;
  const reportId = asked.question.report_id;
  const opened = await openIdentity(vault, scene.viewer, {
    ...{ subjectId: reportId, compartments: ['reporter'], purpose: input.purpose, about: { reportId } },
  });
  if (isRefusal(opened)) return opened;
  const text = opened['reporter']?.[`question.${input.questionId}`];
  return text === undefined ? refuse('nothing_to_open') : { ...asked, text };
};
