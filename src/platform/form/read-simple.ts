import type { Answer, FileAnswer, Phone } from './answer.ts';
import type { ChoicesField, CodeSource, FileField, NumberField, SimpleField } from './field.ts';
import type { ParseOptions, RawForm } from './form.ts';
import { textOf, textsOf } from './raw.ts';
import { readDay } from './read-date.ts';
import type { Reading } from './read-partial-date.ts';

type Values = Readonly<Record<string, string | number>>;
type Simple<Value> = Reading<Value> | { readonly wrong: string; readonly at: string; readonly values: Values };

const wrong = (at: string, code: string, values: Values = {}) => ({ wrong: code, at, values });

/** Limits of texts in characters when a field names none. */
export const usualLimits = { text: 200, 'long-text': 20_000 } as const;

/** Line ends as browsers send them (CRLF) become line ends as people mean them; nothing else is rewritten. */
const lines = (text: string): string => text.replaceAll('\r\n', '\n');

const readText = (raw: RawForm, name: string, limit: number, long: boolean): Simple<string> => {
  const typed = lines(textOf(raw, name));
  const text = long ? typed : typed.trim();
  if (text.trim() === '') return null;
  const length = [...text].length;
  return length > limit ? wrong(name, 'too_long', { limit, length }) : { answer: text };
};

/** List of codes a field draws on. */
export const listOf = (field: SimpleField): string => {
  if (field.kind === 'language') return field.codes ?? 'languages';
  if (field.kind === 'country') return field.codes ?? 'countries';
  if (field.kind === 'commune') return field.codes ?? 'communes';
  return field.kind === 'choice' || field.kind === 'choices' ? field.codes : '';
};

const readCode = (field: SimpleField, raw: RawForm, name: string, codes: CodeSource): Simple<string> => {
  const code = textOf(raw, name);
  if (code === '') return null;
  return codes(listOf(field)).some((it) => it.code === code) ? { answer: code } : wrong(name, 'code_unknown');
};

const readCodes = (field: ChoicesField, raw: RawForm, name: string, codes: CodeSource): Simple<readonly string[]> => {
  const chosen = [...new Set(textsOf(raw, name).filter((text) => text !== ''))];
  if (chosen.length === 0) return null;
  const known = new Set(codes(field.codes).map((it) => it.code));
  if (chosen.some((code) => !known.has(code))) return wrong(name, 'code_unknown');
  const { least = 0, most = Number.POSITIVE_INFINITY } = field;
  if (chosen.length < least) return wrong(name, 'too_few', { least });
  return chosen.length > most ? wrong(name, 'too_many', { most }) : { answer: chosen };
};

const readOneOf = (raw: RawForm, name: string, values: readonly string[]): Simple<string> => {
  const text = textOf(raw, name);
  if (text === '') return null;
  return values.includes(text) ? { answer: text } : wrong(name, 'code_unknown');
};

const readYesNo = (raw: RawForm, name: string): Simple<boolean> => {
  const reading = readOneOf(raw, name, ['yes', 'no', 'true', 'false']);
  return reading && 'answer' in reading ? { answer: reading.answer === 'yes' || reading.answer === 'true' } : reading;
};

/** Spaces and apostrophes group digits everywhere; a point or comma groups only where a whole number is asked. */
const numberOf = (text: string, whole: boolean): number => {
  const close = text.replace(/[\s\u00a0\u202f'’]/g, '');
  if (whole)
    return /^-?\d{1,3}([.,]\d{3})+$|^-?\d{1,15}$/.test(close) ? Number(close.replace(/[.,]/g, '')) : Number.NaN;
  return /^-?\d{1,12}([.,]\d{1,9})?$/.test(close) ? Number(close.replace(',', '.')) : Number.NaN;
};

const readNumber = (field: NumberField, raw: RawForm, name: string): Simple<number> => {
  const text = textOf(raw, name).trim();
  if (text === '') return null;
  const whole = field.whole ?? true;
  const number = numberOf(text, whole);
  if (Number.isNaN(number)) return wrong(name, whole ? 'not_a_whole_number' : 'not_a_number');
  const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY } = field;
  if (number < least) return wrong(name, 'too_small', { least });
  return number > most ? wrong(name, 'too_large', { most }) : { answer: number };
};

/**
 * A telephone number in E.164 when it can be read as one: with `+` or `00`, or by the country's own calling code.
 * A number that begins with a single 0 belongs to a country we do not know: it stays as typed.
 */
export const e164Of = (typed: string, callingCode: string | undefined): string | null => {
  const signs = typed
    .replace(/\(0\)/g, '')
    .replace(/[^\d+]/g, '')
    .replace(/^00/, '+');
  if (/^\+[1-9]\d{6,14}$/.test(signs)) return signs;
  return callingCode !== undefined && /^[1-9]\d{5,11}$/.test(signs) ? `+${callingCode}${signs}` : null;
};

const readPhone = (raw: RawForm, name: string, callingCode: string | undefined): Simple<Phone> => {
  const typed = (textOf(raw, name) || textOf(raw, `${name}.typed`)).trim();
  if (typed === '') return null;
  if (typed.length > 60) return wrong(name, 'too_long', { limit: 60, length: typed.length });
  if ((typed.match(/\d/g) ?? []).length < 3) return wrong(name, 'phone_without_digits');
  return { answer: { typed, e164: e164Of(typed, callingCode) } };
};

const readEmail = (raw: RawForm, name: string): Simple<string> => {
  const text = textOf(raw, name).trim();
  if (text === '') return null;
  if (text.length > 254) return wrong(name, 'too_long', { limit: 254, length: text.length });
  return /^[^\s@]+@[^\s@]+$/.test(text) ? { answer: text } : wrong(name, 'email_unreadable');
};

const readFiles = (field: FileField, name: string, options: ParseOptions): Simple<readonly FileAnswer[]> => {
  const received = options.files ?? {};
  const files = (Object.hasOwn(received, name) ? received[name] : undefined) ?? [];
  if (files.length === 0) return null;
  const { most = 10, limit = 10 * 1024 * 1024, accept } = field;
  if (files.length > most) return wrong(name, 'too_many_files', { most });
  if (files.some((file) => file.size === 0)) return wrong(name, 'file_empty');
  if (files.some((file) => file.size > limit)) return wrong(name, 'file_too_large', { megabytes: limit / 1024 / 1024 });
  return accept && files.some((file) => !accept.includes(file.type)) ? wrong(name, 'file_type') : { answer: files };
};

const readDayWithin = (
  field: SimpleField & { kind: 'date' },
  raw: RawForm,
  name: string,
  today: string,
): Simple<string> => {
  const reading = readDay(raw, name);
  if (reading === null) return null;
  if ('wrong' in reading) return wrong(reading.part ? `${name}.${reading.part}` : `${name}.day`, reading.wrong);
  const latest = field.notAfter === 'today' ? today : field.notAfter;
  if (latest !== undefined && reading.day > latest) return wrong(`${name}.day`, 'date_too_late', { date: latest });
  const tooEarly = field.notBefore !== undefined && reading.day < field.notBefore;
  return tooEarly ? wrong(`${name}.day`, 'date_too_early', { date: field.notBefore ?? '' }) : { answer: reading.day };
};

/** Reads the answer of one field (but partial dates, which look at other answers); null when nothing was said. */
export const readSimple = (
  field: Exclude<SimpleField, { kind: 'partial-date' }>,
  raw: RawForm,
  name: string,
  options: ParseOptions,
): Simple<Answer> => {
  switch (field.kind) {
    case 'text':
      return readText(raw, name, field.limit ?? usualLimits.text, false);
    case 'long-text':
      return readText(raw, name, field.limit ?? usualLimits['long-text'], true);
    case 'choices':
      return readCodes(field, raw, name, options.codes);
    case 'yes-no':
      return readYesNo(raw, name);
    case 'three-valued':
      return readOneOf(raw, name, ['yes', 'no', 'not_sure']);
    case 'date':
      return readDayWithin(field, raw, name, options.today);
    case 'number':
      return readNumber(field, raw, name);
    case 'phone':
      return readPhone(raw, name, options.callingCode);
    case 'email':
      return readEmail(raw, name);
    case 'file':
      return readFiles(field, name, options);
    default:
      return readCode(field, raw, name, options.codes);
  }
};
