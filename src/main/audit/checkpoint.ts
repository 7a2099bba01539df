import { createPublicKey, verify } from 'node:crypto';
import type { SignedHeads } from './chain.ts';
import type { CheckpointRow, Finding } from './finding.ts';

const title = 'ariane journal checkpoint v1';
const signedLine = /^([0-9a-f-]{36}) (\d{1,15}) ([0-9a-f]{64})$/;

type SignedHead = { readonly chain: string; readonly seq: number; readonly hash: string };
type Note = { readonly signedAt: string; readonly heads: readonly SignedHead[] };

const readNote = (text: string): Note | null => {
  const [first, signedAt = '', ...lines] = text.split('\n');
  if (first !== title || !text.endsWith('\n') || Number.isNaN(Date.parse(signedAt))) return null;
  const heads = lines.slice(0, -1).map((line) => signedLine.exec(line));
  if (heads.includes(null)) return null;
  return {
    signedAt,
    heads: heads.map((found) => ({ chain: found?.[1] ?? '', seq: Number(found?.[2]), hash: found?.[3] ?? '' })),
  };
};

/** What stands before the 32 bytes of an Ed25519 key in its DER form (RFC 8410). */
const keyPrefix = Buffer.from('302a300506032b6570032100', 'hex');

const isSigned = ({ note, signature, publicKey }: CheckpointRow): boolean => {
  try {
    const key = createPublicKey({
      key: Buffer.concat([keyPrefix, Buffer.from(publicKey, 'base64')]),
      format: 'der',
      type: 'spki',
    });
    return verify(null, Buffer.from(note), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
};

/** What the checkpoints say, once their signatures were checked. */
export type Checkpoints = {
  readonly signed: ReadonlyMap<string, SignedHeads>;
  readonly findings: readonly Finding[];
  /** The keys that signed, base64: to be compared with what the vault printed when it was set up. */
  readonly keys: readonly string[];
};

const wrong = (row: CheckpointRow, what: string): Finding => ({
  kind: 'checkpoint',
  chain: null,
  seq: null,
  what: `checkpoint ${row.id}: ${what}`,
});

const faultOf = (row: CheckpointRow, expectedKey: string | null): string | null => {
  if (readNote(row.note) === null) return 'its note cannot be read';
  if (!isSigned(row)) return 'its signature is not that of its note';
  return expectedKey !== null && row.publicKey !== expectedKey ? 'it was signed with another key' : null;
};

type Sound = { readonly row: CheckpointRow; readonly note: Note };

const bySigning = (one: Sound, other: Sound): number => (one.note.signedAt < other.note.signedAt ? -1 : 1);

/** A later note that holds less than an earlier one: the chain was cut between the two. */
const goneBack = (sound: readonly Sound[]): Finding[] => {
  const furthest = new Map<string, number>();
  return sound.flatMap(({ row, note }) =>
    note.heads.flatMap(({ chain, seq }) => {
      const before = furthest.get(chain) ?? 0;
      furthest.set(chain, Math.max(before, seq));
      return seq < before
        ? [{ ...wrong(row, `the chain had ${before} events before and then ${seq}`), chain, seq }]
        : [];
    }),
  );
};

const signedHeads = (sound: readonly Sound[]): Map<string, Map<number, string>> => {
  const signed = new Map<string, Map<number, string>>();
  for (const { chain, seq, hash } of sound.flatMap(({ note }) => note.heads))
    signed.set(chain, (signed.get(chain) ?? new Map<number, string>()).set(seq, hash));
  return signed;
};

/**
 * Checks the signed notes. `expectedKey` (base64 of the raw Ed25519 key) is what the auditor knows from elsewhere: whoever
 * rewrites the whole database can also sign with a key of their own.
 */
export const checkCheckpoints = (rows: readonly CheckpointRow[], expectedKey: string | null): Checkpoints => {
  const judged = rows.map((row) => ({ row, fault: faultOf(row, expectedKey), note: readNote(row.note) }));
  const sound = judged
    .flatMap(({ row, fault, note }) => (fault === null && note !== null ? [{ row, note }] : []))
    .sort(bySigning);
  return {
    signed: signedHeads(sound),
    findings: [...judged.flatMap(({ row, fault }) => (fault === null ? [] : [wrong(row, fault)])), ...goneBack(sound)],
    keys: [...new Set(sound.map(({ row }) => row.publicKey))],
  };
};
