import type { Code, CodeSource } from '../../../platform/form/index.ts';
import type { Part, Profile } from '../../../profile/index.ts';
import { ownCodes } from '../../cases/index.ts';
import { courtLists, proceedingsLists } from '../facts/index.ts';
import { courtCodes } from './court-lists.ts';

/** Bodies and units that carry out an inquiry. */
const units = (profile: Profile): readonly Code[] =>
  profile
    .organisationsPlaying('identifies')
    .flatMap((body) => [...profile.unitsOf(body.code), body])
    .map(({ code, names }) => ({ code, label: names }));

const bodies = (profile: Profile, parts: readonly Part[]): readonly Code[] => {
  const all = parts.flatMap((part) => profile.organisationsPlaying(part));
  return [...new Map(all.map(({ code, names }) => [code, { code, label: names }])).values()];
};

/** The lists this room adds: units that investigate, from the profile, and the core's own. */
export const withProceedingsLists = (profile: Profile, codes: CodeSource): CodeSource => {
  const { measures, requests } = profile.proceedings;
  const named = (list: readonly { readonly id: string; readonly names: Code['label'] }[]): readonly Code[] =>
    list.map(({ id, names }) => ({ code: id, label: names }));
  const own = new Map<string, readonly Code[]>([
    ['inquiry-units', units(profile)],
    ...courtCodes(profile),
    ['inquiry-measures', named(measures)],
    ['abroad-requests', named(requests)],
    ['custody-holders', bodies(profile, ['identifies', 'prosecutes', 'investigates_judicially', 'judges'])],
    [
      'operation-bodies',
      bodies(profile, ['identifies', 'inspects_labour', 'polices', 'prosecutes', 'decides_residence']),
    ],
  ]);
  return (list) => {
    const ready = own.get(list);
    if (ready !== undefined) return ready;
    const known: readonly string[] | undefined = Object.entries({ ...proceedingsLists, ...courtLists }).find(
      ([name]) => name === list,
    )?.[1];
    if (known === undefined) return codes(list);
    const worded = ownCodes(known, (code) => `proceedings.code.${list}.${code}`);
    own.set(list, worded);
    return worded;
  };
};
