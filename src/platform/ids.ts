import { randomBytes, randomInt } from 'node:crypto';
import { epochMilliseconds } from './clock.ts';

/** Identifier of a row, made by the application (UUID version 7: sortable by time, 74 random bits). */
export type Uuid = string;

let drawn: Buffer = Buffer.alloc(0);

/** Random bytes, each used once. They are drawn by the hundred: one report makes two hundred identifiers. */
const freshBytes = (): Buffer => {
  if (drawn.length < 16) drawn = randomBytes(1600);
  const bytes = drawn.subarray(0, 16);
  drawn = drawn.subarray(16);
  return bytes;
};

/** Makes a new identifier. */
export const newId = (): Uuid => {
  const bytes = freshBytes();
  bytes.writeUIntBE(epochMilliseconds(), 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

/** True for the text of a UUID of any version. */
export const isUuid = (text: unknown): text is Uuid =>
  typeof text === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);

/** Letters and digits that nobody confuses on paper or by telephone (Crockford's base 32). */
const referenceLetters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A random reference for people, such as `7KQ2-M4XD`: 40 bits, unique per organisation by constraint, never a counter. */
export const newReference = (): string => {
  const letters = Array.from({ length: 8 }, () => referenceLetters[randomInt(referenceLetters.length)]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
};

/**
 * The letters of a reference, each times its place, add up to one more than a multiple of 37 in one that checks itself: one letter
 * wrong, or any two changed over, and it adds up no more; nor do zeros alone.
 */
const addsUp = (letters: string): boolean =>
  [...letters].reduce((sum, letter, place) => sum + (place + 1) * referenceLetters.indexOf(letter), 0) % 37 === 1;

/** True for a reference that checks itself; one that was mistyped is, but for odd luck, none. */
export const checksItself = (reference: string): boolean => addsUp(reference.replace('-', ''));

/** A random reference that checks itself, for where a slip of the pen must never pass for another answer. */
export const newCheckedReference = (): string => {
  const reference = newReference();
  return checksItself(reference) ? reference : newCheckedReference();
};

/** Reads a reference as a person types it (spaces, dashes, small letters, O for 0, I or L for 1); null when it is none. */
export const readReference = (typed: string): string | null => {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(letters) ? `${letters.slice(0, 4)}-${letters.slice(4)}` : null;
};
