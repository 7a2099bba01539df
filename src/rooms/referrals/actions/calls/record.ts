import { minutesOf, type PlainDate } from '../../../../platform/clock.ts';
import type { Phone, RawForm, ValuesOf } from '../../../../platform/form/index.ts';
import type { Uuid } from '../../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import { openDraft, sealDraft } from '../../../../platform/sealing/index.ts';
import type { VaultClient } from '../../../../platform/vault-client/index.ts';
import { sealFor } from '../../../identity/index.ts';
import { mayTakeCalls } from '../../access.ts';
import type { callForm } from '../../facts/call-forms.ts';
import type { ReferralRefusal } from '../../facts/refusals.ts';
import { type Call, changeCall, findCall } from '../../store/calls.ts';
import type { DraftScene } from '../drafts/content.ts';
import type { CallRef } from './desk.ts';
import { markOf } from './mark.ts';

type Result<Value> = Promise<Outcome<Value, ReferralRefusal>>;

/** The outcome that a room for the night brings by itself. */
export const bedFound = 'bed_found';

/** What an open record holds: exactly what was typed. A record that cannot be opened any more reads as empty. */
export const typedIn = (scene: DraftScene, call: Pick<Call, 'id' | 'noted_by' | 'version' | 'draft'>): RawForm => {
  if (call.draft === null) return {};
  const bound = { ownerId: call.noted_by, draftId: call.id, version: 1 };
  return JSON.parse(openDraft(scene.draftKey, call.draft, bound)) as RawForm;
};

/** Seals what is typed under the key of the staff program, bound to the call and to who writes it. */
export const sealTyped = (scene: DraftScene, callId: Uuid, raw: RawForm): Buffer =>
  sealDraft(scene.draftKey, JSON.stringify(raw), {
    ...{ ownerId: scene.viewer.staffId, draftId: callId, version: 1 },
  });

/** An open record of the viewer's own, which nobody has been offered: the only one that is written in. */
export const ownOpenCall = async (scene: DraftScene, callId: Uuid): Result<Call> => {
  const may = mayTakeCalls(scene.viewer);
  if (isRefusal(may)) return may;
  const call = await findCall(scene.tx, callId);
  if (call === null) return refuse('not_found');
  if (call.closed_at !== null) return refuse('call_closed_already');
  if (call.is_offered) return refuse('call_handed_on');
  return call.noted_by === scene.viewer.staffId ? call : refuse('call_of_somebody_else');
};

/** Keeps an open record as it is typed, whatever that is; autosave calls it too. Nothing is judged. */
export const saveCall = async (scene: DraftScene, callId: Uuid, raw: RawForm): Result<CallRef> => {
  const call = await ownOpenCall(scene, callId);
  if (isRefusal(call)) return call;
  if (call.texts_over_on !== null) return refuse('call_words_over');
  const saved = await changeCall(scene.tx, call, { draft: sealTyped(scene, callId, raw) });
  return saved ? { callId } : refuse('changed_meanwhile');
};

/** Somebody else of the desk goes on with an open record: at the end of a shift nothing stays behind. */
export const takeOverCall = async (scene: DraftScene, callId: Uuid): Result<CallRef> => {
  const may = mayTakeCalls(scene.viewer);
  if (isRefusal(may)) return may;
  const call = await findCall(scene.tx, callId);
  if (call === null) return refuse('not_found');
  if (call.closed_at !== null) return refuse('call_closed_already');
  if (call.is_offered) return refuse('call_handed_on');
  return moveToViewer(scene, call);
};

/** Makes an open record the viewer's own, with all that is typed in it. */
export const moveToViewer = async (scene: DraftScene, call: Call): Result<CallRef> => {
  const draft = call.draft === null ? null : sealTyped(scene, call.id, typedIn(scene, call));
  if (!(await changeCall(scene.tx, call, { noted_by: scene.viewer.staffId, draft })))
    return refuse('changed_meanwhile');
  const data = { from: call.noted_by };
  scene.emit({ type: 'referrals.call_taken_over', subject: { kind: 'call', id: call.id }, data });
  return { callId: call.id };
};

export type CallAnswers = ValuesOf<typeof callForm>;

type Safe = Pick<Call, 'call_back' | 'call_back_from' | 'call_back_until'> & {
  readonly call_back_by: PlainDate | null;
};

/** The rule of the call back, from what was typed. */
const safeRule = (answers: CallAnswers): Outcome<Safe, ReferralRefusal> => {
  const none = { call_back_from: null, call_back_until: null, call_back_by: null };
  if (answers.call_back !== 'yes') return { call_back: answers.call_back ?? 'not_asked', ...none };
  if (answers.caller_number === undefined) return refuse('number_missing', { field: 'caller_number' });
  const [from, until] = [answers.call_back_from ?? '', answers.call_back_until ?? ''];
  const by = answers.call_back_by ?? null;
  if (from === '' && until === '') return { call_back: 'yes', ...none, call_back_by: by };
  const [first, last] = [minutesOf(from), minutesOf(until)];
  if (first === null) return refuse('hour_unreadable', { field: 'call_back_from' });
  if (last === null) return refuse('hour_unreadable', { field: 'call_back_until' });
  if (last <= first) return refuse('hours_backwards', { field: 'call_back_until' });
  return { call_back: 'yes', call_back_from: first, call_back_until: last, call_back_by: by };
};

/** The number as it was typed, as a text. */
const numberText = (number: Phone): string => number.e164 ?? number.typed;

const textsOf = (answers: CallAnswers) => ({
  notes: {
    call_summary: answers.call_summary ?? '',
    ...(answers.call_interpreter_number === undefined
      ? {}
      : { call_interpreter_number: answers.call_interpreter_number }),
  },
  ...(answers.caller_name === undefined ? {} : { reporter: { caller_name: answers.caller_name } }),
  ...(answers.caller_number === undefined
    ? {}
    : {
        contact_safe: {
          caller_number: numberText(answers.caller_number),
          ...(answers.call_back_words === undefined ? {} : { call_back_words: answers.call_back_words }),
        },
      }),
});

const sealTexts = (scene: DraftScene, call: Call, answers: CallAnswers): Promise<void> => {
  const compartments = textsOf(answers);
  const parts = (['notes', 'reporter', 'contact_safe'] as const).filter((one) => one in compartments);
  const basis = { kind: 'law', code: 'OWN-RECORD' } as const;
  return sealFor(
    scene,
    [{ subjectId: call.id, compartments }],
    [{ organisationId: call.organisation_id, basis, compartments: parts }],
  );
};

/** The mark of the number, where the vault makes one now; without it the call is closed all the same. */
const markIfPossible = async (scene: DraftScene, { caller_number: number }: CallAnswers, vault?: VaultClient) => {
  if (vault === undefined || number === undefined) return null;
  const mark = await markOf(scene, vault, numberText(number));
  return isRefusal(mark) ? null : mark;
};

/** What came of it, with the room that was given meanwhile. */
const outcomesOf = ({ placement_id: placement }: Call, { call_outcomes: told = [] }: CallAnswers): string[] => [
  ...new Set([...told, ...(placement === null ? [] : [bedFound])]),
];

/** What is sealed and remembered at the end: nothing of a record whose words ended while it was open. */
const endOf = async (
  scene: DraftScene,
  call: Call,
  answers: CallAnswers,
  vault?: VaultClient,
): Result<Partial<Safe & Pick<Call, 'caller_mark'>>> => {
  if (call.texts_over_on !== null) return {};
  const rule = safeRule(answers);
  if (isRefusal(rule)) return rule;
  await sealTexts(scene, call, answers);
  return { ...rule, caller_mark: call.caller_mark ?? (await markIfPossible(scene, answers, vault)) };
};

/**
 * Closes a record: its texts are sealed to the desk's body, what was typed is forgotten, codes stay. Later it is put right by
 * rule, or added to. Needs no vault: a dead vault keeps nobody on the line.
 */
export const closeCall = async (
  scene: DraftScene,
  it: { readonly callId: Uuid; readonly answers: CallAnswers },
  vault?: VaultClient,
): Result<CallRef> => {
  const { callId, answers } = it;
  const call = await ownOpenCall(scene, callId);
  if (isRefusal(call)) return call;
  const kept = await endOf(scene, call, answers, vault);
  if (isRefusal(kept)) return kept;
  const { tx, viewer, clock } = scene;
  const codes = {
    ...{ kind: answers.call_kind, danger: answers.call_danger, language: answers.call_language ?? null },
    ...{ interpreter: answers.call_interpreter ?? null, outcomes: outcomesOf(call, answers) },
  };
  const end = { draft: null, closed_at: clock.now(), closed_by: viewer.staffId };
  if (!(await changeCall(tx, call, { ...codes, ...kept, ...end }))) return refuse('changed_meanwhile');
  const data = { kind: answers.call_kind ?? '', danger: answers.call_danger ?? '' };
  scene.emit({ type: 'referrals.call_closed', subject: { kind: 'call', id: callId }, data });
  return { callId };
};
