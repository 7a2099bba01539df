import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Answers, type Asked, askedOf, faultsOfAnswers, waitingPages, withAnswers } from './exchange.ts';
import { type Catalogue, lackOf, readCatalogue, sourceLanguage, type TextPage, textsFolder } from './texts.ts';

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
const columns = ['key', 'english', 'text', 'why'] as const;

/** The lines as a table for any spreadsheet. */
export const asTable = (lines: readonly Asked[]): string =>
  [columns, ...lines.map(({ key, english, now, why }) => [key, english, now, why])]
    .map((cells) => `${cells.map(quoted).join(',')}\r\n`)
    .join('');

/** The cells of a table with commas and quotes (RFC 4180). */
const cellsOf = (table: string): string[][] => {
  const rows: string[][] = [[]];
  for (const [, cell = '', end] of table.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end !== ',') rows.push([]);
  }
  return rows.filter((cells) => cells.some((cell) => cell !== ''));
};

const fromTable = (table: string): Answers => {
  const [head = [], ...rows] = cellsOf(table.replace(/^\uFEFF/, ''));
  const [key, text] = [head.indexOf('key'), head.indexOf('text')];
  if (key < 0 || text < 0) throw new Error('the table needs the columns "key" and "text"');
  return Object.fromEntries(rows.flatMap((cells) => (cells[text] ? [[cells[key] ?? '', cells[text]]] : [])));
};

const linesSchema = z.array(z.looseObject({ key: z.string(), now: z.string() }));
const answersSchema = z.record(z.string(), z.string());

const fromData = (data: unknown): Answers => {
  const lines = linesSchema.safeParse(data);
  if (lines.success) return Object.fromEntries(lines.data.flatMap(({ key, now }) => (now === '' ? [] : [[key, now]])));
  const answers = answersSchema.safeParse(data);
  if (answers.success) return answers.data;
  throw new Error('the file must give a text for each name, or the lines that were asked with "now" filled in');
};

/** What a translator's file says: names with texts, the lines that were asked, or a table. Throws if it is neither. */
export const readAnswers = (file: string): Answers =>
  /^\s*[[{]/.test(file) ? fromData(JSON.parse(file)) : fromTable(file);

/** As the formatter of this repository writes it: a list on one line where the line holds it. */
const asFile = (value: object): string =>
  `${JSON.stringify(value, null, 2).replace(/^.*\[\s[^[\]{}]*\]/gm, (list) => {
    const line = list
      .replace(/\s*\n\s*/g, ' ')
      .replace('[ ', '[')
      .replace(' ]', ']');
    return line.length <= 120 ? line : list;
  })}\n`;

const write = (path: string, value: object): void => writeFileSync(path, asFile(value));

const save = (folder: string, { language, name, direction, waits, pages }: Catalogue, source: Catalogue): void => {
  mkdirSync(folder, { recursive: true });
  write(join(folder, 'language.json'), { language, name, direction, waits });
  for (const page of Object.keys(source.pages)) {
    const path = join(folder, `${page}.json`);
    if (pages[page]) write(path, pages[page]);
    else if (existsSync(path)) rmSync(path);
  }
};

/** A language of a folder of texts with what there is to do in it; nothing if the folder has no such language. */
export const readLanguage = (
  code: string,
  folder = textsFolder,
): { catalogue: Catalogue; source: Catalogue; asked: readonly Asked[] } | undefined => {
  if (!/^[a-z]{2,3}$/.test(code) || !existsSync(join(folder, code))) return undefined;
  const [catalogue, source] = [readCatalogue(join(folder, code)), readCatalogue(join(folder, sourceLanguage))];
  return { catalogue, source, asked: askedOf(catalogue, source) };
};

/** Who read which texts of a language, on which day. */
type Reviewed = { readonly by: string; readonly on: string; readonly page?: string | undefined };

const reviewedPage = (catalogue: Catalogue, source: Catalogue, id: string, { by, on }: Reviewed): TextPage => {
  const page = catalogue.pages[id] ?? { texts: {} };
  const texts = Object.entries(page.texts).map(([key, text]) => {
    const lack = lackOf(catalogue, source, key);
    return [key, lack === 'not reviewed' ? { ...text, review: { by, on } } : text];
  });
  return { ...page, texts: Object.fromEntries(texts) as TextPage['texts'] };
};

/**
 * Marks the texts of a language, or of one of its pages, as read by a named person. What is missing or follows an older English
 * text is not marked: nobody has read today's. A text that changes afterwards waits for a reader again. Gives what is wrong, and
 * then writes nothing.
 */
export const saveReview = (code: string, reviewed: Reviewed, folder = textsFolder): readonly string[] => {
  const found = readLanguage(code, folder);
  if (!found) return [`There are no texts in "${code}" yet.`];
  const { catalogue, source } = found;
  if (reviewed.by.trim().length < 3) return ['A review needs the name of the person who read the texts.'];
  if (!/^\d{4}-\d{2}-\d{2}$/.test(reviewed.on)) return ['The day of a review is written as 2026-11-22.'];
  const { page } = reviewed;
  if (page !== undefined && !Object.hasOwn(catalogue.pages, page)) return [`There is no page "${page}".`];
  const ids = page === undefined ? Object.keys(catalogue.pages) : [page];
  const pages = Object.fromEntries(ids.map((id) => [id, reviewedPage(catalogue, source, id, reviewed)]));
  save(join(folder, code), { ...catalogue, pages: { ...catalogue.pages, ...pages } }, source);
  return [];
};

/** Begins a language: a folder in which everything waits. */
export const beginLanguage = (
  begun: { readonly language: string; readonly name: string; readonly direction: 'ltr' | 'rtl' },
  folder = textsFolder,
): void => {
  const source = readCatalogue(join(folder, sourceLanguage));
  const empty: Catalogue = { ...begun, waits: [], pages: {}, texts: {} };
  save(join(folder, begun.language), { ...empty, waits: waitingPages(empty, source) }, source);
};

/**
 * Writes the answers of a translator into a language, each with the fingerprint of the English it follows. Gives
 * sentences that say what is wrong, and then writes nothing. Without answers it only notes which pages wait.
 */
export const saveAnswers = (code: string, answers: Answers, folder = textsFolder): readonly string[] => {
  const found = readLanguage(code, folder);
  if (!found) return [`There are no texts in "${code}" yet.`];
  const faults = faultsOfAnswers(answers, found.source);
  if (faults.length === 0) save(join(folder, code), withAnswers(found.catalogue, found.source, answers), found.source);
  return faults;
};
