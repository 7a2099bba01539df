import type { Code, CodeSource } from '../../../platform/form/index.ts';
import type { Profile } from '../../../profile/index.ts';
import { ownCodes } from '../../cases/index.ts';
import { identificationLists } from '../facts.ts';

const offences = (profile: Profile): readonly Code[] =>
  profile.offences.offences
    .filter(({ in_force: text }) => !text.awaits_law)
    .map(({ id, article, names }) => ({
      code: id,
      label: { en: `${names.en} (${article})`, fr: `${names.fr} (${article})`, de: `${names.de} (${article})` },
    }));

/** The lists this room adds: rights and obligations to be told, the country's offences, and the core's own. */
export const withIdentificationLists = (profile: Profile, codes: CodeSource): CodeSource => {
  const fromProfile: Readonly<Record<string, readonly Code[]>> = {
    rights: profile.rights.map(({ id, names }) => ({ code: id, label: names })),
    obligations: profile.obligations.map(({ id, names }) => ({ code: id, label: names })),
    'national-offences': offences(profile),
  };
  const own = new Map<string, readonly Code[]>(Object.entries(fromProfile));
  return (list) => {
    const ready = own.get(list);
    if (ready !== undefined) return ready;
    const known: readonly string[] | undefined = Object.entries(identificationLists).find(
      ([name]) => name === list,
    )?.[1];
    if (known === undefined) return codes(list);
    const worded = ownCodes(known, (code) => `identification.code.${list}.${code}`);
    own.set(list, worded);
    return worded;
  };
};
