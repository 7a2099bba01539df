import * as z from 'zod';
import { marks } from './schema.ts';
import { assessmentKinds } from './vocabulary.ts';

const days = z.int().min(1).max(366);

/** What the country settles about the work of the support service: how long an assessment holds, how late something may be written down. */
export const assistanceSchema = z.strictObject({
  assessments: z.array(z.strictObject({ kind: z.enum(assessmentKinds), valid_days: days, ...marks })).length(2),
  /** So many days before an assessment ends a task says so. */
  remind_days: days,
  back_dating: z.strictObject({ most_days: z.int().min(0).max(366), ...marks }),
  /** Financial help above this sum is approved by a second person; no single help is above the other. */
  aid: z.strictObject({ second_person_above_cents: z.int().min(0), most_cents: z.int().min(1), ...marks }),
  /** For so many minutes after the rule of safe contact was opened somebody may say that she called by it. */
  call: z.strictObject({ rule_minutes: z.int().min(1).max(240), ...marks }),
});
