/** Filters one after the other, each of the same number of bytes, a multiple of 8. */
export type Filters = { readonly bytes: Uint8Array; readonly stride: number };

/** How many filters there are. */
export const lengthOf = ({ bytes, stride }: Filters): number => bytes.length / stride;

/** Candidates that one vector of the machine holds a bit of. */
export const tileSize = 128;

const bitsOfByte = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);

/** Bits of every filter. */
export const weightsOf = ({ bytes, stride }: Filters): Int32Array => {
  const weights = new Int32Array(bytes.length / stride);
  for (let filter = 0; filter < weights.length; filter += 1) {
    let bits = 0;
    for (let at = filter * stride; at < (filter + 1) * stride; at += 1) bits += bitsOfByte[bytes[at] ?? 0] ?? 0;
    weights[filter] = bits;
  }
  return weights;
};

/** Places of filters, those with fewest bits first: tiles of like weight let the bound be tight. */
export const byWeight = (weights: Int32Array): Uint32Array =>
  new Uint32Array(weights.length)
    .map((_, at) => at)
    .sort((one, other) => (weights[one] ?? 0) - (weights[other] ?? 0) || one - other);

/** The filters in another order. */
export const inOrder = ({ bytes, stride }: Filters, order: Uint32Array): Filters => {
  const sorted = new Uint8Array(bytes.length);
  order.forEach((from, to) => sorted.set(bytes.subarray(from * stride, (from + 1) * stride), to * stride));
  return { bytes: sorted, stride };
};

/** Filters looked at to see which bits are rare; the order is a matter of speed alone. */
const sample = 1000;

/** Bits from the rarest among the candidates to the most frequent. */
export const rarestFirst = (filters: Filters): Uint16Array => {
  const { bytes, stride } = filters;
  const counts = new Uint32Array(stride * 8);
  const step = Math.max(1, Math.floor(lengthOf(filters) / sample));
  for (let filter = 0; filter < lengthOf(filters); filter += step)
    for (let bit = 0; bit < counts.length; bit += 1)
      counts[bit] = (counts[bit] ?? 0) + (((bytes[filter * stride + (bit >> 3)] ?? 0) >> (bit & 7)) & 1);
  return new Uint16Array(counts.length)
    .map((_, bit) => bit)
    .sort((one, other) => (counts[one] ?? 0) - (counts[other] ?? 0) || one - other);
};

/** Bytes of one picture of a tile: a row of 16 bytes for each bit, and one of nobody. */
const pictureBytes = (stride: number): number => (stride * 8 + 1) * 16;

/** Bytes of the two pictures of a tile: who lacks a bit, then who has it. */
export const tileBytes = (stride: number): number => pictureBytes(stride) * 2;

/** Turns 8 bytes of 8 filters, bit by bit: row by row becomes column by column (Hacker's Delight 7-3). */
const turned = (low: number, high: number): readonly [number, number] => {
  let [x, y] = [high, low];
  let t = (x ^ (x >>> 7)) & 0x00aa00aa;
  x = x ^ t ^ (t << 7);
  t = (y ^ (y >>> 7)) & 0x00aa00aa;
  y = y ^ t ^ (t << 7);
  t = (x ^ (x >>> 14)) & 0x0000cccc;
  x = x ^ t ^ (t << 14);
  t = (y ^ (y >>> 14)) & 0x0000cccc;
  y = y ^ t ^ (t << 14);
  t = (x & 0xf0f0f0f0) | ((y >>> 4) & 0x0f0f0f0f);
  y = ((x << 4) & 0xf0f0f0f0) | (y & 0x0f0f0f0f);
  return [y, t];
};

/** Draws the tile of candidates from `from` on into the beginning of `memory`; lanes without a candidate stay empty. */
export const drawTile = (memory: Uint8Array, { bytes, stride }: Filters, from: number): void => {
  const having = pictureBytes(stride);
  const there = Math.min(tileSize, bytes.length / stride - from);
  memory.fill(0, 0, tileBytes(stride));
  for (let lanes = 0; lanes < there; lanes += 8) {
    const known = (1 << Math.min(8, there - lanes)) - 1;
    const byteOf = (lane: number, at: number): number =>
      lanes + lane < there ? (bytes[(from + lanes + lane) * stride + at] ?? 0) : 0;
    for (let at = 0; at < stride; at += 1) {
      const low = byteOf(0, at) | (byteOf(1, at) << 8) | (byteOf(2, at) << 16) | (byteOf(3, at) << 24);
      const high = byteOf(4, at) | (byteOf(5, at) << 8) | (byteOf(6, at) << 16) | (byteOf(7, at) << 24);
      const [first, second] = turned(low, high);
      for (let bit = 0; bit < 8; bit += 1) {
        const has = ((bit < 4 ? first : second) >>> ((bit & 3) * 8)) & 0xff;
        const place = (at * 8 + bit) * 16 + (lanes >> 3);
        memory[place] = ~has & known;
        memory[having + place] = has;
      }
    }
  }
};

/** How a query is walked: how many rows, and over which bits. */
export type Walk = { readonly rows: number; readonly overBitsItLacks: boolean };

/**
 * Writes the addresses of a query's rows into `list`: the bits it has, the rarest first; when it has more than half of all,
 * those it lacks, the most frequent first. Filled up to a multiple of 16 with the row of nobody. `weight` is its bits.
 */
export const writeWalk = (list: Uint16Array, filter: Uint8Array, weight: number, rarest: Uint16Array): Walk => {
  const bits = rarest.length;
  const overBitsItLacks = weight > bits / 2;
  const picture = overBitsItLacks ? pictureBytes(bits / 8) : 0;
  const turn = overBitsItLacks ? 1 : 0;
  let rows = 0;
  // Every address is written and only wanted ones are stepped over: a processor cannot guess which, so nothing is asked.
  for (let at = 0; at < bits; at += 1) {
    const bit = rarest[overBitsItLacks ? bits - 1 - at : at] ?? 0;
    list[rows] = picture + bit * 16;
    rows += (((filter[bit >> 3] ?? 0) >> (bit & 7)) & 1) ^ turn;
  }
  while (rows === 0 || rows % 16 !== 0) {
    list[rows] = bits * 16;
    rows += 1;
  }
  return { rows, overBitsItLacks };
};
