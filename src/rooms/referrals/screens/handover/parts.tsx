import type { VNode } from 'preact';
import type { Instant, PlainDate } from '../../../../platform/clock.ts';
import type { PrintDocument } from '../../../../platform/document/index.ts';
import { type Fact, Facts, named, type PageContext } from '../../../../platform/web/index.ts';
import type { Profile } from '../../../../profile/index.ts';
import type { Handover, HandoverCodes } from '../../actions/handover.ts';
import { namedAll, type TriageTools, yesNo } from '../triage/parts.tsx';
import { bodyName } from '../../../directory/index.ts';

/** What the pages of hand-overs need beside a scene. */
export type HandoverTools = TriageTools & { readonly print: PrintDocument };

/** One fact of a hand-over as it stands on page and paper. */
export type HandoverFact = { readonly label: string; readonly value: string };

const label = (page: PageContext, id: string): string => page.words.t(`referrals.handover.fact.${id}`);

/** The codes that leave or have left, each only when the line lets it go. */
export const codeFacts = (page: PageContext, codes: HandoverCodes): readonly HandoverFact[] => {
  const { words } = page;
  const fact = (id: string, value: string | null): readonly HandoverFact[] =>
    value === null ? [] : [{ label: label(page, id), value }];
  return [
    ...fact('commune', codes.commune === null ? null : named(page, 'communes', codes.commune)),
    ...fact('persons', codes.persons === null ? null : words.number(codes.persons)),
    ...fact(
      'children',
      codes.children === null ? null : words.t(codes.children ? 'platform.form.yes' : 'platform.form.no'),
    ),
    ...fact('danger', codes.danger === null ? null : yesNo(words, codes.danger)),
    ...fact('languages', codes.languages.length === 0 ? null : namedAll(page, 'languages', codes.languages)),
    ...fact('sectors', codes.sectors.length === 0 ? null : namedAll(page, 'economic-sectors', codes.sectors)),
  ];
};

/** The ground of a hand-over: a law by its article, or the person's agreement with its day. */
export const groundText = (profile: Profile, page: PageContext, handover: Handover): string => {
  const { words } = page;
  const agreed =
    handover.agreed_on === null
      ? ''
      : words.t('referrals.handover.agreed', { on: words.date(handover.agreed_on as PlainDate, 'long') });
  if (handover.basis_kind === 'consent') return agreed;
  const basis = profile.bases.find(({ id }) => id === handover.basis_code);
  const law =
    basis === undefined ? handover.basis_code : `${profile.nameIn(basis.names, words.language)}, ${basis.article}`;
  return agreed === '' ? law : `${law} · ${agreed}`;
};

/** When and in which way it was handed over, and whether it was received. */
export const wayText = (page: PageContext, handover: Handover): string => {
  const { words } = page;
  if (handover.way !== 'here') {
    const on = words.date(handover.handed_on as PlainDate, 'long');
    return `${words.t(`referrals.handover.way.${handover.way}`)}, ${on}`;
  }
  const at = (moment: string): string => words.date(moment as Instant, 'moment');
  return handover.received_at === null
    ? words.t('referrals.handover.waits', { at: at(handover.handed_at) })
    : words.t('referrals.handover.received_at', { at: at(handover.handed_at), received: at(handover.received_at) });
};

/** Everything a hand-over says in codes: kind of matter, who, on what ground, how, and the facts. */
export const handoverFacts = (profile: Profile, page: PageContext, handover: Handover): readonly HandoverFact[] => [
  { label: page.words.t('referrals.reference'), value: handover.reference },
  { label: label(page, 'reason'), value: named(page, 'redirect-reasons', handover.reason) },
  { label: label(page, 'from'), value: bodyName(profile, page.words, handover.from_organisation_id) },
  { label: label(page, 'to'), value: bodyName(profile, page.words, handover.to_organisation_id) },
  { label: label(page, 'ground'), value: groundText(profile, page, handover) },
  { label: label(page, 'way'), value: wayText(page, handover) },
  ...codeFacts(page, handover),
];

/** Facts in a list. */
export const FactList = ({ facts }: { readonly facts: readonly Fact[] }): VNode => <Facts facts={facts} />;
