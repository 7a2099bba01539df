import { inflateRawSync } from 'node:zlib';

/** The files of a zip archive by their names, from its directory at the end; enough for what our own writer makes. */
const filesOf = (archive: Buffer): ReadonlyMap<string, Buffer> => {
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(archive.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1')) + 16);
  while (archive.readUInt32LE(at) === 0x02014b50) {
    const [size, nameSize, extra, comment] = [20, 28, 30, 32].map((from, index) =>
      index === 0 ? archive.readUInt32LE(at + from) : archive.readUInt16LE(at + from),
    ) as [number, number, number, number];
    const name = archive.toString('utf8', at + 46, at + 46 + nameSize);
    const entry = archive.readUInt32LE(at + 42);
    const start = entry + 30 + archive.readUInt16LE(entry + 26) + archive.readUInt16LE(entry + 28);
    const bytes = archive.subarray(start, start + size);
    files.set(name, archive.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes));
    at += 46 + nameSize + extra + comment;
  }
  return files;
};

/** One part of a Word file as XML; empty where there is none. */
export const partOfWord = (file: Buffer, name: string): string => filesOf(file).get(name)?.toString('utf8') ?? '';

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};

/** The text of a Word file, a paragraph a line. */
export const textOfWord = (file: Buffer): string =>
  [...partOfWord(file, 'word/document.xml').matchAll(/<w:p[ >].*?<\/w:p>/gs)]
    .map(([paragraph]) =>
      paragraph
        .replaceAll('<w:br/>', '\n')
        .replaceAll(/<[^>]+>/g, '')
        .replaceAll(/&(?:lt|gt|quot|apos|amp);/g, (found) => entities[found] ?? found),
    )
    .join('\n');
