import {
  type Budget,
  budget,
  type Cursor,
  type Entries,
  expect,
  filtersOf,
  inflated,
  nameOf,
  numberOf,
  pass,
  skip,
  type Stream,
  Unreadable,
  type Value,
  valueHere,
  wholeNumber,
  word,
} from './values.ts';

/** Where an object lies: at a place of the file, within a packed stream of objects, or nowhere any more. */
type Place = { readonly at: number } | { readonly within: number } | null;

/** A PDF, ready to be read object by object. */
export type Pdf = {
  readonly bytes: Buffer;
  readonly budget: Budget;
  readonly places: Map<number, Place>;
  /** What the newest trailer says. */
  readonly trailer: Entries;
  readonly packed: Map<number, ReadonlyMap<number, Value>>;
};

const mostObjects = 200_000;
const mostSections = 500;

const cursorAt = (pdf: Pick<Pdf, 'bytes' | 'budget'>, at: number): Cursor => {
  if (at >= pdf.bytes.length) throw new Unreadable('beyond the end');
  return { bytes: pdf.bytes, budget: pdf.budget, at };
};

/** The bytes of a stream stand after one end of line, as many as its length says. */
const streamBytes = (cursor: Cursor, length: number): Buffer => {
  const { bytes } = cursor;
  if (bytes[cursor.at] === 13) cursor.at += 1;
  if (bytes[cursor.at] === 10) cursor.at += 1;
  const from = cursor.at;
  cursor.at += length;
  if (cursor.at > bytes.length) throw new Unreadable('a stream without end');
  expect(cursor, 'endstream');
  return bytes.subarray(from, from + length);
};

type Found = { readonly number: number; readonly value: Value };

/** The object that stands at a place. Its length may stand in another object, which holds a number and nothing else. */
const objectHere = (pdf: Pdf, cursor: Cursor): Found => {
  const number = wholeNumber(cursor);
  wholeNumber(cursor);
  expect(cursor, 'obj');
  const value = valueHere(cursor);
  if (value.is !== 'dictionary') return { number, value };
  skip(cursor);
  if (word(cursor) !== 'stream') return { number, value };
  const said = value.entries.get('Length');
  const length = numberOf(said?.is === 'reference' ? lengthIn(pdf, said.number) : said);
  if (length === undefined) throw new Unreadable('a stream without length');
  return { number, value: { is: 'stream', entries: value.entries, bytes: streamBytes(cursor, length) } };
};

const objectAt = (pdf: Pdf, at: number): Found => {
  const cursor = cursorAt(pdf, at);
  const found = objectHere(pdf, cursor);
  pass(pdf.budget, cursor.at - at);
  return found;
};

const lengthIn = (pdf: Pdf, number: number): Value | undefined => {
  const place = pdf.places.get(number);
  if (!place || !('at' in place)) return undefined;
  const cursor = cursorAt(pdf, place.at);
  if (wholeNumber(cursor) !== number) return undefined;
  wholeNumber(cursor);
  expect(cursor, 'obj');
  const value = valueHere(cursor);
  pass(pdf.budget, cursor.at - place.at);
  return value;
};

const note = (pdf: Pdf, number: number, place: Place): void => {
  if (pdf.places.has(number)) return;
  if (pdf.places.size >= mostObjects) throw new Unreadable('too many objects');
  pdf.places.set(number, place);
};

/** The table of an older PDF: rows of place, generation, and whether there is anything. */
const readTable = (pdf: Pdf, cursor: Cursor): Entries => {
  const from = cursor.at;
  for (;;) {
    skip(cursor);
    const text = word(cursor);
    if (text === 'trailer') break;
    if (!/^\d{1,10}$/.test(text)) throw new Unreadable('no table');
    const count = wholeNumber(cursor);
    for (let row = 0; row < count; row += 1) {
      const at = wholeNumber(cursor);
      wholeNumber(cursor);
      skip(cursor);
      note(pdf, Number(text) + row, word(cursor) === 'n' ? { at } : null);
    }
  }
  pass(pdf.budget, cursor.at - from);
  const trailer = valueHere(cursor);
  if (trailer.is !== 'dictionary') throw new Unreadable('no trailer');
  return trailer.entries;
};

/** Undoes what PNG calls filters, row by row (PNG, W3C, § 9), for values of one byte. */
const withoutPrediction = (bytes: Buffer, columns: number): Buffer => {
  const rows = Math.floor(bytes.length / (columns + 1));
  const out = Buffer.alloc(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const filter = bytes[row * (columns + 1)] ?? 0;
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column;
      const left = column > 0 ? (out[at - 1] ?? 0) : 0;
      const above = row > 0 ? (out[at - columns] ?? 0) : 0;
      const corner = column > 0 && row > 0 ? (out[at - columns - 1] ?? 0) : 0;
      out[at] = (bytes[row * (columns + 1) + 1 + column] ?? 0) + predicted(filter, left, above, corner);
    }
  }
  return out;
};

const predicted = (filter: number, left: number, above: number, corner: number): number => {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  const guess = left + above - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
};

/** What a stream says that the file itself is read from: not packed, or deflated. */
const unpacked = (pdf: Pdf, { entries, bytes }: Stream): Buffer => {
  const filters = filtersOf(entries);
  if (filters.length === 0) return bytes;
  if (filters.length > 1 || filters[0] !== 'FlateDecode') throw new Unreadable('packed otherwise');
  const whole = inflated(bytes, pdf.budget);
  const said = entries.get('DecodeParms');
  const settings = said?.is === 'list' ? said.items[0] : said;
  const of = settings?.is === 'dictionary' ? settings.entries : undefined;
  const predictor = numberOf(of?.get('Predictor')) ?? 1;
  if (predictor === 1) return whole;
  const columns = numberOf(of?.get('Columns')) ?? 1;
  if (predictor < 10 || columns < 1 || columns > 64 || of?.has('Colors')) throw new Unreadable('packed otherwise');
  return withoutPrediction(whole, columns);
};

const numbersIn = (value: Value | undefined): readonly number[] =>
  value?.is === 'list' ? value.items.map((item) => numberOf(item) ?? -1) : [];

/** The table as a stream: each entry in three fields of so many bytes, for so many numbers from so many on. */
const readTableStream = (pdf: Pdf, at: number): Entries => {
  const { value } = objectAt(pdf, at);
  if (value.is !== 'stream' || nameOf(value.entries.get('Type')) !== 'XRef') throw new Unreadable('no table');
  const widths = numbersIn(value.entries.get('W'));
  const [one = -1, two = -1, three = -1] = widths;
  if (widths.length !== 3 || one < 0 || one > 1 || two < 1 || two > 6 || three < 0 || three > 4)
    throw new Unreadable('no table');
  const rows = unpacked(pdf, value);
  pass(pdf.budget, rows.length);
  const index = numbersIn(value.entries.get('Index'));
  const ranges = index.length > 0 ? index : [0, numberOf(value.entries.get('Size')) ?? 0];
  let place = 0;
  for (let range = 0; range + 1 < ranges.length; range += 2)
    for (let entry = 0; entry < (ranges[range + 1] ?? 0); entry += 1) {
      if (place + one + two + three > rows.length) throw new Unreadable('a table without end');
      const kind = one === 0 ? 1 : rows[place];
      const field = rows.readUIntBE(place + one, two);
      note(pdf, (ranges[range] ?? 0) + entry, kind === 1 ? { at: field } : kind === 2 ? { within: field } : null);
      place += one + two + three;
    }
  return value.entries;
};

/** All tables from the newest to the oldest: what a newer one says stands. */
const readTables = (pdf: Pdf, start: number): Entries => {
  const seen = new Set<number>();
  const next = [start];
  let newest: Entries | undefined;
  for (let at = next.shift(); at !== undefined; at = next.shift()) {
    if (seen.has(at)) continue;
    if (seen.size >= mostSections) throw new Unreadable('too many tables');
    seen.add(at);
    const cursor = cursorAt(pdf, at);
    skip(cursor);
    const trailer = word(cursor) === 'xref' ? readTable(pdf, cursor) : readTableStream(pdf, at);
    if (trailer.has('Encrypt')) throw new Unreadable('locked');
    newest ??= trailer;
    next.push(...['XRefStm', 'Prev'].flatMap((name) => numberOf(trailer.get(name)) ?? []));
  }
  if (newest === undefined) throw new Unreadable('no table');
  return newest;
};

/** Reads where everything lies. Throws `Unreadable`. */
export const readPdf = (bytes: Buffer): Pdf => {
  const from = bytes.lastIndexOf('startxref', undefined, 'latin1');
  if (bytes.toString('latin1', 0, 5) !== '%PDF-' || from < 0) throw new Unreadable('no PDF');
  const empty: Pdf = { bytes, budget: budget(), places: new Map(), trailer: new Map(), packed: new Map() };
  const start = wholeNumber(cursorAt(empty, from + 'startxref'.length));
  return { ...empty, trailer: readTables(empty, start) };
};

/** All objects of a packed stream: first their numbers and places, then they themselves. */
const packedIn = (pdf: Pdf, number: number): ReadonlyMap<number, Value> => {
  const place = pdf.places.get(number);
  if (!place || !('at' in place)) throw new Unreadable('no packed objects');
  const { value } = objectAt(pdf, place.at);
  if (value.is !== 'stream' || nameOf(value.entries.get('Type')) !== 'ObjStm')
    throw new Unreadable('no packed objects');
  const [count, first] = ['N', 'First'].map((name) => numberOf(value.entries.get(name)) ?? -1);
  const bytes = unpacked(pdf, value);
  const cursor = { bytes, budget: pdf.budget, at: 0 };
  const found = new Map<number, Value>();
  for (let entry = 0; entry < (count ?? 0); entry += 1) {
    const own = wholeNumber(cursor);
    const at = (first ?? 0) + wholeNumber(cursor);
    found.set(own, valueHere({ bytes, budget: pdf.budget, at }));
  }
  return found;
};

/** The object of a number; nothing where there is none any more. Throws `Unreadable`. */
export const objectOf = (pdf: Pdf, number: number): Value | undefined => {
  const place = pdf.places.get(number);
  if (!place) return undefined;
  if ('at' in place) {
    const found = objectAt(pdf, place.at);
    if (found.number !== number) throw new Unreadable('another object');
    return found.value;
  }
  const packed = pdf.packed.get(place.within) ?? packedIn(pdf, place.within);
  pdf.packed.set(place.within, packed);
  return packed.get(number);
};
