import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../../../platform/root.ts';
import type english from './texts/en.json';

/** A text of the public page of figures, named by what it says. */
export type TextKey = keyof typeof english.texts;

const textSchema = z.strictObject({
  text: z.string().min(1),
  source: z.string().min(1),
  review: z.union([z.literal('not reviewed'), z.strictObject({ by: z.string().min(1), on: z.iso.date() })]),
  /** Fingerprint of the English text this one translates. */
  translates: z.string().optional(),
});

const catalogueSchema = z.strictObject({
  language: z.string().regex(/^[a-z]{2,3}$/),
  direction: z.enum(['ltr', 'rtl']),
  texts: z.record(z.string(), textSchema),
});

const folder = join(projectRoot, 'src', 'rooms', 'statistics', 'public', 'texts');

/** The languages of the page, the one that is complete first. A new language is one file. */
export const catalogues = readdirSync(folder)
  .sort((one, other) => Number(other === 'en.json') - Number(one === 'en.json') || (one < other ? -1 : 1))
  .map((name) => catalogueSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));

/** The texts of one language. */
export type PublicTexts = { readonly language: string; readonly say: (key: TextKey) => string };

const isReviewed = (catalogue: (typeof catalogues)[number]): boolean =>
  Object.values(catalogue.texts).every(({ review }) => review !== 'not reviewed');

/** The texts in a language; undefined where the page has none, or none that a named reviewer has passed. */
export const textsIn = (language: string, showUnreviewed: boolean): PublicTexts | undefined => {
  const catalogue = catalogues.find((one) => one.language === language);
  if (catalogue === undefined || !(showUnreviewed || isReviewed(catalogue))) return undefined;
  return {
    language,
    say: (key) => {
      const found = catalogue.texts[key];
      if (found === undefined) throw new Error(`the public page of figures has no text "${key}" in ${language}`);
      return found.text;
    },
  };
};
