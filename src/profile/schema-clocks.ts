import * as z from 'zod';
import { clockEvents, clockKinds, dayOneRules, lastDayRules } from './vocabulary.ts';

const smallCode = z.string().regex(/^[a-z0-9][a-z0-9_]*$/, 'a lower-case code such as not_known');
const plainDay = z.iso.date('a day such as 2026-11-21');

const clockEvent = z.enum(clockEvents);
const clockEventList = z.array(clockEvent).default([]);

/** A legal parameter as a machine counts it: the texts beside it say the same to people. */
export const clockSchema = z.strictObject({
  kind: z.enum(clockKinds),
  scope: z.enum(['person', 'country']),
  starts: z.array(clockEvent).min(1),
  /** Where the law of this clock counts its first day otherwise than the profile's general rule. */
  day_one: z.enum(dayOneRules).optional(),
  last_day: z.enum(lastDayRules).default('as_counted'),
  /** A day the law itself names as the end of what the first of `starts` begins. */
  ends_on: plainDay.optional(),
  pauses: clockEventList,
  resumes: clockEventList,
  extends: clockEventList,
  /** Adds another term, from the last day when that is still ahead. */
  renews: clockEventList,
  /** Begins the clock anew from its own day. */
  restarts: clockEventList,
  ends: clockEventList,
  /** An early end needs one of these reasons; without one the clock runs on. */
  ends_early: z.array(z.strictObject({ event: clockEvent, reasons: z.array(smallCode).min(1) })).default([]),
  /** Days before the end on which the body in charge is reminded, and with which task. */
  remind_before: z.array(z.int().min(0).max(400)).default([]),
  task: smallCode.optional(),
});
