import { sql } from 'kysely';
import { Client } from 'pg';
import type { Database } from '../../platform/database/index.ts';
import { SettingFault } from '../../platform/config.ts';
import { withRoles } from '../../platform/database/roles.ts';

/** Whether the people in a database are invented or real. */
export type InstallationKind = 'demonstration' | 'production';

/** What the database was marked as; null for one that was never marked. Any login role may ask. */
export const readInstallationKind = async (database: Database): Promise<InstallationKind | null> => {
  const found = await sql<{ kind: InstallationKind }>`select kind from security.installation where id = 1`.execute(
    database,
  );
  return found.rows[0]?.kind ?? null;
};

/** Runs SQL as the owner, with the administrator's address. */
export const asOwner = async <T>(
  administrator: string,
  prefix: string,
  work: (client: Client) => Promise<T>,
): Promise<T> => {
  const client = new Client({ connectionString: administrator });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`set local role ${withRoles('{{owner}}', prefix)}`);
    const value = await work(client);
    await client.query('commit');
    return value;
  } finally {
    await client.end();
  }
};

const sentence = (wanted: InstallationKind, found: string): string =>
  wanted === 'production'
    ? `this database was marked "${found}": invented people must not stand beside real ones. Give "npm run serve" a database of its own.`
    : `this database was marked "${found}": the demonstration must not enter it. Give "npm start" a data folder or database of its own.`;

/**
 * Marks a database, at its first start, as one of invented or of real people. Throws a `SettingFault` when it was marked as
 * the other kind before.
 */
export const markInstallation = (administrator: string, prefix: string, kind: InstallationKind): Promise<void> =>
  asOwner(administrator, prefix, async (client) => {
    await client.query('insert into security.installation (id, kind) values (1, $1) on conflict (id) do nothing', [
      kind,
    ]);
    const marked = await client.query<{ kind: string }>('select kind from security.installation where id = 1');
    const found = marked.rows[0]?.kind ?? 'unmarked';
    if (found !== kind) throw new SettingFault('DATA_DIR', sentence(kind, found));
  });
