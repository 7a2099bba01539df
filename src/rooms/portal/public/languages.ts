import { catalogues, type Catalogue, fingerprintOf, lackOf, sourceTexts, type Text, type TextKey } from './texts.ts';

export type { TextKey } from './texts.ts';

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

/** The texts of a language that still follow the source of today. An older one could say what is no longer true. */
const currentTexts = (catalogue: Catalogue, source: Catalogue): ReadonlyMap<string, Text> =>
  new Map(
    Object.entries(catalogue.texts).filter(
      ([key, { translates }]) =>
        catalogue.language === source.language || translates === fingerprintOf(source.texts[key]?.text ?? ''),
    ),
  );

/**
 * A language ready for rendering. `showUnreviewed` is for the demonstration; without it a language in which any
 * text lacks a named reviewer is not published: its page gives contacts and exit only. A text that is missing or
 * follows an older English one falls back to English. Throws on a text that English has not either.
 */
export const languageFrom = (catalogue: Catalogue, fallback: Catalogue, showUnreviewed: boolean): Language => {
  const current = currentTexts(catalogue, fallback);
  return {
    code: catalogue.language,
    name: catalogue.name,
    direction: catalogue.direction,
    isPublished: showUnreviewed || isReviewed(catalogue),
    say: (key) => {
      const home = current.has(key) ? catalogue : fallback;
      const found = home.texts[key];
      if (!found)
        throw new Error(`the public pages have no text "${key}" in ${catalogue.language} or ${fallback.language}`);
      return { text: found.text, language: home.language, direction: home.direction };
    },
  };
};

/** Every language of the public site, ready for rendering. */
export const languagesOf = (showUnreviewed: boolean): readonly Language[] =>
  catalogues().map((catalogue) => languageFrom(catalogue, sourceTexts(), showUnreviewed));

const collator = new Intl.Collator('en');

/** Languages as one looks for them: by their own names, script after script. */
export const byName = (languages: readonly Language[]): readonly Language[] =>
  [...languages].sort((one, other) => collator.compare(one.name, other.name));

/** For staff: which texts of a language still wait for a reviewer. */
export const textsWithoutReviewer = (code: string): readonly string[] => {
  const catalogue = catalogues().find(({ language }) => language === code);
  if (!catalogue) return [];
  return Object.keys(catalogue.texts).filter((key) => lackOf(catalogue, sourceTexts(), key) === 'not reviewed');
};

/** Codes by which browsers name a language that stands here under another, or one its readers read as well. */
const readAs: Readonly<Record<string, string>> = {
  ...{ fil: 'tl', prs: 'fa', mo: 'ro', yue: 'zh' },
  ...{ hr: 'sr', bs: 'sr', sh: 'sr', cnr: 'sr' },
};

const codeIn = (range: string): string => {
  const code = /^\s*([a-z]{2,3})\b/i.exec(range)?.[1]?.toLowerCase() ?? '';
  return readAs[code] ?? code;
};

const weightOf = (range: string): number => {
  const weight = /;\s*q\s*=\s*([\d.]+)/i.exec(range)?.[1];
  return weight === undefined ? 1 : Number(weight) || 0;
};

/** The site's language that a browser's Accept-Language header asks for first; the first language if none fits. */
export const preferredLanguage = (header: string | undefined, known: readonly string[]): string => {
  const wished = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((range) => ({ code: codeIn(range), weight: weightOf(range) }))
    .filter(({ code, weight }) => weight > 0 && known.includes(code))
    .sort((one, other) => other.weight - one.weight);
  return wished[0]?.code ?? known[0] ?? 'en';
};
