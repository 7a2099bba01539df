import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { readBirth, unorderedDay, unorderedYear } from './birth.ts';
import { normalise } from './index.ts';
import { readMrzNames } from './mrz.ts';
import { type NameFact, readName } from './names.ts';
import { readStrong } from './strong.ts';
import { latinSpellings, nameWord } from './words.ts';

const commonOf = (fact: NameFact | string): string[] => {
  const name = readName(typeof fact === 'string' ? { full: fact } : fact);
  return [...(name?.given ?? []), ...(name?.family ?? [])].map(({ common }) => common);
};

/** True when every word of one name shares a consonant key with the word at its place in the other. */
const meet = (one: string, other: string): boolean => {
  const [left, right] = [readName({ full: one })?.given ?? [], readName({ full: other })?.given ?? []];
  return (
    left.length === right.length && left.every(({ keys }, at) => keys.some((key) => right[at]?.keys.includes(key)))
  );
};

describe('spellings', () => {
  const cases: readonly (readonly [string, ...string[]])[] = [
    ['Юлия', 'iuliia', 'yuliya', 'julija'],
    ['Георгий', 'georgii', 'heorhii'],
    ['Чехов', 'chekhov', 'tchekhov', 'tschechow', 'czechow'],
    ['Щербак', 'shcherbak', 'schtscherbak', 'szczerbak'],
    ['Γιώργος', 'giorgos'],
    ['김', 'kim', 'gim'],
    ['박지안', 'bakjian'],
    ['若汐', 'ruoxi'],
    ['عبدالرحمن', 'abdrhmn'],
    ['משה', 'mshh'],
    ['Łukasz', 'lukasz'],
    ['Weiß', 'weiss'],
    ['Nguyễn', 'nguyen'],
    ['ქეთევან', 'ketevan'],
    ['ナオミ', 'naomi'],
  ];
  for (const [word, ...spellings] of cases)
    test(word, () => {
      for (const spelling of spellings)
        assert.ok(latinSpellings(word).includes(spelling), latinSpellings(word).join(' '));
    });

  test('a word without letters has none', () => assert.deepEqual(latinSpellings('–12'), []));
});

describe('names', () => {
  const same: readonly (readonly [string, string])[] = [
    ['Abd al-Rahman', 'Abdulrahman'],
    ['Abdel Rahman', 'Abderrahman'],
    ['Oleksandr Shevchenko', 'Sasha Schewtschenko'],
    ['Екатерина Чехова', 'Katya Tchekhov'],
    ['Tatiana Kowalska', 'Tanya Kowalski'],
    ['Mohammed ben Ali', 'Muhamad Ali'],
    ['Dos Santos, Maria', 'Santos Maria'],
    ['Mykola', 'Nikolai'],
    ['Volha', 'Olga'],
    ["O'Brien", 'OBrien'],
    ['Jean-Pierre', 'Jean Pierre'],
  ];
  for (const [one, other] of same) test(`${one} = ${other}`, () => assert.deepEqual(commonOf(one), commonOf(other)));

  const meeting: readonly (readonly [string, string])[] = [
    ['محمد', 'Mohammed'],
    ['فاطمة', 'Fatima'],
    ['عبد الرحمن', 'Abdul Rahman'],
    ['מרים כהן', 'Miriam Cohen'],
    ['Владимир Иванов', 'Wladimir Iwanow'],
    ['김 지안', 'Kim Jian'],
    ['王', 'Wong'],
    ['Παπαδόπουλος', 'Papadopoulos'],
  ];
  for (const [one, other] of meeting) test(`${one} meets ${other}`, () => assert.ok(meet(one, other)));

  test('a name of particles keeps them', () => assert.deepEqual(commonOf('Van Ben'), ['van', 'benamin']));
  test('strangers stay strangers', () => assert.ok(!meet('Anna Nowak', 'Fatima Diallo')));
  test('nothing is left of an empty name', () => assert.equal(readName({ given: ' ', family: '–' }), null));

  test('a machine-readable zone', () => {
    assert.deepEqual(readMrzNames('P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<'), {
      family: 'eriksson',
      given: 'anna maria',
    });
    assert.deepEqual(readMrzNames('NILAVADHANANANDA<<CHAYAPA<DEJ'), {
      family: 'nilavadhanananda',
      given: 'chayapa dej',
    });
    assert.equal(readMrzNames('not a zone'), null);
    assert.deepEqual(
      commonOf({ mrz: 'P<UTOERIKSSON<<ANNA<MARIA<<<<' }),
      commonOf({ given: 'Anna Maria', family: 'Eriksson' }),
    );
  });

  test('any text at all is read without a fault, and only a to z comes out', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        const word = nameWord(text);
        assert.ok(word === null || (/^[a-z]+$/.test(word.latin) && word.keys.length <= 4));
      }),
    ));
});

describe('dates of birth', () => {
  const read = (date: string) => readBirth({ date });
  test('defaults give no day', () => {
    for (const date of ['1990-01-01', '1990-07-01', '1990-12-31'])
      assert.deepEqual(read(date), { year: 1990, month: null, day: null, estimated: false });
  });
  test('precision is kept', () => {
    assert.deepEqual(read('1990-03'), { year: 1990, month: 3, day: null, estimated: false });
    assert.deepEqual(read('1990'), { year: 1990, month: null, day: null, estimated: false });
  });
  test('month and day the other way round are put right', () =>
    assert.deepEqual(read('1990-21-03'), read('1990-03-21')));
  test('no date is no date', () => {
    for (const date of ['', '0000-00-00', '90-01-02', 'unknown', '1700-02-02']) assert.equal(read(date), null);
  });
  test('exchanged day and month, turned digits', () => {
    const [one, other] = [read('1969-03-04'), read('1996-04-03')];
    assert.ok(one && other);
    assert.equal(unorderedDay(one), unorderedDay(other));
    assert.equal(unorderedYear(one), unorderedYear(other));
  });
});

describe('strong marks', () => {
  test('are the same in all ways of writing', () => {
    assert.equal(readStrong({ kind: 'document', state: 'ua', number: 'AB 123-456' }), 'document|UA|AB123456');
    assert.equal(readStrong({ kind: 'document', state: null, number: 'ab 123-456' }), 'document||AB123456');
    assert.equal(readStrong({ kind: 'phone', number: '00352 621 123-456' }), 'phone|+352621123456');
    assert.equal(readStrong({ kind: 'email', address: ' Ana@Example.org ' }), 'email|ana@example.org');
  });
  test('a telephone of the country is the same with and without its code; of another country only with it', () => {
    const dials = {
      ...{ countryCode: '352', trunkPrefix: '', internationalPrefix: '00' },
      national: { least: 5, most: 9, first: '23456789' },
    };
    const phone = (number: string): string | null => readStrong({ kind: 'phone', number }, dials);
    for (const number of ['621 123 456', '+352621123456', '00352621123456', '+352 (0) 621/123456'])
      assert.equal(phone(number), 'phone|+352621123456', number);
    assert.equal(phone('0170 1234567'), null);
    assert.equal(phone('+49 170 1234567'), 'phone|+491701234567');
  });
  test('what does not tell anybody apart is none', () => {
    assert.equal(readStrong({ kind: 'document', state: 'UA', number: '12' }), null);
    assert.equal(readStrong({ kind: 'document', state: null, number: 'AB123' }), null);
    assert.equal(readStrong({ kind: 'phone', number: '621 123 456' }), null);
    assert.equal(readStrong({ kind: 'email', address: 'none' }), null);
  });
});

test('a person is limited in what she brings', () => {
  const person = normalise({
    names: Array.from({ length: 9 }, (_, at) => ({ full: `Anna${'abcdefghi'[at] ?? ''} Nowak` })),
    births: Array.from({ length: 5 }, (_, at) => ({ date: `199${at}-02-03` })),
    sex: 'F',
    nationality: ' pl ',
  });
  assert.deepEqual([person.names.length, person.births.length, person.nationality], [6, 3, 'PL']);
});
