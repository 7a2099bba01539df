import { defineForm } from '../../../platform/form/index.ts';
import { compartments } from '../../../profile/index.ts';

/** Why a request of a person was not taken, answered or carried out; texts `identity.refusal.<code>`. */
export type RightsRefusal =
  | 'not_found'
  | 'may_not_take_request'
  | 'may_not_answer_request'
  | 'request_day_ahead'
  | 'authority_needed'
  | 'not_in_this_state'
  | 'already_extended'
  | 'ground_not_of_this'
  | 'part_undecided'
  | 'others_named'
  | 'part_never_given'
  | 'same_person'
  | 'nobody_else_approves'
  | 'held'
  | 'keeper_locked'
  | 'kept_by_law'
  | 'hold_in_past'
  | 'nothing_to_correct'
  | 'session_over'
  | 'unavailable';

/** What a person may ask of a body about what it holds of her; texts `identity.rights.kind.<code>`. */
export const requestStates = [
  'proposed',
  'received',
  'read',
  'decided',
  'handed_over',
  'in_force',
  'lifted',
  'approved',
  'done',
  'refused',
] as const;
export type RequestState = (typeof requestStates)[number];

/** Somebody still has to do something about it. */
export const openStates: readonly RequestState[] = ['proposed', 'received', 'read', 'decided', 'approved'];

/** Nothing is to be done about it any more. */
export const endedStates: readonly RequestState[] = ['handed_over', 'done', 'refused', 'lifted'];

/** What an answer is made of beside opened texts; texts `identity.rights.part.<code>`. */
export const factParts = ['case', 'consents', 'recipients', 'recipients_protected', 'openings'] as const;
export type FactPart = (typeof factParts)[number];

/** Every part that an answer may have. */
export const answerParts: readonly string[] = [...compartments, ...factParts];

/** Lists of codes of the core for these forms; texts `identity.code.<list>.<code>`. */
export const rightsLists = {
  'request-askers': ['person', 'guardian', 'representative'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Who asks, how that was made sure, and since when the time runs. */
export const takeForm = defineForm('identity', [
  { id: 'asked_by', kind: 'choice', codes: 'request-askers', required: true },
  {
    id: 'authority',
    kind: 'choice',
    codes: 'consent-authorities',
    as: 'select',
    required: true,
    shownWhen: { field: 'asked_by', isOneOf: ['guardian', 'representative'] },
  },
  { id: 'proof', kind: 'choice', codes: 'request-proofs', required: true },
  { id: 'received_on', kind: 'date', notAfter: 'today', width: 'short', required: true },
]);

/** Why more time is needed. */
export const extendForm = defineForm('identity', [
  { id: 'extension_reason', kind: 'choice', codes: 'extension-reasons', required: true },
]);

/** Why a request is not followed. */
export const refuseForm = defineForm('identity', [
  { id: 'ground', kind: 'choice', codes: 'request-grounds', as: 'select', required: true },
]);

/** What a reader of a part found. */
export const readForm = defineForm('identity', [{ id: 'others_named', kind: 'yes-no', required: true }]);

/** What is given of each part, or why not. */
export const decideForm = defineForm(
  'identity',
  answerParts.map((part) => ({ id: `part_${part}`, kind: 'choice', codes: 'part-decisions', as: 'select' }) as const),
);

/** Why nothing may be erased for now, and until when. */
export const holdForm = defineForm('identity', [
  { id: 'hold_ground', kind: 'choice', codes: 'hold-grounds', required: true },
  { id: 'hold_until', kind: 'date', notBefore: 'today', width: 'short' },
]);

/** A corrected text in place of what was there. */
export const correctForm = defineForm('identity', [
  { id: 'corrected_text', kind: 'long-text', limit: 2000, required: true, secrecy: 'identity' },
]);
