import type { PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { type Outcome, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import type { AccommodationRefusal } from '../facts.ts';
import { spokenDay } from '../rules/index.ts';
import { firstClaimBefore, lastClaimFrom, type NamedClaim } from '../store/index.ts';
import type { Result } from './acting.ts';

const refusedBy = (
  { bed, kind, untilDay }: NamedClaim,
  at: { readonly field: string; readonly edge: 'start' | 'end'; readonly day: PlainDate },
): Outcome<true, AccommodationRefusal> => {
  const stays = untilDay < at.day ? 'turnaround' : 'stay';
  const why = kind === 'closure' ? 'closure' : stays;
  return refuse('house_in_use', {
    field: at.field,
    values: { bed, why, edge: at.edge, day: spokenDay(at.day) },
  });
};

/**
 * Does nothing stand in the way of a house or bed being in service only from one day to another? Otherwise the bed, what it is
 * (taken, made ready, closed), and the day from which it may be, at the field it concerns.
 */
export const standsFree = async (
  { tx }: Scene,
  of: { readonly houseId: Uuid } | { readonly bedId: Uuid },
  span: { readonly from: PlainDate; readonly until: PlainDate | null },
  [startField, endField]: readonly [string, string],
): Result<true> => {
  const early = await firstClaimBefore(tx, of, span.from);
  if (early !== null) return refusedBy(early, { field: startField, edge: 'start', day: early.fromDay });
  const late = span.until === null ? null : await lastClaimFrom(tx, of, span.until);
  return late === null ? true : refusedBy(late, { field: endField, edge: 'end', day: late.freeFrom });
};
