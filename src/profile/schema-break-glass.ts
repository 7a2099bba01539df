import * as z from 'zod';
import { marks, smallCode, text } from './schema.ts';
import { compartments } from './vocabulary.ts';

/**
 * Opening in an emergency with a second person of another body: for how long, how fresh both sign-ins are, how long a
 * request waits, when it is reviewed at the latest, which parts it may reach and what for. Who may ask, approve and review: roles.json.
 */
export const breakGlassSchema = z.strictObject({
  minutes: z.int().min(5).max(240),
  fresh_sign_in_minutes: z.int().min(1).max(15),
  answer_within_minutes: z.int().min(5).max(720),
  review_within_hours: z.int().min(1).max(720),
  compartments: z.array(z.enum(compartments)).min(1),
  purpose: smallCode,
  law: text,
  ...marks,
});
