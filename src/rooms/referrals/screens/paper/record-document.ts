import type { Instant } from '../../../../platform/clock.ts';
import type { PrintedBlock, PrintedDocument, PrintedFact } from '../../../../platform/document/index.ts';
import type { FileContext, PageContext } from '../../../../platform/web/index.ts';
import type { Words } from '../../../../platform/words.ts';
import type { Profile } from '../../../../profile/index.ts';
import type { Opened } from '../../../identity/index.ts';
import { documentDate } from '../document-date.ts';
import { groupedFingerprint } from '../../actions/read/fingerprint.ts';
import type { RecordedQuestion, RecordedSection, RecordedSubject } from '../../actions/read/record.ts';
import type { ReportView } from '../../actions/read/report.ts';
import { referralCodes } from '../../facts/lists.ts';
import { formVersion } from '../../facts/sections.ts';
import { personTitle, sectionTitle } from '../writing/parts.tsx';
import { openedText, type Reading, readQuestion } from './answers.ts';
import { bodyName } from '../../../directory/index.ts';
import { named } from '../../../../platform/web/index.ts';

/** What a record on paper is made of. `purpose` when sealed texts were opened for it. */
export type RecordOnPaper = {
  readonly view: ReportView;
  readonly opened: ReadonlyMap<string, Opened>;
  readonly purpose: string | null;
};

/** Who reads it, in which installation. */
type Reader = { readonly profile: Profile; readonly page: PageContext; readonly context: FileContext };

const fact = (label: string, value: string): PrintedFact => ({ label: { text: label }, value: { text: value } });
const heading = (level: 1 | 2 | 3 | 4, text: string): PrintedBlock => ({ kind: 'heading', level, text: { text } });

const moment = (words: Words, at: string): string => words.date(at as Instant, 'moment');

const isUnanswered = ({ sealed, text }: RecordedQuestion): boolean => !sealed && text === null;

const factOf = (reading: Reading, question: RecordedQuestion, opened: Opened | undefined): PrintedFact => {
  const { words } = reading.wording;
  const read = readQuestion(reading, question);
  const recordedIn = { language: reading.recordedIn };
  const label = read.isTranslated ? { text: read.label } : { text: read.label, ...recordedIn };
  if (!question.sealed) return { label, value: { text: read.text ?? '', ...(read.isTranslated ? {} : recordedIn) } };
  const text = opened?.[question.compartment]?.[question.path];
  return text === undefined
    ? { label, value: { text: words.t('referrals.record.sealed') }, soft: true }
    : { label, value: { text: openedText(reading.wording, question, text), ...recordedIn } };
};

/** What was asked and not answered, in one line: it was asked, and that is all there is to say. */
const unansweredBlocks = (reading: Reading, questions: readonly RecordedQuestion[]): readonly PrintedBlock[] => {
  if (questions.length === 0) return [];
  const labels = questions.map((question) => readQuestion(reading, question).label);
  const text = reading.wording.words.t('referrals.paper.unanswered', { questions: labels.join(' · ') });
  return [{ kind: 'paragraph', soft: true, text: { text } }];
};

const rowBlocks = (
  reading: Reading,
  [row, questions]: readonly [string | null, readonly RecordedQuestion[]],
  opened: Opened | undefined,
): readonly PrintedBlock[] => {
  const facts = questions.filter((one) => !isUnanswered(one)).map((question) => factOf(reading, question, opened));
  return [
    ...(row === null ? [] : [heading(4, row)]),
    ...(facts.length === 0 ? [] : [{ kind: 'facts', facts } as const]),
    ...unansweredBlocks(reading, questions.filter(isUnanswered)),
  ];
};

const sectionBlocks = (
  reading: Reading,
  section: RecordedSection,
  opened: Opened | undefined,
): readonly PrintedBlock[] => {
  const rows = Map.groupBy(section.questions, (question) => readQuestion(reading, question).row);
  return [
    heading(3, sectionTitle(reading.wording.words, section.key)),
    ...[...rows].flatMap((row) => rowBlocks(reading, row, opened)),
  ];
};

const subjectBlocks = (
  { view, opened }: RecordOnPaper,
  { profile, page }: Reader,
  subject: { readonly record: RecordedSubject; readonly id: string; readonly title: string },
): readonly PrintedBlock[] => {
  const reading: Reading = {
    wording: { words: page.words, room: 'referrals', codes: referralCodes(profile) },
    recordedIn: subject.record.language,
    isTodaysForm: view.report.form_version === formVersion,
  };
  return [
    heading(2, subject.title),
    ...subject.record.sections.flatMap((section) => sectionBlocks(reading, section, opened.get(subject.id))),
  ];
};

const receiptFacts = ({ view }: RecordOnPaper, { profile, page: { words } }: Reader): readonly PrintedFact[] => [
  ...view.receipts.map((one) =>
    fact(
      bodyName(profile, words, one.organisationId),
      one.acknowledgedAt === null
        ? words.t('referrals.receipt.received', { at: moment(words, one.deliveredAt), code: one.receipt })
        : words.t('referrals.receipt.acknowledged', { at: moment(words, one.acknowledgedAt), code: one.receipt }),
    ),
  ),
  ...view.pending.map((one) =>
    fact(
      bodyName(profile, words, one.organisationId),
      words.t('referrals.receipt.on_the_way', { at: moment(words, one.createdAt) }),
    ),
  ),
];

const headFacts = (paper: RecordOnPaper, { profile, page }: Reader): readonly PrintedFact[] => {
  const { view, purpose } = paper;
  const { words, codes, viewer } = page;
  const own = profile.organisations.find(({ code }) => code === viewer?.organisationCode);
  return [
    fact(words.t('referrals.reference'), view.reference),
    fact(words.t('referrals.paper.sent_by'), bodyName(profile, words, view.reportingBody)),
    fact(words.t('referrals.sent.sent_at'), moment(words, view.report.sent_at)),
    fact(words.t('referrals.paper.route'), words.t(`referrals.route.${view.report.route}`)),
    fact(words.t('referrals.persons'), words.number(view.persons.length)),
    fact(words.t('referrals.paper.made_for'), own === undefined ? '' : profile.nameIn(own.names, words.language)),
    fact(words.t('referrals.paper.made_at'), words.date(page.now, 'moment')),
    fact(
      words.t('referrals.paper.opened'),
      purpose === null ? words.t('referrals.paper.not_opened') : named({ words, codes }, 'opening-purposes', purpose),
    ),
    fact(words.t('referrals.paper.fingerprint'), groupedFingerprint(view.fingerprint)),
  ];
};

const evidenceBlocks = ({ view }: RecordOnPaper, { page: { words, codes } }: Reader): readonly PrintedBlock[] => {
  if (view.files.length === 0) return [];
  const said = (file: ReportView['files'][number]): string =>
    [
      words.t('referrals.evidence.kilobytes', { size: Math.max(1, Math.ceil(file.size / 1024)) }),
      file.mediaType,
      documentDate(words, file.documentDay, file.documentPrecision),
    ]
      .filter((text) => text !== '')
      .join(' · ');
  return [
    heading(2, words.t('referrals.evidence.title')),
    {
      kind: 'facts',
      facts: view.files.map((file) => fact(named({ words, codes }, 'evidence-kinds', file.kind), said(file))),
    },
  ];
};

const openingBlocks = (paper: RecordOnPaper, reader: Reader): readonly PrintedBlock[] => {
  const { words } = reader.page;
  const notice = (key: string): PrintedBlock => ({ kind: 'notice', text: { text: words.t(key) } });
  return [
    heading(1, words.t('referrals.record.title', { reference: paper.view.reference })),
    ...(reader.context.synthetic ? [notice('platform.synthetic')] : []),
    ...(paper.purpose === null ? [] : [notice('referrals.paper.keep_locked')]),
    { kind: 'facts', facts: headFacts(paper, reader) },
    { kind: 'paragraph', soft: true, text: { text: words.t('referrals.paper.fingerprint_text') } },
    heading(2, words.t('referrals.receipt.recipients')),
    { kind: 'facts', facts: receiptFacts(paper, reader) },
  ];
};

/** The record of a report for paper: what was stored at sending, as far as it reached the reader, in the reader's language. */
export const recordDocument = (paper: RecordOnPaper, reader: Reader): PrintedDocument => {
  const { view } = paper;
  const { profile, page, context } = reader;
  const { words } = page;
  const title = words.t('referrals.record.title', { reference: view.reference });
  const version = { version: view.report.form_version };
  return {
    ...{ language: words.language, title, unshown: words.t('platform.document.unshown') },
    letterhead: [bodyName(profile, words, view.reportingBody), profile.nameIn(profile.settings.names, words.language)],
    mark: context.synthetic ? words.t('platform.synthetic') : null,
    foot: `${title} · ${words.date(page.now, 'moment')}`,
    pageOf: words.t('platform.document.page', { page: '{page}', pages: '{pages}' }),
    blocks: [
      ...openingBlocks(paper, reader),
      ...subjectBlocks(paper, reader, {
        ...{ record: view.record, id: view.report.id },
        title: words.t('referrals.overview.report'),
      }),
      ...view.persons.flatMap(({ person, record }) =>
        subjectBlocks(paper, reader, { record, id: person.id, title: personTitle(words, person.ordinal) }),
      ),
      ...evidenceBlocks(paper, reader),
      { kind: 'paragraph', soft: true, text: { text: words.t('referrals.record.form_version', version) } },
    ],
  };
};
