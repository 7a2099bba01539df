import type { Code, CodeSource } from '../../../platform/form/index.ts';
import { staffLanguages, wordsFor } from '../../../platform/words.ts';
import type { Profile } from '../../../profile/index.ts';
import { consentLists } from '../facts.ts';
import { rightsLists } from '../facts/rights.ts';

/** Codes of the core as a form's list, worded in every staff language by the key of each. */
export const ownCodes = (codes: readonly string[], keyOf: (code: string) => string): readonly Code[] =>
  codes.map((code) => ({
    code,
    label: Object.fromEntries(staffLanguages.map((language) => [language, wordsFor(language).t(keyOf(code))])),
  }));

/** The lists this room adds to those of the profile: of answers and who gave them, and the authorities of guardians. */
export const withConsentLists = (profile: Profile, codes: CodeSource): CodeSource => {
  const lists = new Map<string, readonly Code[]>(
    Object.entries({ ...consentLists, ...rightsLists }).map(([list, known]) => [
      list,
      ownCodes(known, (code) => `identity.code.${list}.${code}`),
    ]),
  );
  lists.set(
    'consent-authorities',
    profile.consents.guardian.authorities.map(({ code, names }) => ({ code, label: names })),
  );
  const { proofs, extension_reasons: reasons, grounds, holds } = profile.dataRights;
  const named = (all: readonly { readonly code: string; readonly names: Code['label'] }[]): readonly Code[] =>
    all.map(({ code, names }) => ({ code, label: names }));
  lists.set('request-proofs', named(proofs));
  lists.set('extension-reasons', named(reasons));
  lists.set('request-grounds', named(grounds));
  lists.set('hold-grounds', named(holds));
  lists.set('part-decisions', [
    ...ownCodes(['give'], () => 'identity.rights.give'),
    ...named(grounds.filter((ground) => ground.applies_to.includes('access'))),
  ]);
  return (list) => lists.get(list) ?? codes(list);
};
