import { type IsolationLevel, Kysely, PostgresDialect, sql, type Transaction as KyselyTransaction } from 'kysely';
import { Pool, types } from 'pg';
import { keepStatements } from './keep-statements.ts';
import type { Viewer } from '../viewer.ts';
import type { DB } from './tables.ts';

export { inIndexOrder } from './index-order.ts';
export { rowAsJson, rowsAsJson } from './rows-as-json.ts';

/** Every table and published view, with its columns; generated from the migrated database (`npm run check` compares). */
export type Tables = DB;
export type Database = Kysely<Tables>;
export type Transaction = KyselyTransaction<Tables>;

/** Moments leave the database as ISO text in UTC, as the rest of the program writes them; days as `YYYY-MM-DD`. */
const momentAsText = (value: string): string =>
  new Date(value.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString();
types.setTypeParser(types.builtins.TIMESTAMPTZ, momentAsText);
types.setTypeParser(types.builtins.DATE, (value) => value);
types.setTypeParser(types.builtins.INT8, (value) => Number(value));

type PoolOptions = {
  readonly connections?: number;
  readonly onFault?: (fault: Error) => void;
  /** Has the server keep each statement of a connection parsed and planned: for a process that says the same few hundred thousands of times, and ends. */
  readonly keepsStatements?: boolean;
};

/** Opens the database with the address of one role. A connection that the server ends is reported, never thrown. */
export const openDatabase = (address: string, options: PoolOptions = {}): Database => {
  const pool = new Pool({ connectionString: address, max: options.connections ?? 10, connectionTimeoutMillis: 10_000 });
  pool.on('error', (fault) => options.onFault?.(fault));
  // A connection lost between two statements of a transaction fails the next one; without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  if (options.keepsStatements) pool.on('connect', keepStatements);
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
};

type ViewerOptions = { readonly readOnly?: boolean; readonly isolation?: IsolationLevel };

/**
 * The only way to read or write as a person: one transaction that begins by showing the database the viewer's signed
 * context. The database checks the signature and that the session lives; row security does the rest.
 */
export const asViewer = <T>(
  database: Database,
  viewer: Pick<Viewer, 'context' | 'mac'>,
  work: (tx: Transaction) => Promise<T>,
  options: ViewerOptions = {},
): Promise<T> =>
  database
    .transaction()
    .setIsolationLevel(options.isolation ?? 'read committed')
    .setAccessMode(options.readOnly ? 'read only' : 'read write')
    .execute(async (tx) => {
      await sql`select security.authenticate(${viewer.context}, decode(${viewer.mac}, 'hex'))`.execute(tx);
      return work(tx);
    });

/** A transaction of the program itself (worker, statistics, portal): what it may do follows from its role alone. */
export const asProgram = <T>(
  database: Database,
  work: (tx: Transaction) => Promise<T>,
  options: ViewerOptions = {},
): Promise<T> =>
  database
    .transaction()
    .setIsolationLevel(options.isolation ?? 'read committed')
    .setAccessMode(options.readOnly ? 'read only' : 'read write')
    .execute(work);

/** Stops the start of a process whose role owns tables, may create roles or bypasses row security. */
export const refuseStrongRole = async (database: Database): Promise<void> => {
  const found = await sql<{ strong: boolean }>`
    select rolsuper or rolbypassrls or rolcreaterole or exists (
      select 1 from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.relowner = r.oid and n.nspname not like 'pg\\_%' and n.nspname <> 'graphile_worker') as strong
    from pg_catalog.pg_roles r where rolname = current_user`.execute(database);
  if (found.rows[0]?.strong !== false)
    throw new Error(
      'the database role of this process owns tables or bypasses row security: give it a role of its own',
    );
};

/** True when the database answers. */
export const databaseAnswers = async (database: Database): Promise<boolean> => {
  try {
    await sql`select 1`.execute(database);
    return true;
  } catch {
    return false;
  }
};
