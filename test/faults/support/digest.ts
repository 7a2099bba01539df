import type { Client } from 'pg';

const questions = new WeakMap<Client, string>();

/** One question for the fingerprints of all tables of the program and of its jobs. */
const questionFor = async (administrator: Client): Promise<string> => {
  const found = await administrator.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema', 'migration') order by 1`,
  );
  const of = ({ name }: { name: string }): string =>
    `select '${name}' as name, count(*) || ' rows ' || coalesce(md5(string_agg(t::text, e'\\n' order by t::text)), '') as digest from ${name} t`;
  return found.rows.map(of).join(' union all ');
};

/** A fingerprint of every row of each table, by the table's name. */
export const digestOf = async (administrator: Client): Promise<Readonly<Record<string, string>>> => {
  const text = questions.get(administrator) ?? (await questionFor(administrator));
  questions.set(administrator, text);
  const found = await administrator.query<{ name: string; digest: string }>({ name: 'digest', text });
  return Object.fromEntries(found.rows.map(({ name, digest }) => [name, digest]));
};
