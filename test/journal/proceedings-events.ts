/** What justice writes into the journal; see events.ts. */
export const proceedingsEvents = {
  body_joined: 1,
  case_read: 1,
  facts_changed: 1,
  names_asked: 1,
  opened: 1,
  person_joined: 1,
  persons_joined: 1,
  requalified: 1,
  sealed: 1,
  step_taken: 1,
  suspect_added: 1,
  suspect_changed: 1,
  suspect_named: 1,
  unsealed: 1,
  words_asked: 1,
} as const;
