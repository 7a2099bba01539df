import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { instant, plainDate } from './clock.ts';
import { staffLanguages, wordsFor } from './words.ts';

describe('words', () => {
  test('a text that does not exist is a fault, not an empty line', () => {
    assert.throws(() => wordsFor('en').t('nothing.like.this'), /no text for "nothing\.like\.this" in en/);
    assert.equal(wordsFor('en').has('nothing.like.this'), false);
  });
  test('an unknown language falls back to English', () => {
    assert.equal(wordsFor('xx').language, 'en');
  });
  test('days and moments are written as each language writes them, in the country’s zone', () => {
    const moment = instant('2026-12-31T23:30:00Z');
    const day = plainDate('2026-03-01');
    assert.equal(wordsFor('en').date(day), '1 March 2026');
    assert.equal(wordsFor('fr').date(day), '1 mars 2026');
    assert.equal(wordsFor('de').date(day), '1. März 2026');
    assert.match(wordsFor('en', 'Europe/Luxembourg').date(moment, 'moment'), /1 Jan 2027, 00:30/);
    for (const language of staffLanguages) assert.match(wordsFor(language).date(day, 'short'), /01.03.2026/);
  });
  test('in French no line begins with a sign that belongs to the word before it', () => {
    const said = wordsFor('fr').t('identification.review.becomes', { state: 'Signalée', day: '1 mars 2026' });
    assert.match(said, /«\u00a0Signalée\u00a0»/);
    assert.match(wordsFor('fr').t('platform.form.error.not_asked_yet', { label: 'Nom' }), /\u00a0: /);
  });
  test('counts follow the language’s plural', () => {
    assert.equal(wordsFor('en').t('cases.search.found', { count: 1 }), '1 case found');
    assert.equal(wordsFor('en').t('cases.search.found', { count: 2 }), '2 cases found');
    // In French, zero is singular.
    const none = wordsFor('fr').t('cases.search.found', { count: 0 });
    assert.equal(none.replace('0', '1'), wordsFor('fr').t('cases.search.found', { count: 1 }));
  });
});
