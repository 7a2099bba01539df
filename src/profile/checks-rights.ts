import { missing, organisationCodes, repeated } from './checks-bodies.ts';
import type { Documents } from './documents.ts';
import type { Finding } from './fault.ts';
import { rightsKinds } from './vocabulary.ts';

/** Checks what persons may ask about themselves, and the terms of retention. */
export const checkDataRights = (documents: Documents): Finding[] => [
  ...checkRegimes(documents),
  ...checkTerms(documents),
  ...checkGrounds(documents),
  ...checkRetention(documents),
  ...checkHands(documents),
];

const file = 'data-rights.json';

const checkRegimes = (documents: Documents): Finding[] => {
  const { regimes, grounds } = documents[file];
  const known = organisationCodes(documents);
  const groundCodes = new Set(grounds.map(({ code }) => code));
  const bodies = regimes.flatMap(({ organisations }) => organisations);
  return [
    ...repeated(
      file,
      ['regimes'],
      regimes.map(({ code }) => code),
      'code',
    ),
    ...regimes.flatMap((one, position) => [
      ...missing(file, ['regimes', position, 'organisations'], one.organisations, { known, what: 'organisation' }),
      ...missing(file, ['regimes', position, 'keeps_ground'], [one.keeps_ground], {
        known: groundCodes,
        what: 'ground',
      }),
    ]),
    ...bodies
      .filter((code, position) => bodies.indexOf(code) !== position)
      .map((code) => ({ file, path: ['regimes'], reason: `${code} is under two regimes` })),
  ];
};

/** Every kind of request has exactly one term in every regime. */
const checkTerms = (documents: Documents): Finding[] => {
  const { regimes, terms } = documents[file];
  return regimes.flatMap(({ code }) =>
    rightsKinds
      .filter((kind) => terms.filter((term) => term.kind === kind && term.regime === code).length !== 1)
      .map((kind) => ({ file, path: ['terms'], reason: `${kind} needs exactly one term under ${code}` })),
  );
};

const checkGrounds = (documents: Documents): Finding[] => {
  const { regimes, grounds, never_given: never, restriction } = documents[file];
  const known = new Set(regimes.map(({ code }) => code));
  const groundCodes = new Set(grounds.map(({ code }) => code));
  const purposes = new Set((documents.codeLists['opening-purposes']?.codes ?? []).map((one) => one.code));
  return [
    ...repeated(
      file,
      ['grounds'],
      grounds.map(({ code }) => code),
      'code',
    ),
    ...grounds.flatMap((one, position) =>
      missing(file, ['grounds', position, 'regimes'], one.regimes, { known, what: 'regime' }),
    ),
    ...never.flatMap((one, position) =>
      missing(file, ['never_given', position, 'ground'], [one.ground], { known: groundCodes, what: 'ground' }),
    ),
    ...missing(file, ['restriction', 'purposes'], restriction.purposes, { known: purposes, what: 'purpose' }),
  ];
};

/** A status belongs to one class, and a class that the job watches has a term. */
const checkRetention = (documents: Documents): Finding[] => {
  const { classes } = documents['retention.json'];
  const known = new Set((documents.machines['victim-status']?.states ?? []).map(({ id }) => id));
  const statuses = classes.flatMap((one) => one.statuses);
  const at = (position: number) => ({ file: 'retention.json', path: ['classes', position] });
  return [
    ...repeated(
      'retention.json',
      ['classes'],
      classes.map(({ id }) => id),
      'id',
    ),
    ...classes.flatMap((one, position) => [
      ...missing('retention.json', ['classes', position, 'statuses'], one.statuses, { known, what: 'status' }),
      ...(one.trigger === 'last_work' && (one.months === null || one.statuses.length === 0)
        ? [{ ...at(position), reason: `${one.id} is watched and needs months and statuses` }]
        : []),
      ...one.statuses
        .filter((status) => statuses.indexOf(status) !== statuses.lastIndexOf(status))
        .map((status) => ({ ...at(position), reason: `${status} stands in two classes` })),
    ]),
  ];
};

/** Who administers accounts has no hand in answering persons or erasing them. */
const checkHands = (documents: Documents): Finding[] =>
  documents['roles.json'].roles.flatMap((role, position) =>
    role.permits.includes('directory.administer') &&
    role.permits.some((permit) => permit === 'identity.answer-request' || permit === 'identity.take-request')
      ? [
          {
            file: 'roles.json',
            path: ['roles', position, 'permits'],
            reason: `${role.code} administers accounts and must not answer requests of persons`,
          },
        ]
      : [],
  );
