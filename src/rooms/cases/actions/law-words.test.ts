import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordsFor } from '../../../platform/words.ts';
import { basisInWords, lawInWords } from './law-words.ts';

test('a source is said in the reader’s language, with its number and article as they are', () => {
  const said = (language: string, law: string): string => lawInWords(wordsFor(language), law);
  assert.equal(said('en', 'Law of 29 August 2008 art. 92'), 'Law of 29 August 2008 art. 92');
  assert.equal(said('fr', 'Law of 29 August 2008 art. 92'), 'Loi du 29 août 2008 art. 92');
  assert.equal(said('de', 'law 2009 art. 1; RGD 2014'), 'Gesetz 2009 art. 1; RGD 2014');
  assert.equal(
    said('de', 'Law of 8 May 2009 art. 1–2; Regulation of 11 September 2014 art. 1(1)'),
    'Gesetz vom 8. Mai 2009 art. 1–2; Verordnung vom 11. September 2014 art. 1(1)',
  );
  assert.equal(said('fr', 'Code of Criminal Procedure art. 23(2)'), 'Code de procédure pénale art. 23(2)');
  assert.equal(said('fr', 'law 2008 art. 98; dir. 2004/81 art. 14'), 'loi 2008 art. 98; directive 2004/81 art. 14');
  assert.equal(said('de', 'practice'), 'Praxis');
  assert.equal(said('fr', 'EMN 2024 Q14'), 'EMN 2024 Q14');
});

test('a ground is named with its source; a description in English stands on English pages alone', () => {
  const said = (language: string, article: string): string => basisInWords(wordsFor(language), 'Name', article);
  assert.equal(said('fr', 'Law of 29 August 2008 art. 92'), 'Name, Loi du 29 août 2008 art. 92');
  assert.equal(said('fr', 'Duty of each body'), 'Name');
  assert.equal(said('en', 'Duty of each body'), 'Name, Duty of each body');
});
