import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';

/** Texts of one language by key. */
export type Catalogue = ReadonlyMap<string, string>;

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** Reads words/<language>/*.json; throws on a file that is no flat list of texts. */
export const readCatalogue = (folder: string): Catalogue => {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  return new Map(names.flatMap((name) => [...readTexts(join(folder, name))]));
};

/** Reads one file of texts; throws when it is no flat list of texts. */
export const readTexts = (path: string): Catalogue =>
  new Map(
    Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>).map(([key, text]) => {
      if (typeof text !== 'string') throw new Error(`${path}: ${key} is no text`);
      return [key, text];
    }),
  );

/** Keys that stand in a file of another room, as `file: key`. */
export const strayKeys = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) =>
      [...readTexts(join(folder, name))]
        .filter(([key]) => !key.startsWith(`${name.replace('.json', '')}.`))
        .map(([key]) => `${name}: ${key}`),
    );

const isOneOf = (element: Element): element is Extract<Element, { options: unknown }> => 'options' in element;

const argumentsOf = (elements: readonly Element[]): string[] =>
  elements.flatMap((element) => {
    // 0 is plain text and 7 the `#` of a plural; every other kind names an argument.
    if (element.type === 0 || element.type === 7) return [];
    if (!isOneOf(element)) return [`{${element.value}}`];
    const inside = Object.values(element.options).flatMap(({ value }) => argumentsOf(value));
    const chosen = element.type === 5 ? Object.keys(element.options).sort().join('|') : 'plural';
    return [`{${element.value}, ${chosen}}`, ...inside];
  });

/** The arguments of an ICU message, sorted, with the cases of a `select`; throws when it cannot be read. */
export const argumentsIn = (text: string, language: string): string[] => {
  const message = new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
  return [...new Set(argumentsOf(message.getAst()))].sort();
};

/** What is wrong with a catalogue beside the reference: missing and superfluous keys, other arguments, unreadable messages. */
export const differences = (reference: Catalogue, other: Catalogue, language: string): string[] => [
  ...[...reference.keys()].filter((key) => !other.has(key)).map((key) => `${language} lacks ${key}`),
  ...[...other.keys()].filter((key) => !reference.has(key)).map((key) => `${language} alone has ${key}`),
  ...[...other].flatMap(([key, text]) => otherArguments(key, reference.get(key) ?? text, text, language)),
];

const otherArguments = (key: string, reference: string, text: string, language: string): string[] => {
  try {
    const expected = argumentsIn(reference, 'en').join(' ');
    const found = argumentsIn(text, language).join(' ');
    return expected === found ? [] : [`${language} ${key} has the arguments ${found}, not ${expected}`];
  } catch (error) {
    return [`${language} ${key} cannot be read: ${error instanceof Error ? error.message : 'unknown'}`];
  }
};
