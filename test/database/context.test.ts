import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { Client } from 'pg';
import { asViewer, type Database, openDatabase, type Transaction } from '../../src/platform/database/index.ts';
import type { Viewer } from '../../src/platform/viewer.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { installForTests, signedViewer } from '../support/personas.ts';
import { org } from './actors.ts';
import { id } from './world/row.ts';

let database: TestDatabase;
let administrator: Client;
let casework: Database;
let viewer: Viewer;

before(async () => {
  database = await testDatabase();
  administrator = new Client({ connectionString: database.administratorUrl });
  await administrator.connect();
  await installForTests(database);
  // One connection, so that each transaction gets the one that the transaction before gave back.
  casework = openDatabase(database.urlFor('casework'), { connections: 1 });
  viewer = await signedViewer(database, { role: 'labour_inspector' });
});
after(async () => {
  await Promise.all([casework.destroy(), administrator.end()]);
  await database.close();
});

const organisationsSeen = async (tx: Transaction | Database): Promise<number> =>
  (await tx.selectFrom('directory.organisation').select('id').execute()).length;

const errorOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing was refused',
    (fault: unknown) => (fault instanceof Error && 'code' in fault ? String(fault.code) : String(fault)),
  );

const byHand = async (context: string, mac: string): Promise<number> =>
  casework.transaction().execute(async (tx) => {
    await sql`select set_config('ariane.context', ${context}, true), set_config('ariane.mac', ${mac}, true)`.execute(
      tx,
    );
    return organisationsSeen(tx);
  });

const left = async (): Promise<readonly (string | null)[]> => {
  const found = await sql<{ context: string | null; mac: string | null }>`
    select nullif(current_setting('ariane.context', true), '') as context, nullif(current_setting('ariane.mac', true), '') as mac`.execute(
    casework,
  );
  return [found.rows[0]?.context ?? null, found.rows[0]?.mac ?? null];
};

describe('a connection that was given back', () => {
  test('knows nobody after a transaction that ended well', async () => {
    assert.ok((await asViewer(casework, viewer, organisationsSeen)) > 0);
    assert.deepEqual(await left(), [null, null]);
    assert.equal(await organisationsSeen(casework), 0);
  });

  test('knows nobody after a transaction that failed', async () => {
    const failing = asViewer(casework, viewer, () => Promise.reject(new Error('on purpose')));
    await assert.rejects(failing, /on purpose/);
    assert.deepEqual(await left(), [null, null]);
  });
});

describe('a context', () => {
  const last = async (persona: Parameters<typeof signedViewer>[1], change: string): Promise<Viewer> => {
    const one = await signedViewer(database, persona);
    if (change) await administrator.query(change, [one.staffId]);
    return one;
  };
  const worthless: Readonly<Record<string, () => Promise<Viewer>>> = {
    'with a forged signature': () => Promise.resolve({ ...viewer, mac: 'ab'.repeat(32) }),
    'with an edited text': () => Promise.resolve({ ...viewer, context: viewer.context.replace('referrals', 'cases') }),
    'of a session that has run out': () => last({ role: 'labour_inspector', lastsMilliseconds: -1000 }, ''),
    'of a session that was ended': () =>
      last({ role: 'labour_inspector' }, 'update security.session set ended_at = now() where staff_id = $1'),
    'of a person who was disabled': () =>
      last({ role: 'labour_inspector' }, "update directory.staff set state = 'disabled' where id = $1"),
    'signed as one person for the session of another': async () => {
      const other = await signedViewer(database, { role: 'labour_inspector' });
      return { ...viewer, mac: other.mac };
    },
  };
  for (const [what, make] of Object.entries(worthless)) {
    test(`${what} opens nothing, shown at the door or set by hand`, async () => {
      const { context, mac } = await make();
      assert.equal(await errorOf(asViewer(casework, { context, mac }, organisationsSeen)), '28000');
      assert.equal(await errorOf(byHand(context, mac)), '28000');
    });
  }

  test('half set by hand is no context', async () => {
    assert.equal(await byHand(viewer.context, ''), 0);
    assert.equal(await byHand('', viewer.mac), 0);
  });

  test('that is good opens by either way: the signature is what counts', async () =>
    assert.ok((await byHand(viewer.context, viewer.mac)) > 0));
});

describe('the login of the staff program', () => {
  test('becomes no other role and reads no key', async () => {
    for (const statement of ['set role ariane_test_vault', 'set session authorization ariane_test_owner'])
      assert.equal(await errorOf(sql.raw(statement).execute(casework)), '42501');
    assert.equal(await errorOf(sql.raw('select key from security.context_key').execute(casework)), '42501');
  });

  test('takes row security off for nobody, least of all itself', async () => {
    const off = casework.transaction().execute(async (tx) => {
      await sql`set local row_security = off`.execute(tx);
      return tx.selectFrom('directory.organisation').select('id').execute();
    });
    assert.equal(await errorOf(off), '42501');
  });
});

describe('access taken away between reading and writing', () => {
  const caseId = id('case between');
  const taken = 'update cases.case_access set withdrawn_at = now() where case_id = $1 and organisation_id = $2';

  const open = async (): Promise<Viewer> => {
    await administrator.query('delete from cases.case_access; delete from cases.case_file');
    await administrator.query(
      'insert into cases.case_file (id, person_id, report_id, lead_organisation_id, opened_at) values ($1, $1, $1, $2, now())',
      [caseId, org('SPJ')],
    );
    await administrator.query(
      "insert into cases.case_access (id, case_id, organisation_id, basis_kind, basis_code, compartments, valid_from) values ($1, $1, $2, 'lead', 'LEAD', '{investigation}', now())",
      [caseId, org('SPJ')],
    );
    return signedViewer(database, { role: 'judicial_police_officer' });
  };
  const see = (tx: Transaction): Promise<unknown[]> =>
    tx.selectFrom('cases.case_file').select('id').where('id', '=', caseId).execute();
  const flag = async (tx: Transaction): Promise<number> => {
    const changed = await tx
      .updateTable('cases.case_file')
      .set({ flags: ['urgent'] })
      .where('id', '=', caseId)
      .executeTakeFirst();
    return Number(changed.numUpdatedRows);
  };

  test('the change finds nothing to change', async () => {
    const police = await open();
    const changed = await asViewer(casework, police, async (tx) => {
      assert.equal((await see(tx)).length, 1);
      await administrator.query(taken, [caseId, org('SPJ')]);
      return flag(tx);
    });
    assert.equal(changed, 0);
  });

  test('a change that waits for the withdrawal finds nothing either', async () => {
    const police = await open();
    await administrator.query('begin');
    await administrator.query(taken, [caseId, org('SPJ')]);
    const changing = asViewer(casework, police, async (tx) => {
      assert.equal((await see(tx)).length, 1, 'not yet withdrawn for others');
      return flag(tx);
    });
    await waiting();
    await administrator.query('commit');
    assert.equal(await changing, 0);
  });

  test('a person who signs out in one window writes nothing more from another', async () => {
    const police = await open();
    const refused = asViewer(casework, police, async (tx) => {
      assert.equal((await see(tx)).length, 1);
      await administrator.query('update security.session set ended_at = now() where staff_id = $1', [police.staffId]);
      return flag(tx);
    });
    assert.equal(await errorOf(refused), '28000');
  });

  /** Until a transaction of the staff program waits for a lock. */
  const waiting = async (): Promise<void> => {
    const look = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    const other = new Client({ connectionString: database.administratorUrl });
    await other.connect();
    while (((await other.query(look)).rowCount ?? 0) === 0) await other.query('select pg_sleep(0.01)');
    await other.end();
  };
});
