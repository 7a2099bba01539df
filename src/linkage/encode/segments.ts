/** The six parts of a filter, in their order. Two filters are compared part by part; a permutation stays inside its part. */
export const segments = [
  { name: 'given', bits: 224 },
  { name: 'family', bits: 224 },
  { name: 'names', bits: 192 },
  { name: 'birth', bits: 256 },
  { name: 'other', bits: 128 },
  { name: 'consonants', bits: 128 },
] as const;

export type SegmentName = (typeof segments)[number]['name'];

/** Bits and bytes of a whole filter. */
export const filterBits = 1152;
export const filterBytes = filterBits / 8;

/** Where each part begins, in bits. */
export const segmentStarts: Readonly<Record<SegmentName, number>> = {
  given: 0,
  family: 224,
  names: 448,
  birth: 640,
  other: 896,
  consonants: 1024,
};
