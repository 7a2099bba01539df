import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Client } from 'pg';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { checks, findingsOf, outdatedIn } from './catalogue.ts';
import { columnFaults } from './columns-found.ts';
import { matrix } from './matrix.ts';
import { callersOf, privilegesOf } from './privileges-found.ts';
import { callers } from './callers.ts';
import { privileges } from './privileges.ts';
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

/** Plants a fault, looks, and takes it away again. */
const planted = async <T>(fault: string, look: () => Promise<T>): Promise<T> => {
  await administrator.query('begin');
  try {
    await administrator.query(fault);
    return await look();
  } finally {
    await administrator.query('rollback');
  }
};

describe('the catalogue', () => {
  for (const check of checks) {
    test(check.name, async () => {
      const found = await findingsOf(administrator, check);
      assert.ok(found.length === 0, `${check.advice}\n${found.join('\n')}`);
      assert.deepEqual(await outdatedIn(administrator, check), [], 'accepted, but no longer there');
    });

    test(`${check.name}: a planted fault is found`, async () => {
      const found = await planted(check.fault.sql, () => findingsOf(administrator, check));
      assert.ok(
        found.some((one) => one.includes(check.fault.finds)),
        `found only: ${found.join(', ')}`,
      );
    });
  }
});

describe('columns', () => {
  const faults = (sql: string, schema?: string): Promise<readonly string[]> =>
    planted(sql, () => columnFaults(administrator, schema));

  test('each has a class, the type of its class, and takes no name where it holds codes', async () =>
    assert.deepEqual(await faults('select 1'), []));

  const plant: Readonly<Record<string, readonly [table: string, sql: string, says: string]>> = {
    'a new column': ['cases.note', 'alter table cases.note add content text', '.content has no class'],
    'a new table': ['cases.planted', 'create table cases.planted (id uuid)', '.id has no class'],
    'a sealed column turned into text': [
      'cases.document',
      'alter table cases.document alter sealed type text using null',
      '.sealed is text, which sealed is not',
    ],
    'a code without its check': [
      'cases.note',
      'alter table cases.note drop constraint note_kind_check',
      '.kind would take a name',
    ],
    'a column that left': ['cases.note', 'alter table cases.note drop column kind', '.kind is not there'],
  };
  for (const [what, [table, sql, says]] of Object.entries(plant))
    test(`${what} is found`, async () => assert.ok((await faults(sql, table)).includes(`${table}${says}`)));
});

describe('reviewed lists', () => {
  test('who may call which function is what was reviewed', async () =>
    assert.deepEqual(await callersOf(administrator), callers));

  test('a caller too many is found', async () => {
    const grant = `grant execute on function security.context_is_signed(text, bytea) to ${testPrefix}_portal`;
    assert.notDeepEqual(await planted(grant, () => callersOf(administrator)), callers);
  });

  test('a privilege too many is found', async () => {
    const grant = `grant delete on cases.note to ${testPrefix}_casework`;
    assert.notDeepEqual(await planted(grant, () => privilegesOf(administrator)), privileges);
  });

  test('each table with a policy stands in the matrix', () =>
    assert.deepEqual(
      Object.keys(privileges).filter((name) => !name.endsWith('_published') && !(name in matrix)),
      [],
    ));
});
