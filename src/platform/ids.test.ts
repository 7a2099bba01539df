import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checksItself, isUuid, newCheckedReference, newId, newReference, readReference } from './ids.ts';

describe('identifiers', () => {
  test('are version 7, never twice, and sort by time', () => {
    const made = Array.from({ length: 2000 }, newId);
    assert.equal(new Set(made).size, made.length);
    assert.ok(made.every((id) => isUuid(id) && id[14] === '7' && '89ab'.includes(id[19] ?? '')));
    assert.deepEqual(
      made.map((id) => id.slice(0, 13)),
      made.map((id) => id.slice(0, 13)).toSorted(),
    );
  });
});

describe('references that check themselves', () => {
  test('one letter wrong, or two changed over, is noticed', () => {
    const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    for (let count = 0; count < 50; count += 1) {
      const reference = newCheckedReference();
      assert.ok(checksItself(reference));
      const signs = [...reference];
      for (const [place, sign] of signs.entries()) {
        if (sign === '-') continue;
        for (const other of letters)
          if (other !== sign) assert.equal(checksItself(signs.with(place, other).join('')), false);
        for (const [second, another] of signs.entries())
          if (another !== '-' && another !== sign)
            assert.equal(checksItself(signs.with(place, another).with(second, sign).join('')), false);
      }
    }
  });
});

describe('references for people', () => {
  test('are read back however they were typed', () => {
    for (let round = 0; round < 200; round++) {
      const reference = newReference();
      assert.equal(readReference(reference), reference);
      assert.equal(readReference(` ${reference.toLowerCase().replace('-', ' ')} `), reference);
      assert.equal(readReference(reference.replaceAll('0', 'o').replaceAll('1', 'l')), reference);
    }
  });
  test('what is none is none', () => {
    for (const text of ['', 'ABC', 'ABCD-EFGH-I', 'ABCD-EFG*', 'UUUU-UUUU', '１２３４-５６７８'])
      assert.equal(readReference(text), null);
  });
});
