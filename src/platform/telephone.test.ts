import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type TelephonePlan, wholeNumber } from './telephone.ts';

/** No prefix within the country. */
const bare: TelephonePlan = {
  ...{ countryCode: '352', trunkPrefix: '', internationalPrefix: '00' },
  national: { least: 5, most: 9, first: '23456789' },
};
/** A nought before every number within the country. */
const withTrunk: TelephonePlan = {
  ...{ countryCode: '49', trunkPrefix: '0', internationalPrefix: '00' },
  national: { least: 6, most: 11, first: '123456789' },
};

type Known = readonly (readonly [typed: string, whole: string | null])[];

const check = (plan: TelephonePlan | null, known: Known): void => {
  for (const [typed, whole] of known) assert.equal(wholeNumber(typed, plan), whole, typed);
};

describe('a telephone number', () => {
  test('of the country is one number, however it is written', () =>
    check(
      bare,
      [
        ...['621 123 456', '621123456', '621-123-456', '621/12.34.56', '621\u2011123\u2011456', '６２１１２３４５６'],
        ...['+352 621 123 456', '+352621123456', '00352 621 123 456', '00352621123456', '352 621 123 456'],
        ...['+352 (0) 621 123 456', '00352 (0)621123456', ' +352-621-123-456 '],
      ].map((typed) => [typed, '+352621123456'] as const),
    ));

  test('fixed and short ones keep their own digits', () =>
    check(bare, [
      ['26 12 34 56', '+35226123456'],
      ['352 26 12 34 56', '+35226123456'],
      ['49 12 34', '+352491234'],
      ['00352491234', '+352491234'],
      ['45678', '+35245678'],
    ]));

  test('of another country is never taken for one of this, and needs its code', () =>
    check(bare, [
      ['+33 6 12 34 56 78', '+33612345678'],
      ['0033612345678', '+33612345678'],
      ['06 12 34 56 78', null],
      ['0170 1234567', null],
      ['+49 (0)170 1234567', '+491701234567'],
    ]));

  test('that nobody has for herself, or that is none, is none', () =>
    check(
      bare,
      [
        ...['113', '116 111', '12345', '4567', '', '+', '00', 'unknown', '+352', '+0 621 123 456', '621 123 456 ext 7'],
        ...['6211234567890123', '+3526211234567890123'],
      ].map((typed) => [typed, null] as const),
    ));

  test('with a prefix within the country is the same without it behind the code, and is nobody’s with neither', () =>
    check(withTrunk, [
      ['0170 1234567', '+491701234567'],
      ['+49 170 1234567', '+491701234567'],
      ['+49 (0)170 1234567', '+491701234567'],
      ['0049 170 1234567', '+491701234567'],
      ['170 1234567', null],
      ['621 123 456', null],
    ]));

  test('needs its country where nobody says how the country dials', () =>
    check(null, [
      ['621 123 456', null],
      ['+352 621 123 456', '+352621123456'],
      ['00352 621 123-456', '+352621123456'],
    ]));
});
