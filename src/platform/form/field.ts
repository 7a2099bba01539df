/**
 * What a form asks, as data: the one source of the page, of validation, of the API's schema and of the prompt sheet.
 * Texts are found by key: `<room>.field.<id>.label` and, when the catalogue has it, `<room>.field.<id>.hint`.
 */

/** How carefully an answer is kept: decides the table or compartment it goes to, exports and retention. */
export type Secrecy =
  | 'open' /* codes and counts */
  | 'internal'
  | 'identity'
  | 'contact_safe'
  | 'testimony'
  | 'health'
  | 'legal_residence'
  | 'investigation'
  | 'reporter'
  | 'notes'
  | 'shelter_address';

/** When a question is asked, judged on the answers beside it (same row first, then the whole form). A closed list. */
export type Condition =
  | { readonly field: string; readonly is: string | boolean }
  | { readonly field: string; readonly isNot: string | boolean }
  | { readonly field: string; readonly isOneOf: readonly string[] }
  | { readonly field: string; readonly includes: string }
  | { readonly field: string; readonly answered: boolean }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

type Common = {
  readonly id: string;
  /** Default: an answer may be left out. `true` asks for an answer (or, when tellable, for the reason there is none). */
  readonly required?: boolean;
  readonly secrecy?: Secrecy;
  /** Accepts *not asked*, *not known*, *declined* instead of an answer. */
  readonly tellable?: boolean;
  readonly shownWhen?: Condition;
  /** Shown smaller, in one line with its neighbours, on wide screens. */
  readonly width?: 'short' | 'medium' | 'full';
  /** `autocomplete` token; default `off`, for staff type about others. */
  readonly autocomplete?:
    | 'off'
    | 'name'
    | 'email'
    | 'tel'
    | 'username'
    | 'current-password'
    | 'new-password'
    | 'one-time-code'
    | 'street-address';
};

export type TextField = Common & {
  readonly kind: 'text';
  readonly limit?: number;
  readonly spellcheck?: boolean;
  /** A password: hidden while typed, never sent back to the page. */
  readonly secret?: boolean;
};
export type LongTextField = Common & { readonly kind: 'long-text'; readonly limit?: number; readonly rows?: number };
export type ChoiceField = Common & {
  readonly kind: 'choice';
  readonly codes: string;
  /** `radios` up to about seven codes, `select` above; by default decided by their number. */
  readonly as?: 'radios' | 'select' | 'type-ahead';
};
export type ChoicesField = Common & {
  readonly kind: 'choices';
  readonly codes: string;
  readonly least?: number;
  readonly most?: number;
};
export type YesNoField = Common & { readonly kind: 'yes-no' };
/** Yes, no, not sure: *not sure* is an answer of its own, never an empty one. */
export type ThreeValuedField = Common & { readonly kind: 'three-valued' };
export type DateField = Common & {
  readonly kind: 'date';
  readonly notBefore?: string;
  readonly notAfter?: string | 'today';
};
export type Precision = 'exact' | 'month' | 'year' | 'age' | 'range' | 'unknown';
export type PartialDateField = Common & {
  readonly kind: 'partial-date';
  /** Precisions offered; default all but `age`. */
  readonly precisions?: readonly Precision[];
  /** The field (same row) with the date of birth on which *age at the time* counts. */
  readonly bornIn?: string;
  readonly notAfter?: string | 'today';
};
export type NumberField = Common & {
  readonly kind: 'number';
  readonly least?: number;
  readonly most?: number;
  readonly whole?: boolean;
};
export type PhoneField = Common & { readonly kind: 'phone' };
export type EmailField = Common & { readonly kind: 'email' };
/** Codes of a list with type-ahead; without script a plain list. `codes` defaults to `languages`, `countries`, `communes`. */
export type LanguageField = Common & { readonly kind: 'language'; readonly codes?: string };
export type CountryField = Common & { readonly kind: 'country'; readonly codes?: string };
export type CommuneField = Common & { readonly kind: 'commune'; readonly codes?: string };
export type FileField = Common & {
  readonly kind: 'file';
  /** Most files at once. */
  readonly most?: number;
  /** Largest size of one file, in bytes. */
  readonly limit?: number;
  readonly accept?: readonly string[];
};
/** Rows of the same questions; a question may itself be such a group, so that each row has rows of its own. */
export type RepeatField = Common & {
  readonly kind: 'repeat';
  readonly of: readonly Field[];
  readonly least?: number;
  readonly most?: number;
};

/** A field that is not itself a group of fields. */
export type SimpleField =
  | TextField
  | LongTextField
  | ChoiceField
  | ChoicesField
  | YesNoField
  | ThreeValuedField
  | DateField
  | PartialDateField
  | NumberField
  | PhoneField
  | EmailField
  | LanguageField
  | CountryField
  | CommuneField
  | FileField;

export type Field = SimpleField | RepeatField;

/** One code of a list, with what people call it. */
export type Code = {
  readonly code: string;
  /** By language; English when a language is missing. */
  readonly label: Readonly<Record<string, string>>;
  readonly hint?: Readonly<Record<string, string>>;
  /** Other words that find it in the type-ahead. */
  readonly synonyms?: readonly string[];
  /** Key of a heading inside the list. */
  readonly group?: Readonly<Record<string, string>>;
  /** No longer offered, still readable on old records. */
  readonly retired?: boolean;
};

/** Gives the codes of a list by its name; throws on an unknown name (a fault of the profile). */
export type CodeSource = (list: string) => readonly Code[];
