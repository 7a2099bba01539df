import { chanceOf, countPersons, type Edge, scoreOf } from '../../src/linkage/index.ts';
import type { Measured } from '../support/report.ts';
import { crossScript, febrl } from './data.ts';
import { invented } from './generator.ts';
import { type Contest, contestOf } from './pairs.ts';
import { bestQuality, shippedQuality } from './quality.ts';

const measured = (name: string, value: number, aim?: Measured['aim']): Measured => ({
  ...{ name, value, unit: 'share' },
  ...(aim ? { aim } : {}),
});

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const seeds = [1, 2, 3];
const ownLists = (seed: number): Contest =>
  contestOf(...invented({ seed, manner: 'cross-script', size: 1000, common: 400 }));

/** Q1, Q2, Q4, Q6: who is found, against the figures of the usual tools on the same lists (clkhash with anonlink, re-measured). */
export const quality = (): readonly Measured[] => {
  const [febrl4, febrl3, list] = [
    contestOf(febrl('4a'), febrl('4b')),
    contestOf(febrl('3'), null),
    contestOf(...crossScript()),
  ];
  const own = seeds.map(ownLists);
  const [first, given] = [shippedQuality(febrl4), shippedQuality(list)];
  const ours = own.map((contest) => shippedQuality(contest));
  return [
    measured('Q1 FEBRL4 names and birth, best F1', bestQuality(febrl4).f1, { least: 0.975 }),
    measured('Q1 its error against the usual tools (F1 .9357)', (1 - bestQuality(febrl4).f1) / (1 - 0.9357), {
      most: 0.4,
    }),
    measured('Q2 FEBRL3 names and birth, best F1', bestQuality(febrl3).f1, { least: 0.93 }),
    measured('Q4 the given list in many scripts, best F1', bestQuality(list).f1, { least: 0.92 }),
    measured('Q4 own lists in many scripts, mean best F1', mean(own.map((contest) => bestQuality(contest).f1)), {
      least: 0.92,
    }),
    measured('Q6 FEBRL4 at the shipped bound, precision', first.precision, { least: 0.98 }),
    measured('Q6 FEBRL4 at the shipped bound, recall', first.recall, { least: 0.8 }),
    measured('Q6 given list at the shipped bound, precision', given.precision, { least: 0.98 }),
    measured('Q6 given list at the shipped bound, recall', given.recall, { least: 0.8 }),
    measured('Q6 own lists at the shipped bound, precision', mean(ours.map(({ precision }) => precision)), {
      least: 0.98,
    }),
    measured('Q6 own lists at the shipped bound, recall', mean(ours.map(({ recall }) => recall)), { least: 0.8 }),
    measured('share of true pairs that share a token, FEBRL4', febrl4.completeness),
    measured('share of true pairs that share a token, given list', list.completeness),
    ...withOtherFloors(),
  ];
};

/** What another floor for tokens would find. */
const withOtherFloors = (): readonly Measured[] =>
  [15, 20].map((floor) =>
    measured(
      `FEBRL4 best F1 if tokens had ${floor} bits at least`,
      bestQuality(contestOf(febrl('4a'), febrl('4b'), floor)).f1,
    ),
  );

/** Persons counted on one pair of lists: the error of the central figure, and whether the truth lies in the interval. */
export const countOn = (contest: Contest, records: number, truth: number) => {
  const ids = Array.from({ length: records }, (_, at) => String(at));
  const edges: readonly Edge[] = contest.candidates
    .map(({ one, other, comparison }) => ({
      one: ids[one] ?? '',
      other: ids[other] ?? '',
      score: scoreOf(comparison, contest.size).score,
    }))
    .filter(({ score }) => chanceOf(score) > 0.001);
  const { central, low, high } = countPersons(ids, edges, { must: [], cannot: [] }, { records: contest.size });
  return {
    error: (central - truth) / truth,
    inside: truth >= low && truth <= high,
    unlinked: (records - truth) / truth,
  };
};

const sizes: readonly (readonly [size: number, common: number])[] = [
  [1000, 400],
  [300, 90],
  [150, 60],
  [1000, 50],
];

/** C1: unique persons on lists of many sizes and overlaps. */
export const counting = (): readonly Measured[] => {
  const counts = Array.from({ length: 24 }, (_, at) => {
    const [size, common] = sizes[at % sizes.length] ?? [1000, 400];
    const contest = contestOf(...invented({ seed: at + 1, manner: 'cross-script', size, common }));
    return countOn(contest, size * 2, size * 2 - common);
  });
  const errors = counts.map(({ error }) => Math.abs(error));
  return [
    measured('C1 error of the central figure, mean', mean(errors), { most: 0.03 }),
    measured('C1 error of the central figure, worst of 24', Math.max(...errors), { most: 0.03 }),
    measured('C1 true figure inside the interval', mean(counts.map(({ inside }) => (inside ? 1 : 0))), { least: 0.9 }),
    measured('C1 error without matching, mean', mean(counts.map(({ unlinked }) => unlinked))),
  ];
};
