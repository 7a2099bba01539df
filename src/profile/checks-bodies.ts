import type { Documents } from './documents.ts';
import type { Finding } from './fault.ts';
import type { JsonPath } from './json-lines.ts';
import { type Part, parts, type permits } from './vocabulary.ts';

/** Parts without which no report can travel. */
const neededParts: readonly Part[] = [
  'identifies',
  'prosecutes',
  'supports',
  'decides_residence',
  'coordinates',
  'reports_nationally',
  'person',
  'public',
];

/** What destroys keys, lets bodies open by law, or lets one open in an emergency: never behind a password alone (docs/promises.md, P41). */
const passkeyPermits = [
  'identity.answer-request',
  'identity.switch-law',
  'identity.approve-emergency',
  'identity.review-emergency',
  'identity.unlock',
] as const satisfies readonly (typeof permits)[number][];

/** Finding for each member of `codes` that `known` does not hold. */
export const missing = (
  file: string,
  path: JsonPath,
  codes: readonly string[],
  check: { readonly known: ReadonlySet<string>; readonly what: string },
): Finding[] =>
  codes.flatMap((code, position) =>
    check.known.has(code) ? [] : [{ file, path: [...path, position], reason: `no ${check.what} is called ${code}` }],
  );

/** Finding for each key that stands a second time. */
export const repeated = (file: string, path: JsonPath, keys: readonly string[], name: string): Finding[] =>
  keys.flatMap((key, position) =>
    keys.indexOf(key) === position ? [] : [{ file, path: [...path, position, name], reason: `${key} is there twice` }],
  );

/** The codes of all organisations. */
export const organisationCodes = (documents: Documents): ReadonlySet<string> =>
  new Set(documents['organisations.json'].organisations.map((organisation) => organisation.code));

const withAccounts = (documents: Documents): ReadonlySet<string> =>
  new Set(documents['organisations.json'].organisations.filter((one) => one.accounts).map((one) => one.code));

/** Checks organisations, the parts they play, the roles people hold in them, and the committee's seats. */
export const checkBodies = (documents: Documents): Finding[] => [
  ...checkOrganisations(documents),
  ...checkParts(documents),
  ...checkUnits(documents),
  ...checkTerritories(documents),
  ...checkSettings(documents),
  ...documents['roles.json'].roles.flatMap((_, position) => checkRole(documents, position)),
  ...repeated(
    'roles.json',
    ['roles'],
    documents['roles.json'].roles.map((role) => role.code),
    'code',
  ),
  ...checkCommittee(documents),
];

const checkOrganisations = (documents: Documents): Finding[] => {
  const file = 'organisations.json';
  const known = organisationCodes(documents);
  const { organisations } = documents[file];
  const orphans = organisations.flatMap((one, position) =>
    one.parent === null
      ? []
      : missing(file, ['organisations', position, 'parent'], [one.parent], { known, what: 'organisation' }),
  );
  return [
    ...orphans,
    ...organisations.flatMap((one, position) =>
      (['fr', 'de'] as const)
        .filter((language) => {
          const translated = one.translations?.[language];
          if (translated === undefined) return false;
          const sameLength =
            translated.may.length === one.may.length && translated.may_not.length === one.may_not.length;
          return !sameLength || (translated.mandate === undefined) !== (one.mandate === undefined);
        })
        .map((language) => ({
          file,
          path: ['organisations', position, 'translations', language],
          reason: `${one.code} has other tasks in ${language} than in English`,
        })),
    ),
    ...repeated(
      file,
      ['organisations'],
      organisations.map((one) => one.code),
      'code',
    ),
  ];
};

const checkParts = (documents: Documents): Finding[] => {
  const file = 'profile.json';
  const known = organisationCodes(documents);
  const played = documents[file].parts;
  const absent = neededParts.filter((part) => (played[part] ?? []).length === 0);
  return [
    ...absent.map((part) => ({ file, path: ['parts'], reason: `nobody plays the part ${part}` })),
    ...parts.flatMap((part) => missing(file, ['parts', part], played[part] ?? [], { known, what: 'organisation' })),
    ...missing(file, ['parts', 'identifies'], played.identifies ?? [], {
      known: withAccounts(documents),
      what: 'organisation with accounts',
    }),
  ];
};

const checkUnits = (documents: Documents): Finding[] => {
  const file = 'profile.json';
  const known = organisationCodes(documents);
  return Object.entries(documents[file].units).flatMap(([code, units]) => [
    ...(known.has(code) ? [] : [{ file, path: ['units', code], reason: `no organisation is called ${code}` }]),
    ...missing(file, ['units', code], units, { known, what: 'organisation' }),
  ]);
};

const checkTerritories = (documents: Documents): Finding[] => {
  const file = 'profile.json';
  const groups = new Set((documents.codeLists.communes?.groups ?? []).map((group) => group.code));
  const played = documents[file].parts;
  return Object.entries(documents[file].territories).flatMap(([part, territory]) => {
    const known = new Set(played[part as Part] ?? []);
    const path = ['territories', part];
    return [
      ...missing(file, path, [territory.otherwise, ...Object.keys(territory.by_group)], {
        known,
        what: `organisation that ${part}`,
      }),
      ...Object.entries(territory.by_group).flatMap(([code, list]) =>
        missing(file, [...path, 'by_group', code], list, { known: groups, what: 'group of communes' }),
      ),
    ];
  });
};

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
};

const checkSettings = (documents: Documents): Finding[] => {
  const file = 'profile.json';
  const { time_zone: zone, languages } = documents[file];
  const absent = ['en', 'fr', 'de'].filter((language) => !languages.includes(language));
  return [
    ...(isTimeZone(zone) ? [] : [{ file, path: ['time_zone'], reason: `no time zone is called ${zone}` }]),
    ...absent.map((language) => ({ file, path: ['languages'], reason: `the staff language ${language} is missing` })),
  ];
};

const checkRole = (documents: Documents, position: number): Finding[] => {
  const file = 'roles.json';
  const path = ['roles', position];
  const role = documents[file].roles[position];
  if (role === undefined) return [];
  const purposes = new Set((documents.codeLists['opening-purposes']?.codes ?? []).map((one) => one.code));
  const held = role.organisations.filter((code) => code !== '*');
  return [
    ...missing(file, [...path, 'organisations'], held, {
      known: withAccounts(documents),
      what: 'organisation with accounts',
    }),
    ...missing(file, [...path, 'purposes'], role.purposes, { known: purposes, what: 'purpose' }),
    ...checkUnitOfRole(documents, position),
    ...checkSafety(documents, position),
    ...checkReach(documents, position),
  ];
};

const checkUnitOfRole = (documents: Documents, position: number): Finding[] => {
  const role = documents['roles.json'].roles[position];
  if (role?.unit === undefined) return [];
  const known = new Set(role.organisations.flatMap((code) => documents['profile.json'].units[code] ?? []));
  if (known.has(role.unit)) return [];
  const reason = `${role.unit} is no unit of ${role.organisations.join(', ')}`;
  return [{ file: 'roles.json', path: ['roles', position, 'unit'], reason }];
};

/** Who opens a name signs in with a passkey and is signed out early; only the identifying body decides a status. */
const checkSafety = (documents: Documents, position: number): Finding[] => {
  const role = documents['roles.json'].roles[position];
  if (role === undefined) return [];
  const identifying = documents['profile.json'].parts.identifies ?? [];
  const finding = (field: string, reason: string): Finding => ({
    file: 'roles.json',
    path: ['roles', position, field],
    reason,
  });
  const opensNames = role.opens.includes('identity');
  const decidesElsewhere =
    role.permits.includes('identification.decide') && role.organisations.some((code) => !identifying.includes(code));
  return [
    ...(opensNames && role.sign_in !== 'passkey'
      ? [finding('sign_in', `${role.code} opens identity and needs a passkey`)]
      : []),
    ...(role.sign_in !== 'passkey' && passkeyPermits.some((one) => role.permits.includes(one))
      ? [finding('sign_in', `${role.code} decides on erasures, articles of law or emergencies and needs a passkey`)]
      : []),
    ...(opensNames && role.idle_minutes > 15
      ? [finding('idle_minutes', `${role.code} opens identity: at most 15`)]
      : []),
    ...(role.opens.length > 0 && role.purposes.length === 0
      ? [finding('purposes', `${role.code} opens something but for no purpose`)]
      : []),
    ...(decidesElsewhere ? [finding('permits', `${role.code} may decide outside the identifying body`)] : []),
  ];
};

/** A role opens nothing that it does not list: what nobody can find must not be opened either. */
const checkReach = (documents: Documents, position: number): Finding[] => {
  const role = documents['roles.json'].roles[position];
  if (role === undefined || role.opens.length === 0) return [];
  const { opens_only: opens, sees_only: sees, opens_days: openDays, sees_days: seenDays } = role;
  const path = ['roles', position];
  const wider = sees !== undefined && opens !== 'own_reports' && !(sees === 'unit' && opens === 'unit_reports');
  const longer = seenDays !== undefined && (openDays ?? Number.POSITIVE_INFINITY) > seenDays;
  return [
    ...(wider
      ? [{ file: 'roles.json', path: [...path, 'opens_only'], reason: `${role.code} opens more than it lists` }]
      : []),
    ...(longer
      ? [{ file: 'roles.json', path: [...path, 'opens_days'], reason: `${role.code} opens longer than it lists` }]
      : []),
  ] as Finding[];
};

const checkCommittee = (documents: Documents): Finding[] => {
  const file = 'committee.json';
  const known = organisationCodes(documents);
  const { chair, seats } = documents[file];
  return [
    ...(known.has(chair) ? [] : [{ file, path: ['chair'], reason: `no organisation is called ${chair}` }]),
    ...seats.flatMap((seat, position) =>
      missing(file, ['seats', position, 'organisations'], seat.organisations, { known, what: 'organisation' }),
    ),
  ];
};
