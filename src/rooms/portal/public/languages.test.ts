import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { projectRoot } from '../../../platform/root.ts';
import { faultsOf } from './exchange.ts';
import { languageFrom, languagesOf, preferredLanguage, textsWithoutReviewer } from './languages.ts';
import { type Catalogue, catalogues, lackOf, sourceTexts, textsFolder } from './texts.ts';

const english = sourceTexts();
const translations = catalogues().filter(({ language }) => language !== english.language);

/** The letters of a language that is not written in Latin ones; names of bodies and kinds of files keep theirs. */
const letters: Readonly<Record<string, RegExp>> = {
  ...{ am: /\p{Script=Ethiopic}/u, ti: /\p{Script=Ethiopic}/u, ar: /\p{Script=Arabic}/u, fa: /\p{Script=Arabic}/u },
  ...{ bg: /\p{Script=Cyrillic}/u, ru: /\p{Script=Cyrillic}/u, uk: /\p{Script=Cyrillic}/u },
  ...{ bn: /\p{Script=Bengali}/u, hi: /\p{Script=Devanagari}/u, th: /\p{Script=Thai}/u, zh: /\p{Script=Han}/u },
};
const latin = /\p{Script=Latin}/u;

for (const catalogue of translations) {
  const { language, pages, waits } = catalogue;
  const lacks = (page: string): string[] =>
    Object.keys(english.pages[page]?.texts ?? {}).flatMap((key) => {
      const lack = lackOf(catalogue, english, key);
      return lack === undefined || lack === 'not reviewed' ? [] : [`${key}: ${lack}`];
    });

  describe(`texts in ${language}`, () => {
    test('have no page and no text that English does not have', () => {
      for (const [page, { texts }] of Object.entries(pages))
        for (const key of Object.keys(texts)) assert.ok(english.pages[page]?.texts[key], `${page} ${key}`);
    });

    test('follow the English of today, but on the pages that are said to wait', () => {
      const unfinished = Object.keys(english.pages).filter((page) => lacks(page).length > 0);
      const unsaid = unfinished.filter((page) => !waits.includes(page)).flatMap(lacks);
      assert.deepEqual(unsaid, [], `see what to do: npm run ariane -- texts ${language}`);
      assert.deepEqual([...waits].sort(), unfinished.sort(), 'a page that is finished no longer waits');
    });

    test('are written in the letters of the language throughout', () => {
      const own = letters[language] ?? latin;
      for (const [key, { text }] of Object.entries(catalogue.texts)) {
        const said = text.replaceAll(/\{\w+\}/g, '').match(/\p{L}/gu) ?? [];
        assert.ok(
          said.every((letter) => own.test(letter) || latin.test(letter)),
          `${key}: ${text}`,
        );
        assert.ok(said.length === 0 || said.some((letter) => own.test(letter)), `${key}: ${text}`);
      }
    });

    test('keep the numbers and names that are set into them, and hold nothing that does not belong there', () => {
      for (const [key, { text, source }] of Object.entries(catalogue.texts)) {
        assert.deepEqual(faultsOf(text, english.texts[key]?.text ?? ''), [], `${language} ${key}`);
        assert.equal(source, undefined, `${key}: what a text rests on stands with the English`);
      }
    });
  });
}

describe('texts in English', () => {
  test('say what they rest on, and each page its day', () => {
    for (const [page, { as_of: day }] of Object.entries(english.pages)) assert.ok(day, page);
    for (const [key, { source, text }] of Object.entries(english.texts)) {
      assert.ok(source, key);
      assert.deepEqual(faultsOf(text, text), [], key);
    }
  });

  test('are all shown somewhere', () => {
    const folder = join(textsFolder, '..');
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
    const pages = readFileSync(join(projectRoot, 'profiles', 'luxembourg', 'portal', 'pages.json'), 'utf8');
    const written = [pages, ...sources.map((name) => readFileSync(join(folder, name), 'utf8'))].join('\n');
    const isAsked = (key: string): boolean =>
      [key, key.replace(/\.(name|text)$/, '')].some(
        (asked) => written.includes(`"${asked}"`) || written.includes(`'${asked}'`),
      );
    // Of contacts, clocks, sentences at the head and what stands on a person's own page the names come from data.
    const fromData = /^(banner|contact|own)\./;
    assert.deepEqual(
      Object.keys(english.texts).filter((key) => !fromData.test(key) && !isAsked(key)),
      [],
    );
  });

  test('stand under one name each', () => {
    const names = Object.values(english.pages).flatMap(({ texts }) => Object.keys(texts));
    assert.deepEqual([...new Set(names)], names);
  });
});

test('the title is one neutral word in every language', () => {
  const titles = new Map(languagesOf(true).map((language) => [language.code, language.say('page.title').text]));
  assert.deepEqual(
    ['en', 'fr', 'ar'].map((code) => titles.get(code)),
    ['Information', 'Informations', 'معلومات'],
  );
  for (const [code, title] of titles) assert.ok(title.length <= 20, `${code}: ${title}`);
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
    assert.ok(languagesOf(false).every(({ isPublished }) => !isPublished));
    assert.ok(languagesOf(true).every(({ isPublished }) => isPublished));
    assert.equal(languageFrom(reviewed, reviewed, false).isPublished, true);
  });

  test('one text without a reviewer keeps the language back, and staff see which', () => {
    const texts = { ...reviewed.texts, 'R02.text': { text: 'x', source: 'R02', review: 'not reviewed' as const } };
    assert.equal(languageFrom({ ...reviewed, texts }, reviewed, false).isPublished, false);
    assert.ok(textsWithoutReviewer('ar').includes('R02.text'));
    assert.deepEqual(textsWithoutReviewer('xx'), []);
  });

  test('a missing text falls back to English and says so', () => {
    const arabic = translations.find(({ language }) => language === 'ar');
    assert.ok(arabic);
    const { 'R02.text': _gone, ...texts } = arabic.texts;
    const said = languageFrom({ ...arabic, texts }, english, true).say('R02.text');
    assert.deepEqual([said.language, said.direction], ['en', 'ltr']);
  });

  test('a text that follows an older English one falls back too: it could say what is no longer true', () => {
    const arabic = translations.find(({ language }) => language === 'ar');
    const old = arabic?.texts['R02.text'];
    assert.ok(arabic && old);
    const texts = { ...arabic.texts, 'R02.text': { ...old, translates: '00000000' } };
    const said = languageFrom({ ...arabic, texts }, english, true).say('R02.text');
    assert.deepEqual([said.language, said.direction], ['en', 'ltr']);
  });
});

describe('the language a browser asks for', () => {
  const known = ['en', 'fr', 'ar', 'sr', 'tl'];
  for (const [header, expected] of [
    [undefined, 'en'],
    ['', 'en'],
    ['ar', 'ar'],
    ['fr-LU,fr;q=0.9,en;q=0.8', 'fr'],
    ['de-DE, en;q=0.5, AR-sy;q=0.7', 'ar'],
    ['fr;q=0, en;q=0.1', 'en'],
    ['fil-PH,fil;q=0.9,en;q=0.8', 'tl'],
    ['hr,en;q=0.5', 'sr'],
    ['*', 'en'],
    ['fr;q=banana', 'fr'],
    [`${'x,'.repeat(100_000)}fr`, 'en'],
  ] as const) {
    test(`${String(header).slice(0, 40)} gives ${expected}`, () =>
      assert.equal(preferredLanguage(header, known), expected));
  }
});
