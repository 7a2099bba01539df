import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { drawWords } from './actions/keys.ts';
import { pageLanguages } from './facts.ts';
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

  test('are the same with letters that people write in two ways, and without spaces where none are written', () => {
    assert.equal(readWords('یک کتاب'), readWords('يك كتاب'));
    assert.equal(readWords('ŁÓDŹ đường KAPI straße'), readWords('lodz duong kapı strasse'));
    assert.equal(readWords('ፀሓይ ዓሳ ሠላም'), readWords('ጸሃይ ኣሳ ሰላም'));
    assert.equal(readWords('苹果 雨伞'), readWords('苹果雨伞'));
    assert.equal(readWords('ช้าง ปลา'), readWords('ช้างปลา'));
    assert.notEqual(readWords('cat dog'), readWords('catdog'));
  });

  test('are drawn in every language a page can be opened in, at least forty bits of them', () => {
    assert.deepEqual(Object.keys(wordsToDraw).sort(), [...pageLanguages]);
    for (const language of pageLanguages) {
      const bits = Math.log2(wordsToDraw[language].length);
      const drawn = drawWords(language).split(' ');
      assert.ok(bits >= 7 && drawn.length * bits >= 40 && drawn.length <= 6, language);
      assert.ok(
        drawn.every((word) => wordsToDraw[language].includes(word)),
        language,
      );
    }
  });

  test('of a list are short, of letters alone, written in one form, and all different however they are typed', () => {
    for (const [language, list] of Object.entries(wordsToDraw)) {
      const read = list.map(readWords);
      assert.equal(new Set(read).size, list.length, language);
      for (const [index, word] of list.entries()) {
        assert.match(word, /^[\p{L}\p{M}]{2,11}$/u, `${language} ${word}`);
        assert.ok([...(read[index] ?? '')].length >= 2, `${language} ${word}`);
        assert.equal(word.normalize('NFC'), word, `${language} ${word}`);
        assert.equal(word.toLowerCase(), word, `${language} ${word}`);
        for (const typed of [word.toUpperCase(), word.normalize('NFD'), word.normalize('NFKC'), ` ${word}. `])
          assert.equal(readWords(typed), read[index], `${language} ${word}`);
      }
    }
  });

  test('are digits in whichever script they are typed', () => {
    for (const zero of [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10]) {
      const typed = [...'0123456789'].map((digit) => String.fromCodePoint(zero + Number(digit))).join('');
      assert.equal(readWords(typed), '0123456789');
    }
  });

  test('that somebody chose must be long, and not one letter again and again', () => {
    assert.equal(areWordsStrong('my blue house 7'), true);
    for (const weak of ['', 'short', 'aaaaaaaaaaaaaaaa', 'abababababababab', '............'])
      assert.equal(areWordsStrong(weak), false);
  });
});
