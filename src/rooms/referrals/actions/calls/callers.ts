import { addDays, instantOn } from '../../../../platform/clock.ts';
import type { Database } from '../../../../platform/database/index.ts';
import { type RawForm, textOf } from '../../../../platform/form/index.ts';
import { newId, type Uuid } from '../../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import type { VaultClient } from '../../../../platform/vault-client/index.ts';
import type { Scene } from '../../../../profile/index.ts';
import { type IdentityRefusal, openIdentity, sealFor } from '../../../identity/index.ts';
import { mayTakeCalls } from '../../access.ts';
import type { ReferralRefusal } from '../../facts/refusals.ts';
import { type CallerFlag, endFlag, flagsUnder, insertFlag, takeMarksAway } from '../../store/callers.ts';
import { type Call, callsUnder, changeCall, findCall } from '../../store/calls.ts';
import type { DraftScene } from '../drafts/content.ts';
import { type CallRef, deskOf, lastDayOf } from './desk.ts';
import { markOf } from './mark.ts';
import { ownOpenCall, sealTyped } from './record.ts';

type Result<Value> = Promise<Outcome<Value, ReferralRefusal>>;

/** Keeps what is typed, and looks whether its number has called before: the vault makes its mark, the number stays sealed. */
export const lookUpNumber = async (
  scene: DraftScene,
  vault: VaultClient,
  it: { readonly callId: Uuid; readonly raw: RawForm },
): Result<CallRef> => {
  const call = await ownOpenCall(scene, it.callId);
  if (isRefusal(call)) return call;
  if (call.texts_over_on !== null) return refuse('call_words_over');
  const mark = await markOf(scene, vault, textOf(it.raw, 'caller_number').trim());
  if (isRefusal(mark)) return mark;
  const change = { caller_mark: mark, draft: sealTyped(scene, call.id, it.raw) };
  return (await changeCall(scene.tx, call, change)) ? { callId: call.id } : refuse('changed_meanwhile');
};

/** What is known of a number that calls again: earlier calls, and what helps. Nothing here blocks anybody. */
export type Caller = { readonly before: readonly Call[]; readonly flags: readonly CallerFlag[] };

/** Reads it, for a call whose number was looked up. */
export const readCaller = async (scene: Scene, call: Call): Promise<Caller> => ({
  before: await callsUnder(scene.tx, call),
  flags: await flagsUnder(scene.tx, call.caller_mark, scene.clock.today(scene.profile.timeZone)),
});

export type FlagInput = {
  readonly flag_kind: string;
  readonly flag_words?: string | undefined;
  readonly flag_term: string;
};

/** Says what helps with the number of this call, until a day; its words are sealed to the desk. */
export const setFlag = async (scene: Scene, callId: Uuid, input: FlagInput): Result<CallRef> => {
  const { tx, viewer, clock } = scene;
  const may = mayTakeCalls(viewer);
  if (isRefusal(may)) return may;
  const call = await findCall(tx, callId);
  if (call === null) return refuse('not_found');
  if (call.caller_mark === null) return refuse('number_not_looked_up');
  const id = newId();
  const words = input.flag_words?.trim() ?? '';
  if (words !== '')
    await sealFor(
      scene,
      [{ subjectId: id, compartments: { notes: { flag_words: words } } }],
      [{ organisationId: deskOf(scene), basis: { kind: 'law', code: 'OWN-RECORD' }, compartments: ['notes'] }],
    );
  await insertFlag(tx, {
    ...{ id, organisation_id: call.organisation_id, caller_mark: call.caller_mark, kind: input.flag_kind },
    ...{ set_by: viewer.staffId, set_at: clock.now(), expires_on: lastDayOf(scene, input.flag_term) },
  });
  const data = { kind: input.flag_kind, until: lastDayOf(scene, input.flag_term) };
  scene.emit({ type: 'referrals.caller_flag_set', subject: { kind: 'caller_flag', id }, data });
  return { callId };
};

/** Ends a flag before its day. */
export const endCallerFlag = async (scene: Scene, callId: Uuid, flagId: Uuid): Result<CallRef> => {
  const may = mayTakeCalls(scene.viewer);
  if (isRefusal(may)) return may;
  if (!(await endFlag(scene.tx, flagId, { by: scene.viewer.staffId, at: scene.clock.now() })))
    return refuse('not_found');
  scene.emit({ type: 'referrals.caller_flag_ended', subject: { kind: 'caller_flag', id: flagId } });
  return { callId };
};

/** The words of a flag, for a purpose. */
export const openFlag = async (
  scene: Scene,
  vault: VaultClient,
  it: { readonly flagId: Uuid; readonly purpose: string },
): Promise<Outcome<{ readonly words: string }, ReferralRefusal | IdentityRefusal>> => {
  const may = mayTakeCalls(scene.viewer);
  if (isRefusal(may)) return may;
  const opening = { subjectId: it.flagId, compartments: ['notes'] as const, purpose: it.purpose };
  const opened = await openIdentity(vault, scene.viewer, opening);
  return isRefusal(opened) ? opened : { words: opened['notes']?.['flag_words'] ?? '' };
};

/** Takes the marks of numbers away whose term is over: from calls by the profile's term, from flags by their own. Gives how many. */
export const forgetMarks = ({
  database,
  clock,
  profile,
}: Pick<Scene, 'clock' | 'profile'> & { readonly database: Database }): Promise<number> => {
  const today = clock.today(profile.timeZone);
  const first = addDays(today, -profile.hotline.caller.mark_days);
  return takeMarksAway(database, { today, before: instantOn(first, profile.timeZone) });
};
