import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { houseOf, readTree } from './architecture/engine.ts';
import { parseSource } from './architecture/source.ts';
import { type Catalogue, differences, readCatalogue, readTexts, strayKeys } from './words/catalogues.ts';
import { missingKeys, unusedKeys, usesIn } from './words/uses.ts';
import { poorTexts } from './words/wording.ts';

const root = join(import.meta.dirname, '..');
const wordsFolder = (language: string) => join(root, 'words', language);
const languages = ['en', 'fr', 'de'];
const catalogues = new Map(languages.map((language) => [language, readCatalogue(wordsFolder(language))]));
const english: Catalogue = catalogues.get('en') ?? new Map<string, string>();

const none = (found: readonly string[]) => assert.ok(found.length === 0, `\n${found.join('\n')}\n`);

const portalFolder = join(root, 'src/rooms/portal/public/texts');

/** The public texts of a language, a file for each page: `{ texts: { key: { text, review } } }`. That they follow the English is tested there. */
const portalTexts = (language: string): Catalogue => {
  const pages = readdirSync(join(portalFolder, language)).filter((name) => name !== 'language.json');
  const texts = pages.flatMap((name) =>
    Object.entries(
      (
        JSON.parse(readFileSync(join(portalFolder, language, name), 'utf8')) as {
          texts: Record<string, { text: string }>;
        }
      ).texts,
    ),
  );
  return new Map(texts.map(([key, { text }]) => [key, text]));
};

describe('words', () => {
  const uses = usesIn(houseOf(readTree(root, ['src'])).sources);

  test('every key the program asks for has a text', () => none(missingKeys(uses, english)));
  test('every text is asked for', () => none(unusedKeys(uses, english)));

  for (const [language, catalogue] of catalogues) {
    test(`${language} has the keys and arguments of English`, () => none(differences(english, catalogue, language)));
    test(`${language} says what to do and neither begs nor blames`, () => none(poorTexts(catalogue, language)));
    test(`${language}: a room's texts stand in its own file`, () => none(strayKeys(wordsFolder(language))));
  }

  // What stands on a paper that a person is handed, without what only staff reads there.
  const onPapers = new Map(
    [...english].filter(
      ([key]) =>
        key.startsWith('protection.document.') &&
        !['protection.document.sheet.missing', 'protection.document.field.state'].includes(key),
    ),
  );
  for (const name of readdirSync(join(root, 'words/papers')))
    test(`papers in ${name}`, () => {
      const language = name.replace('.json', '');
      const texts = readTexts(join(root, 'words/papers', name));
      none([...differences(onPapers, texts, language), ...poorTexts(texts, language)]);
    });

  for (const language of readdirSync(portalFolder))
    test(`public texts in ${language}`, () => none(poorTexts(portalTexts(language), language)));
});

const codeOf = (text: string) => usesIn([parseSource('src/rooms/cases/screens.ts', text)]);

const of = (texts: Record<string, string>): Catalogue => new Map(Object.entries(texts));

describe('planted faults in words', () => {
  test('a key without text, a beginning without keys, a refusal, a field and an action without words', () => {
    const uses = codeOf(
      [
        `words.t('cases.title'); words.t(\`cases.state.\${state}\`); refuse('too_late');`,
        `const field = { id: 'place', kind: 'text' }; const then = \`/cases?done=closed\`;`,
      ].join('\n'),
    );
    assert.deepEqual(missingKeys(uses, of({})), [
      'src/rooms/cases/screens.ts:1 asks for cases.title',
      'src/rooms/cases/screens.ts:1 asks for cases.state.…',
      'src/rooms/cases/screens.ts:1 needs cases.refusal.too_late',
      'src/rooms/cases/screens.ts:2 needs cases.field.place.label',
      'src/rooms/cases/screens.ts:2 needs cases.done.closed',
    ]);
  });

  test('a text that nothing asks for, beside all the ways to ask', () => {
    const uses = codeOf(
      `words.t('cases.title'); const list = ['cases.tab']; words.t(\`cases.state.\${s}\`); refuse('late'); emit({ type: 'cases.opened' });
       const f = { id: 'places', of: [{ id: 'country', kind: 'country' }] }; const then = '/?done=closed';`,
    );
    const asked = ['title', 'tab', 'state.open', 'refusal.late', 'event.opened', 'field.places.country.label'];
    const more = ['field.country.error.too_long', 'done.closed'];
    const unasked = ['lost', 'refusal.early', 'field.street.label', 'done.shut'];
    const catalogue = of(Object.fromEntries([...asked, ...more, ...unasked].map((key) => [`cases.${key}`, 'Text'])));
    assert.deepEqual(
      unusedKeys(uses, catalogue),
      unasked.map((key) => `cases.${key}`),
    );
  });

  test('a missing key, a superfluous one, a lost argument, a lost case, an unreadable message', () => {
    const english = of({
      a: 'A',
      b: '{n, plural, one {# day} other {# days}}',
      c: `of {name}`,
      d: '{x, select, y {1} other {2}}',
      e: 'E',
    });
    const french = of({
      b: '{n, plural, one {# jour} other {# jours}}',
      c: `d'{name}`,
      d: '{x, select, other {2}}',
      e: '{',
      f: 'F',
    });
    const found = differences(english, french, 'fr');
    assert.equal(found.length, 5, found.join('\n'));
    for (const key of ['a', 'c', 'd', 'e', 'f'])
      assert.ok(
        found.some((line) => line.includes(` ${key}`)),
        key,
      );
  });

  test('words that beg or blame, and those that only look like it', () => {
    const poor = (language: string, ...texts: string[]) =>
      poorTexts(new Map(texts.map((text, at) => [String(at), text])), language).length;
    assert.equal(poor('en', 'Please enter a date', 'Invalid date', 'You must select one', '', ' Date'), 5);
    assert.equal(poor('fr', 'Veuillez saisir', 'Date non valide', 'Merci de saisir', "S'il vous plaît"), 4);
    assert.equal(poor('de', 'Bitte eingeben', 'Ungültiges Datum', 'Sie müssen eine Sprache auswählen'), 3);
    assert.equal(poor('en', 'Enter a date', 'The invalidity pension') + poor('fr', 'Pension d’invalidité'), 0);
    assert.equal(poor('de', 'Die Bitte um Rückruf', 'gültig bis'), 0);
  });
});
