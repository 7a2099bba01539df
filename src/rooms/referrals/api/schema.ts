import { z } from 'zod';
import { schemaOf } from '../../../platform/form/index.ts';
import type { Profile } from '../../../profile/index.ts';
import { referralCodes } from '../facts/lists.ts';
import { personForm } from '../facts/person-form.ts';
import { reportForm } from '../facts/report-form.ts';

/** Persons one call may carry. */
const mostPersons = 500;

/** A report of N persons, from the same fields as the pages: the shape. What it means is judged by the forms themselves. */
export const bodySchema = (profile: Profile) => {
  const codes = referralCodes(profile);
  return z.strictObject({
    report: schemaOf(reportForm, codes).describe('What is asked once per report.'),
    persons: z.array(schemaOf(personForm, codes)).min(1).max(mostPersons).describe('One entry per person.'),
  });
};

const moment = z.iso.datetime();

/** What a sent report is answered with. */
export const sentSchema = z.object({
  id: z.uuid(),
  reference: z.string().describe('How your body calls the report.'),
  receipts: z.string().describe('Where its receipts are read.'),
});

/** The receipts of a report, recipient by recipient. */
export const receiptsSchema = z.object({
  id: z.uuid(),
  reference: z.string().nullable(),
  sent_at: moment,
  receipts: z.array(
    z.object({
      recipient: z.string().describe('Code of the body.'),
      state: z.enum(['waiting', 'delivered', 'acknowledged']),
      receipt: z.string().nullable(),
      delivered_at: moment.nullable(),
      acknowledged_at: moment.nullable(),
    }),
  ),
});
