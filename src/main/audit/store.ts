import { newId } from '../../platform/ids.ts';
import { sql } from 'kysely';
import type { Database, Transaction } from '../../platform/database/index.ts';
import type { Instant } from '../../platform/clock.ts';
import type { AuditReport, CheckpointRow, EventRow, HeadRow } from './finding.ts';

/** Rows read at once: about 2 MB. */
const batch = 2000;

/** The chains that have events or a head. */
export const readChains = async (tx: Transaction): Promise<string[]> => {
  const found = await sql<{ chain: string }>`
    select chain from journal.head union select distinct chain from journal.event order by chain`.execute(tx);
  return found.rows.map(({ chain }) => chain);
};

/** The heads as they are kept. */
export const readHeads = async (tx: Transaction): Promise<HeadRow[]> => {
  const found = await sql<HeadRow>`select chain, seq, encode(hash, 'hex') as hash from journal.head`.execute(tx);
  return found.rows;
};

/** All signed checkpoints. */
export const readCheckpoints = async (tx: Transaction): Promise<CheckpointRow[]> => {
  const found = await sql<CheckpointRow>`
    select id, note, replace(encode(signature, 'base64'), E'\n', '') as signature,
      replace(encode(public_key, 'base64'), E'\n', '') as "publicKey"
    from journal.checkpoint order by signed_at, id`.execute(tx);
  return found.rows;
};

const readBatch = async (tx: Transaction, chain: string, after: number): Promise<EventRow[]> => {
  const found = await sql<EventRow>`
    select chain, seq, id, type, (extract(epoch from at) * 1000000)::bigint as at,
      (extract(epoch from recorded_at) * 1000000)::bigint as recorded_at, actor, subject_kind, subject_id, case_id,
      report_id, person_id, audience::text[] as audience, data::text as data, body,
      encode(prev, 'hex') as prev, encode(hash, 'hex') as hash
    from journal.event where chain = ${chain}::uuid and seq > ${after} order by seq limit ${batch}`.execute(tx);
  return found.rows;
};

/** The events of a chain in order, a batch at a time. A row with a number of nought or less comes too. */
export const streamEvents = async function* (tx: Transaction, chain: string): AsyncGenerator<EventRow> {
  let after = -Number.MAX_SAFE_INTEGER;
  for (;;) {
    const rows = await readBatch(tx, chain, after);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.seq;
  }
};

/** Stores a note the vault has signed. */
export const saveCheckpoint = async (
  database: Database,
  signed: { readonly note: string; readonly signature: string; readonly publicKey: string },
): Promise<void> => {
  await database
    .insertInto('journal.checkpoint')
    .values({
      id: newId(),
      note: signed.note,
      signature: Buffer.from(signed.signature, 'base64'),
      public_key: Buffer.from(signed.publicKey, 'base64'),
    })
    .execute();
};

/** Asks for a verification in nobody's name: that of the night. */
export const addCheck = async (
  database: Database,
  { id, at }: { readonly id: string; readonly at: Instant },
): Promise<void> => {
  await database.insertInto('identity.journal_check').values({ id, asked_at: at }).execute();
};

/** Verifications that were asked for and not done, the oldest first. */
export const waitingChecks = async (database: Database): Promise<readonly string[]> => {
  const found = await database
    .selectFrom('identity.journal_check')
    .select('id')
    .where('finished_at', 'is', null)
    .orderBy('asked_at')
    .execute();
  return found.map(({ id }) => id);
};

/** Says how many events have been read. */
export const noteProgress = async (database: Database, id: string, events: number): Promise<void> => {
  await database.updateTable('identity.journal_check').set({ events_read: events }).where('id', '=', id).execute();
};

/** So many findings are kept; the command line tells all. */
const mostFindings = 200;

/** Stores what a verification found: places, no content. False when another run was quicker. */
export const finishCheck = async (
  database: Database,
  id: string,
  report: AuditReport & { readonly at: Instant },
): Promise<boolean> => {
  const findings = report.findings.slice(0, mostFindings).map(({ kind, chain, seq, to }) => ({ kind, chain, seq, to }));
  const stored = await database
    .updateTable('identity.journal_check')
    .set({
      ...{ events_read: report.events, finished_at: report.at, sound: report.sound, chains: report.chains },
      ...{ checkpoints: report.checkpoints, witnessed: report.witnessed, not_yet_signed: report.notYetSigned },
      findings: JSON.stringify(findings),
    })
    .where('id', '=', id)
    .where('finished_at', 'is', null)
    .executeTakeFirst();
  return stored.numUpdatedRows === 1n;
};
