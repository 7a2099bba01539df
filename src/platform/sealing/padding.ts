/*
 * Lengths tell: a name of four letters is not a name of forty. Every plaintext is filled up to one of a few sizes
 * before it is sealed, so that the stored length says only the size class.
 */

/** The smallest size holds a name of 50 letters in any living script (three bytes a letter). */
const smallest = 192;
const step = 64;
const lastStep = 512;
const headerLength = 4;

/** The size class for `length` bytes: steps of 64 from 192 to 512, beyond that each class one eighth larger than the last. */
export const paddedLength = (length: number): number => {
  if (length <= smallest) return smallest;
  if (length <= lastStep) return Math.ceil(length / step) * step;
  let size = lastStep;
  while (size < length) size = Math.ceil((size * 9) / 8);
  return size;
};

/** Puts the length in front (4 bytes, big endian) and fills with zeros up to the size class. */
export const pad = (plaintext: Uint8Array): Buffer => {
  const padded = Buffer.alloc(paddedLength(headerLength + plaintext.length));
  padded.writeUInt32BE(plaintext.length, 0);
  padded.set(plaintext, headerLength);
  return padded;
};

/** Takes the filling off again. Throws on anything `pad` did not make. */
export const unpad = (padded: Uint8Array): Buffer => {
  const bytes = Buffer.from(padded.buffer, padded.byteOffset, padded.byteLength);
  if (bytes.length < headerLength) throw new Error('not a padded text');
  const length = bytes.readUInt32BE(0);
  if (paddedLength(headerLength + length) !== bytes.length) throw new Error('not a padded text');
  return bytes.subarray(headerLength, headerLength + length);
};
