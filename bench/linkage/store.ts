import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Client } from 'pg';
import { type Row, rowsPerRecord } from '../../src/linkage/index.ts';
import { childEnvironment } from '../../src/platform/config.ts';
import { newId } from '../../src/platform/ids.ts';

/*
 * A store of very many records. Rows of strangers are made by the database out of their number: tokens that meet by chance as often
 * as kinds of 18 to 22 bits let them, filters out of a pool of real ones. Encoding a million persons would take days of both key
 * servers; what a look-up costs does not depend on what a row stands for.
 */

/** Kinds of tokens of a stranger that others may share; the rest of the 28 rows are nobody's. */
const sharedKinds = 24;

const stranger = (number: string): string => `md5('stranger|' || ${number})::uuid`;

const withoutIndexes = `
  alter table linkage.token_row drop constraint token_row_pkey;
  drop index linkage.token_row_token;
  alter table linkage.token_row set unlogged`;

const withIndexes = `
  set maintenance_work_mem = '512MB';
  alter table linkage.token_row add primary key (record_id, token);
  create index token_row_token on linkage.token_row (token) include (record_id)`;

const fillPool = async (administrator: Client, pool: readonly Uint8Array[]): Promise<void> => {
  await administrator.query('create temporary table pool (id integer primary key, filter bytea not null)');
  await administrator.query(
    'insert into pool select at - 1, filter from unnest($1::bytea[]) with ordinality as it (filter, at)',
    [pool.map((filter) => Buffer.from(filter))],
  );
};

/** Fills an empty store; nobody in it is new. Some minutes and 9 GiB for a million. */
export const fillStore = async (administrator: Client, records: number, pool: readonly Uint8Array[]): Promise<void> => {
  await administrator.query('set session_replication_role = replica');
  await administrator.query(withoutIndexes);
  await fillPool(administrator, pool);
  await administrator.query(
    `insert into linkage.record (id, key_epoch, norm_version, day, is_new)
     select ${stranger('i')}, 1, 1, '2026-01-01', false from generate_series(1, $1::integer) i`,
    [records],
  );
  await administrator.query('insert into linkage.member select id, id, id from linkage.record');
  await administrator.query(
    `insert into linkage.token_row (record_id, token, filter)
     select ${stranger('i')}, substr(sha256(convert_to(k || ':' || case when k < ${sharedKinds}
       then mod(hashint8extended(i::bigint * ${rowsPerRecord} + k, 7) & 9223372036854775807, 1 << (18 + k % 5)) else i end, 'UTF8')), 1, 16), p.filter
     from generate_series(1, $1::integer) i join pool p on p.id = i % ${pool.length} cross join generate_series(0, ${rowsPerRecord - 1}) k`,
    [records],
  );
  await administrator.query(withIndexes);
  await administrator.query('analyze linkage.record, linkage.token_row, linkage.member');
  await administrator.query('set session_replication_role = origin');
};

/** Takes an encoded person in through the vault's own function; as one who is compared already unless new. */
export const storePerson = async (administrator: Client, rows: readonly Row[], isNew: boolean): Promise<void> => {
  const [file, record] = [newId(), newId()];
  await administrator.query(
    `insert into matching.file (id, person_id, organisation_id, level, record_id, kept_on)
     select $1, $2, id, 1, $3, '2026-01-01' from directory.organisation limit 1`,
    [file, newId(), record],
  );
  const bytes = (of: (row: Row) => Uint8Array): Buffer[] => rows.map((row) => Buffer.from(of(row)));
  await administrator.query("select linkage.store_record($1, 1, 1, '2026-01-01', $2, $3)", [
    file,
    bytes(({ token }) => token),
    bytes(({ filter }) => filter),
  ]);
  if (!isNew) await administrator.query('update linkage.record set is_new = false where id = $1', [record]);
};

/** Lets so many strangers share each of a person's tokens; chosen by their number, so that every run has the same. */
export const shareTokens = async (
  administrator: Client,
  rows: readonly Row[],
  {
    records,
    strangers,
    seed,
  }: { readonly records: number; readonly strangers: readonly number[]; readonly seed: number },
): Promise<void> => {
  for (const [at, many] of strangers.entries())
    await administrator.query(
      `update linkage.token_row t set token = $1 from (
         select distinct on (record_id) record_id, token from linkage.token_row where record_id in (
           select ${stranger('(1 + mod(i::bigint * 7919 + $2, $3))')} from generate_series(1, $4::integer) i) order by record_id, token) theirs
       where t.record_id = theirs.record_id and t.token = theirs.token`,
      [Buffer.from(rows[at]?.token ?? new Uint8Array(16)), seed + at * 104_729, records, many],
    );
};

/** GiB that the store takes on the disk, indexes included. */
export const storeSize = async (administrator: Client): Promise<number> => {
  const found = await administrator.query<{ size: string }>(
    "select sum(pg_total_relation_size(oid)) as size from pg_class where relnamespace = 'linkage'::regnamespace and relkind = 'r'",
  );
  return Number(found.rows[0]?.size ?? 0) / 2 ** 30;
};

const peakOf = (child: ChildProcess): number => {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
};

/** The nightly run as a process of its own: seconds from its start to its end, and the most memory it held, in MiB. */
export const nightProcess = (
  file: string,
  environment: Readonly<Record<string, string>>,
): Promise<{ seconds: number; peak: number }> =>
  new Promise((resolve, reject) => {
    const began = performance.now();
    const flags = ['--max-semi-space-size=8'];
    const child = spawn(process.execPath, [...flags, file], {
      env: childEnvironment(environment),
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    let peak = 0;
    const looking = setInterval(() => {
      peak = Math.max(peak, peakOf(child));
    }, 10);
    child.once('exit', (code) => {
      clearInterval(looking);
      if (code === 0) resolve({ seconds: (performance.now() - began) / 1000, peak });
      else reject(new Error(`the night ended with code ${code ?? 'none'}`));
    });
  });
