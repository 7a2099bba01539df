import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../../../platform/root.ts';
import type { Lack } from '../facts/site-texts.ts';

export type { Lack } from '../facts/site-texts.ts';
import type access from './texts/en/access.json';
import type check from './texts/en/check.json';
import type children from './texts/en/children.json';
import type contact from './texts/en/contact.json';
import type frame from './texts/en/frame.json';
import type home from './texts/en/home.json';
import type keep from './texts/en/keep.json';
import type messages from './texts/en/messages.json';
import type own from './texts/en/own.json';
import type privacy from './texts/en/privacy.json';
import type professionals from './texts/en/professionals.json';
import type rights from './texts/en/rights.json';
import type safety from './texts/en/safety.json';
import type shelter from './texts/en/shelter.json';
import type someone from './texts/en/someone.json';
import type start from './texts/en/start.json';
import type stay from './texts/en/stay.json';
import type talk from './texts/en/talk.json';
import type work from './texts/en/work.json';

/** The pages of the public site whose words a translator sees together: one file each, in every language. */
type Pages = readonly [
  typeof access,
  typeof check,
  typeof children,
  typeof contact,
  typeof frame,
  typeof home,
  typeof keep,
  typeof messages,
  typeof own,
  typeof privacy,
  typeof professionals,
  typeof rights,
  typeof safety,
  typeof shelter,
  typeof someone,
  typeof start,
  typeof stay,
  typeof talk,
  typeof work,
];

type KeysIn<Page> = Page extends { texts: infer Texts } ? Extract<keyof Texts, string> : never;
/** A text of the public pages: named by what it says, the same in every language. */
export type TextKey = KeysIn<Pages[number]>;

const reviewSchema = z.union([z.literal('not reviewed'), z.strictObject({ by: z.string().min(1), on: z.iso.date() })]);

const textSchema = z.strictObject({
  text: z.string().min(1),
  /** What the sentence rests on: a right of the profile, a source, or our own writing. Stands with the English text. */
  source: z.string().min(1).optional(),
  /** In production only texts with a named reviewer are published. */
  review: reviewSchema,
  /** Fingerprint of the English text this one translates: shows which translations are out of date. */
  translates: z.string().optional(),
});
export type Text = z.infer<typeof textSchema>;

const pageSchema = z.strictObject({
  /** The day as of which the English text was written from its sources. */
  as_of: z.iso.date().optional(),
  texts: z.record(z.string(), textSchema),
});
export type TextPage = z.infer<typeof pageSchema>;

const languageSchema = z.strictObject({
  language: z.string().regex(/^[a-z]{2,3}$/),
  /** The language's name in its own script. */
  name: z.string().min(1),
  direction: z.enum(['ltr', 'rtl']),
  /** Pages that still wait for a translation and are read in English until then. */
  waits: z.array(z.string()),
});

/** Everything the public pages have in one language. */
export type Catalogue = z.infer<typeof languageSchema> & {
  readonly pages: Readonly<Record<string, TextPage>>;
  readonly texts: Readonly<Record<string, Text>>;
};

/** The folder with one folder of texts for each language. */
export const textsFolder = join(projectRoot, 'src', 'rooms', 'portal', 'public', 'texts');

/** The language that is complete first and that the others translate. */
export const sourceLanguage = 'en';

const readAs = <Schema extends z.ZodType>(path: string, schema: Schema): z.infer<Schema> => {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (fault) {
    throw new Error(`texts of the public pages, ${path}: ${fault instanceof Error ? fault.message : 'unreadable'}`, {
      cause: fault,
    });
  }
};

/** What the folder of one language says. Throws with the file if something in it is not understood. */
export const readCatalogue = (folder: string): Catalogue => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'language.json');
  const pages = Object.fromEntries(
    files.sort().map((name) => [name.replace('.json', ''), readAs(join(folder, name), pageSchema)]),
  );
  const texts = Object.assign({}, ...Object.values(pages).map((page) => page.texts)) as Record<string, Text>;
  return { ...readAs(join(folder, 'language.json'), languageSchema), pages, texts };
};

/** All languages in a folder, the source first, then by their codes. A new language is one folder. */
export const readCatalogues = (folder: string): readonly Catalogue[] =>
  readdirSync(folder)
    .sort((one, other) => Number(other === sourceLanguage) - Number(one === sourceLanguage) || (one < other ? -1 : 1))
    .map((language) => readCatalogue(join(folder, language)));

let known: readonly Catalogue[] | undefined;

/** All languages of the public site, the one that is complete first; read once. */
export const catalogues = (): readonly Catalogue[] => (known ??= readCatalogues(textsFolder));

/** The English texts: what there is to say. */
export const sourceTexts = (): Catalogue => {
  const [source] = catalogues();
  if (source?.language !== sourceLanguage) throw new Error('the public pages have no English texts');
  return source;
};

/** What a translation carries of the text it follows: eight signs that change when the text does. */
export const fingerprintOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

/** Why a text of a language is not finished; nothing if it is. */
export const lackOf = (catalogue: Catalogue, source: Catalogue, key: string): Lack | undefined => {
  const [text, original] = [catalogue.texts[key], source.texts[key]];
  if (!text || !original) return 'missing';
  if (catalogue.language !== source.language && text.translates !== fingerprintOf(original.text)) return 'outdated';
  return text.review === 'not reviewed' ? 'not reviewed' : undefined;
};

/** The codes of all languages there are texts in, the source first. */
export const textLanguages = (): readonly string[] => catalogues().map(({ language }) => language);
