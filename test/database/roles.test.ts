import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Client } from 'pg';
import { prepareRoles, roleNames, rolePasswords } from '../../src/platform/database/roles.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { testServerFolder } from '../support/server.ts';
import { testPrefix } from './probe.ts';

let database: TestDatabase;
let administrator: Client;

before(async () => {
  database = await testDatabase();
  administrator = new Client({ connectionString: database.administratorUrl });
  await administrator.connect();
});
after(async () => {
  await administrator.end();
  await database.close();
});

test('a role of an earlier version can no longer log in, though the server still knows its name', async () => {
  const retired = `${testPrefix}_backup`;
  await administrator.query(
    `do $$ begin create role "${retired}" login password 'known'; exception when duplicate_object then null; end $$`,
  );
  await administrator.query(`alter role "${retired}" login`);
  await prepareRoles(administrator, testPrefix, rolePasswords(testServerFolder));
  const found = await administrator.query<{ name: string }>(
    'select rolname as name from pg_roles where rolname like $1 and rolcanlogin',
    [`${testPrefix}\\_%`],
  );
  const logins = roleNames
    .filter((name) => name !== 'owner' && name !== 'definer')
    .map((name) => `${testPrefix}_${name}`);
  assert.deepEqual(found.rows.map(({ name }) => name).sort(), logins.sort());
});

test('no login of the program reads the whole database: a copy is made by who keeps the server', async () => {
  const found = await administrator.query<{ name: string }>(
    `select r.rolname as name from pg_roles r where r.rolname like $1 and r.rolcanlogin and not exists (
       select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname in ('referrals', 'cases', 'identity', 'security')
         and not has_table_privilege(r.oid, c.oid, 'select'))`,
    [`${testPrefix}\\_%`],
  );
  assert.deepEqual(found.rows, []);
});
