import type { PrintedBlock, PrintedDocument, PrintedFact } from '../../../platform/document/index.ts';
import { codeLabel } from '../../../platform/form/index.ts';
import type { FileContext, PageContext } from '../../../platform/web/index.ts';
import { paperWordsFor, staffLanguages, type Words, wordsFor } from '../../../platform/words.ts';
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

/** A reason in the reader's language where the profile says it in that, otherwise in English, and marked as English. */
const reasonIn = (told: Told, code: string): PrintedBlock => {
  const found = told.reader.page.codes('stay-reasons').find((one) => one.code === code);
  const language = found !== undefined && told.words.language in found.label ? told.words.language : 'en';
  return { kind: 'paragraph', text: { text: codeIn(told, 'stay-reasons', code), language } };
};

type Said = { readonly text: string; readonly language: string };

const isStaffs = ({ language }: Words): boolean => staffLanguages.some((one) => one === language);

/** Laws are cited in the languages the law has; elsewhere as the decision itself cites them. */
const citing = ({ words, reader }: Told): Words =>
  isStaffs(words) ? words : wordsFor(official, reader.profile.timeZone);

const lawOf = (told: Told): Said => {
  const { opened, reader } = told;
  const words = citing(told);
  const step = reader.profile.steps(stayMachine).transitions.find(({ id }) => id === opened.decision.step);
  if (step === undefined) return label(words, '–');
  return label(
    words,
    isStepSure(reader.profile, step, opened.decision.decidedOn)
      ? lawInWords(words, step.law)
      : `${lawInWords(words, step.law)} ${words.t('protection.clock.unverified')}`,
  );
};

const countryIn = (told: Told, code: string): string =>
  isStaffs(told.words)
    ? codeIn(told, 'countries', code)
    : (new Intl.DisplayNames([told.words.language], { type: 'region', fallback: 'none' }).of(code) ?? code);

const factsOf = (told: Told): readonly PrintedFact[] => {
  const { opened, words, reader } = told;
  const { decision, person, view } = opened;
  const nationality = person['nationality'];
  const given: readonly (readonly [string, string | Said | undefined])[] = [
    ['name', person['name']],
    ['born', person['date_of_birth']],
    ['nationality', nationality === undefined ? undefined : countryIn(told, nationality)],
    ['number', view.file.stay?.number],
    // The title says it too: where the profile has no name of the state in a language, nothing foreign stands there.
    ['state', isStaffs(words) ? stayName(reader.profile, words, decision.toState) : undefined],
    ['decided_on', words.date(decision.decidedOn, 'long')],
    ['until', decision.until === null ? undefined : words.date(decision.until, 'long')],
    ['law', lawOf(told)],
    ['served_on', decision.servedOn === null ? '…………………………………' : words.date(decision.servedOn, 'long')],
  ];
  return given.flatMap(([key, said]) =>
    said === undefined
      ? []
      : [
          {
            label: label(words, words.t(`protection.document.field.${key}`)),
            value: typeof said === 'string' ? label(words, said) : said,
          },
        ],
  );
};

const reasonsOf = (told: Told): readonly PrintedBlock[] => {
  const { opened, words } = told;
  const { decision, reason } = opened;
  if (decision.reasons.length === 0 && reason === null) return [];
  return [
    heading(words, 2, words.t('protection.document.reasons')),
    ...decision.reasons.map((code) => reasonIn(told, code)),
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
const ownSteps: readonly string[] = [stayEvents.grantReflection, 'apply_permit', 'leave'];

const remedyOf = ({ opened, words, reader }: Told): readonly PrintedBlock[] => {
  const law = reader.profile.laws.find(({ id }) => id === remedy);
  if (law === undefined || ownSteps.includes(opened.decision.event)) return [];
  const cited = citing({ opened, words, reader });
  const mark = law.verified_on === null ? ` ${cited.t('protection.clock.unverified')}` : '';
  const text = reader.profile.nameIn(law.text, words.language);
  const isSaid = words.language in law.text;
  return [
    heading(words, 2, words.t('protection.document.remedy')),
    isSaid ? paragraph(words, text) : { kind: 'paragraph', text: { text, language: 'en' } },
    paragraph(cited, `${lawInWords(cited, law.law)}${mark}`),
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
  if (reader.sheet === official) return [];
  const zone = reader.profile.timeZone;
  const known = staffLanguages.find((language) => language === reader.sheet);
  const own = known === undefined ? paperWordsFor(reader.sheet, zone) : wordsFor(known, zone);
  const words = own ?? wordsFor('en', zone);
  const wanted = reader.page.codes('languages').find(({ code }) => code === reader.sheet);
  const language = wanted === undefined ? reader.sheet : codeLabel(words, wanted);
  return [
    heading(words, 1, words.t('protection.document.sheet')),
    notice(
      words,
      own === null
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
