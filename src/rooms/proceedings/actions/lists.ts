import type { Code, CodeSource } from '../../../platform/form/index.ts';
import type { Profile } from '../../../profile/index.ts';
import { ownCodes } from '../../cases/index.ts';
import { proceedingsLists } from '../facts.ts';

/** Bodies and units that carry out an inquiry. */
const units = (profile: Profile): readonly Code[] =>
  profile
    .organisationsPlaying('identifies')
    .flatMap((body) => [...profile.unitsOf(body.code), body])
    .map(({ code, names }) => ({ code, label: names }));

/** The lists this room adds: units that investigate, from the profile, and the core's own. */
export const withProceedingsLists = (profile: Profile, codes: CodeSource): CodeSource => {
  const own = new Map<string, readonly Code[]>([['inquiry-units', units(profile)]]);
  return (list) => {
    const ready = own.get(list);
    if (ready !== undefined) return ready;
    const known: readonly string[] | undefined = Object.entries(proceedingsLists).find(([name]) => name === list)?.[1];
    if (known === undefined) return codes(list);
    const worded = ownCodes(known, (code) => `proceedings.code.${list}.${code}`);
    own.set(list, worded);
    return worded;
  };
};
