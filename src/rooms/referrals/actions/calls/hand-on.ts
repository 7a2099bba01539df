import { instantPlus } from '../../../../platform/clock.ts';
import { textOf } from '../../../../platform/form/index.ts';
import { newId, type Uuid } from '../../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import type { Scene } from '../../../../profile/index.ts';
import { bodyOf, idOfBody } from '../../../directory/index.ts';
import { mayTakeCalls, mayTakeOverCalls } from '../../access.ts';
import { callLists } from '../../facts/call-forms.ts';
import type { ReferralRefusal } from '../../facts/refusals.ts';
import {
  type CallHandover,
  endCallHandover,
  findCallHandover,
  type HandoverEnd,
  insertCallHandover,
  offeredCalls,
} from '../../store/call-handovers.ts';
import { findCall } from '../../store/calls.ts';
import type { DraftScene } from '../drafts/content.ts';
import { type CallRef, deskOf } from './desk.ts';
import { moveToViewer, ownOpenCall, typedIn } from './record.ts';

type Result<Value> = Promise<Outcome<Value, ReferralRefusal>>;

const minute = 60_000;

type EventType = { readonly type: string };

const tell = (scene: Scene, it: Pick<CallHandover, 'id' | 'audience'>, { type }: EventType): void =>
  scene.emit({ type, subject: { kind: 'call_handover', id: it.id }, audience: [...it.audience] });

const dangerOf = (typed: string): string =>
  callLists['call-danger'].some((one) => one === typed) ? typed : 'not_asked';

/**
 * Hands a call on while both speak. The receiver gets how dangerous it is, the language and a reference to say aloud; what was told
 * is told by voice. Until somebody answers, or it is taken back, the record is locked.
 */
export const offerCall = async (scene: DraftScene, callId: Uuid, to: string): Result<CallRef> => {
  const { tx, viewer, clock, profile } = scene;
  const call = await ownOpenCall(scene, callId);
  if (isRefusal(call)) return call;
  if (!profile.hotline.transfers.some((one) => one.to === to))
    return refuse('body_takes_no_calls', { field: 'offer_to' });
  const typed = typedIn(scene, call);
  const language = textOf(typed, 'call_language');
  const [from, target] = [call.organisation_id, idOfBody(profile, to)];
  const row = {
    ...{ id: newId(), call_id: call.id, reference: call.reference, from_organisation_id: from },
    ...{ to_organisation_id: target, audience: [...new Set([from, target])], offered_by: viewer.staffId },
    ...{ danger: dangerOf(textOf(typed, 'call_danger')), language: /^[a-z]{2,3}$/.test(language) ? language : null },
    ...{ offered_at: clock.now() },
    answer_by: instantPlus(clock.now(), profile.handover.warm_handover.answer_minutes * minute),
  };
  if (!(await insertCallHandover(tx, row))) return refuse('call_handed_on');
  tell(scene, row, { type: 'referrals.call_offered' });
  return { callId };
};

const ended = async (scene: Scene, it: CallHandover, state: HandoverEnd, event: EventType): Result<CallRef> => {
  const end = { state, by: scene.viewer.staffId, at: scene.clock.now() };
  if (!(await endCallHandover(scene.tx, it, end))) return refuse('changed_meanwhile');
  tell(scene, it, event);
  return { callId: it.call_id };
};

const offered = async (scene: Scene, id: Uuid): Result<CallHandover> => {
  const it = await findCallHandover(scene.tx, id);
  if (it === null) return refuse('not_found');
  return it.state === 'offered' ? it : refuse('already_answered');
};

/** Somebody else of the receiving body says yes or no. Within one body the record goes over with the call. */
export const answerCall = async (scene: DraftScene, id: Uuid, takes: boolean): Result<CallRef> => {
  const may = mayTakeOverCalls(scene.viewer);
  if (isRefusal(may)) return may;
  const it = await offered(scene, id);
  if (isRefusal(it)) return it;
  if (it.offered_by === scene.viewer.staffId) return refuse('own_offer');
  const told = await (takes
    ? ended(scene, it, 'accepted', { type: 'referrals.call_taken' })
    : ended(scene, it, 'refused', { type: 'referrals.call_not_taken' }));
  if (isRefusal(told) || !takes || it.to_organisation_id !== it.from_organisation_id) return told;
  const call = await findCall(scene.tx, it.call_id);
  return call === null ? told : moveToViewer(scene, call);
};

/** The giver keeps the call after all. */
export const keepCall = async (scene: Scene, id: Uuid): Result<CallRef> => {
  const may = mayTakeCalls(scene.viewer);
  if (isRefusal(may)) return may;
  const it = await offered(scene, id);
  if (isRefusal(it)) return it;
  if (it.from_organisation_id !== deskOf(scene)) return refuse('not_found');
  return ended(scene, it, 'taken_back', { type: 'referrals.call_kept' });
};

/** Calls offered to and by the viewer's body, for who takes calls over. */
export const readOffered = async (scene: Scene): Result<readonly CallHandover[]> => {
  const may = mayTakeOverCalls(scene.viewer);
  return isRefusal(may) ? may : offeredCalls(scene.tx);
};

/** The names of a body of a hand-over, in every language of staff. */
export const bodyNamesOf = ({ profile }: Scene, id: Uuid): Readonly<Record<string, string>> =>
  bodyOf(profile, id)?.names ?? {};
