import { missing, repeated } from './checks-bodies.ts';
import type { Documents } from './documents.ts';
import type { Finding } from './fault.ts';

const file = 'offences.json';

type Offence = Documents['offences.json']['offences'][number];
type Charge = NonNullable<Offence['charge']>;

/** Checks offences with their periods and elements, forms of sentences, the two tracks, and what a victim is told. */
export const checkOffences = (documents: Documents): Finding[] => [
  ...checkPeriods(documents),
  ...documents[file].offences.flatMap(({ charge }, position) =>
    charge === undefined ? [] : checkCharge(documents, charge, position),
  ),
  ...checkForms(documents),
  ...checkTracks(documents),
  ...repeated(
    'justice.json',
    ['notices'],
    documents['justice.json'].notices.map(({ code }) => code),
    'code',
  ),
  ...checkFinality(documents),
];

const overlap = (one: Offence['in_force'], other: Offence['in_force']): boolean =>
  (one.to ?? '9999') > (other.from ?? '') && (other.to ?? '9999') > (one.from ?? '');

/** Two texts of one offence are never in force on the same day, and none ends before it begins. */
const checkPeriods = (documents: Documents): Finding[] => {
  const { offences } = documents[file];
  return offences.flatMap(({ id, in_force: period }, position) => {
    const path = ['offences', position, 'in_force'];
    const twice = offences.slice(0, position).some((other) => other.id === id && overlap(other.in_force, period));
    const isBackwards = period.from !== null && period.to !== null && period.to <= period.from;
    return [
      ...(twice ? [{ file, path, reason: `two texts of ${id} are in force on the same day` }] : []),
      ...(isBackwards ? [{ file, path, reason: `${id} ends before it begins` }] : []),
    ];
  });
};

const codesOf = (documents: Documents, list: string): ReadonlySet<string> =>
  new Set((documents.codeLists[list]?.codes ?? []).map(({ code }) => code));

const groupsOf = (documents: Documents, list: string): ReadonlySet<string> =>
  new Set((documents.codeLists[list]?.groups ?? []).map(({ code }) => code));

const checkPalermo = (documents: Documents, charge: Charge, path: readonly (string | number)[]): Finding[] => {
  const acts = codesOf(documents, 'palermo-acts');
  const means = codesOf(documents, 'palermo-means');
  const purposes = groupsOf(documents, 'exploitation-forms');
  return charge.elements.flatMap(({ palermo = {} }, index) => {
    const at = [...path, 'elements', index, 'palermo'];
    return [
      ...missing(file, [...at, 'acts'], palermo.acts ?? [], { known: acts, what: 'Palermo act' }),
      ...missing(file, [...at, 'means'], palermo.means ?? [], { known: means, what: 'Palermo means' }),
      ...missing(file, [...at, 'purposes'], palermo.purposes ?? [], { known: purposes, what: 'group of exploitation' }),
    ];
  });
};

/** A charge asks only for kinds of elements it has, and names offences that exist; what aggravates is charged with something. */
const checkCharge = (documents: Documents, charge: Charge, position: number): Finding[] => {
  const { offences } = documents[file];
  const path = ['offences', position, 'charge'];
  const known = new Set(offences.map(({ id }) => id));
  const aggravating = new Set(offences.filter((one) => one.charge?.only_aggravates === true).map(({ id }) => id));
  const borrowed = offences.find(({ id }) => id === charge.elements_of)?.charge?.elements ?? [];
  const kinds = new Set([...borrowed, ...charge.elements].map(({ kind }) => kind));
  const codes = charge.elements.map(({ code }) => code);
  return [
    ...repeated(file, [...path, 'elements'], codes, 'code'),
    ...missing(file, [...path, 'elements_of'], charge.elements_of === undefined ? [] : [charge.elements_of], {
      known,
      what: 'offence',
    }),
    ...missing(file, [...path, 'aggravated_by'], charge.aggravated_by, {
      known: aggravating,
      what: 'offence that only aggravates',
    }),
    ...charge.asks
      .filter(({ kind }) => !kinds.has(kind))
      .map(({ kind }) => ({ file, path: [...path, 'asks'], reason: `it has no element of the kind ${kind}` })),
    ...checkPalermo(documents, charge, path),
  ];
};

/** A form of prison says how much of it is suspended; no other form does. */
const checkForms = (documents: Documents): Finding[] =>
  documents[file].sentence_forms.flatMap(({ id, kind, prison }, position) =>
    (kind === 'prison') === (prison !== undefined)
      ? []
      : [{ file, path: ['sentence_forms', position], reason: `${id} must say how much is suspended, or is no prison` }],
  );

const elementsAround = (documents: Documents, id: string): ReadonlySet<string> => {
  const { offences } = documents[file];
  const charge = offences.find((one) => one.id === id)?.charge;
  const worse = offences.filter((one) => charge?.aggravated_by.includes(one.id) === true);
  return new Set(
    [...(charge?.elements ?? []), ...worse.flatMap((one) => one.charge?.elements ?? [])].map(({ code }) => code),
  );
};

/** Facts speak for elements that the offence of their track has. */
const checkTracks = (documents: Documents): Finding[] => {
  const tracks = documents['justice.json'].two_track?.tracks ?? [];
  const facts = documents['justice.json'].two_track?.facts ?? [];
  const known = new Map(tracks.map(({ code, offence }) => [code, elementsAround(documents, offence)]));
  const at = { file: 'justice.json' };
  return [
    ...facts.flatMap(({ code, speaks_for }, position) =>
      speaks_for
        .filter(({ track, element }) => known.get(track)?.has(element) !== true)
        .map(({ track, element }) => ({
          ...at,
          path: ['two_track', 'facts', position],
          reason: `${code} speaks for ${element}, which ${track} does not have`,
        })),
    ),
    ...tracks.flatMap(({ code, needs }, position) =>
      needs
        .flatMap((need) => need.any_of)
        .filter((element) => known.get(code)?.has(element) !== true)
        .map((element) => ({
          ...at,
          path: ['two_track', 'tracks', position],
          reason: `${code} needs ${element}, which its offence does not have`,
        })),
    ),
  ];
};

const checkFinality = (documents: Documents): Finding[] => {
  const { finality } = documents['justice.json'];
  const known = new Set(documents['laws.json'].parameters.map(({ id }) => id));
  return finality === undefined
    ? []
    : missing('justice.json', ['finality', 'clock'], [finality.clock], { known, what: 'legal parameter' });
};
