import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  dateIn,
  daysBetween,
  fixedClock,
  instant,
  instantOn,
  instantPlus,
  isPlainDate,
  plainDate,
  shiftedClock,
  systemClock,
} from './clock.ts';

const seed = 20_261_121;
const days = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((date) => plainDate(date.toISOString().slice(0, 10)));

describe('days of the calendar', () => {
  test('adding and counting days are each other’s inverse', () => {
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: -4000, max: 4000 }),
        (day, count) => daysBetween(day, addDays(day, count)) === count,
      ),
      { seed },
    );
  });
  test('a day that does not exist is none', () => {
    for (const text of ['2026-02-29', '2026-13-01', '2026-1-1', '', '2026-01-01T00:00:00Z', '٢٠٢٦-٠١-٠١'])
      assert.equal(isPlainDate(text), false);
    assert.equal(isPlainDate('2024-02-29'), true);
  });
  test('the day of a moment is that of the country, also around midnight and summer time', () => {
    assert.equal(dateIn(instant('2026-06-30T22:30:00Z'), 'Europe/Luxembourg'), '2026-07-01');
    assert.equal(dateIn(instant('2026-12-31T22:30:00Z'), 'Europe/Luxembourg'), '2026-12-31');
    assert.equal(instantOn(plainDate('2026-03-29'), 'Europe/Luxembourg'), '2026-03-28T23:00:00.000Z');
    assert.equal(instantOn(plainDate('2026-03-30'), 'Europe/Luxembourg'), '2026-03-29T22:00:00.000Z');
  });
});

describe('clocks', () => {
  test('a fixed clock stands still', () => {
    const clock = fixedClock('2021-05-04T08:00:00Z');
    assert.equal(clock.now(), '2021-05-04T08:00:00.000Z');
    assert.equal(clock.today('Europe/Luxembourg'), '2021-05-04');
  });
  test('a shifted clock runs with the machine’s, so much later', () => {
    const clock = shiftedClock(() => 3_600_000);
    const before = instantPlus(systemClock.now(), 3_600_000);
    assert.ok(clock.now() >= before && clock.now() <= instantPlus(systemClock.now(), 3_600_000));
  });
});
