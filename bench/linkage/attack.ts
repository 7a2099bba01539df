import { createHash } from 'node:crypto';
import { compare, dice, filterOf, filterTables, segments, tokensOf, usualFloor } from '../../src/linkage/index.ts';
import { clkBytes, plainClks } from './clk.ts';
import { type Entry, listed } from './data.ts';

/*
 * An attack of our own: somebody holds a stolen store and a list with the same persons in the clear, not the keys. She encodes
 * her list under keys of her own, looks at who is like whom on either side, and lays the one picture over the other: first by the
 * likeness of single records to their surroundings, then again and again by the likeness to those already named.
 */

/** A picture of a list: for every record its links, each a neighbour and how like it is; and what each shows by itself. */
type Picture = {
  readonly size: number;
  readonly links: readonly (readonly Link[])[];
  readonly marks: readonly string[];
};
type Link = { readonly to: number; readonly like: readonly number[] };

const bitsOf = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);

/** Dice of all pairs of plain filters. */
const similarities = (filters: Uint8Array, size: number): Float32Array => {
  const words = new Uint32Array(filters.buffer);
  const count = (word: number): number =>
    (bitsOf[word & 255] ?? 0) +
    (bitsOf[(word >>> 8) & 255] ?? 0) +
    (bitsOf[(word >>> 16) & 255] ?? 0) +
    (bitsOf[word >>> 24] ?? 0);
  const weights = Array.from({ length: size }, (_, at) =>
    words.subarray(at * 32, at * 32 + 32).reduce((sum, word) => sum + count(word), 0),
  );
  const found = new Float32Array(size * size);
  for (let one = 0; one < size; one += 1)
    for (let other = one + 1; other < size; other += 1) {
      let both = 0;
      for (let at = 0; at < clkBytes / 4; at += 1)
        both += count((words[one * 32 + at] ?? 0) & (words[other * 32 + at] ?? 0));
      const likeness = (2 * both) / ((weights[one] ?? 0) + (weights[other] ?? 0));
      found[one * size + other] = likeness;
      found[other * size + one] = likeness;
    }
  return found;
};

/** For each of `size` targets the best of the candidates still free, the surest first. */
const assigned = (
  cost: Float32Array,
  size: number,
): { readonly match: Int32Array; readonly sure: readonly number[] } => {
  const bests = Array.from({ length: size }, (_, target) => {
    let [best, second, place] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0];
    for (let at = 0; at < size; at += 1) {
      const value = cost[target * size + at] ?? 0;
      if (value < best) [second, best, place] = [best, value, at];
      else if (value < second) second = value;
    }
    return { target, place, gap: second - best };
  });
  const sure = bests.sort((one, other) => other.gap - one.gap);
  const match = new Int32Array(size).fill(-1);
  const taken = new Set<number>();
  const order: number[] = [];
  for (const { target, place } of sure) {
    if (taken.has(place)) continue;
    taken.add(place);
    match[target] = place;
    order.push(target);
  }
  return { match, sure: order };
};

const profiles = (likeness: Float32Array, size: number): Float32Array[] =>
  Array.from({ length: size }, (_, at) =>
    likeness
      .slice(at * size, (at + 1) * size)
      .sort()
      .reverse(),
  );

const distance = (one: ArrayLike<number>, other: ArrayLike<number>): number => {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += ((one[at] ?? 0) - (other[at] ?? 0)) ** 2;
  return sum;
};

const costsBy = (size: number, costOf: (target: number, own: number) => number): Float32Array =>
  Float32Array.from({ length: size * size }, (_, at) => costOf(Math.floor(at / size), at % size));

const share = (match: Int32Array, truth: readonly number[]): number =>
  truth.filter((own, target) => own >= 0 && match[target] === own).length / truth.length;

/** The attack on plain filters: sorted likenesses first, then likenesses to those already named, ever more of them. */
export const attackPlain = (stolen: readonly Entry[], list: readonly Entry[]): number => {
  const size = stolen.length;
  const [theirs, own] = [similarities(plainClks(stolen, 'unknown'), size), similarities(plainClks(list, 'own'), size)];
  const [left, right] = [profiles(theirs, size), profiles(own, size)];
  let { match, sure } = assigned(
    costsBy(size, (target, at) => distance(left[target] ?? [], right[at] ?? [])),
    size,
  );
  for (let anchors = Math.round(size / 25); ; anchors = Math.min(size, anchors * 2)) {
    const named = sure.slice(0, anchors);
    const view = (likeness: Float32Array, at: number, places: readonly number[]) =>
      Float32Array.from(places, (place) => (place === at ? 0 : (likeness[at * size + place] ?? 0)));
    const partners = named.map((target) => match[target] ?? 0);
    const [views, ownViews] = [
      left.map((_, at) => view(theirs, at, named)),
      right.map((_, at) => view(own, at, partners)),
    ];
    ({ match, sure } = assigned(
      costsBy(size, (target, at) => distance(views[target] ?? [], ownViews[at] ?? [])),
      size,
    ));
    if (anchors >= size * 0.9) break;
  }
  return share(match, truthOf(stolen, list));
};

const truthOf = (stolen: readonly Entry[], list: readonly Entry[]): readonly number[] => {
  const places = new Map(list.map(({ entity }, at) => [entity, at]));
  return stolen.map(({ entity }) => places.get(entity) ?? -1);
};

/** What a stolen store shows: who shares how many tokens with whom, how alike in each part, and which parts are empty. */
const pictureOf = (entries: readonly Entry[], key: string, floor: number): Picture => {
  const tables = filterTables(createHash('sha256').update(key).digest());
  const persons = entries.map((entry) => listed(entry).person);
  const filters = persons.map((person) => filterOf(person, tables));
  const blocks = Map.groupBy(
    persons.flatMap((person, at) => tokensOf(person, floor).map(({ text }) => ({ text, at }))),
    ({ text }) => text,
  );
  const shared = new Map<number, number>();
  for (const block of blocks.values())
    for (const { at: one } of block)
      for (const { at: other } of block)
        if (one !== other)
          shared.set(one * entries.length + other, (shared.get(one * entries.length + other) ?? 0) + 1);
  const links: Link[][] = entries.map(() => []);
  const nothing = new Uint8Array(144);
  for (const [pair, tokens] of shared) {
    const [one, to] = [Math.floor(pair / entries.length), pair % entries.length];
    const comparison = compare(filters[one] ?? nothing, filters[to] ?? nothing);
    links[one]?.push({ to, like: [tokens / 4, ...segments.map(({ name }) => dice(comparison[name]))] });
  }
  const marks = filters.map((filter) =>
    Object.values(compare(filter, filter))
      .map(({ one }) => one)
      .join(' '),
  );
  return { size: entries.length, links, marks };
};

/** How badly the links of one record go with those of another: each takes its best partner; a link too many costs. */
const misfit = (
  links: readonly Link[],
  others: readonly Link[],
  known: (link: Link, other: Link) => number,
): number => {
  let cost = Math.abs(links.length - others.length) * 2;
  for (const link of links) {
    let best = 2;
    for (const other of others) best = Math.min(best, distance(link.like, other.like) + known(link, other));
    cost += best - 0.02;
  }
  return cost;
};

/** The attack on a store of block-keyed rows. */
export const attackStore = (stolen: readonly Entry[], list: readonly Entry[], floor = usualFloor): number => {
  const [theirs, own] = [pictureOf(stolen, 'unknown', floor), pictureOf(list, 'own', floor)];
  const { size } = theirs;
  const costs = (known: (link: Link, other: Link) => number): Float32Array =>
    costsBy(size, (target, at) => {
      const marks = theirs.marks[target] === own.marks[at] ? 0 : 3;
      // A record without links looks like every other of its kind; it is guessed all the same.
      return marks + misfit(theirs.links[target] ?? [], own.links[at] ?? [], known);
    });
  let { match } = assigned(
    costs(() => 0),
    size,
  );
  for (let round = 0; round < 6; round += 1) {
    const named = match;
    ({ match } = assigned(
      costs((link, other) => (named[link.to] === other.to ? -0.5 : 0)),
      size,
    ));
  }
  return share(match, truthOf(stolen, list));
};

/** Pairs of a list that can be compared at all, as a share of all pairs. */
export const comparable = (entries: readonly Entry[], floor = usualFloor): number =>
  pictureOf(entries, 'any', floor).links.reduce((sum, links) => sum + links.length, 0) /
  (entries.length * (entries.length - 1));
