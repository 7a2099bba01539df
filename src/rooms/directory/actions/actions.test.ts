import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fixedClock } from '../../../platform/clock.ts';
import { asViewer, type Database, openDatabase } from '../../../platform/database/index.ts';
import { appendToJournal, type JournalEntry } from '../../../platform/journal.ts';
import { isRefusal, type Refusal, valueOf } from '../../../platform/outcome.ts';
import type { Viewer } from '../../../platform/viewer.ts';
import { readProfile, type Scene } from '../../../profile/index.ts';
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts';
import { installForTests, type Persona, signedViewer } from '../../../../test/support/personas.ts';
import { lendRole, noteAbsence, takeBackAbsence, takeRoleBack } from './away.ts';
import { countNoticeAddressMissing, readNoticeAddress, setNoticeAddress } from './notice-address.ts';
import { addPerson, changePerson } from './people.ts';
import { findStaff, listAbsences, listDelegations, listStaff } from '../store/index.ts';

const clock = fixedClock('2026-03-02T09:00:00Z');
const profile = readProfile('profiles/luxembourg');
let files: TestDatabase;
let database: Database;
before(async () => {
  files = await testDatabase();
  await installForTests(files);
  database = openDatabase(files.urlFor('casework'));
});
after(async () => {
  await database.destroy();
  await files.close();
});

const viewerOf = (persona: Persona): Promise<Viewer> => signedViewer(files, persona);

/** Does something as a person, with its events, as the staff site does. */
const as = <T>(viewer: Viewer, work: (scene: Scene) => Promise<T>): Promise<T> =>
  asViewer(database, viewer, async (tx) => {
    const entries: JournalEntry[] = [];
    const value = await work({ tx, viewer, profile, clock, emit: (entry) => void entries.push(entry) });
    const { organisationId, staffId } = viewer;
    await appendToJournal(tx, { organisationId, staffId, now: clock.now() }, entries);
    return value;
  });

const refusedWith = (outcome: unknown): string | null => (isRefusal(outcome) ? (outcome as Refusal).refused : null);

const person = (login: string, roles = ['labour_inspector']) => ({
  display_name: 'New Colleague',
  login,
  roles,
  language: 'en',
});

describe('people', () => {
  test('an administrator adds a person to the own organisation, and the journal says so', async () => {
    const administrator = await viewerOf({ role: 'administrator', organisationCode: 'ITM' });
    const { staffId } = valueOf(await as(administrator, (scene) => addPerson(scene, person('itm.one'))));
    const found = await as(administrator, (scene) => findStaff(scene.tx, staffId));
    assert.equal(found?.state, 'invited');
    assert.deepEqual(found?.roles, ['labour_inspector']);
    const events = await as(administrator, (scene) =>
      scene.tx.selectFrom('journal.event').select('type').where('subject_id', '=', staffId).execute(),
    );
    assert.deepEqual(events, [{ type: 'directory.person_added' }]);
  });
  test('nobody without the permit adds anybody', async () => {
    const inspector = await viewerOf({ role: 'labour_inspector' });
    assert.equal(
      refusedWith(await as(inspector, (scene) => addPerson(scene, person('itm.two')))),
      'may_not_administer',
    );
  });
  test('a role of another body, a taken or a strange login are refused at their field', async () => {
    const administrator = await viewerOf({ role: 'administrator', organisationCode: 'ITM' });
    const add = (login: string, roles?: string[]) =>
      as(administrator, (scene) => addPerson(scene, person(login, roles)));
    assert.deepEqual(await add('itm.three', ['judicial_police_officer']), {
      refused: 'role_not_for_organisation',
      field: 'roles',
    });
    valueOf(await add('itm.three'));
    assert.deepEqual(await add('ITM.Three'), { refused: 'login_taken', field: 'login' });
    assert.deepEqual(await add("x' or 1=1 --"), { refused: 'login_taken', field: 'login' });
  });
  test('changing needs the version that was seen, the own organisation, and another person than oneself', async () => {
    const administrator = await viewerOf({ role: 'administrator', organisationCode: 'ITM' });
    const { staffId } = valueOf(await as(administrator, (scene) => addPerson(scene, person('itm.four'))));
    const change = { display_name: 'Renamed', roles: ['labour_inspector'], language: 'fr', disabled: false };
    const act = (viewer: Viewer, id: string, version: string | null) =>
      as(viewer, (scene) => changePerson(scene, id, change, version));
    valueOf(await act(administrator, staffId, '1'));
    assert.equal(refusedWith(await act(administrator, staffId, '1')), 'changed_meanwhile');
    assert.equal(refusedWith(await act(administrator, administrator.staffId, null)), 'may_not_administer_self');
    const elsewhere = await viewerOf({ role: 'administrator', organisationCode: 'ONA' });
    assert.equal(refusedWith(await act(elsewhere, staffId, null)), 'may_not_administer_elsewhere');
  });
  test('row security refuses what the action would have refused', async () => {
    const inspector = await viewerOf({ role: 'labour_inspector' });
    await assert.rejects(
      as(inspector, async ({ tx }) => {
        await tx
          .insertInto('directory.staff_role')
          .values({ staff_id: inspector.staffId, role_code: 'administrator' })
          .execute();
      }),
      /row-level security/,
    );
    await as(inspector, async ({ tx }) => {
      const changed = await tx.updateTable('directory.staff').set({ state: 'disabled' }).executeTakeFirst();
      assert.equal(changed.numUpdatedRows, 0n);
    });
  });
});

describe('absence and lent roles', () => {
  test('are written by oneself, seen by colleagues, not by others, and taken back', async () => {
    const officer = await viewerOf({ role: 'judicial_police_officer' });
    const colleague = await viewerOf({ role: 'judicial_police_officer' });
    const login = (await as(officer, (scene) => listStaff(scene.tx, officer.organisationId))).find(
      (one) => one.id === colleague.staffId,
    )?.login;
    const days = { from_day: '2026-03-02', to_day: '2026-03-06' };
    const { absenceId } = valueOf(await as(officer, (scene) => noteAbsence(scene, { ...days, stand_in: login })));
    const seen = (viewer: Viewer) =>
      as(viewer, (scene) => listAbsences(scene.tx, officer.organisationId, '2026-03-02'));
    assert.equal((await seen(colleague)).length, 1);
    assert.equal((await seen(await viewerOf({ role: 'labour_inspector' }))).length, 0);
    valueOf(await as(officer, (scene) => takeBackAbsence(scene, absenceId)));
    assert.equal((await seen(colleague)).length, 0);
    const lend = (role: string) => as(officer, (scene) => lendRole(scene, { ...days, to_staff: login ?? '', role }));
    assert.equal(refusedWith(await lend('administrator')), 'role_not_held');
    const { delegationId } = valueOf(await lend('judicial_police_officer'));
    const where = { day: '2026-03-02', staffId: officer.staffId };
    const lent = await as(colleague, (scene) => listDelegations(scene.tx, officer.organisationId, where));
    assert.equal(lent.length, 1);
    valueOf(await as(officer, (scene) => takeRoleBack(scene, delegationId)));
  });
  test('refuse days that run backwards and colleagues who do not exist', async () => {
    const officer = await viewerOf({ role: 'judicial_police_officer' });
    const backwards = { from_day: '2026-03-06', to_day: '2026-03-02' };
    assert.deepEqual(await as(officer, (scene) => noteAbsence(scene, backwards)), {
      refused: 'days_backwards',
      field: 'to_day',
    });
    const unknown = { from_day: '2026-03-02', to_day: '2026-03-06', stand_in: 'nobody.here' };
    assert.deepEqual(await as(officer, (scene) => noteAbsence(scene, unknown)), {
      refused: 'unknown_person',
      field: 'stand_in',
    });
  });
});

describe('what is taken away', () => {
  const days = { from_day: '2026-03-02', to_day: '2026-03-06' };
  const loginOf = async (viewer: Viewer): Promise<string> =>
    (await as(viewer, (scene) => findStaff(scene.tx, viewer.staffId)))?.login ?? '';
  const change = (roles: string[], disabled = false) => ({
    ...{ display_name: 'Changed', roles, language: 'en', disabled },
  });
  const hasEnded = (viewer: Viewer): Promise<void> =>
    assert.rejects(
      as(viewer, async () => undefined),
      /session has ended/,
    );

  test('a role: the sessions of who held it and of who borrowed it end, and it is lent no more', async () => {
    const boss = await viewerOf({ role: 'administrator', organisationCode: 'SPJ' });
    const officer = await viewerOf({ role: 'judicial_police_officer' });
    const colleague = await viewerOf({ role: 'judicial_police_officer' });
    const input = { ...days, to_staff: await loginOf(colleague), role: 'judicial_police_officer' };
    valueOf(await as(officer, (scene) => lendRole(scene, input)));
    valueOf(await as(boss, (scene) => changePerson(scene, officer.staffId, change(['administrator']), null)));
    await hasEnded(officer);
    await hasEnded(colleague);
    const where = { day: '2026-03-02', staffId: boss.staffId };
    assert.deepEqual(await as(boss, (scene) => listDelegations(scene.tx, boss.organisationId, where)), []);
  });
  test('a name changed or a role added leaves the session alone', async () => {
    const boss = await viewerOf({ role: 'administrator', organisationCode: 'SPJ' });
    const officer = await viewerOf({ role: 'judicial_police_officer' });
    const more = change(['judicial_police_officer', 'data_protection_officer', 'data_protection_officer']);
    valueOf(await as(boss, (scene) => changePerson(scene, officer.staffId, more, null)));
    assert.deepEqual((await as(officer, (scene) => findStaff(scene.tx, officer.staffId)))?.roles, [
      'data_protection_officer',
      'judicial_police_officer',
    ]);
  });
  test('an account: its sessions end, and enabled again it waits for a new code', async () => {
    const boss = await viewerOf({ role: 'administrator', organisationCode: 'ITM' });
    const inspector = await viewerOf({ role: 'labour_inspector' });
    const set = (disabled: boolean) =>
      as(boss, (scene) => changePerson(scene, inspector.staffId, change(['labour_inspector'], disabled), null));
    valueOf(await set(true));
    await hasEnded(inspector);
    valueOf(await set(false));
    assert.equal((await as(boss, (scene) => findStaff(scene.tx, inspector.staffId)))?.state, 'invited');
    await hasEnded(inspector);
  });
});

describe('who can stand in or borrow', () => {
  const days = { from_day: '2026-03-02', to_day: '2026-03-06' };
  const loginOf = async (viewer: Viewer): Promise<string> =>
    (await as(viewer, (scene) => findStaff(scene.tx, viewer.staffId)))?.login ?? '';

  test('not oneself, nobody of another body, nobody disabled', async () => {
    const officer = await viewerOf({ role: 'judicial_police_officer' });
    const note = async (stand_in: string) =>
      refusedWith(await as(officer, (scene) => noteAbsence(scene, { ...days, stand_in })));
    assert.equal(await note(await loginOf(officer)), 'unknown_person');
    assert.equal(await note(await loginOf(await viewerOf({ role: 'labour_inspector' }))), 'unknown_person');
    const boss = await viewerOf({ role: 'administrator', organisationCode: 'SPJ' });
    const gone = await viewerOf({ role: 'judicial_police_officer' });
    const login = await loginOf(gone);
    const disabled = { display_name: 'Gone', roles: ['judicial_police_officer'], language: 'en', disabled: true };
    valueOf(await as(boss, (scene) => changePerson(scene, gone.staffId, disabled, null)));
    assert.equal(await note(login), 'unknown_person');
  });
  test('a borrowed role is not lent on, and one that needs a passkey not to who may have a password alone', async () => {
    const officer = await viewerOf({ role: 'judicial_police_officer' });
    const boss = await viewerOf({ role: 'administrator', organisationCode: 'SPJ' });
    const lend = async (viewer: Viewer, role: string, to: Viewer) => {
      const to_staff = await loginOf(to);
      return refusedWith(await as(viewer, (scene) => lendRole(scene, { ...days, to_staff, role })));
    };
    const borrowing = { ...officer, roles: ['judicial_police_officer', 'administrator'] };
    assert.equal(await lend(borrowing, 'administrator', boss), 'role_not_held');
    assert.equal(await lend(officer, 'judicial_police_officer', boss), 'needs_passkey');
    assert.equal(await lend(boss, 'administrator', officer), null);
  });
});

test('the administrator says where her body is told by mail; the journal says that she did, not where', async () => {
  const administrator = await viewerOf({ role: 'administrator', organisationCode: 'ITM' });
  const inspector = await viewerOf({ role: 'labour_inspector', organisationCode: 'ITM' });
  const set = (viewer: Viewer, notice_address: string) =>
    as(viewer, (scene) => setNoticeAddress(scene, { notice_address }));
  assert.equal(await as(administrator, countNoticeAddressMissing), 1);
  assert.equal(await as(inspector, countNoticeAddressMissing), null);
  assert.equal(refusedWith(await set(inspector, 'team@example.lu')), 'may_not_administer');
  for (const typed of ['a@example.lu,b@example.lu', 'a@example', 'A <a@example.lu>', `${'a'.repeat(250)}@example.lu`])
    assert.equal(refusedWith(await set(administrator, typed)), 'no_address', typed);
  for (const address of ['team@example.lu', 'service@example.lu']) {
    valueOf(await set(administrator, ` ${address} `));
    assert.equal(await as(inspector, readNoticeAddress), address);
  }
  assert.equal(await as(administrator, countNoticeAddressMissing), 0);
  const events = await as(administrator, (scene) =>
    scene.tx.selectFrom('journal.event').select('data').where('type', '=', 'directory.notice_address_set').execute(),
  );
  assert.deepEqual([events.length, JSON.stringify(events).includes('example')], [2, false]);
});
