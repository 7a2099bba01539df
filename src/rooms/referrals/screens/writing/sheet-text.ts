import {
  type Code,
  type CodeSource,
  codeLabel,
  type Condition,
  type Field,
  hintOf,
  labelOf,
  type SimpleField,
  type Wording,
} from '../../../../platform/form/index.ts';

/** Above this many a list is not printed: it is chosen on screen. */
const mostPrinted = 30;

/** A form to be put on paper: its questions, and the words and lists they use. */
export type Sheet = { readonly wording: Wording; readonly fields: readonly Field[] };

const fieldOf = (fields: readonly Field[], id: string): { field: Field; ids: readonly string[] } | null => {
  for (const field of fields) {
    if (field.id === id) return { field, ids: [id] };
    const inner = field.kind === 'repeat' ? fieldOf(field.of, id) : null;
    if (inner) return { field: inner.field, ids: [field.id, ...inner.ids] };
  }
  return null;
};

const codesIn = (codes: CodeSource, field: Field): readonly Code[] =>
  'codes' in field && field.codes ? codes(field.codes) : [];

const valueText = (sheet: Sheet, field: Field, value: string | boolean): string => {
  const { words, codes } = sheet.wording;
  if (typeof value === 'boolean') return words.t(value ? 'platform.form.yes' : 'platform.form.no');
  if (field.kind === 'three-valued') return words.t(`platform.form.${value}`);
  const code = codesIn(codes, field).find((one) => one.code === value);
  return code ? codeLabel(words, code) : value;
};

const simpleCondition = (sheet: Sheet, condition: Extract<Condition, { field: string }>): string => {
  const { words } = sheet.wording;
  const found = fieldOf(sheet.fields, condition.field);
  if (!found) return condition.field;
  const label = labelOf(sheet.wording, found.ids);
  const said = (value: string | boolean): string => valueText(sheet, found.field, value);
  if ('is' in condition) return words.t('referrals.sheet.is', { label, value: said(condition.is) });
  if ('isNot' in condition) return words.t('referrals.sheet.is_not', { label, value: said(condition.isNot) });
  if ('includes' in condition) return words.t('referrals.sheet.is', { label, value: said(condition.includes) });
  if ('isOneOf' in condition) {
    return words.t('referrals.sheet.is', { label, value: condition.isOneOf.map(said).join(' / ') });
  }
  return words.t('referrals.sheet.answered', { label });
};

/** A condition in words, such as “Adult or child?: Child / Not sure”. */
const conditionText = (sheet: Sheet, condition: Condition): string => {
  const { words } = sheet.wording;
  if ('all' in condition)
    return condition.all.map((one) => conditionText(sheet, one)).join(` ${words.t('referrals.sheet.and')} `);
  if ('any' in condition)
    return condition.any.map((one) => conditionText(sheet, one)).join(` ${words.t('referrals.sheet.or')} `);
  if ('not' in condition) return words.t('referrals.sheet.not', { condition: conditionText(sheet, condition.not) });
  return simpleCondition(sheet, condition);
};

const boxes = (texts: readonly string[]): string => texts.map((text) => `☐ ${text}`).join('  ');
const line = '……………………………………………………';

/** The answers there are to tick, or a line to write on. */
const answersOf = ({ wording: { words, codes } }: Sheet, field: SimpleField): string => {
  if (field.kind === 'yes-no') return boxes([words.t('platform.form.yes'), words.t('platform.form.no')]);
  if (field.kind === 'three-valued')
    return boxes((['yes', 'no', 'not_sure'] as const).map((one) => words.t(`platform.form.${one}`)));
  const list = codesIn(codes, field).filter((code) => !code.retired);
  if (list.length === 0) return line;
  return list.length > mostPrinted
    ? words.t('referrals.sheet.list')
    : boxes(list.map((code) => codeLabel(words, code)));
};

const untold = ({ wording: { words } }: Sheet): string =>
  boxes((['not_asked', 'not_known', 'declined'] as const).map((one) => words.t(`platform.form.untold.${one}`)));

/** One question as it stands on paper; `of` holds the questions of a group. */
export type PrintedQuestion = {
  readonly id: string;
  readonly label: string;
  /** On which answer it depends. */
  readonly onlyIf: string | null;
  readonly hint: string | null;
  readonly answers: string | null;
  readonly untold: string | null;
  readonly of: readonly PrintedQuestion[];
};

/** On which answer a question hangs, in words; nothing for one that is always asked. */
export const onlyIf = (sheet: Sheet, { shownWhen }: Field): string | null =>
  shownWhen ? sheet.wording.words.t('referrals.sheet.only_if', { condition: conditionText(sheet, shownWhen) }) : null;

/** Puts a question into words for paper. */
export const printedQuestion = (sheet: Sheet, field: Field, ids: readonly string[]): PrintedQuestion => {
  return {
    id: field.id,
    label: `${labelOf(sheet.wording, ids)}${field.required ? ' *' : ''}`,
    onlyIf: onlyIf(sheet, field),
    hint: hintOf(sheet.wording, ids),
    answers: field.kind === 'repeat' ? null : answersOf(sheet, field),
    untold: field.tellable ? untold(sheet) : null,
    of: field.kind === 'repeat' ? field.of.map((inner) => printedQuestion(sheet, inner, [...ids, inner.id])) : [],
  };
};
