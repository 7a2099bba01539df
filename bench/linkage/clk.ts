import { createHmac } from 'node:crypto';
import type { Entry } from './data.ts';

/*
 * The plain peer: a cryptographic longterm key (Schnell 2011) as the usual tools make it, bits for pairs of letters of the names
 * and for the digits of the date in their places, all of a record in one filter of 1,024 bits under one secret key.
 */

export const clkBytes = 128;

const pairs = (field: string, text: string): readonly string[] => {
  const padded = ` ${text.toLowerCase()} `;
  return Array.from({ length: padded.length - 1 }, (_, at) => `${field}|${padded.slice(at, at + 2)}`);
};

const fieldsOf = ({ given, family, birth }: Entry): readonly (readonly string[])[] => [
  given === '' ? [] : pairs('given', given),
  family === '' ? [] : pairs('family', family),
  Array.from(birth.replaceAll('-', ''), (digit, at) => `birth|${at}|${digit}`),
];

const setBits = (filter: Uint8Array, digest: Buffer, bits: number, from: number): void => {
  for (let at = 0; at < bits; at += 1) {
    const position = digest.readUInt16BE(((from + at) * 2) % 62) % (clkBytes * 8);
    filter[position >> 3] = (filter[position >> 3] ?? 0) | (1 << (position & 7));
  }
};

/** Encodes a list, hashing every feature of every record; `bits` are shared by the features of a field, as the tools do. */
export const plainClks = (entries: readonly Entry[], key: string, bits = 200): Uint8Array => {
  const filters = new Uint8Array(entries.length * clkBytes);
  entries.forEach((entry, at) => {
    const filter = filters.subarray(at * clkBytes, (at + 1) * clkBytes);
    for (const features of fieldsOf(entry)) {
      const each = Math.max(1, Math.round(bits / Math.max(1, features.length)));
      for (const feature of features)
        for (let set = 0; set < each; set += 31)
          setBits(filter, createHmac('sha512', key).update(`${feature}|${set}`).digest(), Math.min(31, each - set), 0);
    }
  });
  return filters;
};
