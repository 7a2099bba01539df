import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { Client } from 'pg';
import { systemClock } from '../../platform/clock.ts';
import { asViewer, type Database, openDatabase } from '../../platform/database/index.ts';
import { newCheckedReference, newId } from '../../platform/ids.ts';
import { appendToJournal, type JournalEntry } from '../../platform/journal.ts';
import { refuse } from '../../platform/outcome.ts';
import type { VaultClient } from '../../platform/vault-client/index.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { readProfile, type Scene } from '../../profile/index.ts';
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts';
import { installForTests, signedViewer } from '../../../test/support/personas.ts';
import { receivedPerson } from '../../../test/support/received-person.ts';
import { type TestSite, testSite } from '../../../test/support/staff-site.ts';
import { openCase } from '../cases/index.ts';
import { casesScreens } from '../cases/screens/index.ts';
import { beginIdentification, readIdentification } from './actions/index.ts';
import { identificationOnCase } from './index.ts';
import { identificationScreens } from './screens/index.ts';
import { idOfBody } from '../directory/index.ts';

const profile = readProfile('profiles/luxembourg');
const deadVault = new Proxy({}, { get: () => async () => refuse('vault-down') }) as VaultClient;
const screens = [
  ...casesScreens({ vault: deadVault, parts: [identificationOnCase] }),
  ...identificationScreens({ vault: deadVault, profile }),
];

let database: TestDatabase;
let casework: Database;
let administrator: Client;
let police: Viewer;
const sites: TestSite[] = [];
let site: TestSite;
let second: TestSite;
let permits: TestSite;
let returns: TestSite;

const siteFor = async (viewer: Viewer): Promise<TestSite> => {
  const made = await testSite({ database: casework, profile, clock: systemClock, viewer, screens });
  sites.push(made);
  return made;
};

const as = <T>(viewer: Viewer, work: (scene: Scene) => Promise<T>): Promise<T> =>
  asViewer(casework, viewer, async (tx) => {
    const events: JournalEntry[] = [];
    const value = await work({ tx, viewer, profile, clock: systemClock, emit: (entry) => void events.push(entry) });
    await appendToJournal(
      tx,
      { organisationId: viewer.organisationId, staffId: viewer.staffId, now: systemClock.now() },
      events,
    );
    return value;
  });

const newCase = async (): Promise<string> => {
  const received = await receivedPerson(administrator);
  return as(police, async (scene) => {
    const { caseId } = await openCase(scene, { ...received, leadOrganisationId: idOfBody(profile, 'SPJ') });
    await beginIdentification(scene, caseId);
    return caseId;
  });
};

const [year = '', month = '', day = ''] = systemClock.today(profile.timeZone).split('-');
const onDay = (field: string): Record<string, string> => ({
  [`${field}.day`]: String(Number(day)),
  [`${field}.month`]: String(Number(month)),
  [`${field}.year`]: year,
});
const versionOf = async (caseId: string): Promise<string> =>
  String((await as(police, (scene) => readIdentification(scene, caseId)))?.status.version);
const inTab = (caseId: string): string => `/cases/${caseId}/identification`;

const decideBy = async (on: TestSite, caseId: string, event: string, body: Record<string, string>) => {
  const page = `${inTab(caseId)}/decide/${event}`;
  return on.post(page, page, { ...onDay('decided_on'), _version: await versionOf(caseId), ...body });
};
const indications = {
  reasons: 'indicators_observed',
  indicators: 'DEL-01',
  third_country: 'yes',
  palermo_acts: 'recruitment',
};
const presumed = async (): Promise<string> => {
  const caseId = await newCase();
  const answer = await decideBy(site, caseId, 'indications_found', indications);
  assert.equal(answer.status, 303, answer.text);
  return caseId;
};

before(async () => {
  database = await testDatabase();
  await installForTests(database);
  administrator = new Client({ connectionString: database.administratorUrl });
  await administrator.connect();
  for (const id of ['00000000-0000-0000-0000-000000000000', ...['SPJ', 'DGI'].map((code) => idOfBody(profile, code))])
    await administrator.query(
      'insert into identity.organisation_key (key_id, organisation_id, public_key) values ($1, $2, $3)',
      [newId(), id, randomBytes(32)],
    );
  casework = openDatabase(database.urlFor('casework'), { connections: 4 });
  police = await signedViewer(database, { role: 'judicial_police_officer' });
  site = await siteFor(police);
  second = await siteFor(await signedViewer(database, { role: 'judicial_police_officer', language: 'de' }));
  permits = await siteFor(await signedViewer(database, { role: 'permit_officer', language: 'fr' }));
  returns = await siteFor(await signedViewer(database, { role: 'return_officer' }));
});
after(async () => {
  for (const one of sites) await one.close();
  await Promise.all([casework.destroy(), administrator.end()]);
  await database.close();
});

describe('the identification of a person on its pages', () => {
  test('the case page carries the tab, the next step and what stands out', async () => {
    const caseId = await newCase();
    assert.match((await site.get(`/cases/${caseId}`)).text, new RegExp(`href="${inTab(caseId)}"`));
    assert.equal((await site.get(inTab(caseId))).status, 200);
    await decideBy(site, caseId, 'indications_found', indications);
    const { text } = await site.get(`/cases/${caseId}`);
    assert.match(text, /Must not be removed/);
    assert.match(text, /Rights not told yet/);
    assert.match(text, /Status: Reported → Presumed victim/);
  });

  test('plan, record, tell rights, decide: each form leads on; what is missing is named at its field', async () => {
    const caseId = await newCase();
    const tab = inTab(caseId);
    const plan = {
      ...onDay('planned_day'),
      planned_hour: '14:30',
      place: 'own_office',
      language: 'uk',
      interpreter: 'professional_present',
      interpreter_wish: 'female',
      support_accompanies: 'yes',
    };
    assert.equal((await site.post(`${tab}/plan`, `${tab}/plan`, { ...plan, planned_hour: 'noon' })).status, 422);
    assert.equal((await site.post(`${tab}/plan`, `${tab}/plan`, plan)).status, 303);
    const interview = /\/interviews\/([0-9a-f-]{36})\/record/.exec((await site.get(tab)).text)?.[1] ?? '';
    const record = {
      ...onDay('held_on'),
      place: 'own_office',
      language: 'uk',
      interpreter: 'professional_present',
      persons_present: 'interpreter',
      support_accompanied: 'yes',
      result: 'indications',
    };
    assert.equal(
      (await site.post(`${tab}/interviews/${interview}/record`, `${tab}/interviews/${interview}/record`, record))
        .status,
      303,
    );
    const rights = {
      ...onDay('told_on'),
      occasion: 'first',
      rights: 'R01',
      obligations: 'O1',
      language: 'uk',
      interpreter: 'professional_present',
      acknowledged: 'yes',
    };
    const without = await site.post(`${tab}/rights`, `${tab}/rights`, { ...rights, dismissal_told: 'no' });
    assert.equal(without.status, 422);
    assert.match(without.text, /not complete until the person was told that the case may be dismissed/);
    assert.equal((await site.post(`${tab}/rights`, `${tab}/rights`, { ...rights, dismissal_told: 'yes' })).status, 303);
    assert.equal((await decideBy(site, caseId, 'indications_found', { ...indications, reasons: '' })).status, 422);
    assert.equal((await decideBy(site, caseId, 'indications_found', indications)).status, 303);
    assert.equal((await site.get(`${tab}/decide/indications_found`)).status, 403);
    assert.equal((await site.get(`${tab}/decide/nonsense`)).status, 403);
    assert.match((await site.get(tab)).text, /1 sign relied on/);
  });

  test('an old page cannot decide again', async () => {
    const caseId = await newCase();
    const page = `${inTab(caseId)}/decide/no_indications`;
    const version = await versionOf(caseId);
    await decideBy(second, caseId, 'indications_found', indications);
    const late = await site.post(page, page, { ...onDay('decided_on'), reasons: 'no_act', _version: version });
    assert.equal(late.status, 409);
    assert.match(late.text, /Somebody decided meanwhile/);
  });

  test('a second officer reviews, and never the first', async () => {
    const caseId = await presumed();
    assert.equal(
      (await decideBy(site, caseId, 'identify', { ...indications, reasons: 'facts_confirmed' })).status,
      303,
    );
    assert.equal((await decideBy(site, caseId, 'downgrade_to_presumed', { reasons: 'new_elements' })).status, 303);
    const own = (await site.get('/reviews')).text;
    assert.match(own, /another officer reviews it/);
    assert.ok(!own.includes('action="/reviews/'));
    const decision = /action="\/reviews\/([0-9a-f-]{36})"/.exec((await second.get('/reviews')).text)?.[1] ?? '';
    assert.equal((await site.post(`/reviews/${decision}`, inTab(caseId) + '/plan', { confirms: 'yes' })).status, 403);
    assert.equal((await second.post(`/reviews/${decision}`, '/reviews', { confirms: 'yes' })).status, 303);
    assert.match((await second.get(inTab(caseId))).text, /Mutmaßliches Opfer/);
  });
});

describe('the residence authority and the return officer', () => {
  const person = { name: 'Test Person', date_of_birth: '1990', nationality: 'UA' };

  test('the notice shows exactly the fields the law names, sealed until opened; receipt is confirmed once', async () => {
    const caseId = await presumed();
    const page = `${inTab(caseId)}/notify`;
    assert.match((await site.get(page)).text, /Nothing is sent by itself/);
    assert.equal((await site.post(page, page, person)).status, 303);
    const notice = /href="\/notices\/([0-9a-f-]{36})"/.exec((await permits.get('/notices')).text)?.[1] ?? '';
    const shown = (await permits.get(`/notices/${notice}`)).text;
    for (const label of ['Nom', 'Date de naissance', 'Nationalité', 'Statut', 'Base légale', 'Référence'])
      assert.match(shown, new RegExp(`<dt>${label}`));
    assert.ok(!shown.includes('Test Person') && !shown.includes(caseId));
    assert.equal((await permits.post(`/notices/${notice}/received`, `/notices/${notice}`)).status, 303);
    assert.equal((await permits.post(`/notices/${notice}/received`, '/notices/' + notice)).status, 409);
    const closed = await permits.post(`/notices/${notice}/open`, `/notices/${notice}`, { purpose: 'decide_residence' });
    assert.match(closed.text, /coffre ne répond pas/);
    assert.ok([403, 404].includes((await permits.get(`/cases/${caseId}`)).status));
    assert.ok([403, 404].includes((await permits.get(inTab(caseId))).status));
  });

  test('an irregular stay has a page of its own with a warning, closed while the person must not be removed', async () => {
    const free = await newCase();
    const page = `${inTab(free)}/stay`;
    assert.match((await site.get(page)).text, /Read this before you report/);
    assert.equal((await site.post(page, page, { ...person, warning_read: 'no' })).status, 422);
    assert.equal((await site.post(page, page, { ...person, warning_read: 'yes' })).status, 303);
    const blocked = `${inTab(await presumed())}/stay`;
    const closed = (await site.get(blocked)).text;
    assert.match(closed, /must not be removed/);
    assert.ok(!closed.includes(`action="${blocked}"`));
    assert.equal((await site.post(blocked, page, { ...person, warning_read: 'yes' })).status, 422);
  });

  test('a return officer asks by reference and gets yes or no; an unknown one is a no, a slip of the pen an error', async () => {
    const caseId = await presumed();
    const view = await as(police, (scene) => readIdentification(scene, caseId));
    const ask = (reference: string) => returns.post('/removal', '/removal', { reference });
    assert.match((await ask(view?.block?.reference ?? '')).text, /A removal is blocked at present/);
    const unknown = await ask(newCheckedReference());
    assert.equal(unknown.status, 200);
    assert.match(unknown.text, /No block at present/);
    const slip = await ask('0000-0000');
    assert.equal(slip.status, 422);
    assert.doesNotMatch(slip.text, /No block at present|A removal is blocked/);
    for (const path of ['/cases', '/notices', '/reviews', inTab(caseId)])
      assert.equal((await returns.get(path)).status, 403, path);
    assert.equal((await site.get('/removal')).status, 403);
  });

  test('hostile bodies never make a fault', async () => {
    const caseId = await newCase();
    for (const value of [
      '\u0000',
      "'; drop schema identification cascade;--",
      '<script>alert(1)</script>',
      'x'.repeat(9000),
      '\ud800',
    ])
      for (const path of ['plan', 'record', 'rights', 'decide/indications_found', 'outcome', 'notify', 'stay']) {
        const body = {
          planned_hour: value,
          place: value,
          result: value,
          rights: value,
          reasons: value,
          outcome: value,
          name: value,
          nationality: value,
          'decided_on.day': value,
          _version: value,
        };
        const answer = await site.post(`${inTab(caseId)}/${path}`, `${inTab(caseId)}/plan`, body);
        assert.ok(answer.status < 500, `${path} ${answer.status}`);
        assert.ok(!answer.text.includes('<script>alert'), path);
      }
  });
});
