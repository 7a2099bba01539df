import * as z from 'zod';
import { bodyCode, codeOfList, marks, namesSchema, smallCode, text } from './schema.ts';

const hour = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/, 'an hour such as 09:00');
const hours = z.union([
  z.literal('always'),
  z.array(z.strictObject({ days: z.array(z.int().min(1).max(7)).min(1), from: hour, to: hour })).min(1),
]);
const days = z.int().min(1).max(3650);

/** How the hotline works: its terms, whom it reaches, what is asked about danger, and what it can tell callers of. */
export const hotlineSchema = z.strictObject({
  /** So long a record may be corrected after it was closed, by whoever closed it; later it is only added to. */
  correction: z.strictObject({ hours: z.int().min(1).max(720), ...marks }),
  /** A record open longer than this is an alarm of the desk. */
  open_record: z.strictObject({ alarm_minutes: z.int().min(5).max(1440), ...marks }),
  /** So long the keyed mark of a number is kept, and so long a flag on it lasts at most. It never blocks. */
  caller: z.strictObject({ mark_days: days, flag_days: days, ...marks }),
  /** So long the words of a call are kept after it: a class of retention.json. */
  texts: z.strictObject({ kept: smallCode, ...marks }),
  /** Languages fewer than so many calls were in are counted together. */
  figures: z.strictObject({ least_calls: z.int().min(2).max(50), ...marks }),
  /** Who answers, in order: a body's rota, and at last a number that always answers. */
  chain: z
    .array(
      z.union([
        z.strictObject({ organisation: bodyCode, ...marks }),
        z.strictObject({ number: text, names: namesSchema, ...marks }),
      ]),
    )
    .min(1),
  /** Bodies a call is handed on to while both speak. */
  transfers: z.array(z.strictObject({ to: bodyCode, ...marks })).min(1),
  /** Short questions about danger, in the words of the caller; `danger_if` is the answer that means danger. */
  danger: z
    .array(z.strictObject({ code: codeOfList, names: namesSchema, danger_if: z.enum(['yes', 'no']), ...marks }))
    .min(1),
  /** What is said when nobody answers, and on holidays. */
  messages: z.strictObject({ closed: namesSchema, holiday: namesSchema, ...marks }),
  /** What a caller can be told of. */
  resources: z
    .array(
      z.strictObject({
        code: codeOfList,
        organisation: bodyCode,
        number: text,
        hours,
        on_holidays: z.boolean(),
        /** Languages answered; one that is answered at other hours has its own. */
        languages: z.array(z.strictObject({ code: z.string().regex(/^[a-z]{2,3}$/), hours: hours.optional() })),
        for_whom: z.array(codeOfList).min(1),
        ...marks,
      }),
    )
    .min(1),
});
