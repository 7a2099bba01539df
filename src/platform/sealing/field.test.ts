import assert from 'node:assert/strict';
import { hkdfSync, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { newId } from '../ids.ts';
import { binding, deriveKey, newKey, sealBytes } from './aead.ts';
import { openDraft, sealDraft } from './draft.ts';
import { openField, sealField } from './field.ts';
import { largestFile, openFile, sealFile } from './file.ts';

const bound = { subjectId: newId(), dataKeyId: newId(), field: 'familyName' };

const opens = (work: () => unknown): boolean => {
  try {
    work();
    return true;
  } catch {
    return false;
  }
};

test('a field comes back as it went in, and all names have one length', () => {
  const key = newKey();
  const names = ['X', 'Nguyễn Thị Phương-Thảo', 'a'.repeat(50), 'عبد الرحمن', ''];
  const sealed = names.map((name) => sealField(key, name, bound));
  assert.deepEqual(
    sealed.map((envelope) => openField(key, envelope, bound)),
    names,
  );
  assert.equal(new Set(sealed.map(({ length }) => length)).size, 1);
});

test('the same name sealed twice looks different', () => {
  const key = newKey();
  assert.notDeepEqual(sealField(key, 'Popescu', bound), sealField(key, 'Popescu', bound));
});

test('every single flipped bit is detected', () => {
  const key = newKey();
  const sealed = sealField(key, 'Popescu', bound);
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    sealed[bit >> 3] = (sealed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    assert.equal(
      opens(() => openField(key, sealed, bound)),
      false,
      `bit ${bit}`,
    );
    sealed[bit >> 3] = (sealed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  }
  assert.equal(openField(key, sealed, bound), 'Popescu');
});

test('a field moved to another subject, data key, field or key does not open; nor a shortened one', () => {
  const key = newKey();
  const sealed = sealField(key, 'Popescu', bound);
  for (const other of [{ subjectId: newId() }, { dataKeyId: newId() }, { field: 'givenName' }])
    assert.equal(
      opens(() => openField(key, sealed, { ...bound, ...other })),
      false,
    );
  assert.equal(
    opens(() => openField(newKey(), sealed, bound)),
    false,
  );
  for (const length of [0, 1, 13, 28, 29, sealed.length - 1])
    assert.equal(
      opens(() => openField(key, sealed.subarray(0, length), bound)),
      false,
    );
});

test('a binding cannot be forged by a part that holds the separator', () => {
  assert.throws(() => binding('field', 'a|b'), /separator/);
  assert.throws(() => sealField(newKey(), 'x', { ...bound, field: 'a|b' }), /separator/);
});

test('a draft opens for its owner, draft and version only', () => {
  const key = newKey();
  const mine = { ownerId: newId(), draftId: newId(), version: 3 };
  const sealed = sealDraft(key, '{"familyName":"Popescu"}', mine);
  assert.equal(openDraft(key, sealed, mine), '{"familyName":"Popescu"}');
  for (const other of [{ ownerId: newId() }, { draftId: newId() }, { version: 2 }])
    assert.equal(
      opens(() => openDraft(key, sealed, { ...mine, ...other })),
      false,
    );
  assert.equal(
    opens(() => openDraft(newKey(), sealed, mine)),
    false,
  );
});

test('a file opens with its own key only, and one over 25 MB is refused', () => {
  const fileId = newId();
  const bytes = randomBytes(100_000);
  const sealed = sealFile(fileId, bytes);
  assert.equal(sealed.field.name, `file:${fileId}`);
  assert.deepEqual(openFile(fileId, sealed.blob, sealed.field.value), bytes);
  assert.equal(
    opens(() => openFile(newId(), sealed.blob, sealed.field.value)),
    false,
  );
  assert.equal(
    opens(() => openFile(fileId, sealed.blob, sealFile(fileId, bytes).field.value)),
    false,
  );
  assert.throws(() => sealFile(fileId, Buffer.alloc(largestFile + 1)), /25 MB/);
});

test('keys are derived as RFC 5869 says', () => {
  for (const length of [0, 16, 32, 64, 100]) {
    const material = randomBytes(length);
    const expected = Buffer.from(hkdfSync('sha256', material, Buffer.alloc(0), 'some use', 32));
    assert.deepEqual(deriveKey(material, 'some use'), expected);
  }
});

test('no initialisation vector comes twice', () => {
  const key = newKey();
  const seen = new Set(
    Array.from({ length: 5000 }, () => sealBytes(key, Buffer.alloc(0), 'x').subarray(1, 13).toString('hex')),
  );
  assert.equal(seen.size, 5000);
});
