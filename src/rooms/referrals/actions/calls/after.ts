import { dateIn, minuteIn } from '../../../../platform/clock.ts';
import { newId, type Uuid } from '../../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import type { VaultClient } from '../../../../platform/vault-client/index.ts';
import { hasPermit } from '../../../../platform/viewer.ts';
import type { Scene } from '../../../../profile/index.ts';
import { type IdentityRefusal, type Opened, openIdentity, sealFor, sealedFields } from '../../../identity/index.ts';
import { maySeeCallers, mayTakeCalls } from '../../access.ts';
import type { ReferralRefusal } from '../../facts/refusals.ts';
import { mayCorrect, mayRing, type Minute } from '../../rules/calls.ts';
import { type Call, type CallLine, changeCall, findCall, insertCallLine } from '../../store/calls.ts';
import type { CallRef } from './desk.ts';

type Result<Value> = Promise<Outcome<Value, ReferralRefusal>>;
type Opening<Value> = Promise<Outcome<Value, ReferralRefusal | IdentityRefusal>>;

/** The minute it is in this country. */
export const minuteNow = ({ clock, profile }: Scene): Minute => ({
  day: dateIn(clock.now(), profile.timeZone),
  minutes: minuteIn(clock.now(), profile.timeZone),
});

const seen = async (scene: Scene, callId: Uuid): Result<Call> => {
  const may = mayTakeCalls(scene.viewer);
  return isRefusal(may) ? may : ((await findCall(scene.tx, callId)) ?? refuse('not_found'));
};

const writeLine = (
  scene: Scene,
  call: Call,
  line: Pick<CallLine, 'kind' | 'code'> & Partial<Pick<CallLine, 'id' | 'was'>>,
) =>
  insertCallLine(scene.tx, {
    ...{ id: newId(), call_id: call.id, organisation_id: call.organisation_id, was: null, ...line },
    ...{ by_staff: scene.viewer.staffId, at: scene.clock.now() },
  });

export type Correction = {
  readonly right_kind?: string | undefined;
  readonly right_language?: string | undefined;
  readonly right_danger?: string | undefined;
};

/** What differs between a record and its correction: the column, what is right, and what stood there. */
const differing = (call: Call, input: Correction) =>
  (['kind', 'language', 'danger'] as const).flatMap((column) => {
    const right = input[`right_${column}`];
    return right === undefined || right === call[column] ? [] : [{ column, right, was: call[column] ?? 'not_told' }];
  });

/** Puts codes of a closed record right, within the hours of the profile; what stood there stays in its history. */
export const correctCall = async (scene: Scene, callId: Uuid, input: Correction): Result<CallRef> => {
  const call = await seen(scene, callId);
  if (isRefusal(call)) return call;
  const { viewer, clock, profile } = scene;
  const may = mayCorrect(call, { staffId: viewer.staffId, now: clock.now(), hours: profile.hotline.correction.hours });
  if (isRefusal(may)) return may;
  const changes = differing(call, input);
  if (changes.length === 0) return refuse('nothing_changed');
  const set = Object.fromEntries(changes.map(({ column, right }) => [column, right]));
  if (!(await changeCall(scene.tx, call, set))) return refuse('changed_meanwhile');
  for (const { right, was } of changes) await writeLine(scene, call, { kind: 'corrected', code: right, was });
  const data = { fields: Object.keys(set).sort() };
  scene.emit({ type: 'referrals.call_corrected', subject: { kind: 'call', id: callId }, data });
  return { callId };
};

/** Adds to a closed record: a sealed text of its own, in one's own name; nothing that stands there is touched. */
export const addToCall = async (scene: Scene, callId: Uuid, text: string): Result<CallRef> => {
  const call = await seen(scene, callId);
  if (isRefusal(call)) return call;
  if (call.closed_at === null) return refuse('call_still_open');
  if (call.texts_over_on !== null) return refuse('call_words_over');
  const id = newId();
  await sealFor(
    scene,
    [{ subjectId: id, compartments: { notes: { call_addition: text } } }],
    [{ organisationId: call.organisation_id, basis: { kind: 'law', code: 'OWN-RECORD' }, compartments: ['notes'] }],
  );
  await writeLine(scene, call, { id, kind: 'added', code: 'note' });
  scene.emit({ type: 'referrals.call_added_to', subject: { kind: 'call', id: callId } });
  return { callId };
};

/** Notes that the caller was told of a service. */
export const tellResource = async (scene: Scene, callId: Uuid, code: string): Result<CallRef> => {
  const call = await seen(scene, callId);
  if (isRefusal(call)) return call;
  if (!scene.profile.hotline.resources.some((one) => one.code === code)) return refuse('no_such_service');
  await writeLine(scene, call, { kind: 'shared', code });
  scene.emit({ type: 'referrals.call_resource_told', subject: { kind: 'call', id: callId }, data: { code } });
  return { callId };
};

/** The texts of a closed call and of what was added to it. */
export type OpenedCall = { readonly call: Call; readonly opened: Opened; readonly added: string | null };

/** Has the vault open what was told; number and name of the caller only for who may see callers. */
export const openCallTexts = async (
  scene: Scene,
  vault: VaultClient,
  it: { readonly callId: Uuid; readonly purpose: string; readonly lineId?: Uuid | undefined },
): Opening<OpenedCall> => {
  const call = await seen(scene, it.callId);
  if (isRefusal(call)) return call;
  if (call.texts_over_on !== null) return refuse('call_words_over');
  const subjectId = it.lineId ?? call.id;
  const wanted = hasPermit(scene.viewer, 'referrals.see-callers')
    ? (['notes', 'reporter'] as const)
    : (['notes'] as const);
  const kept = new Set((await sealedFields(scene, [subjectId])).map(({ compartment }) => compartment));
  const compartments = wanted.filter((one) => kept.has(one));
  const opened = await openIdentity(vault, scene.viewer, { subjectId, compartments, purpose: it.purpose });
  if (isRefusal(opened)) return opened;
  return { call, opened, added: opened['notes']?.['call_addition'] ?? null };
};

/** A number to ring, and what to say if somebody else answers. */
export type NumberToRing = { readonly call: Call; readonly number: string; readonly words: string };

/**
 * Opens the number of a caller who agreed to be rung: only within the hours that were called safe, and never without the words to
 * say if somebody else answers. Who does not open it rings nobody.
 */
export const openNumber = async (
  scene: Scene,
  vault: VaultClient,
  it: { readonly callId: Uuid; readonly purpose: string },
): Opening<NumberToRing> => {
  const may = maySeeCallers(scene.viewer);
  if (isRefusal(may)) return may;
  const call = await findCall(scene.tx, it.callId);
  if (call === null) return refuse('not_found');
  const ring = mayRing(call, minuteNow(scene));
  if (isRefusal(ring)) return ring;
  const opening = { subjectId: call.id, compartments: ['contact_safe'] as const, purpose: it.purpose };
  const opened = await openIdentity(vault, scene.viewer, opening);
  if (isRefusal(opened)) return opened;
  const texts = opened['contact_safe'] ?? {};
  return { call, number: texts['caller_number'] ?? '', words: texts['call_back_words'] ?? '' };
};

/** Notes how ringing went. Reached, or asked not to be rung again: then nobody rings any more. */
export const noteCalledBack = async (scene: Scene, callId: Uuid, result: string): Result<CallRef> => {
  const call = await seen(scene, callId);
  if (isRefusal(call)) return call;
  const ring = mayRing(call, { ...minuteNow(scene), minutes: call.call_back_from ?? 0 });
  if (isRefusal(ring)) return ring;
  const isOver = result === 'reached' || result === 'asked_not_to';
  if (isOver && !(await changeCall(scene.tx, call, { called_back_at: scene.clock.now() })))
    return refuse('changed_meanwhile');
  await writeLine(scene, call, { kind: 'called_back', code: result });
  scene.emit({ type: 'referrals.call_called_back', subject: { kind: 'call', id: callId }, data: { result } });
  return { callId };
};
