import type { Client } from 'pg';
import { type Class, classes, columns, trustedBecause } from './columns.ts';

/** What could be a name, a way to reach somebody, or a sentence. */
const names = ['Ana Lima', 'Amélie da Silva-Öztürk', 'ana@example.org, +352 621 000 000'];

type Found = { readonly table: string; readonly column: string; readonly type: string };

const listed = `
select n.nspname || '.' || c.relname as table, a.attname as column, format_type(a.atttypid, null) as type
from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and n.nspname !~ '^pg_'
  and n.nspname not in ('information_schema', 'graphile_worker', 'migration') order by c.oid, a.attnum`;

const classOf = (table: string, column: string): Class | undefined =>
  (Object.keys(classes) as Class[]).find((one) => columns[table]?.[one]?.split(' ').includes(column));

const isMistyped = ({ table, column, type }: Found): boolean => {
  const one = classOf(table, column);
  return one !== undefined && !(classes[one].types as readonly string[]).includes(type);
};

/** A twin of the table that keeps of all its conditions those about this column alone. */
const twin = ({ table, column }: Found): string => `
create temporary table twin (like ${table} including constraints) on commit drop;
do $$ declare one record; begin
  for one in select conname from pg_constraint where conrelid = 'twin'::regclass and contype = 'c' and conkey <> array[(
      select attnum from pg_attribute where attrelid = 'twin'::regclass and attname = '${column}')] loop
    execute format('alter table twin drop constraint %I', one.conname);
  end loop;
  for one in select attname from pg_attribute where attrelid = 'twin'::regclass and attnum > 0 and attnotnull loop
    execute format('alter table twin alter %I drop not null', one.attname);
  end loop;
end $$;`;

/** True when the database itself would take a name into this column. */
const takesNames = async (administrator: Client, found: Found): Promise<boolean> => {
  await administrator.query('savepoint twin');
  try {
    await administrator.query(twin(found));
    for (const name of names) {
      await administrator.query('savepoint name');
      const value = found.type === 'text[]' ? [name] : name;
      const taken = await administrator.query(`insert into twin (${found.column}) values ($1)`, [value]).then(
        () => true,
        () => false,
      );
      if (taken) return true;
      await administrator.query('rollback to savepoint name');
    }
    return false;
  } finally {
    await administrator.query('rollback to savepoint twin');
  }
};

/** What is wrong with the columns of a database, or of one schema. Runs inside the caller's transaction and changes nothing. */
export const columnFaults = async (administrator: Client, schema = ''): Promise<readonly string[]> => {
  const within = (name: string): boolean => name.startsWith(schema);
  const found = (await administrator.query<Found>(listed)).rows.filter(({ table }) => within(table));
  const faults: string[] = [];
  for (const one of found) {
    const name = `${one.table}.${one.column}`;
    const kind = classOf(one.table, one.column);
    if (kind === undefined) faults.push(`${name} has no class`);
    else if (isMistyped(one)) faults.push(`${name} is ${one.type}, which ${kind} is not`);
    else if (kind === 'trusted' && !(name in trustedBecause)) faults.push(`${name} is trusted without a reason`);
    else if (kind === 'code' && (await takesNames(administrator, one))) faults.push(`${name} would take a name`);
  }
  const there = new Set(found.map(({ table, column }) => `${table}.${column}`));
  const named = Object.entries(columns).flatMap(([table, kinds]) =>
    Object.values(kinds).flatMap((list) => list.split(' ').map((column) => `${table}.${column}`)),
  );
  return [...faults, ...named.filter((name) => within(name) && !there.has(name)).map((name) => `${name} is not there`)];
};
