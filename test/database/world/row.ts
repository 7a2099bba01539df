import { createHash } from 'node:crypto';

/** A value of a column as a test writes it. */
export type Value = string | number | boolean | null | Buffer | readonly string[] | { readonly json: unknown };
export type Values = Readonly<Record<string, Value>>;

/** A row of the small world: its table, the kind by which the matrix calls it, its columns, and those that name it. */
export type Row = { readonly table: string; readonly kind: string; readonly values: Values; readonly key: Values };

/** Something an actor tries beside select and delete; `{own}` and `{self}` become the actor's body and person. */
export type Attempt = {
  readonly table: string;
  readonly verb: 'insert' | 'update' | 'delete';
  readonly name: string;
  readonly sql: string;
};

/** The same identifier for the same words, so that rows can point at each other by name. */
export const id = (words: string): string => {
  const hex = createHash('sha256').update(words).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** Any bytes of a length. */
export const bytes = (length: number, fill = 1): Buffer => Buffer.alloc(length, fill);

/** Stand for the actor's body and person in an attempt. */
export const own = '{own}';
export const self = '{self}';
/** A moment and a day for columns that want one. */
export const moment = '2026-03-02T08:00:00Z';
export const day = '2026-03-02';

/** A value as SQL. */
export const literal = (value: Value): string => {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`;
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (isList(value)) return literal(`{${value.map((one) => `"${one}"`).join()}}`);
  return literal(JSON.stringify(value.json));
};

const isList = (value: Value): value is readonly string[] => Array.isArray(value);

const pick = (values: Values, columns: readonly string[]): Values =>
  Object.fromEntries(columns.map((column) => [column, values[column] ?? null]));

/** A row; its key is the column `id` unless said otherwise. */
export const row = (table: string, kind: string, values: Values, key: readonly string[] = ['id']): Row => ({
  table,
  kind,
  values,
  key: pick(values, key),
});

/** The condition that finds one row. */
export const whereOf = (key: Values): string =>
  Object.entries(key)
    .map(([column, value]) => `${column} = ${literal(value)}`)
    .join(' and ');

/** The statement that inserts values. */
export const insertSql = (table: string, values: Values): string =>
  `insert into ${table} (${Object.keys(values).join(', ')}) values (${Object.values(values).map(literal).join(', ')})`;

/** Tries to insert a row. */
export const inserts = (table: string, name: string, values: Values): Attempt => ({
  table,
  verb: 'insert',
  name,
  sql: insertSql(table, values),
});

/** Tries to change a row of the world: `change` is what stands after SET. */
export const updates = (name: string, target: Row | undefined, change: string): Attempt => {
  if (!target) throw new Error(`${name}: no such row`);
  return {
    table: target.table,
    verb: 'update',
    name,
    sql: `update ${target.table} set ${change} where ${whereOf(target.key)}`,
  };
};

/** Puts the actor's body and person into an attempt. */
export const asActor = (sql: string, actor: { organisation: string; staffId: string }): string =>
  sql.replaceAll(own, actor.organisation).replaceAll(self, actor.staffId);
