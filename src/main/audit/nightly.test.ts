import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import { Client } from 'pg';
import { chain, otherChain, type TestJournal, testJournal } from '../../../test/support/journal.ts';
import { installForTests, signedViewer } from '../../../test/support/personas.ts';
import { systemClock } from '../../platform/clock.ts';
import { asViewer, type Database, openDatabase } from '../../platform/database/index.ts';
import type { JournalEntry } from '../../platform/journal.ts';
import { isRefusal, refuse, valueOf } from '../../platform/outcome.ts';
import type { VaultClient } from '../../platform/vault-client/index.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { readProfile, type Scene } from '../../profile/index.ts';
import { askJournalCheck, journalIsWhole, readJournalChecks } from '../../rooms/identity/actions/journal-checks.ts';
import { exportFigure } from '../../rooms/statistics/actions.ts';
import { figures } from '../../rooms/statistics/figures/index.ts';
import { checkNightly, type CheckTools, runChecks } from './nightly.ts';

const profile = readProfile('profiles/luxembourg');
let journal: TestJournal;
let casework: Database;
let administrator: Client;
let officer: Viewer;
let inspector: Viewer;
const told: string[] = [];

before(async () => {
  journal = await testJournal();
  casework = openDatabase(journal.database.urlFor('casework'));
  administrator = new Client({ connectionString: journal.database.administratorUrl });
  await administrator.connect();
  await installForTests(journal.database);
  officer = await signedViewer(journal.database, { role: 'data_protection_officer' });
  inspector = await signedViewer(journal.database, { role: 'labour_inspector' });
});
after(async () => {
  await Promise.all([casework.destroy(), administrator.end()]);
  await journal.close();
});
beforeEach(async () => {
  await journal.mend();
  await administrator.query('delete from identity.journal_check');
  told.length = 0;
});

const tools = (): CheckTools => ({
  ...{ database: journal.worker, auditor: journal.auditor, clock: systemClock, alarmed: [otherChain] },
  settings: { witness: { folder: '', mail: [] } },
  // A vault that does not answer stops no verification.
  vault: { signCheckpoint: async () => refuse('vault-down') } as unknown as VaultClient,
  tellBody: async (id) => void told.push(id),
});

const as = <T>(viewer: Viewer, work: (scene: Scene) => Promise<T>): Promise<T> =>
  asViewer(casework, viewer, (tx) => {
    const events: JournalEntry[] = [];
    return work({ tx, viewer, profile, clock: systemClock, emit: (entry) => void events.push(entry) });
  });

const edit = () => journal.change(`update journal.event set type = 'x.y' where chain = '${chain}' and seq = 5`);
const exported = () => as(officer, (scene) => exportFigure(scene, figures[0]?.id ?? ''));
const codeOf = (outcome: unknown): string => (isRefusal(outcome) ? outcome.refused : 'done');

describe('the verification of the journal', () => {
  test('is asked for by who may, and done by the worker; its result is seen', async () => {
    assert.equal(codeOf(await as(inspector, askJournalCheck)), 'may_not_open');
    valueOf(await as(officer, askJournalCheck));
    const [waiting] = await as(officer, readJournalChecks);
    assert.deepEqual([waiting?.sound, waiting?.eventsRead], [null, 0]);
    assert.equal(await runChecks(tools()), 0);
    const [done] = await as(officer, readJournalChecks);
    assert.deepEqual([done?.sound, done?.eventsRead, done?.chains, done?.findings.length], [true, 15, 2, 0]);
    assert.equal(await runChecks(tools()), 0, 'nothing waits any more');
    assert.deepEqual(await as(inspector, readJournalChecks), []);
  });

  test('found edited, it alarms once, and nothing is exported until it is found whole', async () => {
    assert.equal(codeOf(await exported()), 'not_computed_yet', 'nothing stands in its way');
    await edit();
    assert.equal(await checkNightly(tools()), 1);
    assert.deepEqual(told, [otherChain]);
    const [found] = await as(officer, readJournalChecks);
    assert.equal(found?.sound, false);
    assert.deepEqual(found?.findings, [{ kind: 'edited', chain, seq: 5 }]);
    const events = await administrator.query(
      `select chain, data from journal.event where type = 'identity.journal_not_whole'`,
    );
    assert.deepEqual(events.rows, [{ chain: otherChain, data: { findings: 1 } }]);
    assert.equal(await as(inspector, journalIsWhole), false, 'everybody is told so much');
    assert.equal(codeOf(await exported()), 'exports_frozen');
    await journal.mend();
    assert.equal(await checkNightly(tools()), 0);
    assert.equal(codeOf(await exported()), 'not_computed_yet');
  });

  test('a second key among the signatures is a finding', async () => {
    await journal.checkpoint(generateKeyPairSync('ed25519'));
    assert.equal(await checkNightly(tools()), 1);
  });
});
