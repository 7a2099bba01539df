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
