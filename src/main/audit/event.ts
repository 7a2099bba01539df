import { createHash } from 'node:crypto';
import type { EventRow } from './finding.ts';

/** What a body says of its own place; null where it cannot be read. */
export type Claim = { readonly chain: string; readonly seq: number };

type Body = Readonly<Record<string, unknown>>;

const sha256 = (...parts: readonly Uint8Array[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** The hash before the first event of a chain. */
export const firstHash = (chain: string): string => sha256(Buffer.from(chain));

/** The hash the row must have: SHA-256 of the hash before it and its body. */
export const hashOf = (row: Pick<EventRow, 'prev' | 'body'>): string =>
  sha256(Buffer.from(row.prev, 'hex'), Buffer.from(row.body));

const readBody = (row: EventRow): Body | null => {
  try {
    const read: unknown = JSON.parse(row.body);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Body) : null;
  } catch {
    return null;
  }
};

/** Microseconds since 1970 of a moment written in ISO 8601 with zone; NaN for anything else. */
export const microsecondsOf = (text: unknown): number => {
  const [, seconds = '', fraction = '', zone = ''] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?(Z|[+-]\d\d(?::?\d\d)?)$/.exec(String(text)) ?? [];
  const offset = zone.length === 3 ? `${zone}:00` : zone;
  return Date.parse(`${seconds}${offset}`) * 1000 + Number(fraction.padEnd(6, '0'));
};

/** The same value in the same letters whatever the order of its keys. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join()}}`;
};

const sameText = (row: EventRow, body: Body, column: keyof EventRow): boolean => row[column] === (body[column] ?? null);

const textColumns = ['id', 'type', 'actor', 'subject_kind', 'subject_id', 'case_id', 'report_id', 'person_id'] as const;

const differingColumns = (row: EventRow, body: Body): string[] => [
  ...textColumns.filter((column) => !sameText(row, body, column)),
  ...(['at', 'recorded_at'] as const).filter((column) => row[column] !== microsecondsOf(body[column])),
  ...(canonical(row.audience) === canonical(body['audience']) ? [] : ['audience']),
  ...(canonical(JSON.parse(row.data)) === canonical(body['data']) ? [] : ['data']),
];

/** Where the row says it belongs, and what is wrong with it taken alone (an empty list: nothing). */
export const judgeEvent = (row: EventRow): { readonly claim: Claim | null; readonly wrong: readonly string[] } => {
  const body = readBody(row);
  const isWhole = hashOf(row) === row.hash;
  const wrong = isWhole ? [] : ['its hash is not that of its body and the hash before it'];
  if (body === null) return { claim: null, wrong: [...wrong, 'its body cannot be read'] };
  const columns = differingColumns(row, body);
  if (columns.length > 0) wrong.push(`its body says otherwise than ${columns.join(', ')}`);
  const { chain, seq } = body;
  const claim = typeof chain === 'string' && Number.isSafeInteger(seq) ? { chain, seq: seq as number } : null;
  return { claim, wrong };
};
