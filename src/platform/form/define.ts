import type { AnswersOf } from './answer.ts';
import { namesIn } from './condition-on-texts.ts';
import type { Field } from './field.ts';
import type { Form, ParsedForm } from './form.ts';
import { parseForm } from './parse.ts';

const checkFields = (fields: readonly Field[], before: readonly string[]): void => {
  const known = [...before];
  const own = new Set<string>();
  for (const field of fields) {
    if (!/^[a-z][a-z0-9_]*$/.test(field.id))
      throw new Error(`the field id "${field.id}" is not small letters, digits and _`);
    if (own.has(field.id)) throw new Error(`two fields have the id "${field.id}"`);
    const unknown = field.shownWhen ? namesIn(field.shownWhen).find((id) => !known.includes(id)) : undefined;
    if (unknown !== undefined) throw new Error(`"${field.id}" depends on "${unknown}", which does not come before it`);
    own.add(field.id);
    known.push(field.id);
    if (field.kind === 'repeat') checkFields(field.of, known);
  }
};

/**
 * Makes a form of a room from its fields. Throws (a fault of the room) on two fields with one id, an id that is not
 * `small_letters`, and a condition on a field that does not come before.
 */
export const defineForm = <const Fields extends readonly Field[]>(
  room: string,
  fields: Fields,
): Form<AnswersOf<Fields>> => {
  checkFields(fields, []);
  return {
    room,
    fields,
    // parseForm reads each field by its kind, which is what AnswersOf says of it.
    parse: (rawBody, options) => parseForm(fields, rawBody, options) as ParsedForm<AnswersOf<Fields>>,
  };
};
