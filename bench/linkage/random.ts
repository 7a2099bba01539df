/** A seeded source of chance (mulberry32): the same seed gives the same lists on every machine. */
export type Chance = {
  /** A number from 0 up to 1. */
  readonly number: () => number;
  readonly whole: (below: number) => number;
  readonly happens: (probability: number) => boolean;
  readonly pick: <Value>(values: readonly Value[]) => Value;
};

/** Makes a source of chance from a seed. */
export const chanceOf = (seed: number): Chance => {
  let state = seed >>> 0;
  const number = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const whole = (below: number): number => Math.floor(number() * below);
  const pick = <Value>(values: readonly Value[]): Value => {
    const value = values[whole(values.length)];
    if (value === undefined) throw new Error('nothing to pick from');
    return value;
  };
  return { number, whole, pick, happens: (probability) => number() < probability };
};
