import type { Client } from 'pg';

/** Keeps every table of the rooms with its rows, as a dump of the whole database holds them; gives how to put them back. */
export const keepTables = async (administrator: Client): Promise<() => Promise<void>> => {
  const query = (text: string) => administrator.query(text);
  const found = await query(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('identity', 'cases', 'referrals') and c.relname !~ '^(law_|legal_basis)'`,
  );
  const tables = found.rows.map(({ name }: { name: string }) => name);
  const kept = (name: string): string => `backup."${name}"`;
  await query('drop schema if exists backup cascade');
  await query('create schema backup');
  for (const name of tables) await query(`create table ${kept(name)} as select * from ${name}`);
  return async () => {
    await query('set session_replication_role = replica');
    for (const name of tables) {
      await query(`delete from ${name}`);
      await query(`insert into ${name} select * from ${kept(name)}`);
    }
    await query('set session_replication_role = origin');
  };
};
