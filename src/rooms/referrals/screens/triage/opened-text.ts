import { isPlainDate } from '../../../../platform/clock.ts';
import { labelOf, type Wording } from '../../../../platform/form/index.ts';
import type { PageContext } from '../../../../platform/web/index.ts';

/** One opened text with what it is. */
export type OpenedText = { readonly field: string; readonly label: string; readonly text: string };

type PartialDateText = { readonly from?: string | null; readonly to?: string | null };

const dayText = (page: PageContext, day: string | null): string =>
  day !== null && isPlainDate(day) ? page.words.date(day, 'long') : (day ?? '…');

/** Dates that tell who somebody is are sealed as they were given; shown as the interval they lie in. */
const readable = (page: PageContext, text: string): string => {
  if (isPlainDate(text)) return dayText(page, text);
  if (!text.startsWith('{')) return text;
  try {
    const { from, to } = JSON.parse(text) as PartialDateText;
    if (from === undefined || to === undefined) return text;
    return from === to ? dayText(page, from) : `${dayText(page, from)} – ${dayText(page, to)}`;
  } catch {
    return text;
  }
};

/** `periods.0.when` → the label of the question, with the number of the row. */
const fieldLabel = (wording: Wording, path: string): string => {
  const parts = path.split('.');
  const ids = parts.filter((part) => !/^\d+$/.test(part));
  const row = parts.find((part) => /^\d+$/.test(part));
  const known = wording.words.has(`referrals.field.${ids.at(-1) ?? ''}.label`);
  const label = known ? labelOf(wording, ids) : path;
  return row === undefined ? label : `${Number(row) + 1}. ${label}`;
};

const ownLabel = (page: PageContext, field: string): string | null => {
  if (field.startsWith('question.')) return page.words.t('referrals.received.question_text');
  if (field.startsWith('answer.')) return page.words.t('referrals.received.answer_text');
  if (field.startsWith('outcome.')) return page.words.t('referrals.received.outcome_words');
  if (field.startsWith('supplement.')) return page.words.t('referrals.supplement.text');
  return field.startsWith('about:') ? page.words.t('referrals.received.about_file') : null;
};

/** Opened texts in the order of their names, without what only programs read. */
export const openedTexts = (page: PageContext, fields: Readonly<Record<string, string>>): readonly OpenedText[] => {
  const wording: Wording = { words: page.words, room: 'referrals', codes: page.codes };
  return Object.entries(fields)
    .filter(([field]) => !field.endsWith('.e164'))
    .map(([field, text]) => ({
      field,
      label: ownLabel(page, field) ?? fieldLabel(wording, field),
      text: field.startsWith('about:') ? aboutFile(text) : readable(page, text),
    }));
};

const aboutFile = (text: string): string => {
  try {
    const { name, description } = JSON.parse(text) as { name?: string; description?: string };
    return [name, description].filter((part) => part !== undefined && part !== '').join('\n');
  } catch {
    return text;
  }
};
