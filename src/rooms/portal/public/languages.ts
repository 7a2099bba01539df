import { z } from 'zod';
import arabic from './texts/ar.json' with { type: 'json' };
import english from './texts/en.json' with { type: 'json' };
import french from './texts/fr.json' with { type: 'json' };

/** A text of the public pages: named by what it says, the same in every language. */
export type TextKey = keyof typeof english.texts;

const textSchema = z.strictObject({
  text: z.string().min(1),
  /** What the sentence rests on: a right of the profile, a source, or our own writing. */
  source: z.string().min(1),
  /** In production only texts with a named reviewer are published. */
  review: z.union([
    z.literal('not reviewed'),
    z.strictObject({ by: z.string().min(1), on: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) }),
  ]),
  /** Fingerprint of the English text this one translates: shows which translations are out of date. */
  translates: z.string().optional(),
});

const catalogueSchema = z.strictObject({
  language: z.string().regex(/^[a-z]{2,3}$/),
  /** The language's name in its own script. */
  name: z.string().min(1),
  direction: z.enum(['ltr', 'rtl']),
  texts: z.record(z.string(), textSchema),
});
export type Catalogue = z.infer<typeof catalogueSchema>;

/** All languages of the public site, the one that is complete first. A new language is one file and one line. */
export const catalogues: readonly Catalogue[] = [english, french, arabic].map((file) => catalogueSchema.parse(file));

/** A text and the language it is really in: a text not yet translated falls back to English and says so in its markup. */
export type Said = { readonly text: string; readonly language: string; readonly direction: 'ltr' | 'rtl' };

/** What the pages need to know of a language. */
export type Language = {
  readonly code: string;
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  readonly isPublished: boolean;
  say(key: TextKey): Said;
};

const isReviewed = (catalogue: Catalogue): boolean =>
  Object.values(catalogue.texts).every(({ review }) => review !== 'not reviewed');

/**
 * A language ready for rendering. `showUnreviewed` is for the demonstration; without it a language in which any
 * text lacks a named reviewer is not published: its page gives contacts and exit only. Throws on a text that
 * neither the language nor English has.
 */
export const languageFrom = (catalogue: Catalogue, fallback: Catalogue, showUnreviewed: boolean): Language => ({
  code: catalogue.language,
  name: catalogue.name,
  direction: catalogue.direction,
  isPublished: showUnreviewed || isReviewed(catalogue),
  say: (key) => {
    const home = catalogue.texts[key] ? catalogue : fallback;
    const found = home.texts[key];
    if (!found)
      throw new Error(`the public pages have no text "${key}" in ${catalogue.language} or ${fallback.language}`);
    return { text: found.text, language: home.language, direction: home.direction };
  },
});

/** Every language of the public site, ready for rendering. */
export const languagesOf = (showUnreviewed: boolean): readonly Language[] =>
  catalogues.map((catalogue) => languageFrom(catalogue, catalogues[0] ?? catalogue, showUnreviewed));

/** For staff: which texts of a language still wait for a reviewer. */
export const textsWithoutReviewer = (code: string): readonly string[] =>
  Object.entries(catalogues.find(({ language }) => language === code)?.texts ?? {})
    .filter(([, { review }]) => review === 'not reviewed')
    .map(([key]) => key);

const weightOf = (range: string): number => {
  const weight = /;\s*q\s*=\s*([\d.]+)/i.exec(range)?.[1];
  return weight === undefined ? 1 : Number(weight) || 0;
};

/** The site's language that a browser's Accept-Language header asks for first; the first language if none fits. */
export const preferredLanguage = (header: string | undefined, known: readonly string[]): string => {
  const wished = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((range) => ({ code: /^\s*([a-z]{2,3})\b/i.exec(range)?.[1]?.toLowerCase() ?? '', weight: weightOf(range) }))
    .filter(({ code, weight }) => weight > 0 && known.includes(code))
    .sort((one, other) => other.weight - one.weight);
  return wished[0]?.code ?? known[0] ?? 'en';
};
