import {
  byWeight,
  drawTile,
  type Filters,
  inOrder,
  lengthOf,
  rarestFirst,
  tileBytes,
  tileSize,
  weightsOf,
  writeWalk,
} from './layout.ts';
import type { Found } from './plain.ts';
import { plain, scan } from './routines.ts';
import { moduleOf } from './wasm.ts';

/** `plain` counts every pair in WebAssembly: the peer of `scan`. */
export type Manner = 'scan' | 'plain';

type Routines = {
  readonly scan: (...parameters: number[]) => number;
  readonly plain: (...parameters: number[]) => number;
};

const page = 65_536;
/** Candidates at once for the plain loop, which has no tiles. */
const plainBlock = 1024;
/** Queries at once: what they might all find has to have a place. */
const mostQueries = 20_000;

let compiled: WebAssembly.Module | null = null;
/** Made when it is first used: most processes that know of matching never compare all with all. */
const kernel = (): WebAssembly.Module => {
  compiled ??= new WebAssembly.Module(moduleOf([plain, scan]));
  return compiled;
};

/** Where things lie in the memory of a run, in bytes. */
type Plan = {
  readonly mask: number;
  readonly table: number;
  readonly walks: number;
  readonly queries: number;
  readonly candidates: number;
  readonly counts: number;
  readonly out: number;
  readonly end: number;
};

const aligned = (address: number): number => Math.ceil(address / 64) * 64;

const planFor = (queries: Filters, candidates: Filters): Plan => {
  const mask = aligned(tileBytes(queries.stride));
  const table = mask + 64;
  const walks = aligned(table + lengthOf(queries) * 16);
  const filters = aligned(walks + lengthOf(queries) * (queries.stride * 8 + 16) * 2);
  const others = aligned(filters + queries.bytes.length);
  const counts = aligned(others + candidates.bytes.length);
  const out = aligned(counts + lengthOf(candidates) * 4);
  // A tile or block finds at most every pair; it is read out before the next.
  const end = out + lengthOf(queries) * plainBlock * 16;
  return { mask, table, walks, queries: filters, candidates: others, counts, out, end };
};

type Machine = { readonly memory: WebAssembly.Memory; readonly routines: Routines; readonly plan: Plan };

const machineFor = (plan: Plan): Machine => {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(plan.end / page) });
  const { exports } = new WebAssembly.Instance(kernel(), { env: { memory } });
  return { memory, plan, routines: exports as unknown as Routines };
};

const writeQueries = ({ memory, plan }: Machine, queries: Filters, rarest: Uint16Array): void => {
  const table = new Int32Array(memory.buffer, plan.table, lengthOf(queries) * 4);
  const weights = weightsOf(queries);
  let address = plan.walks;
  for (let query = 0; query < weights.length; query += 1) {
    const list = new Uint16Array(memory.buffer, address, queries.stride * 8 + 16);
    const filter = queries.bytes.subarray(query * queries.stride, (query + 1) * queries.stride);
    const walk = writeWalk(list, filter, weights[query] ?? 0, rarest);
    table.set([address, walk.rows / 16, weights[query] ?? 0, walk.overBitsItLacks ? 1 : 0], query * 4);
    address += walk.rows * 2;
  }
};

/** Bits of the lanes that hold no candidate. */
const writeMask = ({ memory, plan }: Machine, there: number): void => {
  const mask = new Uint8Array(memory.buffer, plan.mask, 16);
  mask.forEach((_, at) => {
    mask[at] = 0xff & ~((1 << Math.max(0, Math.min(8, there - at * 8))) - 1);
  });
};

const readFound = ({ memory, plan }: Machine, end: number, order: Uint32Array): readonly Found[] => {
  const view = new DataView(memory.buffer);
  return Array.from({ length: (end - plan.out) / 16 }, (_, at) => {
    const place = plan.out + at * 16;
    const candidate = order[view.getInt32(place + 4, true)] ?? 0;
    return { query: view.getInt32(place, true), candidate, likeness: view.getFloat64(place + 8, true) };
  });
};

type Run = {
  readonly queries: Filters;
  readonly sorted: Filters;
  readonly weights: Int32Array;
  readonly bound: number;
};

const block = (machine: Machine, { queries, sorted, weights, bound }: Run, from: number, manner: Manner): number => {
  const { plan, routines, memory } = machine;
  const size = manner === 'scan' ? tileSize : plainBlock;
  const end = Math.min(from + size, lengthOf(sorted));
  const common = [
    0,
    lengthOf(queries),
    from,
    end,
    plan.out,
    plan.table,
    plan.queries,
    plan.candidates,
    plan.counts,
    queries.stride / 8,
    bound,
  ];
  if (manner === 'plain') return routines.plain(...common);
  drawTile(new Uint8Array(memory.buffer), sorted, from);
  writeMask(machine, end - from);
  return routines.scan(...common, weights[from] ?? 0, weights[end - 1] ?? 0, plan.mask);
};

/**
 * Every pair of a query and a candidate whose likeness of Dice is at least `bound` (above nought): the same pairs and the
 * same numbers as `plainPairs`, by query and candidate. Both lists need filters of one stride, a multiple of 8 and below 250 bytes.
 */
export const likePairs = (
  queries: Filters,
  candidates: Filters,
  bound: number,
  manner: Manner = 'scan',
): readonly Found[] => {
  const { bytes, stride } = queries;
  return Array.from({ length: Math.ceil(lengthOf(queries) / mostQueries) }, (_, at) => {
    const part = bytes.subarray(at * mostQueries * stride, (at + 1) * mostQueries * stride);
    const found = likeSome({ bytes: part, stride }, candidates, bound, manner);
    return at === 0 ? found : found.map((pair) => ({ ...pair, query: pair.query + at * mostQueries }));
  }).flat();
};

const likeSome = (queries: Filters, candidates: Filters, bound: number, manner: Manner): readonly Found[] => {
  if (lengthOf(candidates) === 0) return [];
  const order = byWeight(weightsOf(candidates));
  const sorted = inOrder(candidates, order);
  const run = { queries, sorted, bound, weights: weightsOf(sorted) };
  const machine = machineFor(planFor(queries, candidates));
  const { memory, plan } = machine;
  writeQueries(machine, queries, rarestFirst(sorted));
  new Uint8Array(memory.buffer).set(queries.bytes, plan.queries);
  new Uint8Array(memory.buffer).set(sorted.bytes, plan.candidates);
  new Int32Array(memory.buffer, plan.counts, run.weights.length).set(run.weights);
  const found: Found[] = [];
  const size = manner === 'scan' ? tileSize : plainBlock;
  for (let from = 0; from < lengthOf(sorted); from += size)
    for (const pair of readFound(machine, block(machine, run, from, manner), order)) found.push(pair);
  return found.sort((one, other) => one.query - other.query || one.candidate - other.candidate);
};
