import * as z from 'zod';
import { bodyCode, marks, namesSchema, smallCode, text } from './schema.ts';
import { compartments, rightsKinds } from './vocabulary.ts';

const named = z.strictObject({ code: smallCode, names: namesSchema });
const lawful = named.extend({ law: text, ...marks });

const regimeSchema = z.strictObject({
  code: smallCode,
  names: namesSchema,
  law: text,
  /** Bodies under this regime; all others are under the first one. */
  organisations: z.array(bodyCode),
  /** Where somebody complains who was refused, and by which law. */
  authority: namesSchema,
  complaint_law: text,
  /** Erases when the person asks, or only when its own term is over. */
  erases: z.enum(['on_request', 'when_due']),
  /** The ground on which such a body keeps what another body erases. */
  keeps_ground: smallCode,
  ...marks,
});

/** What persons may ask of a body about themselves: regimes, terms, grounds, and what stays possible under restriction. */
export const dataRightsSchema = z.strictObject({
  regimes: z.array(regimeSchema).min(1),
  terms: z
    .array(
      z.strictObject({
        kind: z.enum(rightsKinds),
        regime: smallCode,
        months: z.int().min(1),
        extension_months: z.int().min(0),
        law: text,
        ...marks,
      }),
    )
    .min(1),
  extension_reasons: z.array(named).min(1),
  /** How who asks was recognised. */
  proofs: z.array(named).min(1),
  /** Why something is refused or withheld. */
  grounds: z
    .array(lawful.extend({ applies_to: z.array(z.enum(rightsKinds)).min(1), regimes: z.array(smallCode).min(1) }))
    .min(1),
  /** Parts that no answer to a person contains, each with its ground. */
  never_given: z.array(z.strictObject({ compartment: z.enum(compartments), ground: smallCode })),
  /** Why something must not be erased for the time being. */
  holds: z.array(lawful).min(1),
  restriction: z.strictObject({ purposes: z.array(smallCode).min(1), law: text, ...marks }),
});

const retentionClassSchema = z.strictObject({
  id: smallCode,
  names: namesSchema,
  /** What the term runs from; the nightly job proposes where it is `last_work`, the others say what a person watches. */
  trigger: z.enum([
    'report_closed',
    'call_closed',
    'follows_case',
    'last_work',
    'profession',
    'immigration_law',
    'prosecution',
    'consent_ended',
    'written',
    'sent',
    'never',
  ]),
  months: z.int().min(1).nullable(),
  months_for_children: z.int().min(1).nullable(),
  action: z.enum(['erase_texts', 'erase_records', 'restrict_then_erase', 'close_segments', 'delete', 'keep']),
  /** Statuses of a person to which the class belongs, where it is about cases. */
  statuses: z.array(smallCode),
  law: text,
  ...marks,
});

/** How long what is kept, per class of data. */
export const retentionSchema = z.strictObject({ classes: z.array(retentionClassSchema).min(1), note: text });
