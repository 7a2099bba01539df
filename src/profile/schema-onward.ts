import * as z from 'zod';
import { codeOfList, marks } from './schema.ts';

const days = z.int().min(1).max(3660);

/** How a person goes on: who arranges a voluntary return, how long a check of its risks holds, when somebody asks afterwards. */
export const onwardSchema = z.strictObject({
  return: z.strictObject({
    /** The body that arranges it, and learns of it only with the person's consent to that very body. */
    arranged_by: codeOfList,
    risk_check: z.strictObject({ valid_days: days, ...marks }),
    /** Days after the journey on which somebody asks how the person is, where the person wishes it. */
    follow_up: z.strictObject({ after_days: z.array(days).min(1), ...marks }),
    ...marks,
  }),
});
