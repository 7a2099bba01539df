import type { PrintedBlock, PrintedDocument, PrintedFact, PrintedText } from './document.ts';
import type { PrintedLeaflet } from './leaflet.ts';

/** A text as the template takes it: its lines, its language, and in which direction it runs. */
export type SettableText = { readonly lines: readonly string[]; readonly language: string; readonly rtl: boolean };

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const anyLetter = /\p{L}/u;

/** True when the first letter of a text belongs to a script that runs from right to left. */
export const runsRightToLeft = (text: string): boolean => {
  const first = anyLetter.exec(text)?.[0];
  return first !== undefined && rightToLeft.test(first);
};

// Control characters have no letter in any font; overrides of direction would make a text read as another one.
const unprintable = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u{202D}\u{202E}\u{FEFF}\u{FFFC}]/gu;

const shownNumber = (letter: string): string =>
  `[U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/** Letters by their numbers, `[U+4E2D]`: for what cannot be drawn. Nothing is left out silently. */
export const asNumbers = (letters: string): string => [...letters].map(shownNumber).join('');

const linesOf = (text: string): readonly string[] =>
  text
    .replaceAll('\t', '    ')
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => line.replace(unprintable, shownNumber));

type Change = (line: string) => string;

const settableText =
  (language: string, change: Change) =>
  ({ text, language: own }: PrintedText): SettableText => ({
    lines: linesOf(text).map(change),
    language: own ?? language,
    rtl: runsRightToLeft(text),
  });

/** What the typesetter is given for a document; `change` replaces what cannot be drawn. */
export const settable = (document: PrintedDocument, change: Change, hasUnshown: boolean) => {
  const textOf = settableText(document.language, change);
  const factOf = ({ label, value, soft = false }: PrintedFact) => ({
    label: textOf(label),
    value: textOf(value),
    soft,
  });
  const blockOf = (block: PrintedBlock) => {
    if (block.kind === 'facts') return { kind: block.kind, facts: block.facts.map(factOf) };
    return { soft: false, ...block, text: textOf(block.text) };
  };
  const plain = (text: string): string => textOf({ text }).lines.join(' ');
  return {
    ...document,
    hasUnshown,
    title: plain(document.title),
    letterhead: document.letterhead.map(plain),
    mark: document.mark === null ? null : plain(document.mark),
    foot: plain(document.foot),
    blocks: document.blocks.map(blockOf),
  };
};

/** What the typesetter is given for a paper to be taken along. */
export const settableLeaflet = (leaflet: PrintedLeaflet, change: Change) => {
  const textOf = settableText(leaflet.language, change);
  const given = (text: PrintedText | null) => (text === null ? null : textOf(text));
  const plain = (text: string): string => textOf({ text }).lines.join(' ');
  return {
    ...leaflet,
    title: plain(leaflet.title),
    mark: leaflet.mark === null ? null : plain(leaflet.mark),
    heading: textOf(leaflet.heading),
    lead: given(leaflet.lead),
    calls: leaflet.calls.map((call) => ({
      ...{ ...call, asks: textOf(call.asks), who: textOf(call.who), number: plain(call.number) },
    })),
    parts: leaflet.parts.map(({ title, entries }) => ({
      title: textOf(title),
      entries: entries.map((one) => ({ picture: one.picture, title: given(one.title), text: given(one.text) })),
    })),
    code: leaflet.code === null ? null : { ...leaflet.code, says: textOf(leaflet.code.says) },
    notes: leaflet.notes.map(textOf),
  };
};
