import { isPlainDate } from '../../../../platform/clock.ts';
import {
  type Answer,
  answerText,
  type Field,
  fieldAt,
  labelOf,
  rowLabel,
  type Wording,
} from '../../../../platform/form/index.ts';
import { type RecordedQuestion, rowHeading } from '../../actions/read/record.ts';
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

const asRecorded = (question: RecordedQuestion): ReadQuestion => ({
  ...{ label: question.label, text: question.text, isTranslated: false },
  row: rowHeading(question),
});

/** The rows around a question in the reader's language: *Episode 2, Exploiter 1*. */
const rowsText = (wording: Wording, ids: readonly string[], { row, inner = [] }: RecordedQuestion): string | null =>
  row === null
    ? null
    : [row, ...inner.map((one) => one.row)]
        .map((number, at) => rowLabel(wording, ids.slice(0, at + 1), number + 1))
        .join(', ');

/**
 * A recorded question for its reader. Free texts stay as they were given; questions and coded answers are put into the
 * reader's language while the form is the one that was filled in. A record of an older form speaks its own words.
 */
export const readQuestion = (
  { wording, recordedIn, isTodaysForm }: Reading,
  question: RecordedQuestion,
): ReadQuestion => {
  const known = isTodaysForm && wording.words.language !== recordedIn ? fieldAt(fields, question.path) : null;
  if (known === null || known.field.kind !== question.kind) return asRecorded(question);
  const { ids, field } = known;
  return {
    label: labelOf(wording, ids),
    row: rowsText(wording, ids, question),
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
  const known = question.kind === 'partial-date' ? fieldAt(fields, question.path) : null;
  const answer = known === null ? null : parsed(text);
  if (known === null || answer === null || typeof answer !== 'object') return text;
  return answerText(wording, known.field, answer) ?? text;
};
