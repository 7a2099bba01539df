import assert from 'node:assert/strict';
import { test } from 'node:test';
import { staffLanguages, wordsFor } from '../../platform/words.ts';
import { workPlaces } from './navigation.ts';

test('every place of work has its name and its sentence on the first page, in every language', () => {
  for (const language of staffLanguages)
    for (const { key } of workPlaces)
      for (const text of [`casework.nav.${key}`, `casework.home.go.${key}`])
        assert.ok(wordsFor(language).has(text), `${language}: ${text}`);
});
