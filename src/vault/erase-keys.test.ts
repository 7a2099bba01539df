import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { newId } from '../platform/ids.ts';
import { newKey } from '../platform/sealing/index.ts';
import { openEraseKeys } from './erase-keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'ariane-erase-'));
after(() => rmSync(folder, { recursive: true }));
const newFile = (): string => join(folder, newId());
const some = () => ({ id: newId(), subjectId: newId(), key: newKey() });

test('keys come back after a restart, once each, and only for their subject', () => {
  const [file, storeKey, keys] = [newFile(), newKey(), [some(), some(), some()]];
  const store = openEraseKeys(file, storeKey);
  store.add(keys);
  store.add(keys);
  store.close();
  const again = openEraseKeys(file, storeKey);
  assert.equal(again.count(), 3);
  assert.equal(statSync(file).size, 3 * 93);
  for (const { id, subjectId, key } of keys) {
    assert.deepEqual(again.find(id, subjectId), key);
    assert.equal(again.find(id, newId()), null);
  }
  assert.equal(again.find(newId(), newId()), null);
  again.close();
});

test('no key stands in clear in the file, and another store key opens none', () => {
  const [file, storeKey, one] = [newFile(), newKey(), some()];
  const store = openEraseKeys(file, storeKey);
  store.add([one]);
  store.close();
  assert.equal(readFileSync(file).includes(one.key), false);
  assert.equal(openEraseKeys(file, newKey()).find(one.id, one.subjectId), null);
});

test('a tail torn at any byte is cut off; the whole records before it stay', () => {
  const [file, storeKey, first, second] = [newFile(), newKey(), some(), some()];
  const store = openEraseKeys(file, storeKey);
  store.add([first, second]);
  store.close();
  const whole = readFileSync(file);
  for (let length = 93; length < 186; length += 1) {
    writeFileSync(file, whole.subarray(0, length));
    const torn = openEraseKeys(file, storeKey);
    assert.deepEqual(torn.find(first.id, first.subjectId), first.key);
    assert.equal(torn.find(second.id, second.subjectId), null);
    torn.add([second]);
    torn.close();
    assert.deepEqual(openEraseKeys(file, storeKey).find(second.id, second.subjectId), second.key);
  }
});

test('a record whose bytes never reached the disk does not shadow the real one', () => {
  const [file, storeKey, one] = [newFile(), newKey(), some()];
  openEraseKeys(file, storeKey).close();
  appendFileSync(file, Buffer.concat([Buffer.from(one.id.replaceAll('-', ''), 'hex'), Buffer.alloc(77)]));
  const store = openEraseKeys(file, storeKey);
  assert.equal(store.find(one.id, one.subjectId), null);
  store.add([one]);
  store.close();
  assert.deepEqual(openEraseKeys(file, storeKey).find(one.id, one.subjectId), one.key);
});

test('a destroyed key is overwritten where it lay; the others stay, and it comes back only if it is given again', () => {
  const [file, storeKey, keys] = [newFile(), newKey(), [some(), some(), some()]];
  const [first, second, third] = keys;
  assert.ok(first && second && third);
  const store = openEraseKeys(file, storeKey);
  store.add(keys);
  const old = readFileSync(file);
  store.destroy([second.id, newId()]);
  assert.deepEqual(store.ofSubjects([first.subjectId, second.subjectId]), [first.id]);
  store.close();
  const now = readFileSync(file);
  assert.equal(now.length, old.length);
  assert.ok(!now.includes(old.subarray(93 + 32, 186)), 'the sealed bytes are gone');
  assert.deepEqual([now.subarray(0, 93), now.subarray(186)], [old.subarray(0, 93), old.subarray(186)]);
  const again = openEraseKeys(file, storeKey);
  assert.deepEqual([again.count(), again.find(second.id, second.subjectId)], [2, null]);
  again.destroy([first.id, third.id]);
  again.close();
  assert.equal(openEraseKeys(file, storeKey).count(), 0);
});
