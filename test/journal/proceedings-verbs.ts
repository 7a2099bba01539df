import type { Verb } from './verbs.ts';
import type { proceedingsEvents } from './proceedings-events.ts';

/** What justice does with data of persons; see verbs.ts. */
export const proceedingsVerbs: { readonly [Type in keyof typeof proceedingsEvents]: Verb | null } = {
  body_joined: 'disclosure',
  case_read: 'consultation',
  custody_changed: 'alteration',
  exchange_written: 'disclosure',
  exhibit_added: 'collection',
  facts_changed: 'alteration',
  link_added: 'combination',
  link_withdrawn: 'alteration',
  measure_added: 'collection',
  measure_ended: 'alteration',
  names_asked: 'consultation',
  node_added: 'collection',
  opened: 'collection',
  operation_added: 'collection',
  person_joined: 'collection',
  persons_joined: 'collection',
  requalified: 'alteration',
  request_answered: 'collection',
  request_sent: 'disclosure',
  sealed: 'alteration',
  step_taken: 'alteration',
  suspect_added: 'collection',
  suspect_changed: 'alteration',
  suspect_named: 'collection',
  unsealed: 'alteration',
  words_asked: 'consultation',
};
