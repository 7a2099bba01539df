/**
 * Matching on lists of our own with few names and with many: who is found at the shipped bound (Q6), and whom a thief of the store names who
 * has a list of the same persons (P1), beside the same attack on plain filters. How frequent names are decides both, so both are measured.
 */
import { attackPlain, attackStore } from './linkage/attack.ts';
import { type Entry, febrl } from './linkage/data.ts';
import { invented, type Manner } from './linkage/generator.ts';
import { contestOf } from './linkage/pairs.ts';
import { bestQuality, type Quality, shippedQuality } from './linkage/quality.ts';
import type { Measured } from './support/report.ts';

const seeds = [1, 2, 3];
const persons = 1000;

const share = (name: string, value: number, aim?: Measured['aim']): Measured => ({
  ...{ name, value, unit: 'share' },
  ...(aim ? { aim } : {}),
});

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Q4 and Q6 on three pairs of lists. */
const found = (manner: Manner, called: string): readonly Measured[] => {
  const contests = seeds.map((seed) => contestOf(...invented({ seed, manner, size: persons, common: 400 })));
  const shipped = contests.map((contest) => shippedQuality(contest));
  const of = (pick: (quality: Quality) => number): number => mean(shipped.map(pick));
  return [
    share(`Q4 ${called}, mean best F1`, mean(contests.map((contest) => bestQuality(contest).f1)), { least: 0.92 }),
    share(
      `Q6 ${called} at the shipped bound, precision`,
      of(({ precision }) => precision),
      { least: 0.98 },
    ),
    share(
      `Q6 ${called} at the shipped bound, recall`,
      of(({ recall }) => recall),
      { least: 0.8 },
    ),
  ];
};

type Lists = readonly [stolen: readonly Entry[], strangers: readonly Entry[]];

/** P1: the control must fall, or the attack says nothing. Half: the thief knows half of the persons, and as many others. */
const attacked = ([stolen, strangers]: Lists, called: string): readonly Measured[] => {
  const whole = [...stolen].reverse();
  const half = [...strangers.slice(0, persons / 2), ...stolen.slice(0, persons / 2)];
  return [
    share(`P1 ${called}, control: plain filters named, whole list known`, attackPlain(stolen, whole), { least: 0.95 }),
    share(`P1 ${called}, store named, whole list known`, attackStore(stolen, whole), { most: 0.05 }),
    share(`P1 ${called}, store named, half of the list known`, attackStore(stolen, half), { most: 0.005 }),
  ];
};

const australians = (from: number): Lists => [
  febrl('4a').slice(from, from + persons),
  febrl('4b').slice(4 * persons, 5 * persons),
];

/** One kind of lists after the other. Where names are many our attack on plain filters finds no hold, and P1 would say nothing. */
export const measure = async (): Promise<readonly Measured[]> => [
  ...found('many-names', 'own lists, many names'),
  ...found('cross-script', 'own lists, few names'),
  ...attacked(australians(0), 'Australian names, first thousand'),
  ...attacked(australians(2 * persons), 'Australian names, third thousand'),
  ...attacked(invented({ seed: 31, manner: 'cross-script', size: persons, common: 0 }), 'few names'),
];
