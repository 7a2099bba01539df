import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import fc from 'fast-check';
import { chanceOf, inventedId } from './chance.ts';
import { progressIn } from './progress.ts';

const folder = mkdtempSync(join(tmpdir(), 'ariane-progress-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const fileOf = (name: string): string => join(folder, name);

describe('an interrupted loading', () => {
  test('does each step once and remembers what it gave', async () => {
    const file = fileOf('once');
    let runs = 0;
    const work = async () => ({ id: ++runs });
    assert.deepEqual(await progressIn(file).once('a', work), { id: 1 });
    assert.deepEqual(await progressIn(file).once('a', work), { id: 1 });
    assert.equal(progressIn(file).isDone('a'), true);
    assert.equal(progressIn(file).isDone('b'), false);
  });
  test('remembers a step that gave nothing', async () => {
    const file = fileOf('nothing');
    await progressIn(file).once('a', async () => undefined);
    assert.equal(progressIn(file).isDone('a'), true);
  });
  test('does a step again whose line was cut off', async () => {
    const file = fileOf('cut');
    await progressIn(file).once('a', async () => 1);
    appendFileSync(file, '{"step":"b","va');
    assert.equal(progressIn(file).isDone('b'), false);
  });
  test('takes the first step after it as done when it is refused, and no later one', async () => {
    const file = fileOf('refused');
    await progressIn(file).once('a', async () => 1);
    const again = progressIn(file);
    const refuse = async (): Promise<number> => {
      throw new Error('already_acknowledged');
    };
    assert.equal(await again.once('b', refuse), null);
    await assert.rejects(again.once('c', refuse), /already/);
    assert.equal(readFileSync(file, 'utf8').includes('"c"'), false);
  });
  test('does not forgive the very first step', async () => {
    await assert.rejects(
      progressIn(fileOf('first')).once('a', async () => {
        throw new Error('wrong');
      }),
    );
  });
});

describe('chance', () => {
  test('gives the same every time, and something else for another name', () => {
    const draw = (name: string): number[] => {
      const chance = chanceOf(7, name);
      return Array.from({ length: 20 }, () => chance.below(1000));
    };
    assert.deepEqual(draw('a'), draw('a'));
    assert.notDeepEqual(draw('a'), draw('b'));
    assert.equal(inventedId(7, 'x'), inventedId(7, 'x'));
    assert.match(inventedId(7, 'x'), /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-b[0-9a-f]{3}-[0-9a-f]{12}$/);
  });
  test('stays inside its limits', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.integer(), { minLength: 1 }), fc.nat(30), (name, items, count) => {
        const chance = chanceOf(1, name);
        assert.ok(items.includes(chance.pick(items)));
        const some = chance.some(items, count);
        assert.equal(some.length, Math.min(count, items.length));
        const below = chance.below(items.length);
        assert.ok(Number.isInteger(below) && below >= 0 && below < items.length);
      }),
    );
  });
});
