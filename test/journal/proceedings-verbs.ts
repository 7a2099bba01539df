import type { Verb } from './verbs.ts';
import type { proceedingsEvents } from './proceedings-events.ts';

/** What justice does with data of persons; see verbs.ts. */
export const proceedingsVerbs: { readonly [Type in keyof typeof proceedingsEvents]: Verb | null } = {
  body_joined: 'disclosure',
  case_read: 'consultation',
  facts_changed: 'alteration',
  names_asked: 'consultation',
  opened: 'collection',
  person_joined: 'collection',
  persons_joined: 'collection',
  requalified: 'alteration',
  sealed: 'alteration',
  step_taken: 'alteration',
  suspect_added: 'collection',
  suspect_changed: 'alteration',
  suspect_named: 'collection',
  unsealed: 'alteration',
  words_asked: 'consultation',
};
