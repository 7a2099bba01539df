import type { AnswersOf } from './answer.ts';
import type { Field } from './field.ts';
import type { Form } from './form.ts';

/** Makes a form of a room from its fields. Throws on two fields with one id (a fault of the room). */
export const defineForm = <const Fields extends readonly Field[]>(
  room: string,
  fields: Fields,
): Form<AnswersOf<Fields>> => ({
  room,
  fields,
  parse: () => {
    throw new Error('being built');
  },
});
