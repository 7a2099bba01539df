import { createHash } from 'node:crypto';

/** Chance that gives the same every time: from a seed and the name of what it decides. */
export type Chance = {
  /** A whole number from 0 to below `limit`. */
  readonly below: (limit: number) => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** So many different items, in their order. */
  readonly some: <Item>(items: readonly Item[], count: number) => readonly Item[];
  /** True in so many of a hundred cases. */
  readonly percent: (share: number) => boolean;
};

const wordsFrom = (name: string): number =>
  Number.parseInt(createHash('sha256').update(name).digest('hex').slice(0, 8), 16);

/** Mulberry32: a small generator with a period of 2^32, ample for a few thousand decisions. */
const generator = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** The chance of one thing: another name, other decisions; the same name, the same ones. */
export const chanceOf = (seed: number, name: string): Chance => {
  const next = generator(wordsFrom(`${seed}|${name}`));
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[below(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  const some = <Item>(items: readonly Item[], count: number): readonly Item[] =>
    items
      .map((item, place) => ({ item, place, key: next() }))
      .sort((one, other) => one.key - other.key)
      .slice(0, count)
      .sort((one, other) => one.place - other.place)
      .map(({ item }) => item);
  return { below, pick, some, percent: (share) => below(100) < share };
};

/** An identifier that is the same at every loading of the demonstration. */
export const inventedId = (seed: number, name: string): string => {
  const hex = createHash('sha256').update(`ariane|demonstration|${seed}|${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-b${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
