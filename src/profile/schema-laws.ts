import * as z from 'zod';
import { bodyCode, marks, namesSchema, plainDay, smallCode, text } from './schema.ts';
import { clockSchema } from './schema-clocks.ts';
import { compartments, lawUnits } from './vocabulary.ts';

const validity = { valid_from: plainDay.nullable(), valid_to: plainDay.nullable() };
const verification = { verified_on: plainDay.nullable(), verified_by: text.nullable() };

/** A number of the law, or a duty whose number the law does not give, with what starts, stops and ends it. */
export const lawSchema = z.strictObject({
  id: bodyCode,
  names: namesSchema,
  value: z.number().positive().nullable(),
  unit: z.enum(lawUnits),
  text: namesSchema,
  duration: text,
  trigger: text,
  extension: text.nullable(),
  interruption: text.nullable(),
  ends: text.nullable(),
  authority: z.array(bodyCode),
  law: text,
  clock: clockSchema.optional(),
  ...validity,
  ...verification,
  ...marks,
});

/** An article that lets data pass from one body to another, or be opened, without the person's consent. */
export const basisSchema = z.strictObject({
  id: bodyCode,
  article: text,
  names: namesSchema,
  text: namesSchema,
  /** Who may pass something on by it, and who may be let in. What is sealed of which parts may be opened, and what for. */
  from: z.array(z.string().regex(/^(part:[a-z_]+|officials|sender|anyone)$/, 'part:…, officials, sender or anyone')),
  to: z.array(z.string().regex(/^(part:[a-z_]+|sender|anyone)$/, 'part:…, sender or anyone')),
  compartments: z.array(z.enum(compartments)),
  purposes: z.array(smallCode),
  ...validity,
  ...verification,
  ...marks,
});

export const lawsSchema = z.strictObject({
  parameters: z.array(lawSchema),
  /** Two people switch a legal basis on; whether they must be of different bodies. */
  switching: z.strictObject({ two_bodies: z.boolean(), ...marks }),
  bases: z.array(basisSchema),
});
