import type { Code, CodeSource } from '../../platform/form/index.ts';
import { withMatchingLists } from '../../rooms/matching/index.ts';
import { withAssistanceLists } from '../../rooms/assistance/index.ts';
import { withProceedingsLists } from '../../rooms/proceedings/index.ts';
import { withAccommodationLists } from '../../rooms/accommodation/index.ts';
import { ownCodes, withCaseLists } from '../../rooms/cases/index.ts';
import { directoryLists } from '../../rooms/directory/index.ts';
import { withConsentLists } from '../../rooms/identity/index.ts';
import { withIdentificationLists } from '../../rooms/identification/index.ts';
import { withPortalLists } from '../../rooms/portal/index.ts';
import { withProtectionLists } from '../../rooms/protection/index.ts';
import { withReferralLists, withTriageLists } from '../../rooms/referrals/index.ts';
import type { Code as ProfileCode, Profile } from '../../profile/index.ts';

const codeOf = (code: ProfileCode, retired: boolean): Code => ({
  code: code.code,
  label: code.names,
  ...(retired ? { retired } : {}),
});

const languageNames: readonly Code[] = [
  { code: 'en', label: { en: 'English', fr: 'English', de: 'English' } },
  { code: 'fr', label: { en: 'Français', fr: 'Français', de: 'Français' } },
  { code: 'de', label: { en: 'Deutsch', fr: 'Deutsch', de: 'Deutsch' } },
];

/** The lists forms may name: the profile's code lists, and its roles, organisations and indicators as lists. */
const codeSourceOf = (profile: Profile): CodeSource => {
  const lists = new Map<string, readonly Code[]>(
    Object.values(profile.codeLists).map((list) => [
      list.id,
      list.codes.map((code) => codeOf(code, typeof code.valid_to === 'string')),
    ]),
  );
  lists.set(
    'roles',
    profile.roles.map((role) => ({ code: role.code, label: role.names })),
  );
  lists.set(
    'organisations',
    profile.organisations.map((one) => ({ code: one.code, label: one.names })),
  );
  lists.set('staff-languages', languageNames);
  lists.set(
    'duty-channels',
    ownCodes(directoryLists['duty-channels'], (code) => `directory.code.duty-channels.${code}`),
  );
  lists.set(
    'indicators',
    profile.indicators.map((one) => ({ code: one.id, label: one.names })),
  );
  return (name) => {
    const list = lists.get(name);
    if (!list) throw new Error(`the profile has no code list "${name}"`);
    return list;
  };
};

/** Every list a form of any room may name: the profile's, and what rooms add to them. */
export const codesFor = (profile: Profile): CodeSource =>
  withMatchingLists(
    profile,
    withTriageLists(
      profile,
      withReferralLists(
        profile,
        withAccommodationLists(
          profile,
          withProceedingsLists(
            profile,
            withAssistanceLists(
              profile,
              withProtectionLists(
                withIdentificationLists(
                  profile,
                  withPortalLists(withCaseLists(withConsentLists(profile, codeSourceOf(profile)))),
                ),
              ),
            ),
          ),
        ),
      ),
    ),
  );
