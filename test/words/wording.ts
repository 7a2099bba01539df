import type { Catalogue } from './catalogues.ts';

type Avoided = { readonly pattern: RegExp; readonly instead: string };

const asIs = 'say what to do, without begging';
const howTo = 'say what is wrong and what to write instead';
const choose = 'say “Choose …”';

/** Words that blame or beg; a sentence says what happened and what to do. */
const avoided: Readonly<Record<string, readonly Avoided[]>> = {
  en: [
    { pattern: /\bplease\b/i, instead: asIs },
    { pattern: /\binvalid\b/i, instead: howTo },
    { pattern: /\bmust (select|choose)\b/i, instead: choose },
    { pattern: /\b(oops|sorry)\b/i, instead: 'say what happened' },
  ],
  fr: [
    { pattern: /\bveuillez\b|\bmerci d['’e]|s['’]il (vous|te) pla[iî]t/i, instead: asIs },
    { pattern: /\b(non valide|invalide)s?\b/i, instead: howTo },
    { pattern: /\bdevez (sélectionner|choisir)\b/i, instead: choose },
    { pattern: /\b(oups|désolée?s?)\b/i, instead: 'say what happened' },
  ],
  de: [
    { pattern: /\bbitte\b(?! um)/i, instead: asIs },
    { pattern: /\bungültig/i, instead: howTo },
    { pattern: /\bmüssen\b[^.]*\bauswählen\b/i, instead: choose },
    { pattern: /\b(hoppla|leider)\b/i, instead: 'say what happened' },
  ],
};

/** Texts that use a word to avoid, are empty, or begin or end with a space. */
export const poorTexts = (catalogue: Catalogue, language: string): string[] =>
  [...catalogue].flatMap(([key, text]) => [
    ...(text.trim() === text && text !== '' ? [] : [`${language} ${key} is empty or has spaces around it`]),
    ...(avoided[language] ?? [])
      .filter(({ pattern }) => pattern.test(text))
      .map(({ pattern, instead }) => `${language} ${key} says “${pattern.exec(text)?.[0] ?? ''}”: ${instead}`),
  ]);
