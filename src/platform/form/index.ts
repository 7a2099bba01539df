/** Forms as data: fields, reading what was typed, wording, and their pages. */
export type {
  Answer,
  AnswerOf,
  Answers,
  AnswersOf,
  FileAnswer,
  PartialDate,
  Phone,
  ThreeValued,
  Untold,
  UntoldReason,
} from './answer.ts';
export { isUntold, untoldReasons } from './answer.ts';
export { withWorldCodes, worldCountries, worldLanguages } from './codes/world.ts';
export { FieldInput, FieldSet, type OnlyIf } from './components/field-set.tsx';
export { CheckAnswers, ErrorSummary } from './components/summary.tsx';
export { holds } from './condition.ts';
export { defineForm } from './define.ts';
export type * from './field.ts';
export type { FieldError, Form, ParsedForm, ParseOptions, RawForm, ValuesOf } from './form.ts';
export { parseForm } from './parse.ts';
export { asTyped, fieldAt } from './path.ts';
export { flatten, textOf, textsOf, withPage } from './raw.ts';
export { e164Of } from './read-simple.ts';
export { schemaOf } from './schema.ts';
export { type FormState, formState, rawOf, typedState } from './state.ts';
export { answerText, codeLabel, errorText, hintOf, labelOf, rowLabel, type Wording } from './wording.ts';
