import { inflateSync } from 'node:zlib';

/** One object of a PDF: its dictionary as text, and what its stream holds. */
type PdfObject = { readonly head: string; readonly stream: Buffer | null };

const objectsOf = (pdf: Buffer): ReadonlyMap<number, PdfObject> => {
  const text = pdf.toString('latin1');
  const objects = new Map<number, PdfObject>();
  for (const found of text.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const start = (found.index ?? 0) + found[0].length;
    const body = text.slice(start, text.indexOf('\nendobj', start));
    const at = body.indexOf('\nstream\n');
    const head = at < 0 ? body : body.slice(0, at);
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
    const bytes = at < 0 ? null : pdf.subarray(start + at + 8, start + at + 8 + length);
    const stream = bytes === null ? null : head.includes('/FlateDecode') ? inflateSync(bytes) : bytes;
    objects.set(Number(found[1]), { head, stream });
  }
  return objects;
};

const referenceIn = (head: string, key: string): number =>
  Number(new RegExp(`/${key} (\\d+) 0 R`).exec(head)?.[1] ?? 0);

const unicodeOf = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');

/** Which text each glyph of a font stands for. */
const glyphsOf = (map: string): ReadonlyMap<string, string> => {
  const glyphs = new Map<string, string>();
  for (const [, block = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph = '', text = ''] of block.matchAll(/<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>/g))
      glyphs.set(glyph.toLowerCase(), unicodeOf(text));
  for (const [, block = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from = '', to = '', text = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g))
      for (let code = Number.parseInt(from, 16); code <= Number.parseInt(to, 16); code++) {
        const first = unicodeOf(text).codePointAt(0) ?? 0;
        glyphs.set(code.toString(16).padStart(4, '0'), String.fromCodePoint(first + code - Number.parseInt(from, 16)));
      }
  return glyphs;
};

const fontsOf = (objects: ReadonlyMap<number, PdfObject>, page: string) => {
  const resources = page.includes('/Resources <<') ? page : (objects.get(referenceIn(page, 'Resources'))?.head ?? '');
  const list = /\/Font <<([\s\S]*?)>>/.exec(resources)?.[1] ?? objects.get(referenceIn(resources, 'Font'))?.head ?? '';
  return new Map(
    [...list.matchAll(/\/(\w+) (\d+) 0 R/g)].map(([, name = '', font = '']) => {
      const map = objects.get(referenceIn(objects.get(Number(font))?.head ?? '', 'ToUnicode'))?.stream;
      return [name, glyphsOf(map?.toString('latin1') ?? '')] as const;
    }),
  );
};

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

type Literal = { readonly bytes: string; readonly end: number };

/** A string in parentheses, which may hold balanced parentheses and escapes. `start`: behind the first one. */
const literalAt = (content: string, start: number): Literal => {
  let bytes = '';
  let depth = 1;
  for (let at = start; at < content.length; at++) {
    const letter = content.charAt(at);
    if (letter === '\\') {
      const code = /^[0-7]{1,3}/.exec(content.slice(at + 1, at + 4))?.[0];
      const next = content.charAt(at + 1);
      bytes += code === undefined ? (escapes[next] ?? next) : String.fromCharCode(Number.parseInt(code, 8));
      at += code?.length ?? 1;
      continue;
    }
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (depth === 0) return { bytes, end: at + 1 };
    bytes += letter;
  }
  return { bytes, end: content.length };
};

const hexOf = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('hex');
const token = /\/(\w+) [\d.]+ Tf|<([0-9a-fA-F\s]*)>|\(|\bET\b/g;

const textOfPage = (content: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string => {
  let font: ReadonlyMap<string, string> = new Map();
  let text = '';
  const show = (hex: string): void => {
    for (const glyph of hex.toLowerCase().match(/.{4}/g) ?? []) text += font.get(glyph) ?? '';
  };
  token.lastIndex = 0;
  for (let found = token.exec(content); found; found = token.exec(content)) {
    const [whole, name, hex] = found;
    if (name !== undefined) font = fonts.get(name) ?? new Map();
    else if (hex !== undefined) show(hex.replace(/\s/g, ''));
    else if (whole === 'ET') text += '\n';
    else {
      const { bytes, end } = literalAt(content, token.lastIndex);
      show(hexOf(bytes));
      token.lastIndex = end;
    }
  }
  return text;
};

/**
 * The text of a PDF as our typesetter writes it, page by page: enough to see in a test what a document says. Not a reader
 * of any PDF. Letters after which a line could break carry no mark of it.
 */
export const textOfPdf = (pdf: Buffer): readonly string[] => {
  const objects = objectsOf(pdf);
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head));
  return pages.map(({ head }) => {
    const content = objects.get(referenceIn(head, 'Contents'))?.stream?.toString('latin1') ?? '';
    return textOfPage(content, fontsOf(objects, head)).replaceAll('\u200B', '');
  });
};
