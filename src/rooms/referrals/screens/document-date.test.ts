import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordsFor } from '../../../platform/words.ts';
import { documentDate } from './document-date.ts';

test('the date of a document is shown as exactly as it was given', () => {
  const said = (...it: readonly [string | null, string, (string | null)?]) => documentDate(wordsFor('en'), ...it);
  assert.equal(said(null, 'unknown'), '');
  assert.equal(said('2025-01-01', 'year'), '2025');
  assert.equal(said('2025-03-01', 'month'), 'March 2025');
  assert.equal(said('2025-03-04', 'exact'), '4 March 2025');
  assert.equal(said('2025-03-04', 'range', '2025-03-09'), '4 March 2025 – 9 March 2025');
  assert.equal(said('2025-03-04', 'range'), '4 March 2025 – …');
});
