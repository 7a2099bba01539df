import { defineForm } from '../../platform/form/index.ts';

/** Why nothing was opened or sealed: a closed list; texts in `words`, `identity.refusal.<code>`. */
export type IdentityRefusal =
  | 'may_not_open'
  | 'may_not_open_compartment'
  | 'may_not_for_purpose'
  | 'unavailable'
  | 'session_over'
  | 'no_basis'
  | 'too_many_openings';

/** What is asked before something is opened. The choices are those of the viewer's role (see `screens`). */
export const openingForm = defineForm('identity', [
  { id: 'purpose', kind: 'choice', codes: 'opening-purposes', required: true },
  { id: 'compartments', kind: 'choices', codes: 'compartments', least: 1, required: true },
]);
