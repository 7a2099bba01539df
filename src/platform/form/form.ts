import type { PlainDate } from '../clock.ts';
import type { Answers, FileAnswer } from './answer.ts';
import type { CodeSource, Field } from './field.ts';

/**
 * What was typed, exactly: name of the input → its texts, in order. Names of parts and rows are joined by dots
 * (`born.day`, `persons.0.name`). Flat and harmless, so it can be kept in a draft and shown again whatever it holds.
 */
export type RawForm = Readonly<Record<string, readonly string[]>>;

/** Something to put right: the input it concerns and why. `errorText` words it. */
export type FieldError = {
  /** Name of the first input to correct; also its id on the page. */
  readonly name: string;
  /** `platform.form.error.<code>`, unless the room has `<room>.field.<id>.error.<code>`. */
  readonly code: string;
  /** Ids of the field and of the groups around it, outermost first, with the numbers of the rows: `['persons', 0, 'name']`. */
  readonly path: readonly (string | number)[];
  readonly values: Readonly<Record<string, string | number>>;
  /** A sentence that is already worded (a refusal at a field). */
  readonly sentence?: string;
};

export type ParsedForm<Values = Answers> = {
  /** Answers that are asked and good. Complete only when `errors` is empty. */
  readonly values: Values;
  /** Answers (by name of the input) no longer asked because another answer changed: kept for undo, dropped at the final sending. */
  readonly inactive: Answers;
  readonly errors: readonly FieldError[];
  readonly raw: RawForm;
  /**
   * Of each repeated group by the name of its input: the typed numbers of the rows that were filled in, in the order of the
   * answers. Empty rows are no answers, so the third answer may stand in the fifth row.
   */
  readonly rows?: FilledRows;
};

/** Typed numbers of the filled rows, by the name of their group. */
export type FilledRows = Readonly<Record<string, readonly number[]>>;

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
  /** Never throws, whatever the body holds. */
  readonly parse: (rawBody: unknown, options: ParseOptions) => ParsedForm<Values>;
};

/** The values a form gives. */
export type ValuesOf<F> = F extends Form<infer Values> ? Values : never;
