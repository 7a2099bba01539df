import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { codesOf, parse } from '../../../test/gallery/every-field.ts';

describe('dates', () => {
  const day = (parts: object) => parse({ day: parts });
  test('as people write them', () => {
    for (const text of ['2026-11-02', '2.11.2026', '2/11/2026', '2 novembre 2026', '2. November 2026', '2 nov. 2026']) {
      assert.equal(parse({ day: text }).values.day, '2026-11-02', text);
    }
    assert.equal(day({ day: ' 2 ', month: 'février', year: '2024' }).values.day, '2024-02-02');
    assert.equal(day({ day: '2', month: 'März', year: '2024' }).values.day, '2024-03-02');
  });
  test('what is wrong, one thing at a time, at its part', () => {
    assert.deepEqual(codesOf({ day: { day: '2', year: '2024' } }), ['day.month date_month_missing']);
    assert.deepEqual(codesOf({ day: { day: '32', month: '1', year: '2024' } }), ['day.day date_unreadable']);
    assert.deepEqual(codesOf({ day: { day: '30', month: '2', year: '2024' } }), ['day.day date_does_not_exist']);
    assert.deepEqual(codesOf({ day: '22.11.2026' }), ['day.day date_too_late']);
    assert.deepEqual(codesOf({ day: '31.12.2019' }), ['day.day date_too_early']);
    assert.deepEqual(codesOf({ day: 'yesterday' }), ['day.day date_unreadable']);
  });
  test('as well as they are known: an interval and its precision', () => {
    const born = (parts: object) => parse({ born: parts }).values.born;
    assert.deepEqual(born({ year: '1998' }), { precision: 'year', from: '1998-01-01', to: '1998-12-31' });
    assert.deepEqual(born({ month: '2', year: '2000' }), { precision: 'month', from: '2000-02-01', to: '2000-02-29' });
    assert.deepEqual(born({ precision: 'unknown' }), { precision: 'unknown', from: null, to: null });
    assert.deepEqual(codesOf({ born: { precision: 'range' } }), ['born.from.day range_missing']);
    assert.deepEqual(codesOf({ born: { precision: 'range', from: '2.2.2020', to: '1.1.2020' } }), [
      'born.to.day range_backwards',
    ]);
    assert.deepEqual(codesOf({ born: { precision: 'age', age: '3' } }), ['born code_unknown'], 'not offered here');
  });
  test('an age at the time counts from the date of birth, as well as that is known', () => {
    const began = (born: object) => parse({ born, began: { precision: 'age', age: '16' } }).values.began;
    assert.deepEqual(began({ day: '29', month: '2', year: '2000' }), {
      precision: 'age',
      from: '2016-02-29',
      to: '2017-02-28',
      age: 16,
    });
    assert.deepEqual(began({ year: '2000' }), { precision: 'age', from: '2016-01-01', to: '2017-12-30', age: 16 });
    assert.deepEqual(parse({ began: { age: '16', precision: 'age' } }).values.began, {
      precision: 'age',
      from: null,
      to: null,
      age: 16,
    });
  });
});
