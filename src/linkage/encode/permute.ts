import { createCipheriv } from 'node:crypto';
import { filterBits, filterBytes, segments } from './segments.ts';

const noIv = Buffer.alloc(16);
const zeros = Buffer.alloc(filterBits * 4);

/** Bits drawn from a key: AES-256-CTR over zeros, one 32-bit number for every position. */
const numbersOf = (key: Uint8Array): Buffer => createCipheriv('aes-256-ctr', key, noIv).update(zeros);

/** Where every bit of a filter goes under a key of 32 bytes: a shuffle of each part by itself (Fisher and Yates). */
const shuffleOf = (key: Uint8Array): Uint16Array => {
  const numbers = numbersOf(key);
  const places = Uint16Array.from({ length: filterBits }, (_, at) => at);
  let start = 0;
  for (const { bits } of segments) {
    for (let left = bits; left > 1; left -= 1) {
      const last = start + left - 1;
      const chosen = start + Math.floor((numbers.readUInt32LE(last * 4) / 0x1_0000_0000) * left);
      const kept = places[last] ?? 0;
      places[last] = places[chosen] ?? 0;
      places[chosen] = kept;
    }
    start += bits;
  }
  return places;
};

/**
 * A filter as it is stored under one token: its bits shuffled inside each part by the token's key. Two filters shuffled by one
 * key have the same weights and the same bits in common as before; by different keys they are not comparable.
 */
export const permuted = (filter: Uint8Array, key: Uint8Array): Uint8Array => {
  const places = shuffleOf(key);
  const found = new Uint8Array(filterBytes);
  for (let at = 0; at < filterBits; at += 1) {
    if (((filter[at >> 3] ?? 0) & (1 << (at & 7))) === 0) continue;
    const place = places[at] ?? 0;
    found[place >> 3] = (found[place >> 3] ?? 0) | (1 << (place & 7));
  }
  return found;
};
