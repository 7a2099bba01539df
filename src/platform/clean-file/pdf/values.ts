import { inflateSync } from 'node:zlib';

/* What a PDF is made of (ISO 32000-2 § 7.3), read from bytes that anybody may have sent. */

/** Not a whole PDF, or more than one may be: carried out of the reading, and never further than the cleaning. */
export class Unreadable extends Error {}

export type Reference = { readonly is: 'reference'; readonly number: number };
export type Entries = ReadonlyMap<string, Value>;
export type Stream = { readonly is: 'stream'; readonly entries: Entries; readonly bytes: Buffer };
/** A value; numbers, words and strings stay as they were written. */
export type Value =
  | { readonly is: 'written'; readonly text: string }
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'list'; readonly items: readonly Value[] }
  | { readonly is: 'dictionary'; readonly entries: Entries }
  | Reference
  | Stream;

/** What reading a file may still cost. */
export type Budget = { values: number; inflated: number; passed: number };

const megabyte = 1024 * 1024;
/** More than any document that somebody wrote; less than what would hold up the others. */
export const budget = (): Budget => ({ values: 1_000_000, inflated: 48 * megabyte, passed: 256 * megabyte });

/** Bytes that were gone over: objects may lie inside each other, so that a small file could be long to read. */
export const pass = (budget: Budget, bytes: number): void => {
  budget.passed -= bytes;
  if (budget.passed < 0) throw new Unreadable('too much');
};

/** Where a reader stands. */
export type Cursor = { readonly bytes: Buffer; readonly budget: Budget; at: number };

const deepest = 50;
const isSpace = (byte: number): boolean =>
  byte === 32 || byte === 10 || byte === 13 || byte === 9 || byte === 0 || byte === 12;
const marks = new Set([...'()<>[]{}/%'].map((mark) => mark.charCodeAt(0)));
const isPlain = (byte: number | undefined): byte is number => byte !== undefined && !isSpace(byte) && !marks.has(byte);

/** Past spaces and comments. */
export const skip = (cursor: Cursor): void => {
  const { bytes } = cursor;
  for (let byte = bytes[cursor.at]; byte !== undefined; byte = bytes[cursor.at]) {
    if (byte === 0x25)
      while (cursor.at < bytes.length && bytes[cursor.at] !== 10 && bytes[cursor.at] !== 13) cursor.at += 1;
    else if (isSpace(byte)) cursor.at += 1;
    else return;
  }
};

/** The word that stands here; empty where none does. */
export const word = (cursor: Cursor): string => {
  const from = cursor.at;
  while (isPlain(cursor.bytes[cursor.at])) cursor.at += 1;
  return cursor.bytes.toString('latin1', from, cursor.at);
};

const isWhole = (text: string): boolean => /^\d{1,10}$/.test(text);

/** The whole number that stands next. */
export const wholeNumber = (cursor: Cursor): number => {
  skip(cursor);
  const text = word(cursor);
  if (!isWhole(text)) throw new Unreadable('no number');
  return Number(text);
};

/** The word that has to stand next. */
export const expect = (cursor: Cursor, wanted: string): void => {
  skip(cursor);
  if (word(cursor) !== wanted) throw new Unreadable(`no ${wanted}`);
};

/** A string in parentheses, as it was written: they nest, and a stroke takes the next sign out. */
const inParentheses = (cursor: Cursor): string => {
  const from = cursor.at;
  for (let open = 0; cursor.at < cursor.bytes.length; cursor.at += 1) {
    const byte = cursor.bytes[cursor.at];
    if (byte === 0x5c) cursor.at += 1;
    else if (byte === 0x28) open += 1;
    else if (byte === 0x29) open -= 1;
    if (open > 0) continue;
    cursor.at += 1;
    return cursor.bytes.toString('latin1', from, cursor.at);
  }
  throw new Unreadable('a string without end');
};

const inHexadecimal = (cursor: Cursor): string => {
  const end = cursor.bytes.indexOf(0x3e, cursor.at);
  if (end < 0) throw new Unreadable('a string without end');
  const from = cursor.at;
  cursor.at = end + 1;
  return cursor.bytes.toString('latin1', from, cursor.at);
};

const nameHere = (cursor: Cursor): string => {
  cursor.at += 1;
  return word(cursor).replaceAll(/#([0-9a-fA-F]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
};

const startsWith = ({ bytes, at }: Cursor, text: string): boolean =>
  bytes.toString('latin1', at, at + text.length) === text;

const listHere = (cursor: Cursor, depth: number): Value => {
  const items: Value[] = [];
  cursor.at += 1;
  for (;;) {
    skip(cursor);
    if (startsWith(cursor, ']')) break;
    items.push(valueWithin(cursor, depth + 1));
  }
  cursor.at += 1;
  return { is: 'list', items };
};

const dictionaryHere = (cursor: Cursor, depth: number): Value => {
  const entries = new Map<string, Value>();
  cursor.at += 2;
  for (;;) {
    skip(cursor);
    if (startsWith(cursor, '>>')) break;
    if (!startsWith(cursor, '/')) throw new Unreadable('a name is missing');
    const name = nameHere(cursor);
    entries.set(name, valueWithin(cursor, depth + 1));
  }
  cursor.at += 2;
  return { is: 'dictionary', entries };
};

/** A number, a word, or the three words that point to another object. */
const wordHere = (cursor: Cursor): Value => {
  const text = word(cursor);
  if (text === '') throw new Unreadable('nothing stands here');
  const after = cursor.at;
  if (isWhole(text)) {
    skip(cursor);
    const generation = word(cursor);
    skip(cursor);
    if (isWhole(generation) && word(cursor) === 'R') return { is: 'reference', number: Number(text) };
  }
  cursor.at = after;
  return { is: 'written', text };
};

const valueWithin = (cursor: Cursor, depth: number): Value => {
  cursor.budget.values -= 1;
  if (depth > deepest || cursor.budget.values < 0) throw new Unreadable('too much');
  skip(cursor);
  if (startsWith(cursor, '<<')) return dictionaryHere(cursor, depth);
  if (startsWith(cursor, '<')) return { is: 'written', text: inHexadecimal(cursor) };
  if (startsWith(cursor, '(')) return { is: 'written', text: inParentheses(cursor) };
  if (startsWith(cursor, '[')) return listHere(cursor, depth);
  if (startsWith(cursor, '/')) return { is: 'name', name: nameHere(cursor) };
  return wordHere(cursor);
};

/** The value that stands next. */
export const valueHere = (cursor: Cursor): Value => {
  const from = cursor.at;
  const value = valueWithin(cursor, 0);
  pass(cursor.budget, cursor.at - from);
  return value;
};

/** What a name says; nothing where there is none. */
export const nameOf = (value: Value | undefined): string | undefined => (value?.is === 'name' ? value.name : undefined);

/** The whole number of a value; nothing where there is none. */
export const numberOf = (value: Value | undefined): number | undefined =>
  value?.is === 'written' && isWhole(value.text) ? Number(value.text) : undefined;

/** How a stream is packed, by name, in order. */
export const filtersOf = (entries: Entries): readonly string[] => {
  const filter = entries.get('Filter');
  if (filter === undefined) return [];
  const all = filter.is === 'list' ? filter.items : [filter];
  return all.map((one) => nameOf(one) ?? 'unknown');
};

/** Unpacks what was deflated, as far as the budget goes. */
export const inflated = (bytes: Buffer, budget: Budget): Buffer => {
  try {
    const whole = inflateSync(bytes, { maxOutputLength: Math.max(1, budget.inflated) });
    budget.inflated -= whole.length;
    return whole;
  } catch {
    throw new Unreadable('cannot be unpacked');
  }
};
