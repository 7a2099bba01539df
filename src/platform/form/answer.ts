import type { PlainDate } from '../clock.ts';
import type { Field, Precision, RepeatField } from './field.ts';

/** Why there is no answer, which is itself an answer. */
export const untoldReasons = ['not_asked', 'not_known', 'declined'] as const;
export type UntoldReason = (typeof untoldReasons)[number];
export type Untold = { readonly untold: UntoldReason };

export type ThreeValued = 'yes' | 'no' | 'not_sure';

/** A date as well as it is known: the interval it lies in (both ends included) and how it was given. */
export type PartialDate = {
  readonly precision: Precision;
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
  /** Age in years, when it was given as *age at the time*. */
  readonly age?: number;
};

/** A telephone number: as it was typed, and in E.164 when it can be read as one. */
export type Phone = { readonly typed: string; readonly e164: string | null };

/** A received file; its bytes lie with the caller (`Submission.files`) under this name of the field. */
export type FileAnswer = {
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly index: number;
};

type AnswerByKind = {
  text: string;
  'long-text': string;
  choice: string;
  choices: readonly string[];
  'yes-no': boolean;
  'three-valued': ThreeValued;
  date: PlainDate;
  'partial-date': PartialDate;
  number: number;
  phone: Phone;
  email: string;
  language: string;
  country: string;
  commune: string;
  file: readonly FileAnswer[];
};

/** The answer a field gives, by its kind. */
export type AnswerOf<F extends Field> = F extends RepeatField
  ? readonly AnswersOf<F['of']>[]
  : F['kind'] extends keyof AnswerByKind
    ? F extends { readonly tellable: true }
      ? AnswerByKind[F['kind']] | Untold
      : AnswerByKind[F['kind']]
    : never;

/** The answers of a list of fields by id; each may be absent (not required, or not asked because of other answers). */
export type AnswersOf<Fields extends readonly Field[]> = {
  readonly [F in Fields[number] as F['id']]?: AnswerOf<F>;
};

/** Any answer of any field. */
export type Answer =
  | string
  | number
  | boolean
  | readonly string[]
  | PartialDate
  | Phone
  | Untold
  | readonly FileAnswer[]
  | readonly Answers[];
export type Answers = { readonly [id: string]: Answer | undefined };

/** Tells *not asked, not known, declined* from an answer. */
export const isUntold = (answer: unknown): answer is Untold =>
  typeof answer === 'object' && answer !== null && untoldReasons.some((it) => it === (answer as Untold).untold);

/** The text of an answer that is a text, a number or a yes; what is more than that is shown by its parts, not by this. */
export const plainAnswer = (answer: Answer): string => {
  if (typeof answer === 'string') return answer;
  return typeof answer === 'object' ? JSON.stringify(answer) : String(answer);
};
