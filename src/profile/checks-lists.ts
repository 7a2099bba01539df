import { missing, organisationCodes, repeated } from './checks-bodies.ts';
import type { Documents } from './documents.ts';
import type { Finding } from './fault.ts';
import { coreCodeLists, intakeRoutes } from './vocabulary.ts';

/** Checks code lists and the table of what is shared with whom. */
export const checkLists = (documents: Documents): Finding[] => [
  ...coreCodeLists
    .filter((id) => documents.codeLists[id] === undefined)
    .map((id) => ({ file: `code-lists/${id}.json`, path: [], reason: 'the program needs this code list' })),
  ...Object.keys(documents.codeLists).flatMap((id) => checkList(documents, id)),
  ...checkSharing(documents),
  ...checkConsents(documents),
  ...checkOriginals(documents),
];

/** A purpose for which a picture is opened as it came is one for which anything is opened. */
const checkOriginals = (documents: Documents): Finding[] => {
  const file = 'profile.json';
  const known = new Set((documents.codeLists['opening-purposes']?.codes ?? []).map(({ code }) => code));
  const { purposes } = documents[file].original_evidence;
  return missing(file, ['original_evidence', 'purposes'], purposes, { known, what: 'purpose' });
};

const checkList = (documents: Documents, id: string): Finding[] => {
  const list = documents.codeLists[id];
  if (list === undefined) return [];
  const file = `code-lists/${id}.json`;
  const groups = new Set((list.groups ?? []).map((group) => group.code));
  const ungrouped = list.codes.flatMap((code, position) => {
    const path = ['codes', position];
    if (code.group === undefined)
      return groups.size === 0 ? [] : [{ file, path, reason: `${code.code} is in no group` }];
    return groups.has(code.group)
      ? []
      : [{ file, path: [...path, 'group'], reason: `no group is called ${code.group}` }];
  });
  const backwards = list.codes.flatMap((code, position) =>
    code.valid_from !== undefined && code.valid_to !== undefined && code.valid_to <= code.valid_from
      ? [{ file, path: ['codes', position, 'valid_to'], reason: `${code.code} ends before it begins` }]
      : [],
  );
  return [
    ...repeated(
      file,
      ['codes'],
      list.codes.map((code) => code.code),
      'code',
    ),
    ...ungrouped,
    ...backwards,
  ];
};

const checkSharing = (documents: Documents): Finding[] => {
  const file = 'sharing.json';
  const sharing = documents[file];
  const known = organisationCodes(documents);
  const what = 'organisation';
  return [
    ...sharing.routes.flatMap((route, position) =>
      missing(file, ['routes', position, 'senders'], route.senders, { known, what }),
    ),
    ...sharing.support_contact.flatMap((entry, position) =>
      missing(file, ['support_contact', position, 'organisations'], entry.organisations, { known, what }),
    ),
    ...checkRoutes(documents),
    ...checkBases(documents),
    ...checkRedirects(documents),
  ];
};

/** A matter is handed over, once, to a body that exists and is not the one that identifies; a law it rests on exists. */
const checkRedirects = (documents: Documents): Finding[] => {
  const file = 'sharing.json';
  const { redirects } = documents[file];
  const reasons = new Set((documents.codeLists['redirect-reasons']?.codes ?? []).map(({ code }) => code));
  const bases = new Set(documents['laws.json'].bases.map((basis) => basis.id));
  const identifying = documents['profile.json'].parts.identifies ?? [];
  const known = new Set([...organisationCodes(documents)].filter((code) => !identifying.includes(code)));
  const keys = redirects.map(({ reason, to }) => `${reason} to ${to}`);
  const laws = redirects.map(({ basis }) => (basis.kind === 'law' ? basis.code : null));
  const at = (position: number, key: string) => ['redirects', position, key];
  return [
    ...redirects.flatMap(({ reason, to }, position) => [
      ...missing(file, at(position, 'reason'), [reason], { known: reasons, what: 'reason for redirecting' }),
      ...missing(file, at(position, 'to'), [to], { known, what: 'organisation other than the identifying one' }),
    ]),
    ...laws.flatMap((code, position) =>
      code === null || bases.has(code)
        ? []
        : [{ file, path: at(position, 'basis'), reason: `no legal basis is called ${code}` }],
    ),
    ...repeated(file, ['redirects'], keys, 'to'),
  ];
};

const checkRoutes = (documents: Documents): Finding[] => {
  const file = 'sharing.json';
  const { routes, lines } = documents[file];
  const reached = (route: string): boolean => lines.some((line) => line.route === route && line.to === 'identifies');
  return intakeRoutes.flatMap((route) => [
    ...(routes.some((one) => one.route === route)
      ? []
      : [{ file, path: ['routes'], reason: `the route ${route} is missing` }]),
    ...(reached(route) ? [] : [{ file, path: ['lines'], reason: `by ${route} nothing reaches the identifying body` }]),
  ]);
};

/** Each sharing by law names a legal basis that exists; a notice without identity never carries one by law. */
const checkBases = (documents: Documents): Finding[] => {
  const file = 'sharing.json';
  const known = new Set(documents['laws.json'].bases.map((basis) => basis.id));
  const unknown = (kind: 'lines' | 'notices') =>
    documents[file][kind].flatMap(({ basis }, position) =>
      basis.kind === 'consent' || known.has(basis.code)
        ? []
        : [{ file, path: [kind, position, 'basis', 'code'], reason: `no legal basis is called ${basis.code}` }],
    );
  const named = documents[file].lines.flatMap((line, position) =>
    line.route === 'notice_without_identity' && line.basis.kind === 'law' && line.compartments.includes('identity')
      ? [{ file, path: ['lines', position, 'compartments'], reason: 'a notice without identity cannot carry identity' }]
      : [],
  );
  return [...unknown('lines'), ...unknown('notices'), ...named, ...checkCover(documents)];
};

/** What the sharing table passes on by law is what the law names: to whom, and which parts. Otherwise nobody could open it. */
const checkCover = (documents: Documents): Finding[] => {
  const file = 'sharing.json';
  const { bases } = documents['laws.json'];
  const covers = (code: string, to: string, compartments: readonly string[]): boolean => {
    const versions = bases.filter(({ id }) => id === code);
    const named = (basis: (typeof bases)[number]): boolean =>
      basis.to.some((one) => one === 'anyone' || one === to || one === `part:${to}`) &&
      compartments.every((part) => basis.compartments.some((one) => one === part));
    return versions.length === 0 || versions.some(named);
  };
  return (['lines', 'notices'] as const).flatMap((kind) =>
    documents[file][kind].flatMap(({ basis, to, compartments }, position) =>
      basis.kind === 'consent' || covers(basis.code, to, compartments)
        ? []
        : [
            {
              file,
              path: [kind, position, 'basis', 'code'],
              reason: `${basis.code} does not let ${to} open these parts`,
            },
          ],
    ),
  );
};

/** Classes of bodies that are matched name bodies that exist, each in one class; what holds between classes names classes that keep files. */
const checkMatching = (documents: Documents): Finding[] => {
  const file = 'consents.json';
  const { kinds, matching } = documents[file];
  const known = organisationCodes(documents);
  const keeping = new Set(matching.classes.filter(({ kept }) => kept).map(({ code }) => code));
  const named = [
    ...matching.policy.flatMap(({ one, other }) => [one, other]),
    ...kinds.flatMap(({ matching: asks }) => asks?.tells ?? []),
  ];
  const days = matching.shown_after_days;
  return [
    ...matching.classes.flatMap(({ organisations }, position) =>
      missing(file, ['matching', 'classes', position, 'organisations'], organisations, { known, what: 'organisation' }),
    ),
    ...repeated(
      file,
      ['matching', 'classes'],
      matching.classes.flatMap(({ organisations }) => organisations),
      'body of a class',
    ),
    ...named
      .filter((code) => !keeping.has(code))
      .map((code) => ({ file, path: ['matching'], reason: `no class that keeps files is called ${code}` })),
    ...(days.least > days.most
      ? [{ file, path: ['matching', 'shown_after_days'], reason: 'the least is more than the most' }]
      : []),
    ...(matching.reminded_after_days >= matching.asked_for_days
      ? [{ file, path: ['matching', 'reminded_after_days'], reason: 'a reminder comes before the question runs out' }]
      : []),
  ];
};

/** A consent to a body of the person's choice names which may be chosen, and no other kind does. */
const checkChosen = (documents: Documents): Finding[] => {
  const file = 'consents.json';
  const known = organisationCodes(documents);
  return documents[file].kinds.flatMap(({ id, to, bodies = [] }, position) => [
    ...missing(file, ['kinds', position, 'bodies'], bodies, { known, what: 'organisation' }),
    ...((to === 'chosen') === bodies.length > 0
      ? []
      : [{ file, path: ['kinds', position], reason: `${id} must name bodies to choose from, or none` }]),
  ]);
};

/** Each part whom a line of the sharing table may let in by consent has a kind of consent that asks for as much; each authority exists. */
const checkConsents = (documents: Documents): Finding[] => {
  const file = 'consents.json';
  const { kinds, guardian } = documents[file];
  const asked = (part: string, compartment: string): boolean =>
    kinds.some(({ to, compartments }) => to === part && compartments.some((one) => one === compartment));
  const lines = documents['sharing.json'].lines.filter(({ basis, to }) => basis.kind === 'consent' && to !== 'sender');
  const unasked = lines.flatMap(({ to, compartments }) =>
    compartments.filter((one) => !asked(to, one)).map((one) => `nobody is asked whether ${to} may have ${one} opened`),
  );
  const matching = kinds.flatMap(({ id, to, compartments, purposes, matching: asks }, position) =>
    (asks !== undefined) === (to === 'recorder') &&
    (asks === undefined) === compartments.length > 0 &&
    (asks === undefined) === purposes.length > 0
      ? []
      : [
          {
            file,
            path: ['kinds', position],
            reason: `${id} must either open something or be about matching, not both`,
          },
        ],
  );
  const authorities = new Set(guardian.authorities.map(({ code }) => code));
  const unknown = guardian.for_a_child.filter((code) => !authorities.has(code));
  return [
    ...repeated(
      file,
      ['kinds'],
      kinds.map(({ id }) => id),
      'kind of consent',
    ),
    ...matching,
    ...checkChosen(documents),
    ...checkMatching(documents),
    ...[...new Set(unasked)].map((reason) => ({ file, path: ['kinds'], reason })),
    ...unknown.map((code) => ({ file, path: ['guardian', 'for_a_child'], reason: `no authority is called ${code}` })),
  ];
};
