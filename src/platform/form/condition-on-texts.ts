import type { Condition } from './field.ts';

/** Texts of an input by its full name; works on a raw form on the server and on the page in the browser. */
export type TextsOf = (name: string) => readonly string[];

const typed = (texts: TextsOf, name: string): readonly string[] => {
  const own = texts(name).filter((text) => text.trim() !== '');
  return own.length > 0 ? own : texts(`${name}.untold`).filter((text) => text !== '');
};

const same = (text: string | undefined, value: string | boolean): boolean =>
  typeof value === 'boolean' ? text === (value ? 'yes' : 'no') : text === value;

const answered = (texts: TextsOf, name: string): boolean =>
  [name, `${name}.day`, `${name}.month`, `${name}.year`].some((it) => texts(it).some((text) => text.trim() !== ''));

/** Like `holds`, but on what is typed and not yet read: decides what the page shows while people fill it in. */
export const holdsOnTexts = (condition: Condition, texts: TextsOf): boolean => {
  if ('all' in condition) return condition.all.every((it) => holdsOnTexts(it, texts));
  if ('any' in condition) return condition.any.some((it) => holdsOnTexts(it, texts));
  if ('not' in condition) return !holdsOnTexts(condition.not, texts);
  const [first, ...more] = typed(texts, condition.field);
  if ('is' in condition) return same(first, condition.is);
  if ('isNot' in condition) return !same(first, condition.isNot);
  if ('isOneOf' in condition) return first !== undefined && condition.isOneOf.includes(first);
  if ('includes' in condition) return first === condition.includes || more.includes(condition.includes);
  return answered(texts, condition.field) === condition.answered;
};

/** The condition with the full names of its inputs: those of the row where the row has the field, else the form's. */
export const withNames = (condition: Condition, nameOf: (id: string) => string): Condition => {
  if ('all' in condition) return { all: condition.all.map((it) => withNames(it, nameOf)) };
  if ('any' in condition) return { any: condition.any.map((it) => withNames(it, nameOf)) };
  if ('not' in condition) return { not: withNames(condition.not, nameOf) };
  return { ...condition, field: nameOf(condition.field) };
};

/** Names of the inputs a condition looks at. */
export const namesIn = (condition: Condition): readonly string[] => {
  if ('all' in condition) return condition.all.flatMap(namesIn);
  if ('any' in condition) return condition.any.flatMap(namesIn);
  if ('not' in condition) return namesIn(condition.not);
  return [condition.field];
};
