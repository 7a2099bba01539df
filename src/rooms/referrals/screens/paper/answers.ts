import { isPlainDate } from '../../../../platform/clock.ts';
import {
  type Answer,
  answerText,
  type Field,
  labelOf,
  rowLabel,
  type SimpleField,
  type Wording,
} from '../../../../platform/form/index.ts';
import type { RecordedQuestion } from '../../actions/read/record.ts';
import { personForm } from '../../facts/person-form.ts';
import { reportForm } from '../../facts/report-form.ts';

/** A question of the record for a reader: in the reader's language where the form still has the words, else as recorded. */
export type ReadQuestion = {
  readonly label: string;
  /** Heading of the row it stands in; null outside rows. */
  readonly row: string | null;
  /** What was answered in codes, numbers and dates; null when nothing was, or when it is sealed. */
  readonly text: string | null;
  readonly isTranslated: boolean;
};

/** How a record is read: the reader's words, the language it was written in, and whether its form is today's. */
export type Reading = { readonly wording: Wording; readonly recordedIn: string; readonly isTodaysForm: boolean };

const fields: readonly Field[] = [...reportForm.fields, ...personForm.fields];

const fieldOf = (path: string): { readonly ids: readonly string[]; readonly field: SimpleField } | null => {
  const ids = path.split('.').filter((part) => !/^\d+$/.test(part));
  const top = fields.find(({ id }) => id === ids[0]);
  if (top === undefined) return null;
  if (top.kind !== 'repeat') return { ids: [top.id], field: top };
  const inner = top.of.find(({ id }) => id === ids[1]);
  return inner === undefined ? null : { ids: [top.id, inner.id], field: inner };
};

const asRecorded = ({ label, group, row, text }: RecordedQuestion): ReadQuestion => ({
  ...{ label, text, isTranslated: false },
  row: row === null || group === null ? null : `${group} ${row + 1}`,
});

/**
 * A recorded question for its reader. Free texts stay as they were given; questions and coded answers are put into the
 * reader's language while the form is the one that was filled in. A record of an older form speaks its own words.
 */
export const readQuestion = (
  { wording, recordedIn, isTodaysForm }: Reading,
  question: RecordedQuestion,
): ReadQuestion => {
  const known = isTodaysForm && wording.words.language !== recordedIn ? fieldOf(question.path) : null;
  if (known === null || known.field.kind !== question.kind) return asRecorded(question);
  const { ids, field } = known;
  return {
    label: labelOf(wording, ids),
    row: question.row === null ? null : rowLabel(wording, ids.slice(0, 1), question.row + 1),
    text: question.value === null ? null : answerText(wording, field, question.value as Answer),
    isTranslated: true,
  };
};

const parsed = (text: string): Answer | null => {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return null;
  }
};

/** An opened text as people read it: dates that were sealed as data become dates again; everything else is as it was typed. */
export const openedText = (wording: Wording, question: RecordedQuestion, text: string): string => {
  if (question.kind === 'date' && isPlainDate(text)) return wording.words.date(text, 'long');
  const known = question.kind === 'partial-date' ? fieldOf(question.path) : null;
  const answer = known === null ? null : parsed(text);
  if (known === null || answer === null || typeof answer !== 'object') return text;
  return answerText(wording, known.field, answer) ?? text;
};
