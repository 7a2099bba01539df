import type { PlainDate } from '../../platform/clock.ts';
import { type Outcome, refuse } from '../../platform/outcome.ts';
import type { Profile } from '../../profile/index.ts';
import type { CasesRefusal, ReferralState, TaskState } from './facts.ts';

/** All sealed parts; the body that examines sees how it examines, a service does not. */
const everything = [
  'identity',
  'contact_safe',
  'testimony',
  'health',
  'legal_residence',
  'investigation',
  'reporter',
  'notes',
];
const withoutInquiry = ['identity', 'contact_safe', 'health', 'legal_residence', 'reporter', 'notes'];

/** The parts of a case that its leading body works with: all for the one that identifies, else all but testimony and inquiry. */
export const partsOfLead = (profile: Profile, organisationCode: string): readonly string[] =>
  profile.plays(organisationCode, 'identifies') ? everything : withoutInquiry;

/** The codes in whose name somebody of this organisation acts: its own, and those of the bodies it is a unit of. */
export const actingCodes = (profile: Profile, organisationCode: string): readonly string[] => [
  organisationCode,
  ...Object.keys(profile.settings.units).filter((body) =>
    (profile.settings.units[body] ?? []).includes(organisationCode),
  ),
];

/** What a consent to be helped may cover: exactly what the profile lets pass to the support service. */
export const partsForSupport = (profile: Profile): readonly string[] => profile.notice('support_referral').compartments;

/** The state of a referral after an answer; only an offer can be answered or taken back. */
export const referralAfter = (
  state: ReferralState,
  event: 'accept' | 'decline' | 'take_back',
): Outcome<ReferralState, CasesRefusal> => {
  if (state !== 'offered') return refuse('already_answered');
  return ({ accept: 'accepted', decline: 'declined', take_back: 'taken_back' } as const)[event];
};

/** The state of a task after closing; a closed one stays closed. */
export const taskAfter = (state: TaskState, event: 'finish' | 'drop'): Outcome<TaskState, CasesRefusal> =>
  state === 'open' ? (event === 'finish' ? 'done' : 'dropped') : refuse('already_closed');

/** A field that changed, as codes. */
export type FieldChange = { readonly field: string; readonly before: string | null; readonly after: string | null };

type Value = string | number | boolean | readonly string[] | null | undefined;

const asText = (value: Value): string | null => {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value !== 'object') return String(value);
  return [...value].sort((one, other) => one.localeCompare(other, 'en')).join(' ') || null;
};

/** Which fields differ between what stood and what stands now. */
export const changedFields = (
  before: Readonly<Record<string, Value>>,
  after: Readonly<Record<string, Value>>,
): readonly FieldChange[] =>
  Object.keys(after)
    .map((field) => ({ field, before: asText(before[field]), after: asText(after[field]) }))
    .filter((change) => change.before !== change.after);

/** Is a task late, due today, or still ahead? */
export const dueness = (dueOn: PlainDate | null, today: PlainDate): 'late' | 'today' | 'ahead' | 'none' =>
  dueOn === null ? 'none' : dueOn < today ? 'late' : dueOn === today ? 'today' : 'ahead';

/** Bodies of the country that have accounts and a part in it, but no access here: they see nothing of the file. */
export const bodiesWithout = (profile: Profile, withAccess: readonly string[]): readonly string[] => {
  const parts = [
    'prosecutes',
    'inspects_labour',
    'supports',
    'decides_residence',
    'returns',
    'coordinates',
    'reports_nationally',
    'publishes_statistics',
  ] as const;
  const codes = parts.flatMap((part) => profile.organisationsPlaying(part).map((one) => one.code));
  return [...new Set(codes)].filter((code) => !withAccess.includes(code));
};
