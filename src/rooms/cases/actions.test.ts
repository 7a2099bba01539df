import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { plainDate, systemClock } from '../../platform/clock.ts';
import { asViewer, type Database, openDatabase } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { appendToJournal, type JournalEntry } from '../../platform/journal.ts';
import { isRefusal, type Outcome, valueOf } from '../../platform/outcome.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { readProfile, type Scene } from '../../profile/index.ts';
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts';
import { installForTests, signedViewer } from '../../../test/support/personas.ts';
import {
  acceptSupport,
  addNote,
  addTask,
  changeFlags,
  changeLabel,
  closeTask,
  declineSupport,
  idOfBody,
  linkPersons,
  lookAfter,
  openCase,
  readCase,
  readChanges,
  readPapers,
  readSupportInbox,
  readWorklist,
  type ReferInput,
  referToSupport,
  searchCases,
  shareKeys,
  takeBackSupport,
} from './actions/index.ts';
import type { WorklistFilter } from './store/index.ts';

const profile = readProfile('profiles/luxembourg');
const everyone: WorklistFilter = {
  owner: null,
  status: null,
  flag: null,
  closed: false,
  sort: '-opened',
  page: 1,
  size: 50,
};

let database: TestDatabase;
let casework: Database;
let police: Viewer;
let service: Viewer;

/** Acts as casework does: one transaction, a refusal undoes it, events last. */
const as = async <T>(viewer: Viewer, work: (scene: Scene) => Promise<T>): Promise<T> =>
  asViewer(casework, viewer, async (tx) => {
    const events: JournalEntry[] = [];
    const outcome = await work({ tx, viewer, profile, clock: systemClock, emit: (entry) => void events.push(entry) });
    if (!isRefusal(outcome))
      await appendToJournal(
        tx,
        { organisationId: viewer.organisationId, staffId: viewer.staffId, now: systemClock.now() },
        events,
      );
    return outcome;
  });

const refusedWith = (outcome: Outcome<unknown>): string => (isRefusal(outcome) ? outcome.refused : 'not refused');

const newCase = async (reportId = newId()): Promise<string> => {
  const lead = { personId: newId(), reportId, leadOrganisationId: idOfBody(profile, 'SPJ') };
  return (await as(police, (scene) => openCase(scene, lead))).caseId;
};

const consent: ReferInput = {
  given_by: 'person',
  given_on: plainDate('2026-11-02'),
  method: 'oral',
  language: 'uk',
  interpreter: 'professional_present',
  text_version: '3',
  agreed_parts: ['identity', 'contact_safe'],
  urgency: 'today',
};

const refer = async (caseId: string): Promise<string> =>
  valueOf(await as(police, (scene) => referToSupport(scene, caseId, consent))).referralId;

const givePublicKeys = async (): Promise<void> => {
  const client = new Client({ connectionString: database.administratorUrl });
  await client.connect();
  for (const id of ['00000000-0000-0000-0000-000000000000', idOfBody(profile, 'SPJ'), idOfBody(profile, 'INFOTRAITE')])
    await client.query(
      'insert into identity.organisation_key (key_id, organisation_id, public_key) values ($1, $2, $3)',
      [newId(), id, randomBytes(32)],
    );
  await client.end();
};

before(async () => {
  database = await testDatabase();
  await installForTests(database);
  await givePublicKeys();
  casework = openDatabase(database.urlFor('casework'), { connections: 4 });
  police = await signedViewer(database, { role: 'judicial_police_officer' });
  service = await signedViewer(database, { role: 'savteh_worker' });
});
after(async () => {
  await casework.destroy();
  await database.close();
});

describe('a case', () => {
  test('is opened once for a person, with a reference of its own and one event', async () => {
    const input = { personId: newId(), reportId: newId(), leadOrganisationId: idOfBody(profile, 'SPJ') };
    const first = await as(police, (scene) => openCase(scene, input));
    const second = await as(police, (scene) => openCase(scene, input));
    assert.equal(first.caseId, second.caseId);
    const view = await as(police, (scene) => readCase(scene, first.caseId));
    assert.match(view?.file.reference ?? '', /^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    assert.deepEqual(
      view?.events.map((event) => event.type),
      ['cases.case_opened'],
    );
    assert.deepEqual(
      view?.accesses.map((access) => access.basisKind),
      ['lead'],
    );
  });

  test('may be opened for the leading body by one who only sends reports, who then does not see it', async () => {
    const inspector = await signedViewer(database, { role: 'labour_inspector' });
    const input = { personId: newId(), reportId: newId(), leadOrganisationId: idOfBody(profile, 'SPJ') };
    const { caseId } = await as(inspector, (scene) => openCase(scene, input));
    assert.equal(await as(inspector, (scene) => readCase(scene, caseId)), null);
    assert.equal((await as(police, (scene) => readCase(scene, caseId)))?.file.id, caseId);
  });

  for (const role of [
    'labour_inspector',
    'national_coordinator',
    'national_rapporteur',
    'permit_officer',
    'return_officer',
    'prosecutor',
    'savteh_worker',
    'data_protection_officer',
    'administrator',
  ])
    test(`is hidden from ${role}`, async () => {
      const caseId = await newCase();
      const viewer = await signedViewer(database, { role });
      assert.equal(await as(viewer, (scene) => readCase(scene, caseId)), null);
      assert.equal((await as(viewer, (scene) => readWorklist(scene, everyone))).total, 0);
      assert.equal(await as(viewer, (scene) => readChanges(scene, caseId, 1)), null);
      assert.deepEqual(
        refusedWith(await as(viewer, (scene) => changeFlags(scene, caseId, ['danger'], null))).startsWith('may_not') ||
          refusedWith(await as(viewer, (scene) => changeFlags(scene, caseId, ['danger'], null))) === 'not_found',
        true,
      );
    });

  test('changed by two at once: the second is told, and both changes stand in the history with theirs', async () => {
    const caseId = await newCase();
    valueOf(await as(police, (scene) => changeFlags(scene, caseId, ['danger'], '1')));
    assert.equal(
      refusedWith(await as(police, (scene) => changeFlags(scene, caseId, ['child'], '1'))),
      'changed_meanwhile',
    );
    valueOf(await as(police, (scene) => changeFlags(scene, caseId, ['child'], '2')));
    const history = await as(police, (scene) => readChanges(scene, caseId, 1));
    assert.deepEqual(
      history?.changes.map(({ before, after }) => [before, after]),
      [
        ['danger', 'child'],
        [null, 'danger'],
      ],
    );
  });

  test('is found by reference typed loosely, by own label, and says when nothing was found', async () => {
    const caseId = await newCase();
    valueOf(await as(police, (scene) => changeLabel(scene, caseId, 'Wren', '1')));
    const reference = (await as(police, (scene) => readCase(scene, caseId)))?.file.reference ?? '';
    for (const typed of [reference, reference.toLowerCase().replace('-', ' '), 'wren'])
      assert.deepEqual(
        valueOf(await as(police, (scene) => searchCases(scene, typed))).found.map((one) => one.id),
        [caseId],
      );
    assert.deepEqual(valueOf(await as(police, (scene) => searchCases(scene, 'nobody'))).found, []);
    assert.equal(refusedWith(await as(police, (scene) => searchCases(scene, ' x '))), 'search_too_short');
  });

  test('is looked after by one, counted, filtered, and given back', async () => {
    const caseId = await newCase();
    const before = (await as(police, (scene) => readWorklist(scene, everyone))).counts;
    valueOf(await as(police, (scene) => lookAfter(scene, caseId, true)));
    const mine = await as(police, (scene) => readWorklist(scene, { ...everyone, owner: police.staffId }));
    assert.deepEqual(
      mine.rows.map((row) => row.id),
      [caseId],
    );
    assert.deepEqual([mine.counts.mine, mine.counts.unowned], [before.mine + 1, before.unowned - 1]);
    valueOf(await as(police, (scene) => lookAfter(scene, caseId, false)));
    assert.equal((await as(police, (scene) => readWorklist(scene, { ...everyone, owner: police.staffId }))).total, 0);
  });

  test('lists every order and filter', async () => {
    for (const sort of ['opened', '-opened', 'status', '-status', 'due', '-due'] as const)
      assert.ok((await as(police, (scene) => readWorklist(scene, { ...everyone, sort, size: 2 }))).rows.length <= 2);
    assert.equal(
      (
        await as(police, (scene) =>
          readWorklist(scene, { ...everyone, owner: 'nobody', flag: 'press_interest', status: 'none' }),
        )
      ).total,
      0,
    );
  });

  test('links persons of one report only', async () => {
    const report = newId();
    const [one, other, stranger] = [await newCase(report), await newCase(report), await newCase()];
    const referenceOf = async (id: string) => (await as(police, (scene) => readCase(scene, id)))?.file.reference ?? '';
    const link = async (to: string) =>
      as(police, async (scene) =>
        linkPersons(scene, one, { other_reference: await referenceOf(to), link_kind: 'family' }),
      );
    valueOf(await link(other));
    assert.equal(refusedWith(await link(stranger)), 'not_the_same_report');
    assert.equal(refusedWith(await link(one)), 'not_the_same_report');
    const view = await as(police, (scene) => readCase(scene, one));
    assert.deepEqual([view?.links.length, view?.others.map((it) => it.id)], [1, [other]]);
  });
});

describe('tasks and notes', () => {
  test('a task is done once, with the version seen', async () => {
    const caseId = await newCase();
    const { taskId } = valueOf(
      await as(police, (scene) =>
        addTask(scene, caseId, { task_kind: 'follow_up', due_on: plainDate('2026-12-01'), for_me: true }),
      ),
    );
    assert.equal(
      refusedWith(await as(police, (scene) => closeTask(scene, taskId, 'finish', '7'))),
      'changed_meanwhile',
    );
    valueOf(await as(police, (scene) => closeTask(scene, taskId, 'finish', '1')));
    assert.equal(refusedWith(await as(police, (scene) => closeTask(scene, taskId, 'drop', null))), 'already_closed');
  });

  test('a note is ciphertext in the database; its header is seen by the own body only', async () => {
    const caseId = await newCase();
    const secret = 'The shelter is at the old mill.';
    valueOf(await as(police, (scene) => addNote(scene, caseId, { note_kind: 'analysis', note_text: secret })));
    assert.equal((await as(police, (scene) => readPapers(scene, caseId)))?.notes.length, 1);
    const client = new Client({ connectionString: database.administratorUrl });
    await client.connect();
    const found = await client.query(
      'select count(*)::int as n from identity.sealed_field where position($1::bytea in blob) > 0',
      [Buffer.from(secret)],
    );
    await client.end();
    assert.equal(found.rows[0].n, 0);
  });
});

describe('referral to the support service', () => {
  test('the service sees the offer, accepts, and then the case, but not how the person is examined', async () => {
    const caseId = await newCase();
    const referralId = await refer(caseId);
    assert.equal(await as(service, (scene) => readCase(scene, caseId)), null);
    assert.ok((await as(service, (scene) => readSupportInbox(scene))).some((one) => one.id === referralId));
    valueOf(await as(service, (scene) => acceptSupport(scene, referralId)));
    const view = await as(service, (scene) => readCase(scene, caseId));
    assert.deepEqual(
      [view?.accesses.map((one) => one.basisKind).sort(), view?.file.inquiryAudience.includes(service.organisationId)],
      [['consent', 'lead'], false],
    );
    assert.notEqual(view?.file.reference, (await as(police, (scene) => readCase(scene, caseId)))?.file.reference);
    assert.equal(refusedWith(await as(service, (scene) => acceptSupport(scene, referralId))), 'already_answered');
    valueOf(await as(police, (scene) => addNote(scene, caseId, { note_kind: 'analysis', note_text: 'ours' })));
    assert.equal((await as(service, (scene) => readPapers(scene, caseId)))?.notes.length, 0);
  });

  test('keys are handed over once the vault can, and asking again changes nothing', async () => {
    const caseId = await newCase();
    const referralId = await refer(caseId);
    const share = (done: boolean) => as(police, (scene) => shareKeys(scene, async () => done, referralId));
    assert.equal(refusedWith(await share(true)), 'keys_not_shared');
    valueOf(await as(service, (scene) => acceptSupport(scene, referralId)));
    assert.equal(refusedWith(await share(false)), 'keys_not_shared');
    valueOf(await share(true));
    valueOf(await share(false));
  });

  test('is refused twice, without interpreter, ahead of its day, for parts the service may not have', async () => {
    const caseId = await newCase();
    const attempt = async (change: Partial<ReferInput>) =>
      refusedWith(await as(police, (scene) => referToSupport(scene, caseId, { ...consent, ...change })));
    assert.equal(await attempt({ interpreter: 'needed_missing' }), 'interpreter_missing');
    assert.equal(await attempt({ given_on: plainDate('2099-01-01') }), 'consent_day_ahead');
    assert.equal(await attempt({ agreed_parts: ['testimony'] }), 'compartment_not_for_service');
    await refer(caseId);
    assert.equal(await attempt({}), 'already_offered');
  });

  test('is declined with a reason, or taken back before the answer; the inspectorate never transfers', async () => {
    const [one, other] = [await newCase(), await newCase()];
    const declined = await refer(one);
    assert.equal(
      refusedWith(await as(service, (scene) => declineSupport(scene, declined, undefined))),
      'reason_needed',
    );
    valueOf(await as(service, (scene) => declineSupport(scene, declined, 'no_capacity')));
    const back = await refer(other);
    valueOf(await as(police, (scene) => takeBackSupport(scene, back)));
    assert.equal(refusedWith(await as(service, (scene) => acceptSupport(scene, back))), 'already_answered');
    const inspector = await signedViewer(database, {
      role: 'labour_inspector',
      permits: ['cases.refer-support', 'cases.read', 'cases.work'],
    });
    assert.equal(refusedWith(await as(inspector, (scene) => referToSupport(scene, one, consent))), 'may_not_transfer');
  });
});
