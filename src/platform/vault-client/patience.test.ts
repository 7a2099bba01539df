import assert from 'node:assert/strict';
import { test } from 'node:test';
import { patienceFor } from './patience.ts';

test('a short call is waited for as long as who asks says, a slow one fifteen seconds and never less than that', () => {
  assert.equal(patienceFor('health', 2000), 2000);
  assert.equal(patienceFor('encodeWaiting', 2000), 15_000);
  assert.equal(patienceFor('encodeWaiting', 60_000), 60_000);
});
