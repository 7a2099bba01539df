import * as z from 'zod';
import { marks, namesSchema, smallCode } from './schema.ts';
import { bedPreferences, parts } from './vocabulary.ts';

const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is an hour like 08:00');
const days = z.int().min(1).max(366);

/** What the country settles about safe beds: hours, lengths, which areas touch, what speaks for a bed, who is told at once. */
export const accommodationSchema = z.strictObject({
  office_hours: z.strictObject({ days: z.array(z.int().min(1).max(7)).min(1), from: hour, until: hour, ...marks }),
  emergency: z.strictObject({ longest_nights: days, ...marks }),
  turnaround: z.strictObject({
    default_days: z.int().min(0).max(30),
    most_days: z.int().min(0).max(30),
    unit: z.enum(['days', 'working_days']),
    ...marks,
  }),
  back_dating: z.strictObject({ most_days: z.int().min(0).max(60), ...marks }),
  /** The groups of the list of communes, with those that touch them: how near an exploiter may be. */
  areas: z.array(z.strictObject({ code: smallCode, next_to: z.array(smallCode) })).min(1),
  areas_from: z.strictObject(marks),
  preferences: z.array(
    z.strictObject({ id: z.enum(bedPreferences), names: namesSchema, weight: z.int().min(0).max(100), ...marks }),
  ),
  /** Who is told the moment somebody is missing. */
  told_at_once: z.array(z.strictObject({ part: z.enum(parts), when: z.enum(['always', 'minor']), ...marks })).min(1),
  outside: z.strictObject({ review_days: days, ...marks }),
  abroad: z.strictObject({
    countries: z.array(z.string().regex(/^[A-Z]{2}$/, 'is a country like BE')),
    longest_days: days,
    visit_every_days: days,
    ...marks,
  }),
});
