import type { CodeSource } from '../../../platform/form/index.ts';
import type { Profile } from '../../../profile/index.ts';
import { ownCodes } from '../../identity/index.ts';
import { familyStop, matchingLists } from '../facts.ts';

/** The lists this room adds: answers, verdicts, and who must never learn of a file. */
export const withMatchingLists = (profile: Profile, codes: CodeSource): CodeSource => {
  const lists = new Map(
    Object.entries(matchingLists).map(([list, known]) => [
      list,
      ownCodes(known, (code) => `matching.code.${list}.${code}`),
    ]),
  );
  const kept = profile.consents.matching.classes.filter(({ kept: isKept }) => isKept);
  lists.set('match-stops', [
    ...ownCodes([familyStop], (code) => `matching.stop.${code}`),
    ...kept.map(({ code, names }) => ({ code, label: names })),
  ]);
  return (list) => lists.get(list) ?? codes(list);
};
