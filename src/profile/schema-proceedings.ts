import * as z from 'zod';
import { bodyCode, marks, namesSchema, plainDay, smallCode, text } from './schema.ts';

/** As what a body works on an inquiry. */
const inquiryPart = z.enum(['prosecutes', 'instructs', 'investigates']);
const validity = { valid_from: plainDay.nullable(), valid_to: plainDay.nullable() };

/** How criminal cases are worked on here. */
export const proceedingsSchema = z.strictObject({
  /** The legal basis by which the bodies of a case seal to each other and open what its file holds. */
  basis: bodyCode,
  /** How trafficking is defined here, of the list `offence-definitions`: noted with every request abroad. */
  definition: smallCode,
  /** What an inquiry may do: by which law, of which days, ordered by whom. What is only a bill is refused by name. */
  measures: z.array(
    z.strictObject({
      id: smallCode,
      names: namesSchema,
      law: text,
      ordered_by: z.array(inquiryPart).min(1),
      state: z.enum(['in_force', 'bill']),
      ...validity,
      ...marks,
    }),
  ),
  /** What is asked of another country or a body of several, and who alone sends it. */
  requests: z.array(
    z.strictObject({
      id: smallCode,
      names: namesSchema,
      sent_by: z.array(inquiryPart).min(1),
      /** Whether it goes to one country; otherwise to a body of several. */
      to_country: z.boolean(),
      law: text,
      ...validity,
      ...marks,
    }),
  ),
});
