import {
  type Filters,
  filterOf,
  filterTables,
  likePairs,
  type Manner,
  newShare,
  plainPairs,
  type Row,
  scoreOfRows,
} from '../../src/linkage/index.ts';
import { median, type Measured } from '../support/report.ts';
import { clkBytes, plainClks } from './clk.ts';
import { type Entry, febrl, listed } from './data.ts';
import { rowsOf } from './encoded.ts';
import { chanceOf } from './random.ts';

const tables = filterTables(Buffer.alloc(32, 9));

/** Milliseconds of processor time, since the machine may be shared. */
const processorTime = (work: () => unknown): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

const rounds = 9;

/** Both by turns, so that what else the machine does falls on both; the ratio of the best and of the middle. */
const contest = (
  ours: () => unknown,
  peer: () => unknown,
): { readonly best: number; readonly middle: number; readonly ours: number } => {
  const times = Array.from({ length: rounds }, () => [processorTime(ours), processorTime(peer)] as const);
  const [mine, others] = [times.map(([one]) => one), times.map(([, other]) => other)];
  return {
    best: Math.min(...others) / Math.min(...mine),
    middle: median(others) / median(mine),
    ours: Math.min(...mine),
  };
};

const ourFilters = (entries: readonly Entry[]): Filters => ({
  bytes: Buffer.concat(entries.map((entry) => filterOf(listed(entry).person, tables))),
  stride: 144,
});

const half = (count: number, seed: number): Filters => {
  const chance = chanceOf(seed);
  return { bytes: Uint8Array.from({ length: count * clkBytes }, () => chance.whole(256)), stride: clkBytes };
};

type Sides = readonly [Filters, Filters];

const agree = (sides: Sides, bound: number): void => {
  const [scan, plain] = (['scan', 'plain'] as const).map((manner: Manner) => likePairs(...sides, bound, manner));
  if (JSON.stringify(scan) !== JSON.stringify(plain)) throw new Error('the kernel and the plain loop differ');
};

/** Two lists to be compared whole, and how many times as fast as anonlink's core the kernel is to be. */
export type KernelContest = {
  readonly name: string;
  readonly sides: Sides;
  readonly bound: number;
  readonly aim: number;
};

/** S1, S3: all pairs of 5,000 by 5,000: plain filters as the tools make them, ours, and half of the bits at random (the worst case). */
export const kernelContests = (): readonly KernelContest[] => {
  const [one, other] = [febrl('4a'), febrl('4b')];
  const plain = (entries: readonly Entry[]): Filters => ({ bytes: plainClks(entries, 'k', 380), stride: clkBytes });
  return [
    { name: 'S1 plain filters of FEBRL4, t .8', sides: [plain(one), plain(other)], bound: 0.8, aim: 3 },
    { name: 'S1 our filters of FEBRL4, t .8', sides: [ourFilters(one), ourFilters(other)], bound: 0.8, aim: 3 },
    { name: 'S3 half of the bits at random, t .7', sides: [half(5000, 1), half(5000, 2)], bound: 0.7, aim: 2 },
  ];
};

const kernelOn = ({ name, sides, bound, aim }: KernelContest): readonly Measured[] => {
  agree(sides, bound);
  const pairs = (sides[0].bytes.length / sides[0].stride) * (sides[1].bytes.length / sides[1].stride);
  const { best, middle, ours } = contest(
    () => likePairs(...sides, bound),
    () => likePairs(...sides, bound, 'plain'),
  );
  return [
    { name: `${name}, kernel / plain loop, best`, value: best, unit: 'ratio', aim: { least: aim } },
    { name: `${name}, kernel / plain loop, median`, value: middle, unit: 'ratio' },
    { name: `${name}, comparisons by the kernel`, value: pairs / ours / 1000, unit: 'M/s' },
  ];
};

/** S1, S3: exact, against counting every pair in WebAssembly; and the loop in plain TypeScript. */
export const kernel = (): readonly Measured[] => {
  const [one, other] = [febrl('4a').slice(0, 1000), febrl('4b').slice(0, 1000)];
  const few: Sides = [ourFilters(one), ourFilters(other)];
  const time = processorTime(() => plainPairs(...few, 0.8));
  return [
    ...kernelContests().flatMap(kernelOn),
    { name: 'S1 comparisons by a loop in TypeScript', value: 1000 / time, unit: 'M/s' },
  ];
};

/** S4: records encoded in a second of processor time, against hashing every feature of every record. */
export const encoding = (): readonly Measured[] => {
  const entries = febrl('4a');
  const persons = entries.map((entry) => listed(entry).person);
  const encode = contest(
    () => persons.map((person) => filterOf(person, tables)),
    () => plainClks(entries, 'k'),
  );
  const whole = processorTime(() => entries.map((entry) => filterOf(listed(entry).person, tables)));
  return [
    { name: 'S4 filters / hashing each feature, best', value: encode.best, unit: 'ratio', aim: { least: 5 } },
    { name: 'S4 filters made', value: entries.length / encode.ours, unit: 'k/s' },
    { name: 'S4 names made comparable and filters made', value: entries.length / whole, unit: 'k/s' },
  ];
};

const encoders = { shares: [newShare(), newShare()], tables };

/** An index of the tokens of very many records, as the database has one: open addresses, 32 bits of a token and whose it is. */
const indexOf = (records: number, rows: number) => {
  const size = 2 ** Math.ceil(Math.log2(records * rows * 1.6));
  const [marks, owners] = [new Uint32Array(size), new Int32Array(size).fill(-1)];
  const add = (low: number, high: number, owner: number): void => {
    let at = low & (size - 1);
    while (owners[at] !== -1) at = (at + 1) & (size - 1);
    marks[at] = high;
    owners[at] = owner;
  };
  const find = (low: number, high: number): number[] => {
    const found: number[] = [];
    for (let at = low & (size - 1); owners[at] !== -1; at = (at + 1) & (size - 1))
      if (marks[at] === high) found.push(owners[at] ?? 0);
    return found;
  };
  return { add, find };
};

type Stored = readonly Row[];

const halves = (token: Uint8Array): readonly [number, number] => {
  const bytes = Buffer.from(token);
  return [bytes.readUInt32LE(0), bytes.readUInt32LE(4)];
};

/** Looks up the rows of one person, compares with each record found and scores; gives how many were scored. */
const matchOne = (
  index: ReturnType<typeof indexOf>,
  person: Stored,
  stored: readonly Stored[],
  records: number,
): number => {
  const shared = new Map<number, { one: Uint8Array; other: Uint8Array }[]>();
  for (const { token, filter } of person) {
    for (const owner of index.find(...halves(token))) {
      // Records beyond the real ones hold rows of chance: any of theirs costs as much to compare.
      const rows = stored[owner % stored.length] ?? [];
      const other = rows.find((row) => Buffer.compare(row.token, token) === 0)?.filter ?? rows[0]?.filter ?? filter;
      shared.set(owner, [...(shared.get(owner) ?? []), { one: filter, other }]);
    }
  }
  return [...shared.values()].filter((rows) => scoreOfRows(rows, records) !== null).length;
};

const lookups = (records: number, stored: readonly Stored[], asked: readonly Stored[]): number => {
  const chance = chanceOf(records);
  const index = indexOf(records, 28);
  for (let record = 0; record < records; record += 1)
    for (let row = 0; row < 28; row += 1) index.add(chance.whole(2 ** 32), chance.whole(2 ** 32), record);
  stored.forEach((rows, at) => rows.forEach(({ token }) => index.add(...halves(token), at)));
  // A frequent name: thirty strangers share one of the person's tokens.
  for (const rows of asked)
    for (let other = 0; other < 30; other += 1)
      index.add(...halves(rows[0]?.token ?? new Uint8Array(8)), chance.whole(records));
  const times = asked.map((rows) => {
    const began = performance.now();
    matchOne(index, rows, stored, records);
    return performance.now() - began;
  });
  return median(times);
};

/** S5: one new person, from the names to the rows, and matched against very many records. */
export const oneRecord = (): readonly Measured[] => {
  const entries = febrl('4b').slice(0, 12);
  const stored = febrl('4a')
    .slice(0, 12)
    .map((entry) => rowsOf(entry, encoders));
  const times: number[] = [];
  const asked = entries.map((entry) => {
    const began = performance.now();
    const rows = rowsOf(entry, encoders);
    times.push(performance.now() - began);
    return rows;
  });
  const [small, large] = [lookups(10_000, stored, asked), lookups(1_000_000, stored, asked)];
  return [
    { name: 'S5 one person encoded, both key servers in turn', value: median(times), unit: 'ms', aim: { most: 1000 } },
    { name: 'S5 one person against 10,000 records in memory', value: small, unit: 'ms', aim: { most: 25 } },
    {
      name: 'S5 published 8,740 ms / encoding and matching',
      value: 8740 / (median(times) + small),
      unit: 'ratio',
      aim: { least: 8 },
    },
    { name: 'one person against 1,000,000 records in memory', value: large, unit: 'ms' },
  ];
};
