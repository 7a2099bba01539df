import { missing, repeated } from './checks-bodies.ts';
import type { Documents } from './documents.ts';
import type { Finding } from './fault.ts';
import { bedPreferences } from './vocabulary.ts';

const file = 'accommodation.json';

/** Checks what the country settles about beds: areas are groups of communes that touch each other both ways, each preference has one weight. */
export const checkAccommodation = (documents: Documents): Finding[] => {
  const { areas, preferences } = documents[file];
  const known = new Set((documents.codeLists['communes']?.groups ?? []).map(({ code }) => code));
  const touches = (one: string, other: string): boolean =>
    areas.some(({ code, next_to: near }) => code === one && near.includes(other));
  return [
    ...areas.flatMap(({ code, next_to: near }, position) => [
      ...missing(file, ['areas', position], [code], { known, what: 'group of communes' }),
      ...missing(file, ['areas', position, 'next_to'], near, { known, what: 'group of communes' }),
      ...near
        .filter((other) => !touches(other, code))
        .map((other) => ({ file, path: ['areas', position], reason: `${other} does not touch ${code}` })),
    ]),
    ...repeated(
      file,
      ['preferences'],
      preferences.map(({ id }) => id),
      'id',
    ),
    ...bedPreferences
      .filter((id) => !preferences.some((one) => one.id === id))
      .map((id) => ({ file, path: ['preferences'], reason: `${id} has no weight` })),
  ];
};
