import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { migrate, migrateTo, schemaFingerprint } from '../../src/platform/database/migrate.ts';
import { type RoleName, roleAddress, rolePasswords } from '../../src/platform/database/roles.ts';
import { testServer, testServerFolder } from './server.ts';

/** A database of one's own for a test file, cloned from a migrated template (about 0.1 s). */
export type TestDatabase = {
  /** Address for one of the program's roles. */
  readonly urlFor: (role: RoleName) => string;
  /** Address of the administrator, for arranging and for looking behind row security. */
  readonly administratorUrl: string;
  readonly name: string;
  readonly close: () => Promise<void>;
};

const prefix = 'ariane_test';
const templateLock = 915_001;

const addressOf = (administrator: string, database: string): string => {
  const address = new URL(administrator);
  address.pathname = `/${database}`;
  return address.toString();
};

const withAdministrator = async <T>(address: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: address });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const ensureTemplate = async (administrator: string, template: string): Promise<void> =>
  withAdministrator(administrator, async (client) => {
    await client.query('select pg_advisory_lock($1)', [templateLock]);
    const known = await client.query('select 1 from pg_database where datname = $1 and datistemplate', [template]);
    if (known.rowCount) return;
    await client.query(`drop database if exists ${template}`);
    await client.query(`create database ${template}`);
    await migrate(addressOf(administrator, template), prefix, rolePasswords(testServerFolder));
    await client.query(`alter database ${template} with is_template true`);
  });

/** An empty database as it was after an earlier migration, to be filled and brought up to date. */
export const earlierDatabase = async (last: string) => {
  const administrator = await testServer();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withAdministrator(administrator, (client) => client.query(`create database ${name}`));
  const own = addressOf(administrator, name);
  const passwords = rolePasswords(testServerFolder);
  await migrateTo(own, prefix, passwords, last);
  return {
    administratorUrl: own,
    upgrade: () => migrate(own, prefix, passwords),
    close: () =>
      withAdministrator(administrator, async (client) => {
        await client.query(`drop database if exists ${name} with (force)`);
      }),
  };
};

/** Makes a database of one's own; `close` removes it. */
export const testDatabase = async (): Promise<TestDatabase> => {
  const administrator = await testServer();
  const template = `template_${schemaFingerprint()}`;
  await ensureTemplate(administrator, template);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withAdministrator(administrator, async (client) => {
    await client.query('select pg_advisory_lock_shared($1)', [templateLock]);
    await client.query(`create database ${name} template ${template}`);
  });
  const own = addressOf(administrator, name);
  const passwords = rolePasswords(testServerFolder);
  return {
    name,
    administratorUrl: own,
    urlFor: (role) => roleAddress(own, prefix, role, passwords),
    close: () =>
      withAdministrator(administrator, async (client) => {
        await client.query(`drop database if exists ${name} with (force)`);
      }),
  };
};

/** A database on a server of one's own, for who copies the server's files and starts the copy; `folder` keeps the roles' passwords. */
export const databaseOn = async (administrator: string, folder: string): Promise<TestDatabase> => {
  const passwords = rolePasswords(folder);
  await migrate(administrator, prefix, passwords);
  return {
    name: 'postgres',
    administratorUrl: administrator,
    urlFor: (role) => roleAddress(administrator, prefix, role, passwords),
    close: async () => undefined,
  };
};
