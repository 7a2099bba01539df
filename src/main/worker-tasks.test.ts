import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counting } from './worker-tasks.ts';

test('a job of retention tells how many it took up, none included, and nothing of a job that failed', async () => {
  const told: unknown[] = [];
  const job = (work: () => Promise<number>) => counting('x:y', (...said) => void told.push(said), work)({});
  await job(async () => 3);
  await job(async () => 0);
  await assert.rejects(async () => job(() => Promise.reject(new Error('fault'))));
  assert.deepEqual(told, [
    ['x:y', 3],
    ['x:y', 0],
  ]);
});
