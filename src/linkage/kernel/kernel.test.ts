import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { likePairs } from './kernel.ts';
import type { Filters } from './layout.ts';
import { plainPairs } from './plain.ts';

const filtersOf = (stride: number, most: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: most }), fc.integer({ min: 1, max: 255 }), fc.integer())
    .map(([count, density, seed]): Filters => {
      let state = seed;
      const bytes = Uint8Array.from({ length: count * stride }, () => {
        let byte = 0;
        for (let bit = 0; bit < 8; bit += 1) {
          state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
          if (((state >>> 13) & 255) < density) byte |= 1 << bit;
        }
        return byte;
      });
      return { bytes, stride };
    });

const bounds = fc.constantFrom(0.05, 0.5, 0.6, 0.66, 0.7, 0.8, 0.95, 1);

describe('the kernel finds what the plain loop finds: the same pairs, the same numbers', () => {
  for (const stride of [8, 72, 144])
    test(`filters of ${stride} bytes of any density`, () =>
      fc.assert(
        fc.property(filtersOf(stride, 20), filtersOf(stride, 300), bounds, (queries, candidates, bound) => {
          const expected = plainPairs(queries, candidates, bound);
          assert.deepEqual(likePairs(queries, candidates, bound), expected);
          assert.deepEqual(likePairs(queries, candidates, bound, 'plain'), expected);
        }),
        { numRuns: 25 },
      ));

  test('alike filters, one bit more or less at a time, right at the bound', () => {
    const stride = 144;
    const bytes = new Uint8Array(stride * 200);
    for (let filter = 0; filter < 200; filter += 1)
      for (let bit = 0; bit < 300 + filter; bit += 1) {
        const place = (bit * 7 + (filter % 3) * (bit % 5 === 0 ? 11 : 0)) % (stride * 8);
        bytes[filter * stride + (place >> 3)] = (bytes[filter * stride + (place >> 3)] ?? 0) | (1 << (place & 7));
      }
    const filters = { bytes, stride };
    for (const bound of [0.7, 0.8, 600 / 700, 0.9])
      assert.deepEqual(likePairs(filters, filters, bound), plainPairs(filters, filters, bound));
  });

  test('nothing among nothing', () => {
    const none = { bytes: new Uint8Array(), stride: 144 };
    assert.deepEqual(likePairs(none, none, 0.8), []);
    const empty = { bytes: new Uint8Array(144), stride: 144 };
    assert.deepEqual(likePairs(empty, empty, 0.8), []);
  });
});
