import type { Instant } from '../../platform/clock.ts';
import type { Permit, Profile } from '../../profile/index.ts';

/** A login name: small letters and digits, dot, dash and underscore between. */
export const isLogin = (login: string): boolean => /^[a-z0-9][a-z0-9._-]{1,62}$/.test(login);

/** Roles a body may give: those the profile names it for, and those of every body (`*`). */
export const rolesFor = (profile: Profile, organisationCode: string): readonly string[] =>
  profile.roles
    .filter(({ organisations }) => organisations.some((one) => one === '*' || one === organisationCode))
    .map(({ code }) => code);

/** True when every role belongs to the body. */
export const rolesFit = (profile: Profile, organisationCode: string, roles: readonly string[]): boolean => {
  const own = rolesFor(profile, organisationCode);
  return roles.every((code) => own.includes(code));
};

/** True when one of the roles opens sealed matter, so that its holder signs in with a passkey. */
export const needPasskey = (profile: Profile, roles: readonly string[]): boolean =>
  profile.roles.some(({ code, sign_in }) => sign_in === 'passkey' && roles.includes(code));

/** Families of bodies, in the order in which the directory lists them. */
export const families = [
  'government',
  'police',
  'justice',
  'support',
  'oversight',
  'society',
  'abroad',
  'other',
] as const;
export type Family = (typeof families)[number];

/** True for bodies; the profile's actors are also persons and the public, who have no page in a directory. */
export const isBody = (kind: string): boolean => kind !== 'person' && kind !== 'public';

const familyOfKind: Readonly<Record<string, Family>> = {
  ...{ ministry: 'government', authority: 'government', unit: 'government', municipality: 'government' },
  ...{ police: 'police', judiciary: 'justice' },
  ...{ service: 'support', ngo: 'support', health: 'support' },
  ...{ watchdog: 'oversight', nhri: 'oversight', parliament: 'oversight', committee: 'oversight' },
  ...{
    professional: 'society',
    social_partner: 'society',
    community: 'society',
    research: 'society',
    media: 'society',
  },
  ...{ international: 'abroad', eu: 'abroad', foreign: 'abroad', crossborder: 'abroad', network: 'abroad' },
};

/** The family of a body by its kind; kinds a country has of its own are listed last. */
export const familyOf = (kind: string): Family => familyOfKind[kind] ?? 'other';

/** Permits that show best what a role can do here, the most telling first; each has words of its own. */
const telling: readonly Permit[] = [
  'referrals.triage',
  'identification.decide',
  'cases.accept-support',
  'identification.receive-notice',
  'identification.removal-blocked',
  'referrals.take-calls',
  'accommodation.run',
  'statistics.lineage',
  'identity.read-openings',
  'directory.administer',
  'referrals.write',
  'referrals.receive',
  'cases.read',
];

/** The two most telling things somebody with these permits can try; everybody can look into the directory. */
export const worthTrying = (permits: readonly string[]): readonly string[] => {
  const found = telling.filter((permit) => permits.includes(permit)).slice(0, 2);
  return found.length > 0 ? found : ['directory.read'];
};

/** From one moment to another; the second is not counted. */
export type Span = { readonly from: Instant; readonly until: Instant };

/** When nobody is on call within a span, in order: what the entries of a rota leave open. */
export const gapsIn = (duties: readonly Span[], { from, until }: Span): readonly Span[] => {
  const gaps: Span[] = [];
  let covered = from;
  for (const duty of duties.toSorted((one, other) => (one.from < other.from ? -1 : 1))) {
    if (duty.until <= covered) continue;
    if (duty.from >= until) break;
    if (duty.from > covered) gaps.push({ from: covered, until: duty.from });
    covered = duty.until;
  }
  return covered < until ? [...gaps, { from: covered, until }] : gaps;
};

/** Is this one mail address and nothing else? A comma, a bracket or a second sign of its kind would make two receivers of one. */
export const isMailAddress = (text: string): boolean =>
  text.length <= 254 && /^[^\s@,;:<>"()]+@[^\s@,;:<>"()]+\.[^\s@,;:<>"().]+$/.test(text);
