import type { RawForm } from './form.ts';

/** More than any real form has; what lies beyond is dropped so that a hostile body costs little. */
const mostInputs = 5000;
const deepest = 8;

/** PostgreSQL and UTF-8 cannot hold these two: the zero character and half a surrogate pair. Nothing else is changed. */
const storable = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\uFFFD');

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const add = (inputs: Map<string, string[]>, name: string, text: string): void => {
  const texts = inputs.get(name);
  if (texts) texts.push(storable(text));
  else if (inputs.size < mostInputs) inputs.set(storable(name), [storable(text)]);
};

const walk = (inputs: Map<string, string[]>, name: string, value: unknown, depth: number): void => {
  if (isScalar(value)) return add(inputs, name, String(value));
  if (typeof value !== 'object' || value === null || depth > deepest || inputs.size >= mostInputs) return;
  const inside = (key: string): string => (name === '' ? key : `${name}.${key}`);
  if (Array.isArray(value)) {
    value.forEach((item, index) => walk(inputs, isScalar(item) ? name : inside(String(index)), item, depth + 1));
    return;
  }
  for (const [key, item] of Object.entries(value)) walk(inputs, inside(key), item, depth + 1);
};

/** Makes any body (a decoded form or JSON) into the flat raw form. Never throws; own properties only. */
export const flatten = (body: unknown): RawForm => {
  const inputs = new Map<string, string[]>();
  try {
    walk(inputs, '', body, 0);
  } catch {
    // A body whose own properties throw when read (a hostile proxy) is as good as empty.
  }
  return Object.fromEntries(inputs);
};

/** The texts of an input; none when it was not sent. Safe for any name, also `constructor` or `__proto__`. */
export const textsOf = (raw: RawForm, name: string): readonly string[] => {
  const texts: unknown = Object.hasOwn(raw, name) ? raw[name] : undefined;
  return Array.isArray(texts) ? texts.filter((text): text is string => typeof text === 'string') : [];
};

/** The text of an input as it was typed; empty when it was not sent. */
export const textOf = (raw: RawForm, name: string): string => textsOf(raw, name)[0] ?? '';

/** Numbers of the rows of a repeated group that have at least one input, in order. */
export const rowsOf = (raw: RawForm, name: string): readonly number[] => {
  const numbers = new Set<number>();
  for (const key of Object.keys(raw)) {
    const number = key.startsWith(`${name}.`) ? /^(\d{1,4})(?:\.|$)/.exec(key.slice(name.length + 1))?.[1] : undefined;
    if (number !== undefined) numbers.add(Number(number));
  }
  return [...numbers].sort((one, other) => one - other);
};

/** True when nothing was typed under this name or any of its parts. */
export const isBlank = (raw: RawForm, name: string): boolean =>
  Object.keys(raw).every(
    (key) => !(key === name || key.startsWith(`${name}.`)) || textsOf(raw, key).every((text) => text.trim() === ''),
  );

const renumber = (raw: RawForm, name: string, place: (row: number) => number | null): RawForm =>
  Object.fromEntries(
    Object.keys(raw).flatMap((key) => {
      const [row, ...rest] = key.startsWith(`${name}.`) ? key.slice(name.length + 1).split('.') : [];
      if (row === undefined || !/^\d{1,4}$/.test(row)) return [[key, textsOf(raw, key)] as const];
      const moved = place(Number(row));
      return moved === null ? [] : [[[name, moved, ...rest].join('.'), textsOf(raw, key)] as const];
    }),
  );

/** The raw form with one more, empty row of a repeated group. An empty mark keeps the row until something is typed. */
export const withRowAdded = (raw: RawForm, name: string): RawForm => {
  const next = (rowsOf(raw, name).at(-1) ?? -1) + 1;
  return { ...raw, [`${name}.${next}._row`]: [''] };
};

/** The raw form without one row; the later ones move up. */
export const withRowRemoved = (raw: RawForm, name: string, row: number): RawForm =>
  renumber(raw, name, (it) => (it === row ? null : it > row ? it - 1 : it));

/**
 * A draft's raw form with one page of it newly typed: inputs of the page's fields are replaced as a whole (a box no
 * longer ticked sends nothing), the others stay.
 */
export const withPage = (draft: RawForm, page: RawForm, fieldsOfPage: readonly string[]): RawForm => {
  const onPage = (name: string): boolean => fieldsOfPage.some((id) => name === id || name.startsWith(`${id}.`));
  const part = (raw: RawForm, wanted: boolean) => Object.entries(raw).filter(([name]) => onPage(name) === wanted);
  return Object.fromEntries([...part(draft, false), ...part(page, true)]);
};
