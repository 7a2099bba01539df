import * as z from 'zod';
import { codeOfList, marks, namesSchema, smallCode, text } from './schema.ts';
import { compartments, parts } from './vocabulary.ts';

const scriptSchema = z.strictObject({
  version: codeOfList.max(30),
  /** Who has read the wording: nobody yet, a lawyer, and an interpreter for each language. */
  review: z.enum(['not_reviewed', 'reviewed_by_lawyer', 'reviewed_and_translated']),
  ask: namesSchema,
  /** What was read out before, by version: papers of earlier answers show what the person heard. */
  earlier: z.array(z.strictObject({ version: codeOfList.max(30), ask: namesSchema })).optional(),
  no_means: namesSchema,
  take_back: namesSchema,
});

/** What a person may be asked to agree to: which bodies may have what opened, for which purposes, and the words to read out. */
export const consentKindSchema = z.strictObject({
  id: smallCode,
  names: namesSchema,
  /** `recorder`: nobody but the body that asks. `chosen`: one of `bodies`, named when the person is asked. */
  to: z.enum([...parts, 'recorder', 'chosen']),
  bodies: z.array(codeOfList).optional(),
  compartments: z.array(z.enum(compartments)),
  purposes: z.array(smallCode),
  /** A question about matching: how far a yes goes, and for level 3 to which class of bodies. It opens nothing. */
  /** `marks`: the words ask for numbers of papers and telephones too; a yes to earlier words does not cover them. */
  matching: z
    .strictObject({ level: z.int().min(1).max(3), tells: smallCode.optional(), marks: z.boolean().optional() })
    .optional(),
  law: text,
  /** How long a yes holds; until it is taken back when null. */
  months: z.int().min(1).nullable(),
  script: scriptSchema,
  ...marks,
});

const days = z.int().min(1).max(365);

/** Who may be told that two bodies may know one person: classes of bodies, and what holds between two of them. What is not said is never. */
const matchingSchema = z.strictObject({
  /** Whether everybody is counted once by law, or only who said yes. */
  counting: z.enum(['consent', 'legal_duty']),
  law: text,
  /** `kept`: bodies of the class may have files that are matched at all. */
  classes: z.array(
    z.strictObject({ code: smallCode, names: namesSchema, organisations: z.array(codeOfList), kept: z.boolean() }),
  ),
  /** `both`: each is shown at its own time; `one_first`: the other only after the person said yes to the first. */
  policy: z.array(
    z.strictObject({
      ...{ one: smallCode, other: smallCode, told: z.enum(['both', 'one_first']) },
      ...{ least_one: z.int().min(2).max(3), least_other: z.int().min(2).max(3) },
    }),
  ),
  /** Origins of reports whose persons are never encoded. */
  never_from: z.array(smallCode),
  shown_after_days: z.strictObject({ least: days, most: days }),
  asked_for_days: days,
  /** After so many days without an answer the body is reminded, once. */
  reminded_after_days: days,
  /** A body is asked about so many persons at a time; what comes above waits its turn. */
  most_open: z.int().min(1),
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
  matching: matchingSchema,
});
