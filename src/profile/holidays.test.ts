import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  addDays,
  dayNumber,
  dayOfNumber,
  monthsLater,
  type PlainDate,
  plainDate,
  weekdayOf,
} from '../platform/clock.ts';
import { projectRoot } from '../platform/root.ts';
import { easterOf, holidaysByRule } from './holidays.ts';
import { readProfile } from './read.ts';

const luxembourg = readProfile(join(projectRoot, 'profiles/luxembourg'));

test('the rules give the days that the profile lists, year by year', () => {
  for (const [year, listed] of Object.entries(luxembourg.holidays.years))
    assert.deepEqual(
      [...holidaysByRule(luxembourg.holidays, Number(year))].sort(),
      listed.map(({ day }) => day).sort(),
      year,
    );
});

test('Easter is where it was and will be', () => {
  const known = { 1961: '1961-04-02', 2000: '2000-04-23', 2008: '2008-03-23', 2038: '2038-04-25', 2099: '2099-04-12' };
  for (const [year, day] of Object.entries(known)) assert.equal(easterOf(Number(year)), day);
});

test('holidays are no days of work, also in a year nobody listed', () => {
  assert.equal(luxembourg.isWorkingDay(plainDate('2035-12-25')), false);
  assert.equal(luxembourg.isWorkingDay(plainDate('2035-12-24')), true);
  assert.equal(luxembourg.isWorkingDay(plainDate('2018-05-09')), true, 'Europe Day is a holiday since 2019');
});

test('days counted as numbers are the days of the calendar', () => {
  let day: PlainDate = plainDate('1999-12-25');
  for (let count = 0; count < 3000; count++) {
    assert.equal(dayOfNumber(dayNumber(day)), day);
    assert.equal(dayNumber(day) + 1, dayNumber(addDays(day, 1)));
    day = addDays(day, 1);
  }
  assert.equal(weekdayOf(dayNumber(plainDate('2026-11-22'))), 7);
  assert.equal(weekdayOf(dayNumber(plainDate('1969-12-29'))), 1);
  assert.equal(dayOfNumber(monthsLater(dayNumber(plainDate('2026-01-31')), -2)), '2025-11-30');
});
