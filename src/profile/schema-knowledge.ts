import * as z from 'zod';
import { bodyCode, codeOfList, marks, namesSchema, plainDay, smallCode, text } from './schema.ts';
import { indicatorWeights, provenanceMarks } from './vocabulary.ts';

const provenance = z.enum(provenanceMarks);
const freeCode = codeOfList;

/** Signs of trafficking as a detector sees them, with the weight each has in a situation; `null` is unknown, not zero. */
export const indicatorSchema = z.strictObject({
  id: bodyCode,
  dimension: smallCode,
  names: namesSchema,
  forms: z.array(smallCode),
  weights: z.record(smallCode, z.enum(indicatorWeights).nullable()),
  weight_kind: z.enum(['delphi', 'proposed']),
  weight_provenance: z.record(smallCode, text),
  attribution: text,
  observers: z.array(smallCode),
});

export const indicatorsSchema = z.strictObject({
  dimensions: z.array(z.strictObject({ code: smallCode, names: namesSchema })),
  forms: z.array(z.strictObject({ code: smallCode, names: namesSchema })),
  rule: z.strictObject({
    name: text,
    source: text,
    text,
    /** A dimension is positive when one of these lines is met: at least so many of each weight, heavier counting for lighter. */
    positive_when: z.array(z.strictObject({ strong: z.int(), medium: z.int(), weak: z.int(), text: namesSchema })),
    results: z.array(
      z.strictObject({
        means: z.enum(['none', 'deception', 'recruitment']),
        exploitation: z.boolean(),
        coercion_destination: z.boolean(),
        result: smallCode,
        names: namesSchema,
      }),
    ),
    child: namesSchema,
    national: namesSchema,
    use: namesSchema,
    caution: namesSchema,
    provenance,
  }),
  indicators: z.array(indicatorSchema),
});

export const rightSchema = z.strictObject({
  id: bodyCode,
  names: namesSchema,
  applies_to: text,
  tell_when: z.array(smallCode),
  told_by: z.array(text),
  conditions: z.string(),
  law: text,
  theme: smallCode,
  /** Legal parameters the sentence rests on; while one is unverified the right is held back from the public. */
  rests_on: z.array(bodyCode),
  ...marks,
});

export const rightsSchema = z.strictObject({
  rights: z.array(rightSchema),
  obligations: z.array(z.strictObject({ id: bodyCode, names: namesSchema, first_information: z.boolean(), ...marks })),
  languages: z.array(
    z.strictObject({
      item: text,
      languages: z.array(text),
      partial: z.array(text),
      unknown: z.array(text),
      ...marks,
    }),
  ),
});

export const publishedFigureSchema = z.strictObject({
  id: bodyCode,
  indicator: smallCode,
  period_start: z.int(),
  period_end: z.int(),
  value: z.number().nullable(),
  value_text: text.optional(),
  unit: text,
  status_definition: text.nullable(),
  dimensions: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  source: bodyCode,
  provenance,
  conflict_group: bodyCode.nullable(),
  note: text.nullable(),
});

export const figuresSchema = z.strictObject({
  figures: z.array(publishedFigureSchema),
  conflicts: z.array(z.strictObject({ id: bodyCode, text })),
  gaps: z.array(text),
});

export const sourcesSchema = z.strictObject({
  compiled: text,
  warning: text,
  marks: z.record(provenance, namesSchema),
  sources: z.array(
    z.strictObject({
      id: bodyCode,
      /** How steps and articles name it, such as `EMN 2024`; a page then says its title. */
      cited_as: text.optional(),
      title: text,
      publisher: text.nullable(),
      year: z.union([z.int(), text]).nullable(),
      url: z.string().nullable(),
      read: z.enum(['full', 'excerpt', 'referenced']),
    }),
  ),
});

export const holidaysSchema = z.strictObject({
  rules: z.array(
    z.strictObject({
      id: smallCode,
      names: namesSchema,
      month_day: z
        .string()
        .regex(/^\d{2}-\d{2}$/)
        .optional(),
      easter_offset: z.int().optional(),
      from_year: z.int().optional(),
    }),
  ),
  years: z.record(z.string().regex(/^\d{4}$/), z.array(z.strictObject({ day: plainDay, id: smallCode }))),
  law: text,
  ...marks,
});

export const servicesSchema = z.strictObject({
  services: z.array(z.strictObject({ id: freeCode, names: namesSchema, law: text, provenance })),
});

export const committeeSchema = z.strictObject({
  id: bodyCode,
  names: namesSchema,
  legal_basis: z.array(text),
  established: text,
  chair: bodyCode,
  rules: z.array(z.strictObject({ text, provenance })),
  tasks: z.array(z.strictObject({ text, provenance })),
  seats: z.array(
    z.strictObject({
      number: z.int(),
      seat: text,
      organisations: z.array(bodyCode).min(1),
      count: z.int(),
      in_2014: z.boolean(),
      in_2024: z.boolean(),
      note: text.optional(),
    }),
  ),
  full_members: z.int(),
  full_members_provenance: provenance,
});
