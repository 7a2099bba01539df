import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely';
import { type Client, Pool, type PoolClient } from 'pg';
import type { Database, Tables } from '../../../src/platform/database/index.ts';

/**
 * How a statement goes wrong: it never reaches the server; it is done but its answer is lost; the server ends the
 * connection just before it.
 */
export type FaultKind = 'never-sent' | 'answer-lost' | 'connection-lost';
export const faultKinds: readonly FaultKind[] = ['never-sent', 'answer-lost', 'connection-lost'];

/** A fault of our making, told apart from real ones. */
export class PlannedFault extends Error {
  constructor(statement: string) {
    super(`planned fault at: ${statement.slice(0, 120)}`);
    this.name = 'PlannedFault';
  }
}

/** A database whose n-th statement from now goes wrong. */
export type FaultyDatabase = {
  readonly database: Database;
  /** Lets the n-th statement from now (1 is the next) go wrong, once. */
  readonly failAt: (statement: number, kind: FaultKind) => void;
  /** The statement that went wrong since the last `failAt`; null when the work ended before it. */
  readonly failed: () => string | null;
  readonly close: () => Promise<void>;
};

type Plan = { left: number; readonly kind: FaultKind; failed: string | null };
type Query = PostgresPoolClient['query'];

const endConnection = async (administrator: Client, client: PoolClient): Promise<void> => {
  const pid = (client as PoolClient & { readonly processID: number }).processID;
  const gone = new Promise<void>((resolve) => void client.once('end', () => resolve()));
  await administrator.query('select pg_terminate_backend($1)', [pid]);
  await gone;
};

const faulty = (client: PoolClient, planned: () => Plan, administrator: Client): Query =>
  (async (statement: string, parameters: unknown[]) => {
    const plan = planned();
    plan.left -= 1;
    if (plan.left !== 0) return client.query(statement, parameters);
    plan.failed = statement;
    if (plan.kind === 'connection-lost') await endConnection(administrator, client);
    if (plan.kind !== 'never-sent') await client.query(statement, parameters);
    throw new PlannedFault(statement);
  }) as unknown as Query;

/** Opens a database as a role, with statements that can be made to go wrong. One connection, as an act uses one. */
export const faultyDatabase = (address: string, administrator: Client): FaultyDatabase => {
  const pool = new Pool({ connectionString: address, max: 1 });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  let plan: Plan = { left: 0, kind: 'never-sent', failed: null };
  const connect = async (): Promise<PostgresPoolClient> => {
    const client = await pool.connect();
    const query = faulty(client, () => plan, administrator);
    return { query, release: () => client.release() };
  };
  const end = (): Promise<void> => pool.end();
  const database = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: { connect, end, options: pool.options } }),
  });
  return {
    database,
    failAt: (left, kind) => {
      plan = { left, kind, failed: null };
    },
    failed: () => plan.failed,
    close: async () => {
      await database.destroy();
      await pool.end().catch(() => undefined);
    },
  };
};
