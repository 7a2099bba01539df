import type { Code } from '../../../platform/form/index.ts';
import { staffLanguages, wordsFor } from '../../../platform/words.ts';
import type { Profile } from '../../../profile/index.ts';
import { callLists } from './call-forms.ts';

const inAllLanguages = (key: string): Readonly<Record<string, string>> =>
  Object.fromEntries(staffLanguages.map((language) => [language, wordsFor(language).t(key)]));

const ownList = (list: keyof typeof callLists): readonly Code[] =>
  callLists[list].map((code) => ({ code, label: inAllLanguages(`referrals.code.${list}.${code}`) }));

const kindsIn = (profile: Profile, group: string): readonly Code[] =>
  profile
    .codeList('call-kinds')
    .codes.filter((one) => one.group === group)
    .map(({ code, names }) => ({ code, label: names }));

/** The lists of the hotline that are not simply lists of the profile. */
export const hotlineLists = (profile: Profile): Readonly<Record<string, readonly Code[]>> => ({
  'call-danger': ownList('call-danger'),
  'call-back-answers': ownList('call-back-answers'),
  'call-flag-terms': ownList('call-flag-terms'),
  'call-bed-needs': ownList('call-bed-needs'),
  'call-kinds-recorded': kindsIn(profile, 'record'),
  'call-kinds-apart': kindsIn(profile, 'apart'),
  'call-transfers': profile.hotline.transfers.map(({ to }) => ({
    code: to,
    label: profile.organisation(to).names,
  })),
});
