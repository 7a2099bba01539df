import type { PlainDate } from '../../../platform/clock.ts';
import type { Taken } from './occupancy.ts';
import {
  type Areas,
  type Around,
  type BedFacts,
  type Neighbour,
  type Praise,
  praiseOf,
  type Reason,
  refusalsOf,
  type Wanted,
  type Weights,
} from './suits.ts';

/** A bed that suits, with what speaks for it and with whom the person would live. */
export type Suitable = Praise & { readonly bed: BedFacts; readonly others: readonly Neighbour[] };

/** A bed that is refused, with every reason. */
export type Refused = { readonly bed: BedFacts; readonly reasons: readonly Reason[] };

export type Match = { readonly suitable: readonly Suitable[]; readonly refused: readonly Refused[] };

/** What the country settles, and the day a bed is free again after a stay. */
export type Matching = {
  readonly weights: Weights;
  readonly areas: Areas;
  readonly freeFrom: (until: PlainDate, turnaroundDays: number) => PlainDate;
};

const grouped = <Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
};

const bestFirst = (one: Suitable, other: Suitable): number =>
  other.score - one.score ||
  one.bed.sleeps - other.bed.sleeps ||
  one.bed.houseCode.localeCompare(other.bed.houseCode, 'en') ||
  one.bed.room.localeCompare(other.bed.room, 'en') ||
  one.bed.bed.localeCompare(other.bed.bed, 'en');

/** Judges every bed: those that suit, best first, and those refused, with all their reasons. Pure. */
export const matchBeds = (beds: readonly BedFacts[], wanted: Wanted, around: Around, matching: Matching): Match => {
  const taken = grouped<Taken>(around.taken, ({ bedId }) => bedId);
  const neighbours = grouped<Neighbour>(around.neighbours, ({ houseId }) => houseId);
  const known = new Map<number, PlainDate>();
  const freeFrom = (days: number): PlainDate => {
    const ready = known.get(days) ?? matching.freeFrom(wanted.until, days);
    known.set(days, ready);
    return ready;
  };
  const suitable: Suitable[] = [];
  const refused: Refused[] = [];
  for (const bed of beds) {
    const others = neighbours.get(bed.houseId) ?? [];
    const near = { taken: taken.get(bed.bedId) ?? [], neighbours: others };
    const reasons = refusalsOf(bed, wanted, near, freeFrom(bed.turnaroundDays));
    if (reasons.length > 0) refused.push({ bed, reasons });
    else suitable.push({ bed, others, ...praiseOf(bed, wanted, { ...matching, neighbours: others }) });
  }
  return { suitable: suitable.sort(bestFirst), refused };
};

/** From which day a bed is free for as many nights; null when it is taken on and on in what is known. */
export const nextFree = (
  taken: readonly Taken[],
  from: PlainDate,
  lasting: (day: PlainDate) => PlainDate,
): PlainDate => {
  const inOrder = [...taken].sort((one, other) => (one.fromDay < other.fromDay ? -1 : 1));
  return inOrder.reduce((day, one) => (one.fromDay < lasting(day) && one.freeFrom > day ? one.freeFrom : day), from);
};
