import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { pad, paddedLength, unpad } from './padding.ts';

test('names of 1 to 50 letters, in any script, have one size', () => {
  const sizes = new Set<number>();
  for (const letter of ['a', 'é', 'Ж', 'ع', 'ф', '张', 'ក', '한'])
    for (let letters = 1; letters <= 50; letters += 1) sizes.add(pad(Buffer.from(letter.repeat(letters))).length);
  assert.deepEqual([...sizes], [192]);
});

test('sizes: steps of 64 to 512, then one eighth more each', () => {
  const sizes = [...new Set(Array.from({ length: 2000 }, (_, length) => paddedLength(length)))];
  assert.deepEqual(
    sizes,
    [192, 256, 320, 384, 448, 512, 576, 648, 729, 821, 924, 1040, 1170, 1317, 1482, 1668, 1877, 2112],
  );
});

test('what is padded comes off again, and the filling is never more than 64 bytes or an eighth', () => {
  const seed = randomBytes(4).readInt32BE();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5000 }), (bytes) => {
      const padded = pad(bytes);
      assert.deepEqual(unpad(padded), Buffer.from(bytes));
      const needed = bytes.length + 4;
      assert.ok(
        padded.length <= Math.max(192, needed + 63, Math.ceil((needed * 9) / 8)),
        `${needed} → ${padded.length}`,
      );
    }),
    { seed },
  );
});

test('what pad did not make is refused', () => {
  for (const bad of [Buffer.alloc(0), Buffer.alloc(3), Buffer.alloc(191), Buffer.alloc(193), Buffer.alloc(192, 0xff)])
    assert.throws(() => unpad(bad), /not a padded text/);
});
