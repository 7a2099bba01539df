import { createHash } from 'node:crypto';
import type { StoredSnapshot } from '../../store/read-report.ts';

/** The same text for the same content, whatever the order in which its parts were written. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
};

const keyOf = ({ personId, compartment }: StoredSnapshot): string => `${personId ?? ''}|${compartment}`;

/**
 * The fingerprint (SHA-256, hexadecimal) of the stored record as far as it reached the viewer: two copies with the same
 * fingerprint say the same. Sealed answers count by the name of their field; a body that got fewer parts has another one.
 */
export const fingerprintOf = (snapshots: readonly StoredSnapshot[]): string =>
  createHash('sha256')
    .update(
      canonical(
        snapshots
          .toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
          .map(({ personId, compartment, language, questions }) => ({ personId, compartment, language, questions })),
      ),
    )
    .digest('hex');

/** A fingerprint as people compare it: groups of eight. */
export const groupedFingerprint = (fingerprint: string): string => fingerprint.match(/.{1,8}/g)?.join(' ') ?? '';
