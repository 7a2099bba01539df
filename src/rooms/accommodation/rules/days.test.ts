import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addDays, type PlainDate } from '../../../platform/clock.ts';
import { projectRoot } from '../../../platform/root.ts';
import { isRefusal } from '../../../platform/outcome.ts';
import { readProfile } from '../../../profile/index.ts';
import {
  abroadAllowed,
  countOccupancy,
  freeAfter,
  isOutsideHours,
  moveInAllowed,
  nextFree,
  nightsOf,
  type Taken,
  visitDue,
} from './index.ts';

const profile = readProfile(`${projectRoot}/profiles/luxembourg`);
const day = (offset: number): PlainDate => addDays('2026-11-23' as PlainDate, offset);

const taken = (from: number, until: number, free = until, kind: Taken['kind'] = 'stay'): Taken => ({
  ...{ bedId: 'b', kind, fromDay: day(from), untilDay: day(until), freeFrom: day(free) },
});

const codeOf = (outcome: unknown): string => (isRefusal(outcome) ? outcome.refused : 'allowed');

describe('days', () => {
  test('a bed is ready after working days: not on a Sunday, not on a public holiday', () => {
    // Friday 18 December 2026: Monday 21 is the first working day after the weekend.
    assert.equal(freeAfter(profile, '2026-12-18' as PlainDate, 1), '2026-12-19');
    assert.equal(freeAfter(profile, '2026-12-19' as PlainDate, 1), '2026-12-22');
    assert.equal(freeAfter(profile, '2026-12-24' as PlainDate, 2), '2026-12-29');
    assert.equal(freeAfter(profile, '2026-12-24' as PlainDate, 0), '2026-12-24');
  });

  test('outside hours: nights, weekends, public holidays', () => {
    const at = (on: string, time: string) => isOutsideHours(profile, { day: on as PlainDate, time });
    assert.equal(at('2026-11-23', '03:00'), true);
    assert.equal(at('2026-11-23', '10:00'), false);
    assert.equal(at('2026-11-23', '17:00'), true);
    assert.equal(at('2026-11-22', '10:00'), true);
    assert.equal(at('2026-12-25', '10:00'), true);
  });

  test('a move-in is not ahead, not long ago, not before the bed was held', () => {
    const on = (offset: number) =>
      codeOf(moveInAllowed(profile, { on: day(offset), today: day(0), heldFrom: day(-20), heldUntil: day(30) }));
    assert.equal(on(1), 'day_ahead');
    assert.equal(on(-15), 'day_too_far_back');
    assert.equal(on(-14), 'allowed');
    assert.equal(
      codeOf(moveInAllowed(profile, { on: day(-3), today: day(0), heldFrom: day(-2), heldUntil: day(9) })),
      'before_held',
    );
    assert.equal(
      codeOf(moveInAllowed(profile, { on: day(0), today: day(0), heldFrom: day(-9), heldUntil: day(0) })),
      'ends_before_start',
    );
  });

  test('abroad: a country of the profile, an end, and visits', () => {
    const to = (country: string, until: number) =>
      codeOf(abroadAllowed(profile, { country, from: day(0), until: day(until) }));
    assert.equal(to('BE', 90), 'allowed');
    assert.equal(to('BE', 91), 'too_long');
    assert.equal(to('BE', 0), 'ends_before_start');
    assert.equal(to('FR', 30), 'no_such_country');
    assert.equal(visitDue({ fromDay: day(0), visitedOn: null, visitEveryDays: 30 }), day(30));
    assert.equal(visitDue({ fromDay: day(0), visitedOn: day(12), visitEveryDays: 30 }), day(42));
  });

  test('the next free day passes over what is in the way', () => {
    const lasting = (from: PlainDate): PlainDate => addDays(from, 3);
    assert.equal(nextFree([taken(1, 4, 5), taken(6, 9)], day(0), lasting), day(9));
    assert.equal(nextFree([taken(6, 9)], day(0), lasting), day(0));
  });
});

describe('occupancy', () => {
  const beds = [
    { bedId: 'b', inServiceFrom: day(-9), inServiceUntil: null },
    { bedId: 'c', inServiceFrom: day(5), inServiceUntil: null },
  ];

  test('both ratios, with closed nights and turnaround told apart', () => {
    const counted = countOccupancy(beds, [taken(-2, 4, 5), taken(6, 8, 8, 'closure')], {
      from: day(0),
      until: day(10),
    });
    assert.deepEqual(counted, {
      beds: 2,
      inService: 15,
      slept: 4,
      closed: 2,
      turnaround: 1,
      ofOpen: 30.8,
      ofAll: 26.7,
    });
    assert.deepEqual(countOccupancy([], [], { from: day(0), until: day(1) }).ofOpen, null);
  });

  test('never more than all nights; what a bed is on a night adds up to the count', () => {
    const spans = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 5 });
    fc.assert(
      fc.property(spans, (starts) => {
        const all = starts.map((start) => taken(start * 3, start * 3 + 2, start * 3 + 3));
        const days = Array.from({ length: 30 }, (_, index) => day(index));
        const cells = nightsOf({ inServiceFrom: day(0), inServiceUntil: null }, all, days);
        const counted = countOccupancy([{ inServiceFrom: day(0), inServiceUntil: null }], all, {
          from: day(0),
          until: day(30),
        });
        assert.equal(counted.slept, cells.filter((cell) => cell === 'stay').length);
        assert.equal(counted.turnaround, cells.filter((cell) => cell === 'turnaround').length);
        assert.ok((counted.ofOpen ?? 0) <= 100);
      }),
    );
  });
});
