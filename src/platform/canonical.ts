import { createHash } from 'node:crypto';

/** The same value in the same letters, whatever the order in which its parts were written. What is undefined is left out. */
export const canonicalText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalText(inner)}`).join()}}`;
};

/** SHA-256 (hexadecimal) of a value in its canonical letters. */
export const canonicalHash = (value: unknown): string =>
  createHash('sha256').update(canonicalText(value)).digest('hex');
