import { posix } from 'node:path';
import { cleanFile } from '../index.ts';
import { inTags, said, saying, textOfPart, Unknown, without, withoutElements } from './markup.ts';
import { type Part, readZip, writeZip } from './zip.ts';

/*
 * A Word document (ISO/IEC 29500) without what tells who wrote it, when, on which machine and from which template: properties, names
 * and days of comments and changes, marks of the sessions in which it was written (rsid), lists of people, data beside the text.
 * What may hold a file in the file, or loads something from elsewhere, is not known here.
 */

/** Parts that tell of the writer and hold nothing one reads. */
const telling = [
  ...[/^docProps\//i, /^docMetadata\//i, /^customXml\//i, /^_xmlsignatures\//i, /^word\/printerSettings/i],
  ...[/^word\/people\.xml$/i, /^word\/comments(Ids|Extensible)\.xml$/i, /^word\/.*keymap.*\.xml$/i],
];
const isTelling = (name: string): boolean => telling.some((one) => one.test(name));

const typesName = '[Content_Types].xml';
const pictures = /\.(jpe?g|png|webp)$/i;
const markup = /\.(xml|rels)$/i;
/** Letters that came with the document, made unreadable for other programs by their writer's. */
const letters = /\.odttf$/i;

/** More markup than a book has: each tag of it is looked at. */
const mostMarkup = 16 * 1024 * 1024;
const isTooLong = (parts: readonly Part[]): boolean =>
  parts.reduce((sum, { name, bytes }) => sum + (markup.test(name) ? bytes.length : 0), 0) > mostMarkup;

/** The part that a relation leads to, seen from the folder of the part that has it. */
const targetOf = (relations: string, tag: string): string => {
  const folder = posix.dirname(posix.dirname(relations));
  const target = (said(tag, 'Target') ?? '').replaceAll('\\', '/');
  return target.startsWith('/') ? target.slice(1) : posix.normalize(posix.join(folder, target));
};

/** Relations to what is gone go too; one to elsewhere is an address that the reader may press, or a template, or not known here. */
const relationGoes =
  (name: string) =>
  (tag: string): boolean => {
    if (said(tag, 'TargetMode') !== 'External') return isTelling(targetOf(name, tag));
    const type = said(tag, 'Type') ?? '';
    if (type.endsWith('/attachedTemplate')) return true;
    if (type.endsWith('/hyperlink')) return false;
    throw new Unknown('something from elsewhere');
  };

const sessions = without((name) => name.startsWith('rsid'));
const days = without((name) => name === 'date' || name === 'dateUtc');
const author = saying(['author', 'lastModifiedBy'], 'Author');
const initials = saying(['initials'], 'A');
const nameless = saying(['name'], '');

/** A name of a picture is that of its file; a day may stand in comments and changes alone. */
const cleanTag = (tag: string): string => {
  const bare = sessions(author(initials(tag)));
  if (/^<(?:[\w.-]+:)?(?:cNvPr|docPr)[\s/>]/.test(bare)) return nameless(bare);
  return /^<(?:[\w.-]+:)?(?:ins|del|comment|moveFrom|moveTo|\w+Change|\w+RangeStart|cellIns|cellDel|cellMerge|commentExtensible)[\s/>]/.test(
    bare,
  )
    ? days(bare)
    : bare;
};

const settings = ['rsids', 'docVars', 'mailMerge', 'attachedTemplate', 'docId', 'saveThroughXslt'];

const cleanMarkup = ({ name, bytes }: Part): string => {
  const text = textOfPart(bytes);
  if (name === typesName)
    return withoutElements(text, 'Override', (tag) => isTelling((said(tag, 'PartName') ?? '').replace(/^\//, '')));
  if (name.endsWith('.rels')) return withoutElements(text, 'Relationship', relationGoes(name));
  const tagged = inTags(text, cleanTag);
  return name.endsWith('/settings.xml') ? settings.reduce((kept, one) => withoutElements(kept, one), tagged) : tagged;
};

const cleanPart = (part: Part): Part => {
  const { name, bytes } = part;
  if (markup.test(name)) return { name, bytes: Buffer.from(cleanMarkup(part), 'utf8') };
  if (letters.test(name)) return part;
  const picture = pictures.test(name) ? cleanFile(bytes) : null;
  if (picture === null) throw new Unknown('a part of another kind');
  return { name, bytes: picture.bytes };
};

/** The document without anything else; null for what is not whole, or has parts that are not known here. */
export const cleanWord = (bytes: Buffer): Buffer | null => {
  const parts = readZip(bytes);
  if (parts === null || isTooLong(parts) || !parts.some(({ name }) => name === typesName)) return null;
  try {
    return writeZip(parts.filter(({ name }) => !isTelling(name)).map(cleanPart));
  } catch (fault) {
    if (fault instanceof Unknown) return null;
    throw fault;
  }
};
