import type { Code, CodeSource } from '../../../platform/form/index.ts';
import { staffLanguages, wordsFor } from '../../../platform/words.ts';
import { caseLists } from '../facts.ts';

/** Codes of the core as a form's list, worded in every staff language by the key of each. */
export const ownCodes = (codes: readonly string[], keyOf: (code: string) => string): readonly Code[] =>
  codes.map((code) => ({
    code,
    label: Object.fromEntries(staffLanguages.map((language) => [language, wordsFor(language).t(keyOf(code))])),
  }));

/** The lists this room adds to those of the profile. */
export const withCaseLists = (codes: CodeSource): CodeSource => {
  const own = new Map<string, readonly Code[]>();
  return (list) => {
    const known: readonly string[] | undefined = Object.entries(caseLists).find(([name]) => name === list)?.[1];
    if (known === undefined) return codes(list);
    const worded = own.get(list) ?? ownCodes(known, (code) => `cases.code.${list}.${code}`);
    own.set(list, worded);
    return worded;
  };
};
