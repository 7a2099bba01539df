import type { Code, CodeSource } from '../../../platform/form/index.ts';
import { staffLanguages, wordsFor } from '../../../platform/words.ts';
import type { Indicator, Profile } from '../../../profile/index.ts';
import { hotlineLists } from './call-lists.ts';
import { supplementLists } from './supplement-lists.ts';
import { paperWays } from './handover-form.ts';

const childForms = ['child', 'child_sale', 'illegal_adoption'];

const listOfSign = ({ forms, dimension }: Indicator): string => {
  if (forms.length > 0 && forms.every((form) => childForms.includes(form))) return 'signs-child';
  return dimension === 'observation' ? 'signs-situation' : 'signs-general';
};

const signs = (profile: Profile, list: string): readonly Code[] => {
  const dimensions = new Map(profile.indicatorDimensions.map(({ code, names }) => [code, names]));
  return profile.indicators
    .filter((one) => listOfSign(one) === list)
    .map((one): Code => {
      const group = dimensions.get(one.dimension);
      return { code: one.id, label: one.names, ...(group ? { group } : {}) };
    });
};

const bodies = (profile: Profile, codes: readonly string[]): readonly Code[] =>
  [...new Set(codes)].map((code) => ({ code, label: profile.organisation(code).names }));

/** Bodies a matter may be redirected to, each with the kinds of matter that belong there. */
const redirectBodies = (profile: Profile): readonly Code[] => {
  const named = Map.groupBy(profile.sharing.redirects, ({ to }) => to);
  return [...named].map(([code, lines]) => ({
    code,
    label: Object.fromEntries(
      staffLanguages.map((language) => {
        const matters = lines.map(({ reason }) => profile.codeName('redirect-reasons', reason, language));
        return [language, `${profile.nameIn(profile.organisation(code).names, language)} · ${matters.join(', ')}`];
      }),
    ),
  }));
};

const handoverWays = (): readonly Code[] =>
  paperWays.map((code) => ({
    code,
    label: Object.fromEntries(
      staffLanguages.map((language) => [language, wordsFor(language).t(`referrals.handover.way.${code}`)]),
    ),
  }));

const listsOf = (profile: Profile): Readonly<Record<string, readonly Code[]>> => {
  const senders = profile.sharing.routes.flatMap((one) => one.senders);
  const authorities = (['identifies', 'polices', 'prosecutes'] as const).flatMap((part) =>
    profile.organisationsPlaying(part).map((one) => one.code),
  );
  return {
    'signs-general': signs(profile, 'signs-general'),
    'signs-child': signs(profile, 'signs-child'),
    'signs-situation': signs(profile, 'signs-situation'),
    'signs-any': ['signs-general', 'signs-child', 'signs-situation'].flatMap((list) => signs(profile, list)),
    'reporting-bodies': bodies(profile, senders),
    authorities: bodies(profile, authorities),
    'short-paths': profile.shortPaths.map(({ code, names }) => ({ code, label: names })),
    'redirect-bodies': redirectBodies(profile),
    'handover-ways': handoverWays(),
    ...hotlineLists(profile),
    ...supplementLists(),
  };
};

/**
 * The lists this room adds to those of the staff program: signs from the indicators, bodies that may report, and
 * authorities that may have been told before.
 */
export const withReferralLists = (profile: Profile, codes: CodeSource): CodeSource => {
  const own = listsOf(profile);
  return (list) => (Object.hasOwn(own, list) ? (own[list] ?? []) : codes(list));
};

const known = new WeakMap<Profile, CodeSource>();

const codesOfProfile =
  (profile: Profile): CodeSource =>
  (list) =>
    profile.codeList(list).codes.map((one) => ({
      code: one.code,
      label: one.names,
      ...(one.aliases ? { synonyms: one.aliases } : {}),
      ...(one.valid_to ? { retired: true } : {}),
      ...groupOf(profile, list, one.group),
    }));

const groupOf = (profile: Profile, list: string, group: string | undefined): Pick<Code, 'group'> => {
  const found = profile.codeList(list).groups?.find((one) => one.code === group);
  return found ? { group: found.names } : {};
};

const remembered = (source: CodeSource): CodeSource => {
  const lists = new Map<string, readonly Code[]>();
  return (list) => {
    const codes = lists.get(list) ?? source(list);
    lists.set(list, codes);
    return codes;
  };
};

/** Every list the forms of this room name, from the profile alone: for actions, which have no page. Made once. */
export const referralCodes = (profile: Profile): CodeSource => {
  const codes = known.get(profile) ?? remembered(withReferralLists(profile, codesOfProfile(profile)));
  known.set(profile, codes);
  return codes;
};

const formGroup: Readonly<Record<string, readonly string[]>> = {
  labour: ['labour', 'domestic'],
  domestic: ['domestic', 'labour'],
  sexual: ['sexual'],
  begging: ['begging'],
  criminal: ['criminality'],
  organ: ['organ'],
  marriage: ['forced_marriage'],
  children: ['child', 'child_sale', 'illegal_adoption', 'surrogacy'],
};

/**
 * The same lists for one person's page: only the signs that belong to the forms of exploitation chosen so far (all while
 * none is), and whatever was already chosen; so that nobody reads a hundred lines for nothing.
 */
export const withFittingSigns = (
  profile: Profile,
  codes: CodeSource,
  person: { readonly forms: readonly string[]; readonly chosen: readonly string[] },
): CodeSource => {
  const groups = person.forms.map(
    (form) => profile.codeList('exploitation-forms').codes.find((it) => it.code === form)?.group,
  );
  const wanted = groups.flatMap((group) => formGroup[group ?? ''] ?? []);
  const fits = (id: string): boolean => {
    const { forms } = profile.indicator(id);
    return (
      forms.length === 0 || forms.some((form) => ['general', 'online', 'child'].includes(form) || wanted.includes(form))
    );
  };
  const isList = (list: string): boolean => list.startsWith('signs-');
  if (wanted.length === 0) return codes;
  return (list) =>
    isList(list) ? codes(list).filter(({ code }) => person.chosen.includes(code) || fits(code)) : codes(list);
};

/** The answers about support this sender may give: *transferred* only where the profile lets it hand people over. */
export const withSupportAnswers = (profile: Profile, codes: CodeSource, senderCode: string): CodeSource =>
  profile.mayTransferToSupport(senderCode)
    ? codes
    : (list) =>
        list === 'support-information' ? codes(list).filter(({ code }) => code !== 'transferred') : codes(list);
