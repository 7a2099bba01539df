import { cleanJpeg } from '../jpeg.ts';
import { objectOf, type Pdf, readPdf } from './objects.ts';
import { type Entries, filtersOf, inflated, nameOf, type Stream, Unreadable, type Value } from './values.ts';

/*
 * A PDF written anew from what its pages need (ISO 32000-2): every object that the catalogue leads to, without what tells who made it,
 * when and with what (document information, XMP, names and days of notes and signatures, what cameras write into photographs), without
 * earlier states of the file, attached files, and anything that acts by itself.
 */

/** Wherever they stand: who, when, with what, and what lies hidden beside the pages. */
const telling = new Set([
  ...['Metadata', 'PieceInfo', 'LastModified', 'SpiderInfo', 'CreatorInfo', 'Thumb'],
  ...['EmbeddedFiles', 'AF', 'EF', 'RF', 'Collection', 'Perms', 'DSS', 'XFA', 'URLS'],
]);
/** What acts when the file is opened or a page is turned. */
const acting = new Set(['OpenAction', 'AA', 'JavaScript', 'JS']);
const actions = new Set([
  'JavaScript',
  'Launch',
  'SubmitForm',
  'ImportData',
  'GoToR',
  'GoToE',
  'Rendition',
  'Movie',
  'Sound',
]);
/** Notes that readers hang on a page: by whom (T), when, and under which number. */
const notes = new Set([
  ...['Text', 'FreeText', 'Line', 'Square', 'Circle', 'Polygon', 'PolyLine', 'Highlight', 'Underline', 'Squiggly'],
  ...['StrikeOut', 'Stamp', 'Caret', 'Ink', 'Popup', 'FileAttachment', 'Sound', 'Redact'],
]);
const ofNotes = new Set(['T', 'M', 'CreationDate', 'NM', 'FS', 'Sound']);
/** What these hold is named by who made the file: a font may be called as anything above. */
const named = new Set([
  'Font',
  'XObject',
  'ExtGState',
  'ColorSpace',
  'Pattern',
  'Shading',
  'Properties',
  'CharProcs',
  'Dests',
]);

/** Films and sound on a page: files in the file. */
const played = new Set(['RichMedia', 'Movie', 'Sound', 'Screen', '3D']);

type Writing = {
  readonly pdf: Pdf;
  /** New number by old one, in the order in which they are met. */
  readonly numbers: Map<number, number>;
  /** Objects whose entries somebody named. */
  readonly free: Set<number>;
  readonly written: Buffer[];
  readonly most: number;
  length: number;
};

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

const asName = (name: string): string =>
  `/${name.replaceAll(/[^!-~]|[#()<>[\]{}/%]/g, (sign) => `#${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;

const numberFor = (writing: Writing, old: number): number => {
  const known = writing.numbers.get(old);
  if (known !== undefined) return known;
  writing.numbers.set(old, writing.numbers.size + 1);
  return writing.numbers.size;
};

/** Things that are nothing in the copy: signatures, which it would break anyhow, what acts, and what describes the file. */
const goes = (entries: Entries): boolean => {
  const type = nameOf(entries.get('Type'));
  if (type === 'Sig' || type === 'DocTimeStamp' || type === 'Metadata' || type === 'EmbeddedFile') return true;
  if (entries.has('Rect') && played.has(nameOf(entries.get('Subtype')) ?? '')) return true;
  const action = nameOf(entries.get('S'));
  return action !== undefined && actions.has(action) && (type === 'Action' || entries.has('JS') || entries.has('F'));
};

const isDropped = (entries: Entries, key: string): boolean => {
  const kind = nameOf(entries.get('Subtype'));
  if (kind !== undefined && notes.has(kind) && ofNotes.has(key)) return true;
  if (kind === 'Widget' && (key === 'M' || key === 'NM')) return true;
  if (key === 'V' && nameOf(entries.get('FT')) === 'Sig') return true;
  return telling.has(key) || acting.has(key) || key.startsWith('PTEX.');
};

const textOf = (writing: Writing, value: Value, isFree = false): string => {
  switch (value.is) {
    case 'written':
      return value.text;
    case 'name':
      return asName(value.name);
    case 'reference':
      if (isFree) writing.free.add(value.number);
      return writing.pdf.places.get(value.number) ? `${numberFor(writing, value.number)} 0 R` : 'null';
    case 'list':
      return `[${value.items.map((item) => textOf(writing, item)).join(' ')}]`;
    case 'dictionary':
      return goes(value.entries) ? 'null' : dictionaryText(writing, value.entries, isFree);
    default:
      throw new Unreadable('a stream inside a value');
  }
};

const dictionaryText = (writing: Writing, entries: Entries, isFree: boolean): string => {
  const kept = [...entries].filter(([key]) => isFree || !isDropped(entries, key));
  return `<<${kept.map(([key, value]) => `${asName(key)} ${textOf(writing, value, !isFree && named.has(key))}`).join('\n')}>>`;
};

/** Photographs inside go the way of those that come alone; kinds of packing that carry more than a picture are not known here. */
const packedAnew = (writing: Writing, { entries, bytes }: Stream): Pick<Stream, 'entries' | 'bytes'> => {
  const filters = filtersOf(entries);
  if (filters.includes('JPXDecode') || filters.includes('unknown')) throw new Unreadable('packed otherwise');
  if (!filters.includes('DCTDecode')) return { entries, bytes };
  const [first, second] = filters;
  if (filters.length > 2 || (filters.length === 2 && (first !== 'FlateDecode' || second !== 'DCTDecode')))
    throw new Unreadable('packed otherwise');
  const picture = cleanJpeg(filters.length === 2 ? inflated(bytes, writing.pdf.budget) : bytes);
  if (picture === null) throw new Unreadable('no whole picture');
  const simple = new Map(entries).set('Filter', { is: 'name', name: 'DCTDecode' });
  if (filters.length === 2) simple.delete('DecodeParms');
  return { entries: simple, bytes: picture };
};

const streamPieces = (writing: Writing, stream: Stream): readonly Buffer[] => {
  if (goes(stream.entries)) return [latin1('null')];
  const { entries, bytes } = packedAnew(writing, stream);
  const own = new Map(entries).set('Length', { is: 'written', text: String(bytes.length) });
  // A stream whose bytes lie in another file names that file.
  if (own.delete('F')) throw new Unreadable('bytes that are elsewhere');
  return [latin1(`${dictionaryText(writing, own, false)}\nstream\n`), bytes, latin1('\nendstream')];
};

const put = (writing: Writing, ...pieces: readonly Buffer[]): void => {
  for (const piece of pieces) writing.length += piece.length;
  if (writing.length > writing.most) throw new Unreadable('too much');
  writing.written.push(...pieces);
};

const putObject = (writing: Writing, old: number, number: number): void => {
  const value = objectOf(writing.pdf, old);
  const body =
    value?.is === 'stream'
      ? streamPieces(writing, value)
      : [latin1(value === undefined ? 'null' : textOf(writing, value, writing.free.has(old)))];
  put(writing, latin1(`${number} 0 obj\n`), ...body, latin1('\nendobj\n'));
};

const tableOf = (places: readonly number[]): string =>
  `xref\n0 ${places.length + 1}\n0000000000 65535 f \n${places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;

const writtenAnew = (pdf: Pdf): Buffer => {
  const root = pdf.trailer.get('Root');
  if (root?.is !== 'reference' || objectOf(pdf, root.number)?.is !== 'dictionary') throw new Unreadable('no catalogue');
  const most = 2 * pdf.bytes.length + 2_000_000;
  const writing: Writing = { pdf, numbers: new Map(), free: new Set(), written: [], most, length: 0 };
  const version = /^%PDF-[12]\.\d/.exec(pdf.bytes.toString('latin1', 0, 8))?.[0] ?? '%PDF-1.7';
  put(writing, latin1(`${version}\n%\u00e2\u00e3\u00cf\u00d3\n`));
  numberFor(writing, root.number);
  const places: number[] = [];
  // Each object names others, which are numbered behind those that are there: a map is gone through in that order.
  for (const [old, number] of writing.numbers) {
    places.push(writing.length);
    putObject(writing, old, number);
  }
  const trailer = `trailer\n<</Size ${places.length + 1} /Root 1 0 R>>\nstartxref\n${writing.length}\n%%EOF\n`;
  put(writing, latin1(tableOf(places) + trailer));
  return Buffer.concat(writing.written);
};

/** The pages without anything else; null for what is locked, not whole, or says something in a way that is not known here. */
export const cleanPdf = (bytes: Buffer): Buffer | null => {
  try {
    return writtenAnew(readPdf(bytes));
  } catch (fault) {
    if (fault instanceof Unreadable) return null;
    throw fault;
  }
};
