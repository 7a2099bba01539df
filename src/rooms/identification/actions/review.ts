import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { settleTasks } from '../../cases/index.ts';
import { mayReview } from '../access.ts';
import type { IdentificationRefusal } from '../facts.ts';
import {
  answerDecision,
  awaitingDecisions,
  countAwaiting,
  type Decision,
  findDecision,
  supersedeDecisions,
} from '../store/index.ts';
import { sealToOwnBody } from './own-words.ts';
import { loadStatus, takeEffect } from './status.ts';

type Result<Value> = Promise<Outcome<Value, IdentificationRefusal>>;

const waiting = async (scene: Scene, decisionId: Uuid): Result<Decision> => {
  const decision = await findDecision(scene.tx, decisionId);
  if (decision === null) return refuse('not_found');
  const allowed = mayReview(scene.viewer, scene.profile, decision.decidedBy);
  if (isRefusal(allowed)) return allowed;
  return decision.state === 'awaiting_review' ? decision : refuse('already_reviewed');
};

const confirm = async (scene: Scene, decision: Decision): Result<true> => {
  const loaded = await loadStatus(scene, decision.caseId);
  if (loaded === null) return refuse('not_found');
  if (loaded.status.state !== decision.fromState) return refuse('changed_meanwhile');
  const { event, toState, decidedOn, id } = decision;
  const taken = { ...loaded, event, to: toState, on: decidedOn, thirdCountry: null, decisionId: id };
  return (await takeEffect(scene, taken)) ? true : refuse('changed_meanwhile');
};

/** What the second officer says: that it holds, or why it does not, in a code and in words sealed to her body. */
export type Review =
  | { readonly confirms: true }
  | { readonly confirms: false; readonly reason?: string | undefined; readonly words?: string | undefined };

const keepWords = async (scene: Scene, { id, caseId }: Decision, review: Review): Promise<void> => {
  const loaded = review.confirms ? null : await loadStatus(scene, caseId);
  if (!review.confirms && loaded !== null) await sealToOwnBody(scene, loaded.file, { [`review.${id}`]: review.words });
};

/** A second officer confirms a decision, which then takes effect, or sends it back with a reason. Never the officer who decided. */
export const reviewDecision = async (scene: Scene, decisionId: Uuid, review: Review): Result<{ caseId: Uuid }> => {
  const decision = await waiting(scene, decisionId);
  if (isRefusal(decision)) return decision;
  const { confirms } = review;
  const reason = review.confirms ? null : review.reason;
  if (reason === undefined) return refuse('reason_needed', { field: 'send_back_reason' });
  const answer = { state: confirms ? 'in_force' : 'refused', by: scene.viewer.staffId, at: scene.clock.now() } as const;
  if (confirms) await supersedeDecisions(scene.tx, decision.caseId);
  if (!(await answerDecision(scene.tx, decisionId, answer))) return refuse('already_reviewed');
  scene.emit({
    type: confirms ? 'identification.decision_confirmed' : 'identification.decision_sent_back',
    subject: { kind: 'decision', id: decisionId },
    caseId: decision.caseId,
    data: { event: decision.event, to: decision.toState, ...(reason === null ? {} : { sent_back: reason }) },
  });
  await keepWords(scene, decision, review);
  const confirmed = confirms ? await confirm(scene, decision) : true;
  if (isRefusal(confirmed)) return confirmed;
  await settleTasks(scene, decision.caseId, 'review_decision');
  return { caseId: decision.caseId };
};

/** Decisions that wait for a second officer, the oldest first; at most 100, with how many there are. */
export const readReviews = async (
  scene: Scene,
): Promise<{ readonly decisions: readonly Decision[]; readonly total: number }> => ({
  decisions: await awaitingDecisions(scene.tx),
  total: await countAwaiting(scene.tx),
});

/** How many decisions wait for a second officer. */
export const countReviews = (scene: Scene): Promise<number> => countAwaiting(scene.tx);
