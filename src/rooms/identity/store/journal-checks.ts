import { sql } from 'kysely';
import type { Instant } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

/** Where something was found wrong in the journal. */
export type JournalFinding = {
  readonly kind: string;
  readonly chain: Uuid | null;
  readonly seq: number | null;
  readonly to?: number | null;
};

/** One verification of the journal; without an end it waits or runs. */
export type JournalCheck = {
  readonly id: Uuid;
  readonly askedByName: string | null;
  readonly askedAt: Instant;
  readonly eventsRead: number;
  readonly finishedAt: Instant | null;
  readonly sound: boolean | null;
  readonly chains: number | null;
  readonly checkpoints: number | null;
  readonly witnessed: number | null;
  readonly notYetSigned: number | null;
  readonly findings: readonly JournalFinding[];
};

/** The newest verifications. */
export const findJournalChecks = async (tx: Transaction): Promise<readonly JournalCheck[]> => {
  const rows = await tx
    .selectFrom('identity.journal_check as c')
    .leftJoin('directory.staff_published as s', 's.id', 'c.asked_by')
    .selectAll('c')
    .select('s.display_name as name')
    .orderBy('c.asked_at', 'desc')
    .limit(50)
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, askedByName: row.name, askedAt: row.asked_at as Instant, eventsRead: Number(row.events_read) },
    ...{ finishedAt: row.finished_at as Instant | null, sound: row.sound, chains: row.chains },
    ...{ checkpoints: row.checkpoints, witnessed: row.witnessed },
    notYetSigned: row.not_yet_signed === null ? null : Number(row.not_yet_signed),
    findings: (row.findings ?? []) as unknown as readonly JournalFinding[],
  }));
};

/** Asks for a verification in the viewer's name. */
export const addJournalCheck = async (
  tx: Transaction,
  asked: { readonly id: Uuid; readonly by: Uuid; readonly organisationId: Uuid; readonly at: Instant },
): Promise<void> => {
  await tx
    .insertInto('identity.journal_check')
    .values({ id: asked.id, asked_by: asked.by, asked_by_organisation: asked.organisationId, asked_at: asked.at })
    .execute();
};

/** False while the last verification found something wrong. */
export const askJournalIsWhole = async (tx: Transaction): Promise<boolean> => {
  const found = await sql<{ whole: boolean }>`select identity.journal_is_whole() as whole`.execute(tx);
  return found.rows[0]?.whole === true;
};

/** A checkpoint as the vault signed it. */
export type Checkpoint = {
  readonly signedAt: Instant;
  readonly note: string;
  readonly signature: Buffer;
  readonly publicKey: Buffer;
};

/** The newest checkpoint; null before the first. */
export const newestCheckpoint = async (tx: Transaction): Promise<Checkpoint | null> => {
  const row = await tx
    .selectFrom('journal.checkpoint_published')
    .selectAll()
    .orderBy('signed_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row?.signed_at || row.note === null || row.signature === null || row.public_key === null) return null;
  const { signed_at: signedAt, note, signature, public_key: publicKey } = row;
  return { signedAt: signedAt as Instant, note, signature, publicKey };
};
