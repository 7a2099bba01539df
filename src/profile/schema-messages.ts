import * as z from 'zod';
import { marks, smallCode, text } from './schema.ts';

/**
 * Messages without a name: which body receives what comes by which door, within how many days it answers, where they may be
 * handed on, and how long they are kept after their end (a class of retention.json) or without a sign from anybody.
 */
export const messagesSchema = z.strictObject({
  doors: z.array(z.strictObject({ code: smallCode, to: text, answer_days: z.int().min(1).max(60), ...marks })).min(1),
  danger_days: z.int().min(1).max(7),
  hand_on_to: z.array(text),
  kept: z.strictObject({ ended: smallCode, silent_months: z.int().min(1).max(60) }),
  ...marks,
});
