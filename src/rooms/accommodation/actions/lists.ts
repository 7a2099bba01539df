import type { Code, CodeSource } from '../../../platform/form/index.ts';
import type { Profile } from '../../../profile/index.ts';
import { ownCodes } from '../../cases/index.ts';
import { accommodationLists } from '../facts.ts';
import { askedThroughService } from '../rules/index.ts';

const areas = (profile: Profile): readonly Code[] => {
  const known = new Set(profile.accommodation.areas.map(({ code }) => code));
  const groups = profile.codeList('communes').groups ?? [];
  return groups.filter(({ code }) => known.has(code)).map(({ code, names }) => ({ code, label: names }));
};

const countries = (profile: Profile): readonly Code[] =>
  profile.accommodation.abroad.countries.map((code) => ({ code, label: profile.code('countries', code).names }));

const asked = (profile: Profile): readonly Code[] => {
  const purposes = askedThroughService(profile);
  return profile.assistance.packets.purposes
    .filter(({ id }) => purposes.includes(id))
    .map(({ id, names }) => ({ code: id, label: names }));
};

/** What a house can be asked to have: what the rules know, and whatever else the profile says a house offers. */
const needs = (profile: Profile): readonly Code[] => {
  const { codes } = profile.codeList('house-features');
  const known = new Set(codes.map(({ code }) => code));
  const own = accommodationLists['placement-needs'].filter((code) => !known.has(code));
  return [
    ...codes.map(({ code, names }) => ({ code, label: names })),
    ...ownCodes(own, (code) => `accommodation.code.placement-needs.${code}`),
  ];
};

/** The lists this room adds: areas of houses, countries for placements abroad, and for what a house asks, from the profile, and the core's own. */
export const withAccommodationLists = (profile: Profile, codes: CodeSource): CodeSource => {
  const own = new Map<string, readonly Code[]>([
    ['house-areas', areas(profile)],
    ['bed-needs', needs(profile)],
    ['abroad-countries', countries(profile)],
    ['asked-by-houses', asked(profile)],
  ]);
  return (list) => {
    const ready = own.get(list);
    if (ready !== undefined) return ready;
    const known: readonly string[] | undefined = Object.entries(accommodationLists).find(
      ([name]) => name === list,
    )?.[1];
    if (known === undefined) return codes(list);
    const worded = ownCodes(known, (code) => `accommodation.code.${list}.${code}`);
    own.set(list, worded);
    return worded;
  };
};
