import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { Client } from 'pg';
import { instant } from '../../src/platform/clock.ts';
import { asProgram, type Database, openDatabase } from '../../src/platform/database/index.ts';
import { newId } from '../../src/platform/ids.ts';
import { appendToJournal } from '../../src/platform/journal.ts';
import { type TestDatabase, testDatabase } from './database.ts';

/** A journal with two chains of real events and a signed checkpoint, to be tampered with and mended. */
export type TestJournal = {
  readonly database: TestDatabase;
  readonly auditor: Database;
  readonly worker: Database;
  /** Appends real events to a chain. */
  readonly write: (chain: string, count: number) => Promise<void>;
  /** Runs SQL as the administrator, whom no policy stops. */
  readonly change: (...statements: readonly string[]) => Promise<void>;
  /** Puts the journal back as it was. */
  readonly mend: () => Promise<void>;
  readonly checkpoint: (key: KeyPair, note?: string) => Promise<void>;
  readonly close: () => Promise<void>;
};
export type KeyPair = { readonly publicKey: KeyObject; readonly privateKey: KeyObject };

/** The first chain, of twelve events, and the second, of three. */
export const chain = '11111111-1111-4111-8111-111111111111';
export const otherChain = '22222222-2222-4222-8222-222222222222';
export const events = 12;

export const vaultKey: KeyPair = generateKeyPairSync('ed25519');

/** The raw public key in base64, as checkpoints carry it. */
export const rawKey = ({ publicKey }: KeyPair): string =>
  publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');

const writer =
  (worker: Database) =>
  (toChain: string, count: number): Promise<void> =>
    asProgram(worker, (tx) =>
      appendToJournal(
        tx,
        { organisationId: toChain, staffId: newId(), now: instant('2024-03-05T08:00:00.123Z') },
        Array.from({ length: count }, (_, index) => ({
          type: 'referrals.report-sent',
          subject: { kind: 'report', id: newId() },
          reportId: newId(),
          data: { persons: index + 1, route: 'official_report', weight: 0.5, list: ['a', 'b'] },
        })),
      ),
    );

const tables = ['journal.event', 'journal.head', 'journal.checkpoint'];
type Kept = { readonly table: string; readonly row: unknown };

const remember = async (administrator: Client): Promise<Kept[]> => {
  const kept: Kept[] = [];
  for (const table of tables) {
    const found = await administrator.query<{ row: unknown }>(`select to_jsonb(t) as row from ${table} t`);
    kept.push(...found.rows.map(({ row }) => ({ table, row })));
  }
  return kept;
};

const putBack = async (administrator: Client, kept: readonly Kept[]): Promise<void> => {
  await administrator.query(`truncate ${tables.join()}`);
  for (const { table, row } of kept)
    await administrator.query(`insert into ${table} select * from jsonb_populate_record(null::${table}, $1)`, [
      JSON.stringify(row),
    ]);
};

const signer =
  (administrator: Client) =>
  async (key: KeyPair, note?: string): Promise<void> => {
    const heads = await administrator.query<{ line: string }>(
      "select chain || ' ' || seq || ' ' || encode(hash, 'hex') as line from journal.head",
    );
    const lines = heads.rows.map(({ line }) => line);
    const text = note ?? ['ariane journal checkpoint v1', '2024-03-05T09:00:00.000Z', ...lines, ''].join('\n');
    await administrator.query(
      "insert into journal.checkpoint (id, note, signature, public_key) values ($1, $2, $3, decode($4, 'base64'))",
      [newId(), text, sign(null, Buffer.from(text), key.privateKey), rawKey(key)],
    );
  };

/** Makes a database of its own with such a journal. */
export const testJournal = async (): Promise<TestJournal> => {
  const database = await testDatabase();
  const administrator = new Client({ connectionString: database.administratorUrl });
  await administrator.connect();
  const worker = openDatabase(database.urlFor('worker'));
  const auditor = openDatabase(database.urlFor('auditor'), { connections: 2 });
  const write = writer(worker);
  const checkpoint = signer(administrator);
  await write(chain, events);
  await write(otherChain, 3);
  await checkpoint(vaultKey);
  const kept = await remember(administrator);
  const close = async (): Promise<void> => {
    await Promise.all([administrator.end(), worker.destroy(), auditor.destroy()]);
    await database.close();
  };
  const change = async (...statements: readonly string[]): Promise<void> => {
    for (const statement of statements) await administrator.query(statement);
  };
  return { database, auditor, worker, write, change, checkpoint, close, mend: () => putBack(administrator, kept) };
};
