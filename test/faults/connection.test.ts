import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { Client } from 'pg';
import { asProgram, type Database, databaseAnswers, openDatabase } from '../../src/platform/database/index.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let place: TestDatabase;
let administrator: Client;
let database: Database;
before(async () => {
  place = await testDatabase();
  administrator = new Client({ connectionString: place.administratorUrl });
  await administrator.connect();
  database = openDatabase(place.urlFor('casework'), { connections: 1 });
});
after(async () => {
  await database.destroy();
  await administrator.end();
  await place.close();
});

const cutBetweenStatements = (): Promise<unknown> =>
  asProgram(database, async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    await administrator.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await pause(50);
    await sql`select 1`.execute(tx);
  });

test('a connection cut between two statements fails that work alone: the process lives and the next work gets another', async () => {
  for (let time = 0; time < 3; time += 1) {
    await assert.rejects(cutBetweenStatements());
    assert.equal(await databaseAnswers(database), true);
  }
});
