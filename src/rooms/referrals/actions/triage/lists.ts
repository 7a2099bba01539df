import type { Code, CodeSource } from '../../../../platform/form/index.ts';
import { staffLanguages, wordsFor } from '../../../../platform/words.ts';
import type { Profile } from '../../../../profile/index.ts';
import { changeReasons } from '../../facts/other-forms.ts';
import { isNotTraffickingReason } from '../../rules/triage.ts';
import { apiScopes, scopeText } from '../api/tokens.ts';

const reasons = (): readonly Code[] =>
  changeReasons.map((code) => ({
    code,
    label: Object.fromEntries(
      staffLanguages.map((language) => [language, wordsFor(language).t(`referrals.triage.reason.${code}`)]),
    ),
  }));

const scopes = (): readonly Code[] =>
  apiScopes.map((code) => ({
    code,
    label: Object.fromEntries(
      staffLanguages.map((language) => [language, wordsFor(language).t(`referrals.api.scope.${scopeText(code)}`)]),
    ),
  }));

const profileCodes = (profile: Profile, list: string, keep: (code: string) => boolean): readonly Code[] =>
  profile
    .codeList(list)
    .codes.filter(({ code }) => keep(code))
    .map(({ code, names }) => ({ code, label: names }));

/** The lists the receiving side adds: reasons of a change, reasons for *no trafficking*, rights of tokens. */
export const withTriageLists = (profile: Profile, codes: CodeSource): CodeSource => {
  const own: Readonly<Record<string, readonly Code[]>> = {
    'change-reasons': reasons(),
    'api-scopes': scopes(),
    'not-trafficking-reasons': profileCodes(profile, 'outcome-reasons', (code) =>
      isNotTraffickingReason(profile, code),
    ),
  };
  return (list) => (Object.hasOwn(own, list) ? (own[list] ?? []) : codes(list));
};
