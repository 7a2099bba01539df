import { z } from 'zod';
import { untoldReasons } from './answer.ts';
import type { CodeSource, Field, SimpleField } from './field.ts';
import type { Form } from './form.ts';
import { listOf, usualLimits } from './read-simple.ts';

const day = z.iso.date();

const partialDate = z.strictObject({
  precision: z.enum(['exact', 'month', 'year', 'age', 'range', 'unknown']),
  from: day.nullable(),
  to: day.nullable(),
  age: z.int().min(0).max(120).optional(),
});

const phone = z.strictObject({ typed: z.string().min(3).max(60), e164: z.string().nullable() });

const codesOf = (field: SimpleField, codes: CodeSource): z.ZodType => {
  const [first, ...rest] = codes(listOf(field)).map((it) => it.code);
  return first === undefined ? z.never() : z.enum([first, ...rest]);
};

const bounded = (field: { least?: number; most?: number; whole?: boolean }): z.ZodType => {
  const number = (field.whole ?? true) ? z.int() : z.number();
  return number.min(field.least ?? -1e15).max(field.most ?? 1e15);
};

const answerSchema = (field: SimpleField, codes: CodeSource): z.ZodType => {
  switch (field.kind) {
    case 'text':
      return z
        .string()
        .min(1)
        .max(field.limit ?? usualLimits.text);
    case 'long-text':
      return z
        .string()
        .min(1)
        .max(field.limit ?? usualLimits['long-text']);
    case 'choices':
      return z
        .array(codesOf(field, codes))
        .min(field.least ?? 0)
        .max(field.most ?? 500);
    case 'yes-no':
      return z.boolean();
    case 'three-valued':
      return z.enum(['yes', 'no', 'not_sure']);
    case 'date':
      return day;
    case 'partial-date':
      return partialDate;
    case 'number':
      return bounded(field);
    case 'phone':
      return z.union([phone, z.string().min(3).max(60)]);
    case 'email':
      return z.string().max(254);
    case 'file':
      return z.never();
    default:
      return codesOf(field, codes);
  }
};

const untold = z.strictObject({ untold: z.enum(untoldReasons) });

const fieldSchema = (field: Field, codes: CodeSource): z.ZodType => {
  const own =
    field.kind === 'repeat'
      ? z
          .array(schemaOfFields(field.of, codes))
          .min(field.least ?? 0)
          .max(field.most ?? 200)
      : answerSchema(field, codes);
  const told = field.tellable ? z.union([own, untold]) : own;
  return field.required && field.shownWhen === undefined ? told : told.optional();
};

const schemaOfFields = (fields: readonly Field[], codes: CodeSource): z.ZodType =>
  z.strictObject(
    Object.fromEntries(fields.filter((it) => it.kind !== 'file').map((field) => [field.id, fieldSchema(field, codes)])),
  );

/**
 * The schema of a form's answers, for the API and its OpenAPI document. It describes the shape; `form.parse` on the
 * same body judges it (conditions, dates that may not lie in the future), so a route uses both. Files go by themselves.
 */
export const schemaOf = (form: Form<unknown>, codes: CodeSource): z.ZodType => schemaOfFields(form.fields, codes);
