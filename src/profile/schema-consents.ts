import * as z from 'zod';
import { codeOfList, marks, namesSchema, smallCode, text } from './schema.ts';
import { compartments, parts } from './vocabulary.ts';

const scriptSchema = z.strictObject({
  version: codeOfList.max(30),
  /** Who has read the wording: nobody yet, a lawyer, and an interpreter for each language. */
  review: z.enum(['not_reviewed', 'reviewed_by_lawyer', 'reviewed_and_translated']),
  ask: namesSchema,
  no_means: namesSchema,
  take_back: namesSchema,
});

/** What a person may be asked to agree to: which bodies may have what opened, for which purposes, and the words to read out. */
export const consentKindSchema = z.strictObject({
  id: smallCode,
  names: namesSchema,
  to: z.enum(parts),
  compartments: z.array(z.enum(compartments)).min(1),
  purposes: z.array(smallCode).min(1),
  law: text,
  /** How long a yes holds; until it is taken back when null. */
  months: z.int().min(1).nullable(),
  script: scriptSchema,
  ...marks,
});

export const consentsSchema = z.strictObject({
  kinds: z.array(consentKindSchema).min(1),
  /** Who answers for a child, or somebody whose age is not certain. */
  guardian: z.strictObject({
    text: namesSchema,
    law: text,
    authorities: z.array(z.strictObject({ code: smallCode, names: namesSchema })).min(1),
    for_a_child: z.array(smallCode).min(1),
    ...marks,
  }),
});
