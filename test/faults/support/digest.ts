import type { Client } from 'pg';

/** The tables of the program and of its jobs, as `schema.name`. */
const tablesOf = async (administrator: Client): Promise<readonly string[]> => {
  const found = await administrator.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema', 'migration') order by 1`,
  );
  return found.rows.map(({ name }) => name);
};

/** A fingerprint of every row of each table, by the table's name. */
export const digestOf = async (administrator: Client): Promise<Readonly<Record<string, string>>> => {
  const questions = (await tablesOf(administrator)).map(
    (table) =>
      `select '${table}' as name, count(*) || ' rows ' || coalesce(md5(string_agg(t::text, e'\\n' order by t::text)), '') as digest from ${table} t`,
  );
  const found = await administrator.query<{ name: string; digest: string }>(questions.join(' union all '));
  return Object.fromEntries(found.rows.map(({ name, digest }) => [name, digest]));
};
