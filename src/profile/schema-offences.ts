import * as z from 'zod';
import { bodyCode, codeOfList, marks, namesSchema, plainDay, smallCode, text } from './schema.ts';
import { elementKinds, noticeTimes, provenanceMarks, sentenceKinds } from './vocabulary.ts';

const provenance = z.enum(provenanceMarks);

const penaltySchema = z.strictObject({
  prison_min_years: z.number().nullable().optional(),
  prison_max_years: z.number().nullable().optional(),
  regime: text.optional(),
  fine_min_eur: z.number().nullable().optional(),
  fine_max_eur: z.number().nullable().optional(),
  condition: text.optional(),
  provenance,
});

/** What an element says in the terms of the Palermo Protocol, beside what it says in the country's own. */
const palermoSchema = z.strictObject({
  acts: z.array(smallCode).optional(),
  means: z.array(smallCode).optional(),
  purposes: z.array(smallCode).optional(),
  /** It says that the victim is a child, for whom no means are needed (Palermo Protocol art. 3(c)). */
  child: z.boolean().optional(),
});

const elementSchema = z.strictObject({
  code: smallCode,
  kind: z.enum(elementKinds),
  /** The point of the article. */
  point: text.optional(),
  names: namesSchema,
  palermo: palermoSchema.optional(),
  valid_from: plainDay.optional(),
  valid_to: plainDay.optional(),
  ...marks,
});

const chargeSchema = z.strictObject({
  /** How many elements of each kind must be ticked at least. */
  asks: z.array(z.strictObject({ kind: z.enum(elementKinds), least: z.int().min(1).max(9) })),
  aggravated_by: z.array(bodyCode).default([]),
  /** Charged only together with what it aggravates. */
  only_aggravates: z.boolean().default(false),
  /** An offence whose elements these are, too. */
  elements_of: bodyCode.optional(),
  elements: z.array(elementSchema),
});

/** From and until when a text was in force; null: no such day was found. `awaits_law`: no text is in force yet. */
const inForceSchema = z.strictObject({
  from: plainDay.nullable(),
  to: plainDay.nullable(),
  awaits_law: z.boolean().default(false),
  provenance,
  note: text.optional(),
});

const offenceSchema = z.strictObject({
  id: bodyCode,
  article: text,
  names: namesSchema,
  code: text,
  elements: z.record(z.string(), z.unknown()),
  penalties: z.array(penaltySchema),
  in_force: inForceSchema,
  /** How somebody is charged with it; absent where nobody is: a rule, or an act of a victim that is not punished. */
  charge: chargeSchema.optional(),
  role: smallCode,
  ...marks,
});

const sentenceFormSchema = z.strictObject({
  id: z.string().regex(/^[A-Z_]+$/),
  names: namesSchema,
  kind: z.enum(sentenceKinds),
  /** Of prison: how much of it is suspended, and whether with probation. */
  prison: z
    .strictObject({ suspended: z.enum(['none', 'part', 'all', 'part_or_all']), probation: z.boolean() })
    .optional(),
  effective: z.boolean(),
  law: text.optional(),
  ...marks,
});

export const offencesSchema = z.strictObject({
  offences: z.array(offenceSchema),
  sentence_forms: z.array(sentenceFormSchema),
  sentence_metrics: z.array(text),
  investigation_measures: z.array(z.strictObject({ id: bodyCode, names: namesSchema, law: text, ...marks })),
});

const trackSchema = z.strictObject({
  code: smallCode,
  offence: bodyCode,
  /** Of each group at least so many elements must be spoken for. */
  needs: z.array(z.strictObject({ any_of: z.array(smallCode).min(1), least: z.int().min(1) })).min(1),
  ...marks,
});

/** Two qualifications set beside each other for whoever found facts at work: advice, never a decision. */
const twoTrackSchema = z.strictObject({
  tracks: z.array(trackSchema).length(2),
  facts: z
    .array(
      z.strictObject({
        code: smallCode,
        names: namesSchema,
        speaks_for: z.array(z.strictObject({ track: smallCode, element: smallCode })).min(1),
        ...marks,
      }),
    )
    .min(1),
  ...marks,
});

/** What a country settles about proceedings beside its offences; a country without courts in the program leaves parts out. */
export const justiceSchema = z.strictObject({
  two_track: twoTrackSchema.optional(),
  /** What a victim is told in proceedings: at the outset, by the authority of its own accord, or because she asked for it. */
  notices: z.array(
    z.strictObject({
      code: smallCode,
      names: namesSchema,
      when: z.enum(noticeTimes),
      law: text,
      /** What happens in the case that makes it due. */
      follows: smallCode.optional(),
      ...marks,
    }),
  ),
  compensation: z.strictObject({ claim_languages: z.array(codeOfList).min(1), ...marks }).optional(),
  /** The term whose end makes a judgment final. */
  finality: z.strictObject({ clock: bodyCode, ...marks }).optional(),
});
