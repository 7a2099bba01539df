import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { wordsToDraw } from './facts/words.ts';
import { areWordsStrong, checkDigit, grouped, readNumber, readWords } from './rules.ts';

const numbers = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 19, maxLength: 19 })
  .map((digits) => digits.join(''))
  .map((drawn) => `${drawn}${checkDigit(drawn)}`);

describe('a number', () => {
  test('with one digit wrong, or two that changed places, is told apart from a right one', () =>
    fc.assert(
      fc.property(numbers, fc.nat(19), fc.nat(9), (number, place, digit) => {
        assert.deepEqual(readNumber(number), { number });
        const wrong = number.slice(0, place) + digit + number.slice(place + 1);
        assert.deepEqual(readNumber(wrong), wrong === number ? { number } : { wrong: 'digit' });
        const [one = '', other = ''] = number.slice(place, place + 2);
        const swapped = number.slice(0, place) + other + one + number.slice(place + 2);
        assert.deepEqual(readNumber(swapped), swapped === number ? { number } : { wrong: 'digit' });
      }),
    ));

  test('is read in any digits, with any spaces and signs between them', () =>
    fc.assert(
      fc.property(numbers, fc.constantFrom(0x660, 0x6f0, 0x966, 0x9e6, 0xe50), (number, zero) => {
        const typed = [...number].map((digit) => String.fromCodePoint(zero + Number(digit))).join('');
        assert.deepEqual(readNumber(` ${grouped(typed)}-`), { number });
        assert.deepEqual(readNumber(grouped(number)), { number });
      }),
    ));

  test('of another length is no number; nothing typed makes it fail', () => {
    assert.deepEqual(readNumber(''), { wrong: 'length' });
    assert.deepEqual(readNumber('1'.repeat(21)), { wrong: 'length' });
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => void readNumber(typed)));
  });
});

describe('words', () => {
  test('are the same however they are typed', () => {
    assert.equal(readWords('  Crème, ÉTÉ!  forêt '), 'creme ete foret');
    assert.equal(readWords('تُفَّاح  مدرسة'), readWords('تفاح مدرسه'));
    assert.equal(readWords('أرض'), readWords('ارض'));
    assert.equal(readWords('١٢٣٤ ٥٦٧٨'), '12345678');
  });

  test('are drawn from 256 in each language, all different as they are read', () => {
    for (const [language, list] of Object.entries(wordsToDraw)) {
      assert.equal(list.length, 256, language);
      assert.equal(new Set(list.map(readWords)).size, 256, language);
      assert.ok(
        list.every((word) => /^\p{L}{2,10}$/u.test(word)),
        language,
      );
    }
  });

  test('that somebody chose must be long, and not one letter again and again', () => {
    assert.equal(areWordsStrong('my blue house 7'), true);
    for (const weak of ['', 'short', 'aaaaaaaaaaaaaaaa', 'abababababababab', '............'])
      assert.equal(areWordsStrong(weak), false);
  });
});
