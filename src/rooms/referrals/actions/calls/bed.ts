import type { RawForm, ValuesOf } from '../../../../platform/form/index.ts';
import type { Uuid } from '../../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import type { Scene } from '../../../../profile/index.ts';
import { mayTakeCalls } from '../../access.ts';
import type { callBedForm } from '../../facts/call-forms.ts';
import type { ReferralRefusal } from '../../facts/refusals.ts';
import { type Call, changeCall, findCall } from '../../store/calls.ts';
import type { DraftScene } from '../drafts/content.ts';
import type { CallRef } from './desk.ts';
import { bedFound, ownOpenCall, sealTyped } from './record.ts';

type Result<Value> = Promise<Outcome<Value, ReferralRefusal>>;

export type BedAnswers = ValuesOf<typeof callBedForm>;

/** Keeps what is typed, and in codes who needs a bed: the search for one begins with it. */
export const keepBedNeeds = async (
  scene: DraftScene,
  it: { readonly callId: Uuid; readonly raw: RawForm; readonly answers: BedAnswers },
): Result<CallRef> => {
  const call = await ownOpenCall(scene, it.callId);
  if (isRefusal(call)) return call;
  if (call.texts_over_on !== null) return refuse('call_words_over');
  const { bed_persons, bed_children, bed_sex, bed_minor, bed_needs = [], call_language } = it.answers;
  const change = {
    ...{ bed_persons: bed_persons ?? null, bed_children: bed_children ?? null, bed_sex: bed_sex ?? null },
    ...{ bed_minor: bed_minor ?? null, bed_needs: [...bed_needs], bed_language: call_language ?? null },
    draft: sealTyped(scene, call.id, it.raw),
  };
  return (await changeCall(scene.tx, call, change)) ? { callId: call.id } : refuse('changed_meanwhile');
};

/** Who needs a bed, as far as the caller said. */
export type BedForCaller = {
  readonly callId: Uuid;
  readonly reference: string;
  readonly sex: string | null;
  readonly minor: 'yes' | 'no' | 'not_sure' | null;
  readonly persons: number;
  readonly children: number;
  readonly needs: readonly string[];
  readonly languages: readonly string[];
  /** The room that was given already. */
  readonly placementId: Uuid | null;
};

const minors: Readonly<Record<string, 'yes' | 'no' | 'not_sure'>> = { yes: 'yes', no: 'no', not_sure: 'not_sure' };

const bedOf = (call: Call): BedForCaller => {
  const language = call.bed_language ?? call.language;
  return {
    ...{ callId: call.id, reference: call.reference, sex: call.bed_sex, minor: minors[call.bed_minor ?? ''] ?? null },
    ...{ persons: call.bed_persons ?? 1, children: call.bed_children ?? 0, needs: call.bed_needs },
    ...{ languages: language === null ? [] : [language], placementId: call.placement_id },
  };
};

/** Reads it; null where the viewer takes no calls, or there is no such call. */
export const bedForCaller = async (scene: Scene, callId: Uuid): Promise<BedForCaller | null> => {
  if (mayTakeCalls(scene.viewer) !== true) return null;
  const call = await findCall(scene.tx, callId);
  return call === null || call.counts_apart ? null : bedOf(call);
};

const nothingWanted = { bed_sex: null, bed_minor: null, bed_persons: null, bed_children: null, bed_needs: [] };

/** Ties the room that was given to the call, and *bed found* to what came of it; who needed it stands with the placement now. */
export const tieBedToCall = async (scene: Scene, callId: Uuid, placementId: Uuid): Result<CallRef> => {
  const may = mayTakeCalls(scene.viewer);
  if (isRefusal(may)) return may;
  const call = await findCall(scene.tx, callId);
  if (call === null || call.counts_apart) return refuse('not_found');
  const outcomes = [...new Set([...call.outcomes, bedFound])];
  const change = { placement_id: placementId, outcomes, bed_language: null, ...nothingWanted };
  if (!(await changeCall(scene.tx, call, change))) return refuse('changed_meanwhile');
  scene.emit({ type: 'referrals.call_bed_found', subject: { kind: 'call', id: callId } });
  return { callId };
};
