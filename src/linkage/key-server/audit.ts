import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** What was asked of a key server: who, when, how many points. Never a point, so the log says nothing about anybody. */
export type AuditEntry = {
  readonly at: string;
  readonly kind: 'session' | 'evaluated' | 'refused' | 'epoch';
  readonly organisation: string;
  /** Hash of the ticket that opened the session; empty for an epoch. */
  readonly ticket: string;
  readonly count: number;
  readonly reason: string;
};

const lineSchema = z.strictObject({
  at: z.string(),
  kind: z.enum(['session', 'evaluated', 'refused', 'epoch']),
  organisation: z.string(),
  ticket: z.string(),
  count: z.number().int(),
  reason: z.string(),
  hash: z.string(),
});

const start = '0'.repeat(64);

const hashOf = (before: string, entry: AuditEntry): string =>
  createHash('sha256')
    .update(JSON.stringify([before, entry.at, entry.kind, entry.organisation, entry.ticket, entry.count, entry.reason]))
    .digest('hex');

/** The entries of a log and the hash of the last; throws when a line was changed, left out or added. */
export const readAudit = (text: string): { readonly entries: readonly AuditEntry[]; readonly head: string } => {
  let head = start;
  const entries = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line, at) => {
      const { hash, ...entry } = lineSchema.parse(JSON.parse(line));
      if (hash !== hashOf(head, entry)) throw new Error(`the key server's log is not whole at line ${at + 1}`);
      head = hash;
      return entry;
    });
  return { entries, head };
};

/** The log of a key server: what it holds, and one more line, on the disk before the answer goes out. */
export type Audit = { readonly entries: readonly AuditEntry[]; readonly append: (entry: AuditEntry) => void };

/** Opens a log file; throws when its chain is broken. */
export const openAudit = (file: string): Audit => {
  const read = readAudit(existsSync(file) ? readFileSync(file, 'utf8') : '');
  let { head } = read;
  return {
    entries: read.entries,
    append: (entry) => {
      head = hashOf(head, entry);
      appendFileSync(file, `${JSON.stringify({ ...entry, hash: head })}\n`, { mode: 0o600, flush: true });
    },
  };
};
