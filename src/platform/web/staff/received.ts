import type { z } from 'zod';
import type { Answers } from '../../form/answer.ts';
import type { FieldError, Form, ParsedForm, RawForm } from '../../form/form.ts';
import { textOf, textsOf, withRowAdded, withRowRemoved } from '../../form/raw.ts';
import type { FormState } from '../../form/state.ts';
import { fileAnswers, type ReceivedForm } from '../http/body.ts';
import type { StaffEnvironment } from './environment.ts';
import type { Body, Submission } from './screen.ts';

/** Names the kernel itself puts into forms; they are no answers. */
const ownInputs = (name: string): boolean => /^_(token|key|version|add|remove|button|settle)$|^_take\./.test(name);

/** The answers alone. */
export const withoutOwn = (raw: RawForm): RawForm =>
  Object.fromEntries(
    Object.keys(raw).flatMap((name) => (ownInputs(name) ? [] : [[name, textsOf(raw, name)] as const])),
  );

/** The kernel's own inputs alone. */
export const ownOf = (raw: RawForm): RawForm =>
  Object.fromEntries(
    Object.keys(raw).flatMap((name) => (ownInputs(name) ? [[name, textsOf(raw, name)] as const] : [])),
  );

const isForm = <Values>(body: Body<Values>): body is Form<Values> => 'fields' in body && 'room' in body;

/** The form of a body, when it is one of fields. */
export const formOf = <Values>(body: Body<Values>): Form<Values> | null => (isForm(body) ? body : null);

const objectOf = (raw: RawForm): Record<string, unknown> =>
  Object.fromEntries(
    Object.keys(raw).map((name) => {
      const texts = textsOf(raw, name);
      return [name, texts.length === 1 ? texts[0] : texts];
    }),
  );

const errorOf = (issue: z.core.$ZodIssue): FieldError => {
  const name = issue.path.join('.');
  return { name, code: 'unreadable', path: [name], values: {} };
};

const parseSchema = <Values>(schema: z.ZodType<Values>, raw: RawForm): ParsedForm<Values> => {
  const read = schema.safeParse(objectOf(raw));
  // With errors the values are not used, but by lenient forms, which keep `raw`.
  const values = (read.success ? read.data : {}) as Values;
  return { values, inactive: {}, errors: read.success ? [] : read.error.issues.map(errorOf), raw };
};

/** Reads the answers of a received form. */
export const parseReceived = <Profile, Values>(
  environment: StaffEnvironment<Profile>,
  body: Body<Values>,
  received: ReceivedForm,
): ParsedForm<Values> => {
  const raw = withoutOwn(received.raw);
  if (!isForm(body)) return parseSchema(body, raw);
  return body.parse(raw, {
    codes: environment.codes,
    today: environment.clock.today(environment.timeZone),
    callingCode: environment.callingCode,
    files: fileAnswers(received.files),
  });
};

/** How the form arrived. */
export const submissionOf = <Params>(
  received: ReceivedForm,
  params: Params,
  form: ParsedForm<unknown>,
): Submission<Params> => ({
  params,
  version: textOf(received.raw, '_version') || null,
  key: textOf(received.raw, '_key'),
  button: textOf(received.raw, '_button') || null,
  form: form as ParsedForm<Answers>,
  files: received.files,
});

const state = (raw: RawForm, focus: string): FormState => ({
  raw: withoutOwn(raw),
  errors: [],
  inactive: {},
  refusal: null,
  focus,
});

/** The form after *add a row* or *remove this row*; null when another button was pressed. Nothing is validated. */
export const afterRowButton = (raw: RawForm): FormState | null => {
  const add = textOf(raw, '_add');
  const remove = /^(.+)\.(\d{1,4})$/.exec(textOf(raw, '_remove'));
  if (add !== '') {
    const grown = withRowAdded(raw, add);
    const last = Object.keys(grown).at(-1) ?? '';
    return state(grown, last.replace(/\._row$/, ''));
  }
  return remove ? state(withRowRemoved(raw, remove[1] ?? '', Number(remove[2])), remove[1] ?? '') : null;
};
