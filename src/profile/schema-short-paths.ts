import * as z from 'zod';
import { marks, namesSchema } from './schema.ts';

const code = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'a lower-case code such as airport');
const body = z.string().regex(/^[A-Z0-9][A-Z0-9-]*$/, 'an upper-case code such as ABC-1');
/** Ids of questions of the form; the room of reports knows which there are. */
const questions = z.array(code);

const advice = z.strictObject({ id: code, text: namesSchema, ...marks });

/** A duty of who reports in this setting, with the law it stands in. */
const duty = z.strictObject({ id: code, text: namesSchema, law: z.string().min(1), ...marks });

const shortPath = z.strictObject({
  code,
  names: namesSchema,
  organisations: z.array(body).min(1),
  /** What is asked here beside what every short path asks. */
  asks: z.strictObject({ report: questions, person: questions }),
  /** The signs that are seen in this setting, out of all indicators. */
  signs: z.array(z.string()).min(1),
  do: z.array(advice).min(1),
  do_not: z.array(advice).min(1),
  duties: z.array(duty),
  ...marks,
});

/** Short forms for bodies that meet victims by the way: which questions, which signs, and what to do in that setting. */
export const shortPathsSchema = z.strictObject({
  always: z.strictObject({ report: questions.min(1), person: questions.min(1), ...marks }),
  paths: z.array(shortPath),
});
