import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { Client } from 'pg';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { type Instant, instantPlus, systemClock } from './clock.ts';
import { asProgram, type Database, openDatabase } from './database/index.ts';
import { wake } from './jobs.ts';

let database: TestDatabase;
let administrator: Client;
let casework: Database;

before(async () => {
  database = await testDatabase();
  administrator = new Client({ connectionString: database.administratorUrl });
  await administrator.connect();
  casework = openDatabase(database.urlFor('casework'));
  // The first job of a name writes the name down, for which others wait; the worker does so when it starts.
  await leave(undefined);
});
after(async () => {
  await Promise.all([casework.destroy(), administrator.end()]);
  await database.close();
});

const leave = (key: string | undefined, at?: Instant): Promise<void> =>
  asProgram(casework, async (tx) => {
    await sql`set local lock_timeout = '2s'`.execute(tx);
    await wake(tx, { task: 'test:job', ...(key && { key }), ...(at && { at }) });
  });

const momentsOf = async (key: string): Promise<readonly number[]> => {
  const found = await administrator.query<{ at: string }>(
    'select extract(epoch from run_at) * 1000 as at from graphile_worker._private_jobs where key = $1',
    [key],
  );
  return found.rows.map(({ at }) => Math.round(Number(at)));
};

const inSeconds = (seconds: number): Instant => instantPlus(systemClock.now(), seconds * 1000);

describe('work left for later', () => {
  test('without a key: who leaves it waits for nobody who has not committed', async () => {
    await asProgram(casework, async (tx) => {
      await wake(tx, { task: 'test:job' });
      await leave(undefined);
    });
  });

  test('under a key: it stands once, and a later wish does not move it away', async () => {
    const first = inSeconds(60);
    await leave('later', first);
    await leave('later', inSeconds(90));
    assert.deepEqual(await momentsOf('later'), [Date.parse(first)]);
  });

  test('under a key: a later wish does not wait for who holds it', async () => {
    await leave('held', inSeconds(60));
    await administrator.query("begin; select 1 from graphile_worker._private_jobs where key = 'held' for update");
    try {
      await leave('held', inSeconds(90));
    } finally {
      await administrator.query('rollback');
    }
  });

  test('under a key: an earlier wish, or one for now, brings it forward', async () => {
    await leave('earlier', inSeconds(90));
    const sooner = inSeconds(60);
    await leave('earlier', sooner);
    assert.deepEqual(await momentsOf('earlier'), [Date.parse(sooner)]);
    await leave('earlier');
    assert.ok(((await momentsOf('earlier'))[0] ?? Number.POSITIVE_INFINITY) <= Date.parse(inSeconds(1)));
  });

  test('under a key: work about to start is left anew, so that what follows it is seen', async () => {
    await leave('soon', inSeconds(0.5));
    const later = inSeconds(60);
    await leave('soon', later);
    assert.deepEqual(await momentsOf('soon'), [Date.parse(later)]);
  });
});
