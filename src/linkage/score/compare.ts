import { type SegmentName, segments } from '../encode/segments.ts';

/** What two filters of one permutation have in a part: bits of the one, of the other, and of both. */
export type Overlap = { readonly one: number; readonly other: number; readonly both: number };
export type Comparison = Readonly<Record<SegmentName, Overlap>>;

/** Bits set in a 32-bit word. */
const bitsOf = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

const wordsOf = (filter: Uint8Array): Uint32Array => {
  const aligned = filter.byteOffset % 4 === 0 ? filter : Uint8Array.from(filter);
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4);
};

const overlapOf = (one: Uint32Array, other: Uint32Array): Overlap => {
  let [left, right, both] = [0, 0, 0];
  for (let at = 0; at < one.length; at += 1) {
    const [a = 0, b = 0] = [one[at], other[at]];
    left += bitsOf(a);
    right += bitsOf(b);
    both += bitsOf(a & b);
  }
  return { one: left, other: right, both };
};

/** Compares two filters part by part. Both must stand under the same token, or both be unpermuted. */
export const compare = (one: Uint8Array, other: Uint8Array): Comparison => {
  const [left, right] = [wordsOf(one), wordsOf(other)];
  let start = 0;
  const parts = segments.map(({ name, bits }) => {
    const end = start + bits / 32;
    const part = [name, overlapOf(left.subarray(start, end), right.subarray(start, end))] as const;
    start = end;
    return part;
  });
  return Object.fromEntries(parts) as unknown as Comparison;
};

/** Likeness of Dice: 1 for the same bits, 0 for none in common; 0 when either is empty. */
export const dice = ({ one, other, both }: Overlap): number => (one + other === 0 ? 0 : (2 * both) / (one + other));
