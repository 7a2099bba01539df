/** What bodies may tell each other in a conference on a permit: questions with a text in the program, of which a profile chooses. */
export const conferenceFields = [
  'status_stands',
  'presence_needed',
  'statements_made',
  'contact_seen',
  'accompanied',
  'wishes_to_stay',
  'permit_wished',
  'parallel_protection',
  'papers_complete',
  'decision_planned_on',
] as const;
export type ConferenceField = (typeof conferenceFields)[number];
