import * as z from 'zod';
import { bodyCode } from './schema.ts';

/** How criminal cases are worked on here. */
export const proceedingsSchema = z.strictObject({
  /** The legal basis by which the bodies of a case seal to each other and open what its file holds. */
  basis: bodyCode,
});
