import type { PrintedBlock, PrintedDocument } from '../../../../platform/document/index.ts';
import { type FileContext, named, type PageContext } from '../../../../platform/web/index.ts';
import type { Profile } from '../../../../profile/index.ts';
import type { AnswerToPerson } from '../../actions/rights/answer.ts';
import { regimeOf } from '../../actions/rights/requests.ts';
import { consentState } from '../../rules.ts';
import { bodyName } from '../../../directory/index.ts';
import { groundText, type RightsTools } from './parts.tsx';

/** A part of the answer as people read it, on the screen and on paper. */
export type AnswerSection = {
  readonly title: string;
  readonly text: string | null;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
};

/** What the answer is read in, and the facts of the case that the room of cases tells. */
export type Reading = {
  readonly answer: AnswerToPerson;
  readonly caseFacts: readonly { readonly label: string; readonly value: string }[];
  readonly profile: Profile;
  readonly page: PageContext;
  readonly openedTexts: RightsTools['openedTexts'];
};

const partTitle = (page: PageContext, code: string): string =>
  page.words.has(`cases.code.sealed-parts.${code}`)
    ? page.words.t('identity.rights.texts_of', { part: page.words.t(`cases.code.sealed-parts.${code}`) })
    : page.words.t(`identity.rights.part.${code}`);

const consentFacts = ({ answer, profile, page }: Reading): AnswerSection['facts'] =>
  answer.consents.map((one) => ({
    label: page.words.date(one.givenOn, 'long'),
    value: [
      page.words.t(`identity.consent.${consentState(one, page.today)}`),
      one.organisations.map((id) => bodyName(profile, page.words, id)).join(', '),
      one.compartments.map((part) => named(page, 'sealed-parts', part)).join(', '),
    ].join(' · '),
  }));

const recipientFacts = ({ answer, profile, page }: Reading): AnswerSection['facts'] =>
  [...Map.groupBy(answer.recipients, ({ organisationId }) => organisationId)].map(([body, held]) => ({
    label: bodyName(profile, page.words, body),
    value: [...new Set(held.map((one) => named(page, 'sealed-parts', one.compartment)))].join(', '),
  }));

const openingFacts = ({ answer, profile, page }: Reading): AnswerSection['facts'] =>
  answer.openings.map((one) => ({
    label: `${bodyName(profile, page.words, one.organisationId)} · ${named(page, 'sealed-parts', one.compartment)}`,
    value: page.words.t('identity.rights.answer.opened', {
      ...{ count: one.times, last: page.words.date(one.lastAt, 'long') },
      purpose: one.purpose === null ? '–' : named(page, 'opening-purposes', one.purpose),
    }),
  }));

const factsOfPart = (reading: Reading, code: string): AnswerSection['facts'] => {
  const { answer, page, openedTexts } = reading;
  if (code === 'case') return reading.caseFacts;
  if (code === 'consents') return consentFacts(reading);
  if (code === 'recipients') return recipientFacts(reading);
  if (code === 'openings') return openingFacts(reading);
  return openedTexts(page, answer.opened[code] ?? {}).map(({ label, text }) => ({ label, value: text }));
};

const given = (reading: Reading, code: string): AnswerSection => {
  const facts = factsOfPart(reading, code);
  const { t } = reading.page.words;
  const isFolded = code === 'recipients_protected';
  const text = isFolded ? t('identity.rights.answer.named_above') : t('identity.rights.answer.nothing');
  return { title: partTitle(reading.page, code), text: facts.length === 0 ? text : null, facts };
};

const withheld = ({ profile, page }: Reading, code: string, ground: string): AnswerSection => ({
  title: partTitle(page, code),
  text: page.words.t('identity.rights.answer.withheld', { ground: groundText(profile, page, ground) }),
  facts: [],
});

/** Where the person can turn, whatever was withheld: always said, by its law. */
const remedy = ({ answer, profile, page }: Reading): AnswerSection => {
  const regime = regimeOf(profile, answer.request.organisationId);
  return {
    title: page.words.t('identity.rights.answer.remedy'),
    text: page.words.t('identity.rights.answer.remedy_text', {
      ...{ authority: profile.nameIn(regime.authority, page.words.language), law: regime.complaint_law },
    }),
    facts: [],
  };
};

/** The whole answer, part by part in the order it was decided, then where to complain. */
export const answerSections = (reading: Reading): readonly AnswerSection[] => [
  ...[...reading.answer.decisions].map(([code, decision]) =>
    decision === 'give' ? given(reading, code) : withheld(reading, code, decision),
  ),
  remedy(reading),
];

const blocksOf = ({ title, text, facts }: AnswerSection): readonly PrintedBlock[] => [
  { kind: 'heading', level: 2, text: { text: title } },
  ...(text === null ? [] : [{ kind: 'paragraph', text: { text } } as const]),
  ...(facts.length === 0
    ? []
    : [
        {
          kind: 'facts',
          facts: facts.map(({ label, value }) => ({ label: { text: label }, value: { text: value } })),
        } as const,
      ]),
];

/** The answer on paper. Its title says what it is and never who asked. */
export const answerDocument = (reading: Reading, { synthetic }: FileContext): PrintedDocument => {
  const { page, profile, answer } = reading;
  const { words } = page;
  const { request } = answer;
  return {
    language: words.language,
    title: words.t('identity.rights.answer.paper', { reference: request.reference }),
    letterhead: [bodyName(profile, words, request.organisationId), words.date(page.now, 'long')],
    mark: synthetic ? words.t('identity.rights.answer.synthetic') : null,
    foot: words.t('identity.rights.answer.foot'),
    pageOf: words.t('identity.rights.answer.page_of'),
    unshown: words.t('identity.rights.answer.unshown'),
    blocks: [
      { kind: 'heading', level: 1, text: { text: words.t('identity.rights.answer.head') } },
      {
        kind: 'paragraph',
        text: { text: words.t('identity.rights.answer.intro', { received: words.date(request.receivedOn, 'long') }) },
      },
      ...answerSections(reading).flatMap(blocksOf),
    ],
  };
};
