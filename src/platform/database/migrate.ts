import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { projectRoot } from '../root.ts';
import { prepareJobs } from '../jobs.ts';
import { prepareRoles, withRoles } from './roles.ts';

type Step = { readonly name: string; readonly sql: string; readonly checksum: string };

const folderOf = (kind: 'migrations' | 'policies'): string => join(projectRoot, 'database', kind);

const readSteps = (kind: 'migrations' | 'policies'): Step[] =>
  readdirSync(folderOf(kind))
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folderOf(kind), name), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });

/** A short name of the whole schema, for the template databases of tests. */
export const schemaFingerprint = (): string =>
  createHash('sha256')
    .update([...readSteps('migrations'), ...readSteps('policies')].map((step) => step.name + step.checksum).join())
    .digest('hex')
    .slice(0, 16);

/** Any number: all that migrate one database ask for the same lock and wait. */
const migrationLock = 7_402_611;

const bookkeeping = `
  create schema if not exists migration;
  create table if not exists migration.applied (
    name text primary key, checksum text not null, applied_at timestamptz not null default now());`;

const applyMigration = async (client: Client, prefix: string, step: Step): Promise<void> => {
  const known = await client.query<{ checksum: string }>('select checksum from migration.applied where name = $1', [
    step.name,
  ]);
  const checksum = known.rows[0]?.checksum;
  if (checksum === step.checksum) return;
  if (checksum) throw new Error(`migration ${step.name} was changed after it was applied: write a new one instead`);
  await client.query('begin');
  await client.query(`set local role ${withRoles('{{owner}}', prefix)}`);
  await client.query(withRoles(step.sql, prefix));
  await client.query('reset role');
  await client.query('insert into migration.applied (name, checksum) values ($1, $2)', [step.name, step.checksum]);
  await client.query('commit');
};

/** Drops every policy and every grant of our schemas, so that the policy files are the whole truth. */
const clearPolicies = `
do $$ declare found record; begin
  for found in select schemaname, tablename, policyname from pg_policies
    where schemaname not in ('graphile_worker', 'migration') loop
    execute format('drop policy %I on %I.%I', found.policyname, found.schemaname, found.tablename);
  end loop;
  for found in select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'v', 'p') and pg_get_userbyid(c.relowner) = '{{role}}' and n.nspname <> 'graphile_worker' loop
    execute format('revoke all on %I.%I from {{all}}', found.nspname, found.relname);
  end loop;
end $$;`;

const withoutQuotes = (name: string): string => name.replaceAll('"', '');

const applyPolicies = async (client: Client, prefix: string): Promise<void> => {
  const grantees = ['casework', 'portal', 'worker', 'vault', 'statistics', 'auditor', 'linkage', 'definer']
    .map((role) => withRoles(`{{${role}}}`, prefix))
    .join(', ');
  const owner = withRoles('{{owner}}', prefix);
  await client.query('begin');
  await client.query(`set local role ${owner}`);
  await client.query(clearPolicies.replace('{{role}}', withoutQuotes(owner)).replace('{{all}}', `public, ${grantees}`));
  for (const step of readSteps('policies')) await inFile(step.name, client.query(withRoles(step.sql, prefix)));
  await client.query('commit');
};

const inFile = async (name: string, work: Promise<unknown>): Promise<void> => {
  try {
    await work;
  } catch (fault) {
    throw new Error(`${name}: ${fault instanceof Error ? fault.message : String(fault)}`, { cause: fault });
  }
};

const prepareDatabase = async (client: Client, prefix: string): Promise<void> => {
  const owner = withRoles('{{owner}}', prefix);
  const name = (await client.query<{ name: string }>('select quote_ident(current_database()) as name')).rows[0]?.name;
  await client.query(`revoke all on database ${name} from public`);
  await client.query('revoke all on schema public from public');
  await client.query(`grant create, connect, temporary on database ${name} to ${owner}`);
  await client.query(`grant create on database ${name} to ${withRoles('{{definer}}', prefix)}`);
  for (const role of ['casework', 'portal', 'worker', 'vault', 'statistics', 'auditor', 'linkage'])
    await client.query(`grant connect on database ${name} to ${withRoles(`{{${role}}}`, prefix)}`);
  await client.query(`create schema if not exists extension authorization ${owner}`);
  await client.query(`create schema if not exists graphile_worker authorization ${withRoles('{{worker}}', prefix)}`);
  await client.query('create extension if not exists pgcrypto schema extension');
  await client.query('create extension if not exists pg_trgm schema extension');
  await client.query('create extension if not exists btree_gist schema extension');
  await client.query(bookkeeping);
};

/** The job library makes its schema itself, so the worker's role may create one for that moment only. */
const withJobTables = async (client: Client, administrator: string, prefix: string): Promise<void> => {
  const name = (await client.query<{ name: string }>('select quote_ident(current_database()) as name')).rows[0]?.name;
  const worker = withRoles('{{worker}}', prefix);
  await client.query(`grant create on database ${name} to ${worker}`);
  try {
    await prepareJobs(administrator, withRoles('{{worker:name}}', prefix));
  } finally {
    await client.query(`revoke create on database ${name} from ${worker}`);
  }
};

/**
 * Brings a database up to date: roles, migrations in order (each once, its checksum kept), then all policies anew.
 * Several starts at once wait for each other. Throws with the name of the file that failed; nothing of it remains.
 */
export const migrate = (administrator: string, prefix: string, passwords: Record<string, string>): Promise<void> =>
  migrateTo(administrator, prefix, passwords, null);

/** The same, as it was with an earlier newest migration (its number), and then without policies, which are those of today; null: all. */
export const migrateTo = async (
  administrator: string,
  prefix: string,
  passwords: Record<string, string>,
  last: string | null,
): Promise<void> => {
  const client = new Client({ connectionString: administrator });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await prepareRoles(client, prefix, passwords);
    await prepareDatabase(client, prefix);
    for (const step of readSteps('migrations'))
      if (last === null || step.name.slice(0, last.length) <= last)
        await inFile(step.name, applyMigration(client, prefix, step));
    if (last !== null) return;
    await applyPolicies(client, prefix);
    await withJobTables(client, administrator, prefix);
  } finally {
    await client.end();
  }
};

/** Has the database count its tables anew, so that its plans fit what stands in them. */
export const analyse = async (administratorUrl: string): Promise<void> => {
  const client = new Client({ connectionString: administratorUrl });
  await client.connect();
  try {
    await client.query('analyze');
  } finally {
    await client.end();
  }
};
