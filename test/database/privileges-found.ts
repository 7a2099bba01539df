import type { Client } from 'pg';
import { testPrefix } from './probe.ts';

/** Table or view → role → what it may do, such as `select, insert, update(state version), select(all but content)`. */
export type Privileges = Readonly<Record<string, Readonly<Record<string, string>>>>;

type Granted = { thing: string; role: string; privilege: string; columns: string[] | null; missing: string[] };

/** Whole-table grants have no columns; column grants tell those they name and those they leave out. */
const grants = `
with thing as (
  select c.oid, n.nspname || '.' || c.relname as thing, c.relacl, c.relowner from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'v', 'm', 'p') and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker', 'migration')),
given as (
  select thing, oid, a.grantee, a.privilege_type, null::text as attname from thing, aclexplode(relacl) a where a.grantee <> relowner
  union all
  select thing, oid, a.grantee, a.privilege_type, t.attname from thing
  join pg_attribute t on t.attrelid = oid, aclexplode(t.attacl) a where a.grantee <> relowner)
select thing, coalesce(replace(r.rolname, '${testPrefix}_', ''), 'PUBLIC') as role, lower(privilege_type) as privilege,
  case when bool_or(attname is null) then null else array_agg(attname::text order by attname) end as columns,
  array(select t.attname::text from pg_attribute t where t.attrelid = given.oid and t.attnum > 0 and not t.attisdropped
    and not t.attname = any (array_agg(given.attname)) order by 1) as missing
from given left join pg_roles r on r.oid = grantee group by thing, given.oid, rolname, privilege_type order by 1, 2, 3`;

const wordsOf = ({ privilege, columns, missing }: Granted): string => {
  if (columns === null) return privilege;
  if (missing.length < columns.length) return `${privilege}(all but ${missing.join(' ')})`;
  return `${privilege}(${columns.join(' ')})`;
};

/** What is granted in a database to every role beside the owner; an empty entry is left out. */
export const privilegesOf = async (administrator: Client): Promise<Privileges> => {
  const found = await administrator.query<Granted>(grants);
  const told: Record<string, Record<string, string>> = {};
  for (const granted of found.rows) {
    const roles = (told[granted.thing] ??= {});
    const before = roles[granted.role];
    roles[granted.role] = before === undefined ? wordsOf(granted) : `${before}, ${wordsOf(granted)}`;
  }
  return told;
};

const executors = `
select n.nspname || '.' || p.proname as name,
  coalesce(string_agg(distinct coalesce(replace(r.rolname, '${testPrefix}_', ''), 'PUBLIC'), ' ') filter (where a.grantee <> p.proowner), '') as callers
from pg_proc p join pg_namespace n on n.oid = p.pronamespace
left join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a on true left join pg_roles r on r.oid = a.grantee
where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker', 'extension', 'public', 'probe')
group by 1 order by 1`;

/** Which roles may call each of our functions, beside its owner. */
export const callersOf = async (administrator: Client): Promise<Readonly<Record<string, string>>> => {
  const found = await administrator.query<{ name: string; callers: string }>(executors);
  return Object.fromEntries(found.rows.map(({ name, callers }) => [name, callers]));
};
