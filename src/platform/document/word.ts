import type * as Docx from 'docx';
import type { PrintedDocument } from './document.ts';
import { settable, type SettableText } from './settable.ts';

type Library = typeof Docx;
type Settable = ReturnType<typeof settable>;
type Block = Settable['blocks'][number];

const ink = '1F2430';
const softInk = '565E6E';
const line = 'C9CDD6';
const alarm = '8A1C1C';
const font = 'Noto Sans';

/** Widths in twentieths of a point: what A4 leaves between margins of 20 mm. */
const textWidth = 9638;
const labelWidth = 3470;

type Look = { readonly soft?: boolean; readonly italic?: boolean };

const runsOf = (word: Library, text: SettableText, look: Look = {}): Docx.TextRun[] =>
  text.lines.map(
    (said, at) =>
      new word.TextRun({
        text: said,
        // Only what differs is said: a *no* here would undo what the style of a heading says.
        ...(at === 0 ? {} : { break: 1 }),
        ...(look.soft === true ? { color: softInk } : {}),
        ...(look.italic === true ? { italics: true } : {}),
        ...(text.rtl ? { rightToLeft: true } : {}),
        // Read aloud in its own language, and left alone by a spelling check in another one.
        language: text.rtl ? { bidirectional: text.language } : { value: text.language },
      }),
  );

const directionOf = ({ rtl }: SettableText) => (rtl ? { bidirectional: true } : {});

const paragraphOf = (word: Library, text: SettableText, look: Look = {}): Docx.Paragraph =>
  new word.Paragraph({ children: runsOf(word, text, look), ...directionOf(text) });

const levels = ['Heading1', 'Heading2', 'Heading3', 'Heading4'] as const;

const factsOf = (word: Library, facts: Extract<Block, { kind: 'facts' }>['facts']): Docx.Table =>
  new word.Table({
    columnWidths: [labelWidth, textWidth - labelWidth],
    width: { size: textWidth, type: word.WidthType.DXA },
    layout: word.TableLayoutType.FIXED,
    borders: word.TableBorders.NONE,
    // The label is the head of its row, which is what a screen reader says before the value.
    tableLook: { firstColumn: true, firstRow: false, lastRow: false, lastColumn: false, noHBand: true, noVBand: true },
    rows: facts.map(
      ({ label, value, soft }) =>
        new word.TableRow({
          children: [
            new word.TableCell({
              width: { size: labelWidth, type: word.WidthType.DXA },
              children: [paragraphOf(word, label, { soft: true })],
            }),
            new word.TableCell({
              width: { size: textWidth - labelWidth, type: word.WidthType.DXA },
              children: [paragraphOf(word, value, soft ? { soft: true, italic: true } : {})],
            }),
          ],
        }),
    ),
  });

const noticeOf = (word: Library, text: SettableText): Docx.Paragraph =>
  new word.Paragraph({
    style: 'Notice',
    children: runsOf(word, text),
    ...directionOf(text),
  });

const blockOf = (word: Library, block: Block): Docx.Paragraph | Docx.Table => {
  if (block.kind === 'facts') return factsOf(word, block.facts);
  if (block.kind === 'notice') return noticeOf(word, block.text);
  if (block.kind === 'paragraph') return paragraphOf(word, block.text, { soft: block.soft });
  return new word.Paragraph({
    style: levels[block.level - 1] ?? 'Heading4',
    children: runsOf(word, block.text),
    ...directionOf(block.text),
  });
};

/** Half points, and twentieths of a point around. */
const headingStyle = (size: number, before: number, after: number) => ({
  run: { font, size, bold: true, color: ink },
  paragraph: { spacing: { before, after }, keepNext: true },
});

const stylesOf = (language: string): Docx.IStylesOptions => ({
  default: {
    document: {
      run: { font, size: 19, color: ink, language: { value: language } },
      paragraph: { spacing: { after: 140, line: 276 } },
    },
    heading1: headingStyle(34, 240, 160),
    heading2: headingStyle(26, 320, 160),
    heading3: headingStyle(21, 260, 120),
    heading4: headingStyle(19, 220, 100),
  },
  paragraphStyles: [
    {
      ...{ id: 'Notice', name: 'Notice', basedOn: 'Normal', quickFormat: true },
      paragraph: {
        indent: { left: 140 },
        border: { left: { style: 'single', size: 16, color: ink, space: 6 } },
        shading: { type: 'clear', color: 'auto', fill: 'F2F3F6' },
        spacing: { before: 120, after: 160 },
      },
    },
  ],
});

const markOf = (word: Library, mark: string): Docx.Header =>
  new word.Header({
    children: [
      new word.Paragraph({
        alignment: word.AlignmentType.CENTER,
        border: Object.fromEntries(
          ['top', 'bottom', 'left', 'right'].map((side) => [
            side,
            { style: 'single', size: 6, color: alarm, space: 4 },
          ]),
        ),
        children: [new word.TextRun({ text: mark, bold: true, size: 17, color: alarm })],
      }),
    ],
  });

/** `{page}` and `{pages}` become the fields that a word processor counts itself. */
const pageNumber = (word: Library, pageOf: string): (string | Docx.PageNumberElement)[] =>
  pageOf
    .split(/(\{pages?\})/)
    .filter((part) => part !== '')
    .map((part) => {
      if (part === '{page}') return word.PageNumber.CURRENT;
      return part === '{pages}' ? word.PageNumber.TOTAL_PAGES : part;
    });

const footOf = (word: Library, { foot, pageOf }: Settable): Docx.Footer =>
  new word.Footer({
    children: [
      new word.Paragraph({
        border: { top: { style: 'single', size: 4, color: line, space: 4 } },
        tabStops: [{ type: word.TabStopType.RIGHT, position: textWidth }],
        children: [
          new word.TextRun({ text: foot, size: 16, color: softInk }),
          new word.TextRun({ children: [new word.Tab(), ...pageNumber(word, pageOf)], size: 16, color: softInk }),
        ],
      }),
    ],
  });

const bodyOf = (word: Library, set: Settable): (Docx.Paragraph | Docx.Table)[] => [
  ...set.letterhead.map(
    (said) =>
      new word.Paragraph({
        spacing: { after: 60 },
        children: [new word.TextRun({ text: said, bold: true, color: softInk })],
      }),
  ),
  ...set.blocks.map((block) => blockOf(word, block)),
];

/**
 * The same document for a word processor: real headings, the language of each run, labels as heads of their rows, page
 * numbers as fields. Whose paper it is stands as its author; no person does. The library is loaded when it is needed.
 */
export const writeWord = async (document: PrintedDocument): Promise<Buffer> => {
  const word = await import('docx');
  const set = settable(document, (said) => said, false);
  const author = set.letterhead[0] ?? '';
  const written = new word.Document({
    ...{ title: set.title, creator: author, lastModifiedBy: author, styles: stylesOf(document.language) },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin: { top: set.mark === null ? 1247 : 1701, bottom: 1134, left: 1134, right: 1134 },
          },
        },
        ...(set.mark === null ? {} : { headers: { default: markOf(word, set.mark) } }),
        footers: { default: footOf(word, set) },
        children: bodyOf(word, set),
      },
    ],
  });
  return word.Packer.toBuffer(written);
};
