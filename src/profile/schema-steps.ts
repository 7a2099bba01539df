import * as z from 'zod';
import { bodyCode, listId, marks, namesSchema, plainDay, smallCode, text } from './schema.ts';
import { guardNames } from './vocabulary.ts';

const stateSchema = z.strictObject({
  id: smallCode,
  names: namesSchema,
  meaning: z.string(),
  final: z.boolean(),
  note: text.optional(),
});

/** Who may take a step: an organisation, `part:` one of the core's parts, `system`, or `anyone`. */
const actorSchema = z.string().regex(/^([A-Z0-9][A-Z0-9-]*|part:[a-z_]+|system|anyone)$/, 'an organisation or part:…');

export const transitionSchema = z.strictObject({
  id: bodyCode,
  from: z.array(smallCode).min(1),
  event: smallCode,
  to: smallCode,
  who: z.array(actorSchema).min(1),
  recorded_by: z.array(actorSchema).optional(),
  guards: z.array(z.enum(guardNames)).min(1),
  guard_text: z.string(),
  effects: z.string(),
  clock: bodyCode.nullable(),
  law: text,
  basis: bodyCode.nullable(),
  valid_from: plainDay.nullable(),
  valid_to: plainDay.nullable().optional(),
  ...marks,
});

/** When a state is looked at again, and what it becomes if nobody does; null: it stays, and is only looked at. */
export const reviewSchema = z.strictObject({
  state: smallCode,
  after_days: z.int().min(1).max(3650),
  remind_days: z.int().min(1).max(3650),
  becomes: smallCode.nullable(),
  law: text,
  ...marks,
});

export const machineSchema = z.strictObject({
  id: listId,
  code: bodyCode,
  names: namesSchema,
  scope: text,
  initial: smallCode,
  other_initial_states: z.array(smallCode),
  states: z.array(stateSchema).min(1),
  transitions: z.array(transitionSchema).min(1),
  reviews: z.array(reviewSchema).default([]),
  notes: z.array(text),
});
