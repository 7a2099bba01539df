import type { PrintDocument, PrintedBlock, PrintedDocument } from '../../../../platform/document/index.ts';
import type { CodeSource, Form } from '../../../../platform/form/index.ts';
import { isRefusal } from '../../../../platform/outcome.ts';
import { downloadScreen, type FileContext, type PageContext, type Screen } from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { referralCodes } from '../../facts/lists.ts';
import { personFormFor } from '../../facts/person-form.ts';
import { reportForm } from '../../facts/report-form.ts';
import { personSectionsFor, reportSections, type Section } from '../../facts/sections.ts';
import { personPagesOn, reportPagesOn, withSignsOf } from '../../facts/short-paths.ts';
import { sectionTitle } from '../writing/parts.tsx';
import { type PrintedQuestion, printedQuestion, type Sheet } from '../writing/sheet-text.ts';
import { loadPath, type PathPage, pathParams } from '../writing/short-paths.tsx';

const heading = (level: 1 | 2 | 3 | 4, text: string): PrintedBlock => ({ kind: 'heading', level, text: { text } });
const paragraph = (text: string, soft = false): PrintedBlock => ({ kind: 'paragraph', soft, text: { text } });

const questionBlocks = (it: PrintedQuestion): readonly PrintedBlock[] => [
  heading(4, it.label),
  ...[it.onlyIf, it.hint].flatMap((text) => (text ? [paragraph(text, true)] : [])),
  ...it.of.flatMap(questionBlocks),
  ...(it.answers ? [paragraph(it.answers)] : []),
  ...(it.untold ? [paragraph(it.untold, true)] : []),
];

type Paper = PathPage & { readonly page: PageContext; readonly codes: CodeSource };

const sectionBlocks = ({ page, codes }: Paper, form: Form<unknown>, section: Section): readonly PrintedBlock[] => {
  const sheet: Sheet = { fields: form.fields, wording: { words: page.words, room: 'referrals', codes } };
  return [
    heading(3, sectionTitle(page.words, section.key)),
    ...form.fields
      .filter(({ id }) => section.fields.includes(id))
      .flatMap((field) => questionBlocks(printedQuestion(sheet, field, [field.id]))),
  ];
};

const guidelineBlocks = ({ path, profile, page: { words } }: Paper): readonly PrintedBlock[] => {
  const said = (names: Parameters<Profile['nameIn']>[0]): string => profile.nameIn(names, words.language);
  const list = (key: string, lines: readonly string[]): readonly PrintedBlock[] =>
    lines.length === 0 ? [] : [heading(2, words.t(key)), ...lines.map((text) => paragraph(`• ${text}`))];
  return [
    ...list(
      'referrals.path.do',
      path.do.map(({ text }) => said(text)),
    ),
    ...list(
      'referrals.path.do_not',
      path.do_not.map(({ text }) => said(text)),
    ),
    ...list(
      'referrals.path.duties',
      path.duties.map(({ text, law }) => `${said(text)} (${law})`),
    ),
    ...list(
      'referrals.path.signs',
      path.signs.map((id) => said(profile.indicator(id).names)),
    ),
  ];
};

/** The questions of a short path on paper, with its guideline before them: the same fields as on screen. */
export const pathSheet = (loaded: PathPage, page: PageContext, context: FileContext): PrintedDocument => {
  const { path, profile, byDuty } = loaded;
  const { words } = page;
  const paper: Paper = { ...loaded, page, codes: withSignsOf(path, referralCodes(profile)) };
  const title = profile.nameIn(path.names, words.language);
  return {
    ...{ language: words.language, title, unshown: words.t('platform.document.unshown') },
    letterhead: [profile.nameIn(profile.settings.names, words.language)],
    mark: context.synthetic ? words.t('platform.synthetic') : null,
    foot: `${title} · ${words.date(page.now, 'long')}`,
    pageOf: words.t('platform.document.page', { page: '{page}', pages: '{pages}' }),
    blocks: [
      heading(1, title),
      { kind: 'notice', text: { text: words.t('referrals.sheet.nothing_sent') } },
      ...guidelineBlocks(paper),
      heading(2, words.t('referrals.sheet.title')),
      ...reportPagesOn(path, reportSections).flatMap((section) => sectionBlocks(paper, reportForm, section)),
      heading(2, words.t('referrals.sheet.per_person')),
      ...personPagesOn(path, personSectionsFor(byDuty)).flatMap((section) =>
        sectionBlocks(paper, personFormFor(byDuty), section),
      ),
    ],
  };
};

/** The same sheet as PDF. It holds nobody's answers: nothing is written down of reading it. */
export const pathSheetScreen = (print: PrintDocument): Screen<Profile> =>
  downloadScreen({
    ...{ room: 'referrals', permit: 'referrals.write', path: '/reports/paths/:path/sheet.pdf', params: pathParams },
    journals: [],
    reads: () => null,
    load: (scene: Scene, params: { readonly path: string }) => loadPath(scene, { params }),
    file: async (loaded, page, context) => {
      const bytes = await print(pathSheet(loaded, page, context));
      return isRefusal(bytes) ? bytes : { name: `questions-${loaded.path.code}.pdf`, type: 'application/pdf', bytes };
    },
  });
