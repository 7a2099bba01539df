import { createHmac } from 'node:crypto';
import { deriveKey } from '../../platform/sealing/aead.ts';
import { type SegmentName, segmentStarts, segments } from './segments.ts';

/** One kind of feature: into which part of the filter it goes, how many values it has, how many bits each sets. */
export type FeatureKind = {
  readonly name: string;
  readonly segment: SegmentName;
  readonly values: number;
  readonly bits: number;
};

/*
 * Where a feature sets its bits is public: nobody who knows a name needs a key to make its filter. What protects a stored
 * filter is the permutation that only the two key servers together can give (permute.ts).
 */
const publicKey = Buffer.from('ariane linkage filter positions, version 1');

const draw = (key: Buffer, value: number): Buffer => {
  const text = Buffer.alloc(4);
  text.writeUInt32BE(value);
  return createHmac('sha256', key).update(text).digest();
};

/**
 * The table of a kind of feature: for value `v` the positions in the whole filter stand at `v × bits` onwards. At most 16
 * bits a value. Made once; encoding a record hashes nothing.
 */
export const positionTable = ({ name, segment, values, bits }: FeatureKind): Uint16Array => {
  const key = deriveKey(publicKey, `${segment}|${name}`);
  const start = segmentStarts[segment];
  const size = segments.find((one) => one.name === segment)?.bits ?? 1;
  const table = new Uint16Array(values * bits);
  for (let value = 0; value < values; value += 1) {
    const drawn = draw(key, value);
    for (let at = 0; at < bits; at += 1) table[value * bits + at] = start + (drawn.readUInt16BE(at * 2) % size);
  }
  return table;
};
