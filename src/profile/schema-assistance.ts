import * as z from 'zod';
import { codeOfList, marks, namesSchema, smallCode } from './schema.ts';
import { assessmentKinds, compartments, packetSenders } from './vocabulary.ts';

const days = z.int().min(1).max(366);

/** What one service passes on to another: for each purpose the bodies that may be asked and the few facts they need. */
const packetsSchema = z.strictObject({
  /** A fact: the sealed texts of one part that belong together for whoever reads them. */
  facts: z
    .array(
      z.strictObject({
        code: smallCode,
        names: namesSchema,
        part: z.enum(compartments),
        fields: z.array(smallCode).min(1),
      }),
    )
    .min(1),
  purposes: z
    .array(
      z.strictObject({
        id: smallCode,
        names: namesSchema,
        to: z.array(codeOfList).min(1),
        facts: z.array(smallCode).min(1),
        ...marks,
      }),
    )
    .min(1),
  /** Bodies outside the program that a packet may be sealed to, and what it may hold. */
  abroad: z.strictObject({ bodies: z.array(codeOfList), facts: z.array(smallCode), ...marks }),
  /**
   * Which bodies refer, by the part they play, and for what. `opened_for`: the purpose for which they open what they pass on;
   * null where they hold nothing of the person and ask the service that supports her to refer.
   */
  senders: z
    .array(
      z.strictObject({
        part: z.enum(packetSenders),
        opened_for: smallCode.nullable(),
        purposes: z.array(smallCode).min(1),
        ...marks,
      }),
    )
    .min(1),
  /** After so many hours without an answer a packet is shown as waiting to both. */
  answer_hours: z.int().min(1).max(1000),
  expires: z.strictObject({ usual_days: days, most_days: days }),
  ...marks,
});

/** What the country settles about the work of the support service: how long an assessment holds, how late something may be written down. */
export const assistanceSchema = z.strictObject({
  assessments: z.array(z.strictObject({ kind: z.enum(assessmentKinds), valid_days: days, ...marks })).length(2),
  /** So many days before an assessment ends a task says so. */
  remind_days: days,
  back_dating: z.strictObject({ most_days: z.int().min(0).max(366), ...marks }),
  /** Financial help above this sum is approved by a second person; no single help is above the other. */
  aid: z.strictObject({ second_person_above_cents: z.int().min(0), most_cents: z.int().min(1), ...marks }),
  packets: packetsSchema,
  /** For so many minutes after the rule of safe contact was opened somebody may say that she called by it. */
  call: z.strictObject({ rule_minutes: z.int().min(1).max(240), ...marks }),
});
