import { chown, copyFile, lstat, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';

/*
 * A copy of a running PostgreSQL's files, for the embedded server, which ships no pg_dump (docs/decisions/0011): the server is told that
 * a copy begins, every file is copied as it stands, and the log of changes written meanwhile goes along. Started anew, the copy is the
 * database as it was when the copy ended. It holds what the database holds: ciphertext, and no key of the vault.
 */

/** Of the running process, or of nobody any more: PostgreSQL makes them anew. */
const leftOut = new Set([
  'postmaster.pid',
  'postmaster.opts',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_stat_tmp',
  'pgsql_tmp',
]);
/** Copied last: what changed while the other files were copied. */
const changes = 'pg_wal';

const isGone = (fault: unknown): boolean => fault instanceof Error && 'code' in fault && fault.code === 'ENOENT';

/** PostgreSQL starts only in a folder of its own user. */
const sameOwner = async (from: string, to: string): Promise<void> => {
  const { uid, gid } = await lstat(from);
  if (process.getuid?.() === 0) await chown(to, uid, gid);
};

const copyOne = async (from: string, to: string): Promise<void> => {
  try {
    await copyFile(from, to);
    await sameOwner(from, to);
  } catch (fault) {
    // A table that was dropped while we copied: the log of changes says so too.
    if (!isGone(fault)) throw fault;
  }
};

const makeFolder = async (from: string, to: string): Promise<void> => {
  await mkdir(to, { recursive: true, mode: 0o700 });
  await sameOwner(from, to);
};

/** Of what is left out a folder itself is made, empty: PostgreSQL misses it otherwise. */
const copyFolder = async (from: string, to: string, skipped: ReadonlySet<string>): Promise<void> => {
  await makeFolder(from, to);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    const isSkipped = skipped.has(entry.name);
    if (entry.isDirectory()) await (isSkipped ? makeFolder(source, target) : copyFolder(source, target, skipped));
    else if (entry.isFile() && !isSkipped) await copyOne(source, target);
  }
};

type Place = { readonly cluster: string; readonly to: string };

const whileCopied = async (client: Client, { cluster, to }: Place): Promise<void> => {
  // Changes are kept until the copy has them; the slot goes with this connection.
  await client.query("select pg_create_physical_replication_slot('ariane_copy', true, true)");
  await client.query("select pg_backup_start('ariane copy', true)");
  await copyFolder(cluster, to, new Set([...leftOut, changes]));
  const { rows } = await client.query<{ label: string }>('select labelfile as label from pg_backup_stop(false)');
  await copyFolder(join(cluster, changes), join(to, changes), leftOut);
  await writeFile(join(to, 'backup_label'), rows[0]?.label ?? '', { mode: 0o600 });
  await sameOwner(cluster, join(to, 'backup_label'));
};

/**
 * Copies the files of a running server into `<to>/cluster`, with the administrator's password beside it: the folder can stand in the place
 * of the installation's `database`. People may go on working. Throws when the folder is there already.
 */
export const copyCluster = async (administratorUrl: string, to: string): Promise<void> => {
  const client = new Client({ connectionString: administratorUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ folder: string }>("select current_setting('data_directory') as folder");
    const cluster = rows[0]?.folder ?? '';
    await mkdir(to, { recursive: true, mode: 0o711 });
    await mkdir(join(to, 'cluster'), { mode: 0o700 });
    await copyOne(join(cluster, '..', 'administrator'), join(to, 'administrator'));
    await whileCopied(client, { cluster, to: join(to, 'cluster') });
  } finally {
    await client.end();
  }
};
