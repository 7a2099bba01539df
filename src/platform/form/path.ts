import type { Field, SimpleField } from './field.ts';
import type { FieldError, FilledRows } from './form.ts';

/** The path of a field from the name of its input: `persons.0.name` → `['persons', 0, 'name']`. */
export const answerPath = (name: string): readonly (string | number)[] =>
  name.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));

/** A question found by its path: the question with the groups around it, outermost first. */
export type FoundField = { readonly ids: readonly string[]; readonly field: SimpleField };

/** The question that stands at a path such as `periods.0.when`, in groups of any depth; null when there is none. */
export const fieldAt = (fields: readonly Field[], path: string): FoundField | null => {
  const [id, ...rest] = path.split('.').filter((part) => !/^\d+$/.test(part));
  const field = fields.find((one) => one.id === id);
  if (field === undefined) return null;
  if (field.kind !== 'repeat') return { ids: [field.id], field };
  const inner = fieldAt(field.of, rest.join('.'));
  return inner && { ids: [field.id, ...inner.ids], field: inner.field };
};

/**
 * An error found on answers (rows counted without the empty ones), put to the row where it was typed: so that it stands next to
 * the right field of the right row.
 */
export const asTyped = (rows: FilledRows, error: FieldError): FieldError => {
  const path: (string | number)[] = [];
  for (const part of error.path) path.push(typeof part === 'number' ? (rows[path.join('.')]?.[part] ?? part) : part);
  const typed = path.join('.');
  return { ...error, path, name: `${typed}${error.name.slice(error.path.join('.').length)}` };
};
