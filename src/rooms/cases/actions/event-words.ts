import type { Words } from '../../../platform/words.ts';
import type { Profile } from '../../../profile/index.ts';
import { bodyName } from '../../directory/index.ts';

type Reader = (value: string, profile: Profile, words: Words) => string;

const stateIn =
  (machine: string): Reader =>
  (value, profile, words) =>
    profile.steps(machine).states.some(({ id }) => id === value)
      ? profile.stateName(machine, value, words.language)
      : value;

const state: Reader = (value, profile, words) => {
  const name = stateIn('victim-status')(value, profile, words);
  return name === value ? stateIn('rights-information')(value, profile, words) : name;
};

const fromList =
  (list: string): Reader =>
  (value, profile, words) =>
    profile.hasCode(list, value) ? profile.codeName(list, value, words.language) : value;

const own =
  (prefix: string): Reader =>
  (value, _profile, words) =>
    words.has(`${prefix}.${value}`) ? words.t(`${prefix}.${value}`) : value;

const day: Reader = (value, _profile, words) =>
  /^\d{4}-\d{2}-\d{2}/.test(value) ? words.date(value as never, 'long') : value;
const moment: Reader = (value, _profile, words) =>
  /^\d{4}-\d{2}-\d{2}T/.test(value) ? words.date(value as never, 'moment') : value;
const body: Reader = (value, profile, words) => bodyName(profile, words, value);

const packetPurpose: Reader = (value, profile, words) => {
  const purpose = profile.assistance.packets.purposes.find(({ id }) => id === value);
  return purpose === undefined ? value : profile.nameIn(purpose.names, words.language);
};

/** How each datum of an event is read aloud. What is not listed is shown as it is: a number, a code of no list. */
const readers: Readonly<Record<string, Reader>> = {
  assistance: stateIn('assistance'),
  why: fromList('assistance-endings'),
  from: state,
  to: state,
  state,
  status: state,
  organisation: body,
  organisations: body,
  lead: body,
  sender: body,
  urgency: fromList('urgency'),
  kind: fromList('task-kinds'),
  document: fromList('document-kinds'),
  outcome: fromList('police-outcomes'),
  language: fromList('languages'),
  place: fromList('interview-place'),
  note: own('cases.code.note-kinds'),
  child_event: own('protection.child.did'),
  onward_event: own('protection.onward.did'),
  link: own('cases.code.person-links'),
  reason: own('cases.code.support-decline-reasons'),
  parts: own('cases.code.sealed-parts'),
  flags: own('cases.code.case-flags'),
  before: own('cases.code.case-flags'),
  result: own('identification.code.interview-results'),
  sent_back: own('identification.code.send-back-reasons'),
  occasion: own('identification.code.rights-occasions'),
  notice: own('identification.notice.kind'),
  fields: own('identification.notice.field'),
  until: moment,
  verdict: own('identity.code.emergency-verdicts'),
  compartments: own('cases.code.sealed-parts'),
  on: day,
  how: own('identity.code.consent-methods'),
  date: day,
  packet_for: packetPurpose,
  packet_declined: own('assistance.code.packet-declines'),
  told: own('assistance.sealed.state'),
  packet_outcome: own('assistance.code.packet-outcomes'),
  request_outcome: own('accommodation.code.house-request-outcomes'),
  given_on: day,
  due_on: day,
};

const readOne = (key: string, value: unknown, profile: Profile, words: Words): string | number => {
  if (typeof value === 'number') return value;
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map((one) => readOne(key, one, profile, words)).join(', ') || 'none';
  return typeof value === 'string' ? (readers[key] ?? ((text: string) => text))(value, profile, words) : '';
};

/** What of an event its sentence is made from. */
type Told = { readonly type: string; readonly data: Readonly<Record<string, unknown>> };

/** The key of an event's text: `cases.note_added` → `cases.event.note_added`, `identity.open-refused` → `identity.event.open-refused`. */
export const eventKey = (type: string): string => type.replace('.', '.event.');

/** What happened, as a sentence. An event whose text is missing or asks for more than it has is still shown, as an event. */
export const eventText = (event: Told, profile: Profile, words: Words): string => {
  const key = eventKey(event.type);
  const values = Object.fromEntries(
    Object.entries(event.data).map(([name, value]) => [name, readOne(name, value, profile, words)]),
  );
  try {
    return words.has(key) ? words.t(key, values) : words.t('cases.thread.other');
  } catch {
    return words.t('cases.thread.other');
  }
};

const decisions = [
  'identification.status_changed',
  'identification.indications_found',
  'cases.support_accepted',
  'cases.case_opened',
];
const quiet = /^cases\.(note_|task_|document_|label_|flags_|case_taken|case_given)|_asked$/;

/** Full knots for what was decided, small ones for what was noted. */
export const weightOf = (type: string): 'decision' | 'event' | 'note' =>
  decisions.includes(type) ? 'decision' : quiet.test(type) ? 'note' : 'event';
