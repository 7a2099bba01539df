import type { PlainDate } from '../clock.ts';
import { type Answer, type Answers, type UntoldReason, untoldReasons } from './answer.ts';
import { holds } from './condition.ts';
import type { Field, RepeatField, SimpleField } from './field.ts';
import type { FieldError, ParsedForm, ParseOptions, RawForm } from './form.ts';
import { flatten, isBlank, rowsOf, textOf } from './raw.ts';
import { readPartialDate } from './read-partial-date.ts';
import { readSimple } from './read-simple.ts';

type Reader = {
  readonly raw: RawForm;
  readonly options: ParseOptions;
  readonly errors: FieldError[];
  readonly inactive: Record<string, Answer>;
  readonly rows: Record<string, readonly number[]>;
};

type Place = {
  /** Answers of the groups around, seen by conditions. */
  readonly around: Answers;
  readonly prefix: string;
  readonly path: readonly (string | number)[];
  /** False inside a group that is itself not asked: nothing there is an error. */
  readonly asked: boolean;
};

type Read = { readonly answer?: Answer; readonly error?: Omit<FieldError, 'path'> };

const partialDateLate = (answer: { from: PlainDate | null }, latest: string | undefined): boolean =>
  latest !== undefined && answer.from !== null && answer.from > latest;

const readAnswer = (reader: Reader, field: SimpleField, name: string, answers: Answers): Read => {
  const { raw, options } = reader;
  if (field.kind !== 'partial-date') {
    const reading = readSimple(field, raw, name, options);
    if (reading === null) return {};
    if ('answer' in reading) return reading;
    return { error: { name: reading.at, code: reading.wrong, values: 'values' in reading ? reading.values : {} } };
  }
  const reading = readPartialDate(field, raw, name, answers);
  if (reading === null) return {};
  if ('wrong' in reading) return { error: { name: reading.at, code: reading.wrong, values: {} } };
  const latest = field.notAfter === 'today' ? options.today : field.notAfter;
  if (!partialDateLate(reading.answer, latest)) return reading;
  return { error: { name: `${name}.day`, code: 'date_too_late', values: { date: latest ?? '' } } };
};

const untoldOf = (raw: RawForm, name: string): UntoldReason | undefined =>
  untoldReasons.find((reason) => reason === textOf(raw, `${name}.untold`));

/** Where the cursor goes when an answer is missing: the first input of the field. */
const firstInput = (field: SimpleField, name: string): string => (field.kind === 'date' ? `${name}.day` : name);

const readField = (reader: Reader, field: SimpleField, name: string, answers: Answers): Read => {
  const read = readAnswer(reader, field, name, answers);
  const reason = field.tellable ? untoldOf(reader.raw, name) : undefined;
  if (reason === undefined) {
    const missing = field.required === true && read.answer === undefined && read.error === undefined;
    const code = field.tellable ? 'missing_or_reason' : 'missing';
    return missing ? { error: { name: firstInput(field, name), code, values: {} } } : read;
  }
  if (read.answer === undefined && read.error === undefined) return { answer: { untold: reason } };
  return { error: { name: firstInput(field, name), code: 'answer_and_reason', values: {} } };
};

const readRows = (reader: Reader, field: RepeatField, place: Place): readonly Answers[] => {
  const name = `${place.prefix}${field.id}`;
  const filled = rowsOf(reader.raw, name).filter((row) => !isBlank(reader.raw, `${name}.${row}`));
  reader.rows[name] = filled;
  const rows = filled.map((row) =>
    readFields(reader, field.of, {
      ...place,
      prefix: `${name}.${row}.`,
      path: [...place.path, field.id, row],
    }),
  );
  const { least = field.required ? 1 : 0, most = 200 } = field;
  if (!place.asked || (rows.length >= least && rows.length <= most)) return rows;
  const tooFew = rows.length < least;
  const values: FieldError['values'] = tooFew ? { least } : { most };
  reader.errors.push({
    name,
    code: tooFew ? 'rows_too_few' : 'rows_too_many',
    path: [...place.path, field.id],
    values,
  });
  return rows;
};

const keep = (reader: Reader, field: SimpleField, place: Place, stands: Answers): Answer | undefined => {
  const name = `${place.prefix}${field.id}`;
  const asked = place.asked && (field.shownWhen === undefined || holds(field.shownWhen, stands));
  const { answer, error } = readField(reader, field, name, stands);
  if (error && asked) reader.errors.push({ ...error, path: [...place.path, field.id] });
  if (asked) return answer;
  if (answer !== undefined) reader.inactive[name] = answer;
  return undefined;
};

const readFields = (reader: Reader, fields: readonly Field[], place: Place): Answers => {
  const answers: Record<string, Answer> = {};
  for (const field of fields) {
    const stands = { ...place.around, ...answers };
    if (field.kind !== 'repeat') {
      const answer = keep(reader, field, place, stands);
      if (answer !== undefined) answers[field.id] = answer;
      continue;
    }
    const asked = place.asked && (field.shownWhen === undefined || holds(field.shownWhen, stands));
    const rows = readRows(reader, field, { ...place, around: stands, asked });
    if (asked && rows.length > 0) answers[field.id] = rows;
  }
  return answers;
};

/**
 * Reads a body (a decoded form or JSON) against the fields. Never throws on any body: what cannot be read is an error
 * with the name of its input, what was typed stays in `raw`, and answers that are no longer asked go to `inactive`.
 */
export const parseForm = (fields: readonly Field[], rawBody: unknown, options: ParseOptions): ParsedForm => {
  const raw = flatten(rawBody);
  const reader: Reader = { raw, options, errors: [], inactive: {}, rows: {} };
  const values = readFields(reader, fields, { around: {}, prefix: '', path: [], asked: true });
  const { inactive, errors, rows } = reader;
  return { values, inactive, errors, raw, rows };
};
