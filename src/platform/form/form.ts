import type { PlainDate } from '../clock.ts';
import type { Answers, AnswersOf, FileAnswer } from './answer.ts';
import type { CodeSource, Field } from './field.ts';

/**
 * What was typed, exactly: name of the input → its texts, in order. Names of parts and rows are joined by dots
 * (`born.day`, `persons.0.name`). Flat and harmless, so it can be kept in a draft and shown again whatever it holds.
 */
export type RawForm = Readonly<Record<string, readonly string[]>>;

/** Something to put right: the input it concerns (`name` is also its id on the page), and the sentence by key. */
export type FieldError = {
  readonly name: string;
  /** `platform.form.error.<code>` unless the room has `<room>.field.<id>.error.<code>`. */
  readonly code: string;
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
  /** Key of the label the sentence begins with. */
  readonly labelKey: string | null;
};

export type ParsedForm<Values = Answers> = {
  /** Answers that are asked and good. Complete only when `errors` is empty. */
  readonly values: Values;
  /** Answers no longer asked because another answer changed: kept for undo, to be dropped at the final sending. */
  readonly inactive: Answers;
  readonly errors: readonly FieldError[];
  readonly raw: RawForm;
};

export type ParseOptions = {
  readonly codes: CodeSource;
  readonly today: PlainDate;
  /** Calling code for numbers without one, such as `352`. */
  readonly callingCode?: string;
  /** Received files by field name. */
  readonly files?: Readonly<Record<string, readonly FileAnswer[]>>;
};

/** A form of a room: its fields in order. Values is what comes out, by the ids of the fields. */
export type Form<Values = Answers> = {
  readonly room: string;
  readonly fields: readonly Field[];
  readonly parse: (rawBody: unknown, options: ParseOptions) => ParsedForm<Values>;
};

/** The values a form gives. */
export type ValuesOf<F> = F extends Form<infer Values> ? Values : never;

export type FormOf<Fields extends readonly Field[]> = Form<AnswersOf<Fields>>;
