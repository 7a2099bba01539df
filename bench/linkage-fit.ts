/**
 * Fits the weights of src/linkage/score/weights.ts anew: `node --import ./scripts/typescript.mjs bench/linkage-fit.ts`. Learns from invented lists of
 * bench/linkage/generator.ts alone (seeds 101 to 107); the FEBRL lists and the cross-script list are never looked at here.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { birthClasses, bounds, classesOf, levelsOf, nameClasses, segments, yearLevels } from '../src/linkage/index.ts';
import { projectRoot } from '../src/platform/root.ts';
import { invented, type ListsAsked } from './linkage/generator.ts';
import { logistic, type Example } from './linkage/logistic.ts';
import { contestOf } from './linkage/pairs.ts';

const lists: readonly ListsAsked[] = [
  { seed: 101, manner: 'cross-script', size: 1000, common: 400 },
  { seed: 102, manner: 'cross-script', size: 1000, common: 400 },
  { seed: 103, manner: 'cross-script', size: 2000, common: 700 },
  { seed: 104, manner: 'cross-script', size: 500, common: 200 },
  { seed: 105, manner: 'english', size: 2000, common: 1500 },
  { seed: 106, manner: 'english', size: 1000, common: 600 },
  { seed: 107, manner: 'english', size: 3000, common: 1000 },
];

const levelsIn = (segment: (typeof segments)[number]['name']): number =>
  bounds[segment].length + 1 + (segment === 'birth' ? yearLevels : 0);

/** Every weight has a name and so a place in the vector that is fitted. */
const places: ReadonlyMap<string, number> = new Map(
  [
    'bias',
    ...segments.flatMap(({ name }) => [
      `${name} unknown`,
      ...Array.from({ length: levelsIn(name) }, (_, level) => `${name} ${level}`),
    ]),
    ...nameClasses.flatMap((name) => birthClasses.map((birth) => `${name} and ${birth}`)),
  ].map((name, at) => [name, at]),
);

const placeOf = (name: string): number => {
  const place = places.get(name);
  if (place === undefined) throw new Error(`no weight is called ${name}`);
  return place;
};

const examplesOf = (asked: ListsAsked): readonly Example[] => {
  const contest = contestOf(...invented(asked));
  return contest.candidates.map(({ comparison, match }) => {
    const levels = levelsOf(comparison);
    const parts = segments.map(({ name }) => placeOf(`${name} ${levels[name] ?? 'unknown'}`));
    return {
      features: [placeOf('bias'), ...parts, placeOf(classesOf(levels).join(' and '))],
      offset: -Math.log(contest.size),
      match,
    };
  });
};

const weights = logistic(lists.flatMap(examplesOf), places.size);
const weight = (name: string): number => Number((weights[placeOf(name)] ?? 0).toFixed(2));
const listed = (names: readonly string[]): string => names.map(weight).join(', ');
const fields = <Name extends string>(names: readonly Name[], value: (name: Name) => string): string =>
  names.map((name) => `    ${name}: ${value(name)},`).join('\n');
const parts = segments.map(({ name }) => name);

writeFileSync(
  join(projectRoot, 'src/linkage/score/weights.ts'),
  `/*
 * Written by bench/linkage-fit.ts from invented lists; not to be changed by hand. Natural logarithms of odds: above nought speaks
 * for one person. To be read as: birth level 7 (the same date) adds so much, names different under the same date so much more.
 */
export const weights = {
  bias: ${weight('bias')},
  /** When either side knows nothing of the part. */
  unknown: {
${fields(parts, (part) => String(weight(`${part} unknown`)))}
  },
  /** From least to most alike (levels.ts); of birth the last three are year other, near, the same. */
  levels: {
${fields(parts, (part) => `[${listed(Array.from({ length: levelsIn(part) }, (_, level) => `${part} ${level}`))}]`)}
  },
  namesAndBirth: {
${fields(nameClasses, (name) => `{ ${birthClasses.map((birth) => `${birth}: ${weight(`${name} and ${birth}`)}`).join(', ')} }`)}
  },
} as const;
`,
);
