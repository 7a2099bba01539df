import * as z from 'zod';
import { marks } from './schema.ts';

const minutes = z
  .int()
  .min(1)
  .max(7 * 24 * 60);

/** How work passes from hand to hand: which bodies have somebody on call, and how soon a note or a person is taken over. */
export const handoverSchema = z.strictObject({
  /** Bodies of whom somebody is to be on call at every moment; a gap in their rota is an alarm. */
  on_call: z.array(z.strictObject({ organisation: z.string(), look_ahead_days: z.int().min(1).max(60), ...marks })),
  contact_check: z.strictObject({ days: z.int().min(1).max(3660), ...marks }),
  shift_note: z.strictObject({ acknowledge_minutes: minutes, ...marks }),
  warm_handover: z.strictObject({ answer_minutes: minutes, ...marks }),
});
