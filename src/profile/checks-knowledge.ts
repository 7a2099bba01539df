import { missing, organisationCodes, repeated } from './checks-bodies.ts';
import type { Documents } from './documents.ts';
import type { Finding } from './fault.ts';
import { parts } from './vocabulary.ts';

/** Checks laws, indicators, rights, published figures and holidays. */
export const checkKnowledge = (documents: Documents): Finding[] => [
  ...checkLaws(documents),
  ...checkIndicators(documents),
  ...checkRights(documents),
  ...checkFigures(documents),
  ...checkHolidays(documents),
];

type Dated = { readonly id: string; readonly valid_from: string | null; readonly valid_to: string | null };

const overlap = (one: Dated, other: Dated): boolean =>
  (one.valid_to ?? '9999') > (other.valid_from ?? '') && (other.valid_to ?? '9999') > (one.valid_from ?? '');

const checkVersions = (kind: 'parameters' | 'bases', entries: readonly Dated[]): Finding[] =>
  entries.flatMap((entry, position) => {
    const path = [kind, position, 'id'];
    const file = 'laws.json';
    const earlier = entries.slice(0, position).find((other) => other.id === entry.id && overlap(entry, other));
    const backwards = entry.valid_from !== null && entry.valid_to !== null && entry.valid_to <= entry.valid_from;
    return [
      ...(earlier === undefined
        ? []
        : [{ file, path, reason: `two versions of ${entry.id} are in force on the same day` }]),
      ...(backwards ? [{ file, path, reason: `${entry.id} ends before it begins` }] : []),
    ];
  });

const knownParts: ReadonlySet<string> = new Set(parts);
const partsIn = (who: readonly string[]): readonly string[] =>
  who.flatMap((one) => (one.startsWith('part:') ? [one.slice(5)] : []));

const checkLaws = (documents: Documents): Finding[] => {
  const file = 'laws.json';
  const { parameters, bases } = documents[file];
  const known = organisationCodes(documents);
  const purposes = new Set((documents.codeLists['opening-purposes']?.codes ?? []).map((one) => one.code));
  return [
    ...checkVersions('parameters', parameters),
    ...checkVersions('bases', bases),
    ...parameters.flatMap((law, position) => [
      ...checkClock(documents, law, position),
      ...missing(file, ['parameters', position, 'authority'], law.authority, { known, what: 'organisation' }),
      ...((law.value === null) === (law.unit === 'none')
        ? []
        : [
            {
              file,
              path: ['parameters', position, 'unit'],
              reason: `${law.id} needs both a value and a unit, or neither`,
            },
          ]),
    ]),
    ...bases.flatMap((basis, position) => [
      ...missing(file, ['bases', position, 'purposes'], basis.purposes, { known: purposes, what: 'purpose' }),
      ...missing(file, ['bases', position, 'from'], partsIn(basis.from), { known: knownParts, what: 'part' }),
      ...missing(file, ['bases', position, 'to'], partsIn(basis.to), { known: knownParts, what: 'part' }),
    ]),
  ];
};

/** What a clock asks must be there: a length or a day for a term, no length for a duty, a task for its reminders. */
const checkClock = (
  documents: Documents,
  law: Documents['laws.json']['parameters'][number],
  position: number,
): Finding[] => {
  const { clock } = law;
  if (clock === undefined) return [];
  const at = { file: 'laws.json', path: ['parameters', position, 'clock'] };
  const tasks = new Set((documents.codeLists['task-kinds']?.codes ?? []).map(({ code }) => code));
  const hasEnd = law.value !== null || clock.ends_on !== undefined;
  return [
    ...(clock.kind === 'term' && !hasEnd ? [{ ...at, reason: `${law.id} is a term without a length` }] : []),
    ...(clock.kind !== 'term' && hasEnd ? [{ ...at, reason: `${law.id} has a length, so it is a term` }] : []),
    ...(clock.task !== undefined && !tasks.has(clock.task)
      ? [{ ...at, reason: `no task is called ${clock.task}` }]
      : []),
  ];
};

const checkIndicators = (documents: Documents): Finding[] => {
  const file = 'indicators.json';
  const { indicators, dimensions, forms } = documents[file];
  const knownDimensions = new Set(dimensions.map((one) => one.code));
  const knownForms = new Set(forms.map((one) => one.code));
  return [
    ...repeated(
      file,
      ['indicators'],
      indicators.map((one) => one.id),
      'id',
    ),
    ...indicators.flatMap((one, position) => [
      ...missing(file, ['indicators', position, 'forms'], one.forms, { known: knownForms, what: 'form of indicators' }),
      ...missing(file, ['indicators', position, 'dimension'], [one.dimension], {
        known: knownDimensions,
        what: 'dimension',
      }),
    ]),
  ];
};

const checkRights = (documents: Documents): Finding[] => {
  const file = 'rights.json';
  const known = new Set(documents['laws.json'].parameters.map((law) => law.id));
  const { rights, obligations } = documents[file];
  return [
    ...repeated(
      file,
      ['rights'],
      rights.map((right) => right.id),
      'id',
    ),
    ...repeated(
      file,
      ['obligations'],
      obligations.map((obligation) => obligation.id),
      'id',
    ),
    ...rights.flatMap((right, position) =>
      missing(file, ['rights', position, 'rests_on'], right.rests_on, { known, what: 'legal parameter' }),
    ),
  ];
};

const checkFigures = (documents: Documents): Finding[] => {
  const file = 'figures-published.json';
  const { figures, conflicts } = documents[file];
  const sources = new Set(documents['sources.json'].sources.map((source) => source.id));
  const groups = new Set(conflicts.map((conflict) => conflict.id));
  return [
    ...repeated(
      file,
      ['figures'],
      figures.map((figure) => figure.id),
      'id',
    ),
    ...figures.flatMap((figure, position) => [
      ...(sources.has(figure.source)
        ? []
        : [{ file, path: ['figures', position, 'source'], reason: `no source is called ${figure.source}` }]),
      ...(figure.conflict_group === null || groups.has(figure.conflict_group)
        ? []
        : [
            {
              file,
              path: ['figures', position, 'conflict_group'],
              reason: `no conflict is called ${figure.conflict_group}`,
            },
          ]),
      ...(figure.period_end < figure.period_start
        ? [{ file, path: ['figures', position, 'period_end'], reason: `${figure.id} ends before it begins` }]
        : []),
    ]),
  ];
};

const checkHolidays = (documents: Documents): Finding[] => {
  const file = 'holidays.json';
  const { rules, years } = documents[file];
  const known = new Set(rules.map((rule) => rule.id));
  return Object.entries(years).flatMap(([year, days]) =>
    days.flatMap((day, position) => [
      ...(known.has(day.id)
        ? []
        : [{ file, path: ['years', year, position], reason: `no holiday is called ${day.id}` }]),
      ...(day.day.startsWith(year)
        ? []
        : [{ file, path: ['years', year, position], reason: `${day.day} is not in ${year}` }]),
    ]),
  );
};
