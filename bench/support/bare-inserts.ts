import { Client } from 'pg';
import { newId, newReference } from '../../src/platform/ids.ts';
import type { Work } from './intake-load.ts';
import type { Scratch } from './scratch.ts';

/** In the order the foreign keys ask for. What all reports share (the head of the chain, the one job) is left out. */
const order = [
  ...['report', 'report_person', 'report_person_needs', 'report_person_residence', 'report_person_contact'],
  ...['report_person_channel', 'report_person_link', 'person_consent', 'period', 'place', 'report_indicator'],
  ...['exploiter', 'interview_circumstances', 'snapshot', 'share', 'outbox', 'report_reference', 'api_request'],
].map((name) => `referrals.${name}`);
const sealed = ['envelope', 'data_key', 'data_key_wrap', 'sealed_field', 'erase_key_inbox'];
const tables = [...order, ...sealed.map((name) => `identity.${name}`), 'journal.event'];

type Cell = string | Buffer | null;
type Captured = { readonly table: string; readonly columns: readonly string[]; readonly rows: readonly Cell[][] };

const captureTable = async (administrator: Client, table: string): Promise<Captured> => {
  const found = await administrator.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, null) as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    [table],
  );
  const columns = found.rows.map(({ name }) => name);
  const cells = found.rows.map(({ name, type }) => (type === 'bytea' ? name : `${name}::text`));
  const text = `select ${cells.join()} from ${table}`;
  const { rows } = await administrator.query<Cell[]>({ text, rowMode: 'array' });
  return { table, columns, rows };
};

/** The rows of the only report of a database, as they stand there. */
export const captureRows = async (administrator: Client): Promise<readonly Captured[]> => {
  const captured: Captured[] = [];
  for (const table of tables) captured.push(await captureTable(administrator, table));
  return captured.filter(({ rows }) => rows.length > 0);
};

/** How many rows that is. */
export const countRows = (captured: readonly Captured[]): number =>
  captured.reduce((sum, { rows }) => sum + rows.length, 0);

const named = ['id', 'client_reference', 'erase_key_id'];

const ownIds = (captured: readonly Captured[]): ReadonlySet<string> =>
  new Set(
    captured.flatMap(({ columns, rows }) =>
      rows.flatMap((row) => row.filter((cell, at) => typeof cell === 'string' && named.includes(columns[at] ?? ''))),
    ) as string[],
  );

/** The same rows as another report: its own ids, reference, key and place in the journal. */
const another = (captured: readonly Captured[], ids: ReadonlySet<string>): readonly Captured[] => {
  const fresh = new Map([...ids].map((id) => [id, newId()]));
  const cell = (column: string, value: Cell): Cell => {
    if (column === 'chain') return newId();
    if (column === 'code') return newReference();
    if (column === 'key_hash') return Buffer.from(newId().replaceAll('-', ''));
    return typeof value === 'string' ? (fresh.get(value) ?? value) : value;
  };
  return captured.map(({ table, columns, rows }) => ({
    ...{ table, columns },
    rows: rows.map((row) => row.map((value, at) => cell(columns[at] ?? '', value))),
  }));
};

const placeholders = (width: number, row: number): string =>
  `(${Array.from({ length: width }, (_, at) => `$${row * width + at + 1}`).join()})`;

const insertTogether = async (client: Client, { table, columns, rows }: Captured): Promise<void> => {
  const lists = rows.map((_, row) => placeholders(columns.length, row)).join();
  const text = `insert into ${table} (${columns.join()}) values ${lists}`;
  await client.query({ name: `${table} ${rows.length}`, text, values: rows.flat() });
};

const insertEach = async (client: Client, { table, columns, rows }: Captured): Promise<void> => {
  const text = `insert into ${table} (${columns.join()}) values ${placeholders(columns.length, 0)}`;
  for (const values of rows) await client.query({ name: table, text, values });
};

/** A client that inserts the rows bare: prepared statements, no row security, one transaction per report. */
export type BareClient = { readonly work: Work; readonly close: () => Promise<void> };

/** Opens one; `together` inserts the rows of a table in one statement, otherwise each row has its own. */
export const bareClient = async (
  scratch: Scratch,
  captured: readonly Captured[],
  how: 'together' | 'each',
): Promise<BareClient> => {
  const client = new Client({ connectionString: scratch.administratorUrl });
  await client.connect();
  const ids = ownIds(captured);
  const insert = how === 'together' ? insertTogether : insertEach;
  const work = async (): Promise<void> => {
    await client.query('begin');
    for (const one of another(captured, ids)) await insert(client, one);
    await client.query('commit');
  };
  return { work, close: () => client.end() };
};
