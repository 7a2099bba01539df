import type { PrintedBlock, PrintedDocument, PrintedFact } from '../../../platform/document/index.ts';
import { codeLabel } from '../../../platform/form/index.ts';
import type { FileContext, PageContext } from '../../../platform/web/index.ts';
import { staffLanguages, type Words, wordsFor } from '../../../platform/words.ts';
import type { Profile } from '../../../profile/index.ts';
import { lawInWords } from '../../cases/index.ts';
import { bodyName } from '../../directory/index.ts';
import type { OpenDecision } from '../actions/index.ts';
import { stayEvents, stayMachine } from '../steps.ts';
import { isStepSure, stayName } from './parts.tsx';

/** The language decisions are made in. */
const official = 'fr';
const remedy = 'REMEDY-STAY';

type Reader = {
  readonly profile: Profile;
  readonly page: PageContext;
  readonly context: FileContext;
  /** Language asked for the translation sheet. */
  readonly sheet: string;
};

type Told = { readonly opened: OpenDecision; readonly reader: Reader; readonly words: Words };

const label = (words: Words, text: string) => ({ text, language: words.language });
const heading = (words: Words, level: 1 | 2, text: string): PrintedBlock => ({
  ...{ kind: 'heading', level, text: label(words, text) },
});
const paragraph = (words: Words, text: string): PrintedBlock => ({ kind: 'paragraph', text: label(words, text) });
const notice = (words: Words, text: string): PrintedBlock => ({ kind: 'notice', text: label(words, text) });

const isCertificate = ({ decision }: OpenDecision): boolean => decision.event === stayEvents.grantReflection;

const titleOf = ({ opened, words }: Told): string => words.t(`protection.document.title.${opened.decision.event}`);

const codeIn = (told: Told, list: string, code: string): string => {
  const found = told.reader.page.codes(list).find((one) => one.code === code);
  return found === undefined ? code : codeLabel(told.words, found);
};

const lawOf = ({ opened, reader, words }: Told): string => {
  const step = reader.profile.steps(stayMachine).transitions.find(({ id }) => id === opened.decision.step);
  if (step === undefined) return '–';
  return isStepSure(reader.profile, step, opened.decision.decidedOn)
    ? lawInWords(words, step.law)
    : `${lawInWords(words, step.law)} ${words.t('protection.clock.unverified')}`;
};

const factsOf = (told: Told): readonly PrintedFact[] => {
  const { opened, words, reader } = told;
  const { decision, person, view } = opened;
  const nationality = person['nationality'];
  const given: readonly (readonly [string, string | undefined])[] = [
    ['name', person['name']],
    ['born', person['date_of_birth']],
    ['nationality', nationality === undefined ? undefined : codeIn(told, 'countries', nationality)],
    ['number', view.file.stay?.number],
    ['state', stayName(reader.profile, words, decision.toState)],
    ['decided_on', words.date(decision.decidedOn, 'long')],
    ['until', decision.until === null ? undefined : words.date(decision.until, 'long')],
    ['law', lawOf(told)],
    ['served_on', decision.servedOn === null ? '…………………………………' : words.date(decision.servedOn, 'long')],
  ];
  return given.flatMap(([key, text]) =>
    text === undefined
      ? []
      : [{ label: label(words, words.t(`protection.document.field.${key}`)), value: label(words, text) }],
  );
};

const reasonsOf = (told: Told): readonly PrintedBlock[] => {
  const { opened, words } = told;
  const { decision, reason } = opened;
  if (decision.reasons.length === 0 && reason === null) return [];
  return [
    heading(words, 2, words.t('protection.document.reasons')),
    ...decision.reasons.map((code) => paragraph(words, codeIn(told, 'stay-reasons', code))),
    // Written by the officer, in the language it was written in.
    ...(reason === null ? [] : [{ kind: 'paragraph', text: { text: reason } } as const]),
  ];
};

const promises = ['cooperation', 'removal', 'help', 'ends'] as const;

/** What a decision means for the person, in plain words, where there is more to say than its title. */
const meaningOf = ({ opened, words }: Told): readonly PrintedBlock[] => {
  const said = `protection.document.means.${opened.decision.event}`;
  const texts = isCertificate(opened)
    ? promises.map((key) => words.t(`protection.document.certificate.${key}`))
    : [said].filter((key) => words.has(key)).map((key) => words.t(key));
  return texts.length === 0
    ? []
    : [heading(words, 2, words.t('protection.document.means')), ...texts.map((text) => paragraph(words, text))];
};

/** Steps that the person takes: there is nothing to appeal against. */
const own: readonly string[] = [stayEvents.grantReflection, 'apply_permit', 'leave'];

const remedyOf = ({ opened, words, reader }: Told): readonly PrintedBlock[] => {
  const law = reader.profile.laws.find(({ id }) => id === remedy);
  if (law === undefined || own.includes(opened.decision.event)) return [];
  const mark = law.verified_on === null ? ` ${words.t('protection.clock.unverified')}` : '';
  return [
    heading(words, 2, words.t('protection.document.remedy')),
    paragraph(words, `${reader.profile.nameIn(law.text, words.language)} (${lawInWords(words, law.law)})${mark}`),
  ];
};

const body = (told: Told): readonly PrintedBlock[] => [
  heading(told.words, 1, titleOf(told)),
  { kind: 'facts', facts: factsOf(told) },
  ...reasonsOf(told),
  ...meaningOf(told),
  ...remedyOf(told),
];

/** The same in a language of the person, said to be no decision; where there are no texts in it yet, that is said and English stands there. */
const sheetOf = (told: Told): readonly PrintedBlock[] => {
  const { reader } = told;
  const known = staffLanguages.find((language) => language === reader.sheet);
  if (known === official) return [];
  const words = wordsFor(known ?? 'en', reader.profile.timeZone);
  const wanted = reader.page.codes('languages').find(({ code }) => code === reader.sheet);
  const language = wanted === undefined ? reader.sheet : codeLabel(words, wanted);
  return [
    heading(words, 1, words.t('protection.document.sheet')),
    notice(
      words,
      known === undefined
        ? words.t('protection.document.sheet.missing', { language })
        : words.t('protection.document.sheet.what'),
    ),
    ...body({ ...told, words }).map((block) => (block.kind === 'heading' ? { ...block, level: 2 as const } : block)),
  ];
};

/** A decision on a stay as a document in French with a translation sheet. The name stands in it, and nowhere in the file's name or properties. */
export const decisionDocument = (opened: OpenDecision, reader: Reader): PrintedDocument => {
  const { profile, page, context } = reader;
  const words = wordsFor(official, profile.timeZone);
  const told: Told = { opened, reader, words };
  const title = `${titleOf(told)} · ${opened.view.file.stay?.number ?? opened.view.file.reference}`;
  return {
    ...{ language: official, title, unshown: words.t('platform.document.unshown') },
    letterhead: [
      bodyName(profile, words, opened.view.file.organisationId),
      profile.nameIn(profile.settings.names, official),
    ],
    mark: context.synthetic ? words.t('platform.synthetic') : null,
    foot: `${title} · ${words.date(page.now, 'moment')}`,
    pageOf: words.t('platform.document.page', { page: '{page}', pages: '{pages}' }),
    blocks: [
      ...(context.synthetic ? [notice(words, words.t('platform.synthetic'))] : []),
      ...body(told),
      ...sheetOf(told),
    ],
  };
};
