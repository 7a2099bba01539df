import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import {
  type Catalogue,
  catalogues,
  languageFrom,
  languagesOf,
  preferredLanguage,
  textsWithoutReviewer,
} from './languages.ts';

const [english, ...translations] = catalogues;
assert.ok(english);

const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
const fingerprint = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

for (const { language, texts } of translations) {
  describe(`texts in ${language}`, () => {
    test('are complete, and there are none that English does not have', () => {
      assert.deepEqual(Object.keys(texts), Object.keys(english.texts));
    });
    for (const [key, { text, translates }] of Object.entries(texts)) {
      test(`${key} follows the English of today and keeps its numbers and names`, () => {
        const source = english.texts[key]?.text ?? '';
        assert.equal(translates, fingerprint(source), `"${source}" has changed: translate it again, then write this`);
        assert.deepEqual(placeholders(text), placeholders(source));
      });
    }
  });
}

test('no text holds a telephone number, an address or markup: those have their own home', () => {
  for (const { language, texts } of catalogues)
    for (const [key, { text }] of Object.entries(texts))
      assert.doesNotMatch(text, /\d{3}|https?:|[<>]/, `${language} ${key}`);
});

test('the title is neutral in every language', () => {
  const titles = languagesOf(true).map((language) => language.say('page.title').text);
  assert.deepEqual(titles, ['Information', 'Informations', 'معلومات']);
});

describe('publication', () => {
  const reviewed: Catalogue = {
    ...english,
    texts: Object.fromEntries(
      Object.entries(english.texts).map(([key, text]) => [
        key,
        { ...text, review: { by: 'A lawyer', on: '2027-01-02' } },
      ]),
    ),
  };

  test('a language waits for its reviewer, except in the demonstration', () => {
    assert.deepEqual(
      languagesOf(false).map(({ isPublished }) => isPublished),
      [false, false, false],
    );
    assert.deepEqual(
      languagesOf(true).map(({ isPublished }) => isPublished),
      [true, true, true],
    );
    assert.equal(languageFrom(reviewed, reviewed, false).isPublished, true);
  });

  test('one text without a reviewer keeps the language back, and staff see which', () => {
    const texts = { ...reviewed.texts, 'R02.text': { text: 'x', source: 'R02', review: 'not reviewed' as const } };
    assert.equal(languageFrom({ ...reviewed, texts }, reviewed, false).isPublished, false);
    assert.equal(textsWithoutReviewer('ar').length, Object.keys(english.texts).length);
    assert.deepEqual(textsWithoutReviewer('xx'), []);
  });

  test('a missing text falls back to English and says so', () => {
    const arabic = translations.find(({ language }) => language === 'ar');
    assert.ok(arabic);
    const { 'R02.text': _gone, ...texts } = arabic.texts;
    const said = languageFrom({ ...arabic, texts }, english, true).say('R02.text');
    assert.deepEqual([said.language, said.direction], ['en', 'ltr']);
  });
});

describe('the language a browser asks for', () => {
  const known = ['en', 'fr', 'ar'];
  for (const [header, expected] of [
    [undefined, 'en'],
    ['', 'en'],
    ['ar', 'ar'],
    ['fr-LU,fr;q=0.9,en;q=0.8', 'fr'],
    ['de-DE, en;q=0.5, AR-sy;q=0.7', 'ar'],
    ['fr;q=0, en;q=0.1', 'en'],
    ['*', 'en'],
    ['fr;q=banana', 'fr'],
    [`${'x,'.repeat(100_000)}fr`, 'en'],
  ] as const) {
    test(`${String(header).slice(0, 40)} gives ${expected}`, () =>
      assert.equal(preferredLanguage(header, known), expected));
  }
});
