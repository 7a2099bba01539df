import type { Code } from '../../../platform/form/index.ts';
import type { Names, Profile, SentenceKind } from '../../../profile/index.ts';
import { aggravationsOf, elementsOf, pointCode } from '../rules/judging/index.ts';

const named = ({ id, names, article }: { id: string; names: Names; article?: string }): Code => ({
  code: id,
  label:
    article === undefined
      ? names
      : Object.fromEntries(Object.entries(names).map(([language, name]) => [language, `${name} · ${article}`])),
});

/** Elements of every offence somebody can be charged with, under `OFFENCE:element`, in groups by what they say. */
const elements = (profile: Profile): readonly Code[] =>
  profile.offences.offences
    .filter(({ charge }) => charge !== undefined && !charge.only_aggravates)
    .flatMap((offence) =>
      elementsOf(profile, offence).map(({ code, names }) => ({ code: pointCode(offence.id, code), label: names })),
    );

/** What makes an offence worse, each with the point of its article. */
const aggravations = (profile: Profile): readonly Code[] => {
  const all = profile.offences.offences.flatMap((offence) => aggravationsOf(profile, offence));
  return [...new Map(all.map((one) => [one.code, one])).values()].map(({ code, offence, element }) => ({
    code,
    label: Object.fromEntries(
      Object.entries(element.names).map(([language, name]) => [
        language,
        `${offence.article} ${element.point ?? ''} ${name}`,
      ]),
    ),
  }));
};

const mostCharges = 60;

const numbers: readonly Code[] = Array.from({ length: mostCharges }, (_, index) => {
  const code = String(index + 1);
  return { code, label: { en: code, fr: code, de: code } };
});

const kindsInOrder: readonly SentenceKind[] = [
  ...(['prison', 'deferral', 'work', 'fine'] as const),
  ...(['confiscation', 'ban', 'closure', 'exclusion'] as const),
];

/** Lists that the profile's offences and rules of justice give. */
export const courtCodes = (profile: Profile): readonly (readonly [string, readonly Code[]])[] => {
  const { justice, offences } = profile;
  const notices = justice.notices.map(({ code, names }) => ({ code, label: names }));
  const asked = new Set(justice.notices.filter(({ when }) => when === 'on_request').map(({ code }) => code));
  const forms = offences.sentence_forms.toSorted(
    (one, other) => kindsInOrder.indexOf(one.kind) - kindsInOrder.indexOf(other.kind),
  );
  return [
    ['offence-elements', elements(profile)],
    ['offence-aggravations', aggravations(profile)],
    ['charge-numbers', numbers],
    [
      'offences-charged',
      offences.offences
        .filter(({ charge, in_force: text }) => charge !== undefined && !charge.only_aggravates && !text.awaits_law)
        .map(named),
    ],
    ['sentence-forms', forms.map(named)],
    ['victim-notices', notices],
    ['notices-on-request', notices.filter(({ code }) => asked.has(code))],
    ['two-track-facts', (justice.two_track?.facts ?? []).map(({ code, names }) => ({ code, label: names }))],
  ];
};
