import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addDays, type Instant, type PlainDate } from '../../../platform/clock.ts';
import { isRefusal } from '../../../platform/outcome.ts';
import { projectRoot } from '../../../platform/root.ts';
import { readProfile } from '../../../profile/index.ts';
import {
  dayHolds,
  gapOf,
  hoursUntil,
  levelsOf,
  minutesOf,
  periodHolds,
  readLevels,
  ruleIsFresh,
  shareWithPersons,
  standing,
  validUntil,
  writeLevels,
} from './index.ts';

const profile = readProfile(`${projectRoot}/profiles/luxembourg`);
const day = '2026-11-23' as PlainDate;
const at = (text: string): Instant => text as Instant;

describe('assessments', () => {
  test('one theme stands under one level; written and read back it is the same, in any order', () => {
    const theme = fc.constantFrom('contact', 'threats', 'debt', 'online', 'S1', 'S9');
    fc.assert(
      fc.property(fc.uniqueArray(theme), fc.uniqueArray(theme), fc.uniqueArray(theme), (high, some, unknown) => {
        const levels = levelsOf({ high, some, unknown });
        const all = [...high, ...some, ...unknown];
        if (new Set(all).size < all.length) assert.ok(isRefusal(levels) && levels.refused === 'level_twice');
        else assert.deepEqual(isRefusal(levels) ? null : readLevels(writeLevels(levels)), levels);
      }),
    );
  });

  test('it holds to the end of its last day, of as many days as the profile says', () => {
    const until = validUntil(profile, 'danger', day);
    assert.equal(until, '2026-12-23');
    assert.deepEqual(
      [addDays(until, -6), addDays(until, -5), until, addDays(until, 1)].map((on) => standing(until, on, 5)),
      ['holds', 'soon', 'soon', 'expired'],
    );
    assert.equal(standing(null, day, 5), 'missing');
  });
});

describe('funding periods', () => {
  const first = '2026-11-02' as PlainDate;
  const period = { startsOn: first, endsOn: addDays(first, 13) };

  test('pay hours for the days that are over, today counted, and for no more than their own', () => {
    const until = (on: PlainDate) => hoursUntil(period, 35 * 60, on);
    assert.deepEqual([addDays(first, -1), first, addDays(first, 6), addDays(first, 90)].map(until), [0, 5, 35, 70]);
    assert.equal(shareWithPersons(7 * 60, 35), 0.2);
    assert.equal(shareWithPersons(60, 0), null);
  });

  test('of one team and payer do not meet, and do not end before they begin', () => {
    const answer = (startsOn: PlainDate, endsOn: PlainDate, minutes = 1200) => {
      const it = periodHolds({ startsOn, endsOn }, minutes, [period]);
      return isRefusal(it) ? it.refused : 'holds';
    };
    assert.equal(answer(addDays(first, 14), addDays(first, 20)), 'holds');
    assert.equal(answer(addDays(first, 13), addDays(first, 20)), 'period_twice');
    assert.equal(answer(addDays(first, -5), first), 'period_twice');
    assert.equal(answer(addDays(first, 20), addDays(first, 14)), 'period_reversed');
    assert.equal(answer(addDays(first, 14), addDays(first, 20), 0), 'hours_unclear');
  });
});

describe('days and hours', () => {
  test('not ahead, not before the step before, not too long ago', () => {
    const refused = (on: PlainDate, after: PlainDate | null = null) => {
      const answer = dayHolds(profile, { on, today: day, after, field: 'on_day' });
      return isRefusal(answer) ? answer.refused : 'holds';
    };
    assert.equal(refused(addDays(day, 1)), 'day_ahead');
    assert.equal(refused(addDays(day, -3), addDays(day, -2)), 'day_before_last');
    assert.equal(refused(addDays(day, -31)), 'day_too_far_back');
    assert.equal(refused(addDays(day, -30)), 'holds');
    assert.equal(refused(day, day), 'holds');
  });

  test('hours as people type them', () => {
    assert.deepEqual(['9:05', '09.05', '23h59', '24:00', '7', 'noon'].map(minutesOf), [
      545,
      545,
      1439,
      null,
      null,
      null,
    ]);
  });

  test('the rule of safe contact is read anew after half an hour', () => {
    const opened = at('2026-11-23T09:00:00.000Z');
    assert.equal(ruleIsFresh(profile, opened, at('2026-11-23T09:30:00.000Z')), true);
    assert.equal(ruleIsFresh(profile, opened, at('2026-11-23T09:30:00.001Z')), false);
    assert.equal(ruleIsFresh(profile, null, opened), false);
  });
});

test('two clocks: days since the law started it, up to today where practice has not given it', () => {
  const none = { referredOn: null, contactedOn: null, assessedOn: null, plannedOn: null };
  const law = addDays(day, -10);
  const gap = gapOf(law, { ...none, referredOn: addDays(day, -12), contactedOn: addDays(day, -4) }, day);
  assert.deepEqual(
    gap.map(({ days }) => days),
    [0, 6, 10, 10],
  );
  assert.ok(gapOf(null, none, day).every(({ days }) => days === null));
});
