/** Why nothing was opened or sealed: a closed list; texts in `words`, `identity.refusal.<code>`. */
export type IdentityRefusal =
  | 'may_not_open'
  | 'may_not_open_compartment'
  | 'may_not_for_purpose'
  | 'unavailable'
  | 'session_over'
  | 'may_not_open_others'
  | 'no_basis'
  | 'too_many_openings';
