import { createHmac } from 'node:crypto';
import { deriveKey } from '../../platform/sealing/aead.ts';
import { type SegmentName, segmentStarts, segments } from './segments.ts';

/** One kind of feature: into which part of the filter it goes, how many values it has. */
export type FeatureKind = { readonly name: string; readonly segment: SegmentName; readonly values: number };

/** Positions that a value of a feature may set, in their order. */
export const positionsPerValue = 32;

const draw = (key: Buffer, value: number): Buffer => {
  const text = Buffer.alloc(4);
  text.writeUInt32BE(value);
  return createHmac('sha512', key).update(text).digest();
};

/**
 * The table of a kind of feature: for value `v` its 32 positions in the whole filter stand at `v × 32` onwards. Made once for a
 * key; encoding a record hashes nothing. The key is secret: who knew it could tell from the bits that two records have in
 * common which two persons they are.
 */
export const positionTable = (filterKey: Uint8Array, { name, segment, values }: FeatureKind): Uint16Array => {
  const key = deriveKey(filterKey, `${segment}|${name}`);
  const start = segmentStarts[segment];
  const size = segments.find((one) => one.name === segment)?.bits ?? 1;
  const table = new Uint16Array(values * positionsPerValue);
  for (let value = 0; value < values; value += 1) {
    const drawn = draw(key, value);
    for (let at = 0; at < positionsPerValue; at += 1)
      table[value * positionsPerValue + at] = start + (drawn.readUInt16BE(at * 2) % size);
  }
  return table;
};
