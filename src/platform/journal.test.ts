import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { installForTests, signedViewer } from '../../test/support/personas.ts';
import { fixedClock } from './clock.ts';
import { asViewer, type Database, openDatabase } from './database/index.ts';
import { newId } from './ids.ts';
import { appendToJournal } from './journal.ts';
import type { Viewer } from './viewer.ts';

const now = fixedClock('2026-05-05T10:00:00Z').now();
let files: TestDatabase;
let casework: Database;
let auditor: Database;
let officer: Viewer;
before(async () => {
  files = await testDatabase();
  await installForTests(files);
  casework = openDatabase(files.urlFor('casework'));
  auditor = openDatabase(files.urlFor('auditor'));
  officer = await signedViewer(files, { role: 'judicial_police_officer' });
});
after(async () => {
  await Promise.all([casework.destroy(), auditor.destroy()]);
  await files.close();
});

const append = (viewer: Viewer, author: { organisationId: string; staffId: string | null }, count = 1): Promise<void> =>
  asViewer(casework, viewer, (tx) =>
    appendToJournal(
      tx,
      { ...author, now },
      Array.from({ length: count }, (_, index) => ({
        type: 'test.happened',
        subject: { kind: 'thing', id: newId() },
        data: { index },
      })),
    ),
  );

describe('the journal', () => {
  test('links each event to the one before, without a gap, also when many write at once', async () => {
    await Promise.all(Array.from({ length: 12 }, () => append(officer, officer, 3)));
    const rows = await auditor
      .selectFrom('journal.event')
      .select(['seq', 'prev', 'hash', 'body'])
      .where('chain', '=', officer.organisationId)
      .orderBy('seq')
      .execute();
    assert.deepEqual(
      rows.map((row) => row.seq),
      rows.map((_, index) => index + 1),
    );
    let last = createHash('sha256').update(officer.organisationId).digest();
    for (const row of rows) {
      assert.deepEqual(row.prev, last);
      last = createHash('sha256').update(last).update(row.body).digest();
      assert.deepEqual(row.hash, last);
    }
  });
  test('takes nothing on another organisation’s chain, nor in another person’s name', async () => {
    const inspector = await signedViewer(files, { role: 'labour_inspector' });
    await assert.rejects(
      append(inspector, { organisationId: officer.organisationId, staffId: inspector.staffId }),
      /own organisation/,
    );
    await assert.rejects(
      append(inspector, { organisationId: inspector.organisationId, staffId: officer.staffId }),
      /who did it/,
    );
  });
  test('cannot be changed, emptied or written past its function', async () => {
    const attempts = [
      "update journal.event set type = 'x'",
      'delete from journal.event',
      'truncate journal.event',
      'delete from journal.head',
    ];
    for (const attempt of attempts)
      await assert.rejects(
        asViewer(casework, officer, (tx) => sql.raw(attempt).execute(tx)),
        /permission denied/,
      );
  });
  test('an event that is not committed leaves no trace and no gap', async () => {
    const before = await append(officer, officer).then(() => lastNumber());
    await assert.rejects(
      asViewer(casework, officer, async (tx) => {
        await appendToJournal(tx, { ...officer, now }, [
          { type: 'test.lost', subject: { kind: 'thing', id: newId() } },
        ]);
        throw new Error('the action failed');
      }),
    );
    await append(officer, officer);
    assert.equal(await lastNumber(), before + 1);
  });
});

const lastNumber = async (): Promise<number> => {
  const row = await auditor
    .selectFrom('journal.head')
    .select('seq')
    .where('chain', '=', officer.organisationId)
    .executeTakeFirstOrThrow();
  return row.seq;
};
