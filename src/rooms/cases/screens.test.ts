import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { Client } from 'pg';
import { systemClock } from '../../platform/clock.ts';
import { asViewer, type Database, openDatabase } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { appendToJournal, type JournalEntry } from '../../platform/journal.ts';
import { refuse } from '../../platform/outcome.ts';
import type { VaultClient } from '../../platform/vault-client/index.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { readProfile, type Scene } from '../../profile/index.ts';
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts';
import { installForTests, signedViewer } from '../../../test/support/personas.ts';
import { receivedPerson } from '../../../test/support/received-person.ts';
import { type TestSite, testSite } from '../../../test/support/staff-site.ts';
import { identityScreens } from '../identity/screens/index.ts';
import { documentsOn, factsOfCase, loadCase, openCase, personOfCase } from './actions/index.ts';
import { openedTexts } from '../referrals/screens/triage/index.ts';
import { casesScreens } from './screens/index.ts';
import { idOfBody } from '../directory/index.ts';

const profile = readProfile('profiles/luxembourg');
/** A vault that does not answer. */
const deadVault = new Proxy({}, { get: () => async () => refuse('vault-down') }) as VaultClient;
const screens = [
  ...casesScreens({ vault: deadVault, parts: [] }),
  ...identityScreens({
    ...{ vault: deadVault, personOfCase, personOfReport: async () => null, factsOfCase, openedTexts },
    handedOn: async () => [],
    documentsOn,
    print: async () => refuse('no_typesetter'),
  }),
];

let database: TestDatabase;
let casework: Database;
let police: Viewer;
let site: TestSite;
let french: TestSite;
let stranger: TestSite;
let caseId: string;
let otherId: string;
let reference: string;

const siteOf = (viewer: Viewer): Promise<TestSite> =>
  testSite({ database: casework, profile, clock: systemClock, viewer, screens });

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

before(async () => {
  database = await testDatabase();
  await installForTests(database);
  const client = new Client({ connectionString: database.administratorUrl });
  await client.connect();
  for (const id of ['00000000-0000-0000-0000-000000000000', idOfBody(profile, 'SPJ')])
    await client.query(
      'insert into identity.organisation_key (key_id, organisation_id, public_key) values ($1, $2, $3)',
      [newId(), id, randomBytes(32)],
    );
  casework = openDatabase(database.urlFor('casework'), { connections: 4 });
  police = await signedViewer(database, { role: 'judicial_police_officer' });
  const reportId = newId();
  const open = async () => {
    const received = await receivedPerson(client, reportId);
    return as(police, (scene) => openCase(scene, { ...received, leadOrganisationId: idOfBody(profile, 'SPJ') }));
  };
  caseId = (await open()).caseId;
  otherId = (await open()).caseId;
  await client.end();
  reference = (await as(police, (scene) => loadCase(scene, caseId)))?.reference ?? '';
  site = await siteOf(police);
  french = await siteOf(await signedViewer(database, { role: 'judicial_police_officer', language: 'fr' }));
  stranger = await siteOf(await signedViewer(database, { role: 'prosecutor' }));
});
after(async () => {
  await Promise.all([site, french, stranger].map((one) => one?.close()));
  await casework.destroy();
  await database.close();
});

const pages = ['', '/persons', '/tasks', '/papers', '/settings', '/changes', '/summary', '/support'];

describe('the pages of a case', () => {
  test('each is shown to the leading body, in its language, and is not found by another', async () => {
    for (const page of pages) {
      const shown = await site.get(`/cases/${caseId}${page}`);
      assert.equal(shown.status, 200, `${page}: ${shown.text.slice(0, 400)}`);
      assert.match(shown.text, new RegExp(reference), page);
      assert.equal((await french.get(`/cases/${caseId}${page}`)).status, 200, page);
      assert.ok([403, 404].includes((await stranger.get(`/cases/${caseId}${page}`)).status), page);
    }
  });

  test('the thread says who opened it, and the panel who can see it and who cannot', async () => {
    const { text } = await site.get(`/cases/${caseId}`);
    assert.match(text, /Case opened, led by Judicial Police/);
    assert.match(text, /Who can see this, and why/);
    assert.match(text, /Nothing of this case, which is counted without a name: /);
    assert.match(text, /Inspectorate of Labour/);
  });

  test('lists hold the view asked for, and nonsense in the address asks for the plain one', async () => {
    for (const query of [
      '',
      '?view=mine',
      '?view=unowned&sort=due',
      '?status=presumed',
      '?flag=danger&closed=yes',
      '?sort=evil&page=-4&view=x&status=%27--',
    ])
      assert.equal((await site.get(`/cases${query}`)).status, 200, query);
    for (const path of ['/tasks', '/tasks?page=zzz', '/support', '/cases/search'])
      assert.equal((await site.get(path)).status, 200, path);
    assert.equal((await site.get('/cases/not-an-id')).status, 404);
    assert.equal((await site.get(`/cases/${newId()}`)).status, 404);
    assert.equal((await site.get(`/support/${newId()}`)).status, 404);
  });
});

describe('notes', () => {
  test('something is added to a note on its page; one that is not there is refused by name', async () => {
    const papers = `/cases/${otherId}/papers`;
    await site.post(`/cases/${otherId}/notes`, papers, { note_kind: 'contact', note_text: 'Called.' });
    const amended_note = /<option[^>]*value="([0-9a-f-]{36})"/.exec((await site.get(papers)).text)?.[1] ?? '';
    const amend = (body: Record<string, string>) => site.post(`/cases/${otherId}/notes/amend`, papers, body);
    assert.equal((await amend({ amended_note, amendment_text: 'Called twice.' })).status, 303);
    assert.match((await site.get(papers)).text, /Added .*·/);
    const none = await amend({ amended_note: newId(), amendment_text: 'Kept <i>here</i>' });
    assert.equal(none.status, 422);
    assert.match(none.text, /Choose one of the notes of your body/);
    assert.match(none.text, /Kept &lt;i>here/);
  });
});

describe('the forms of a case', () => {
  test('a task, a note, flags, a label, care, a link: each leads on, and the next page says what was done', async () => {
    const steps: readonly (readonly [string, string, Record<string, string>])[] = [
      [
        '/tasks',
        '/tasks',
        { task_kind: 'follow_up', 'due_on.day': '1', 'due_on.month': '12', 'due_on.year': '2030', for_me: 'yes' },
      ],
      ['/notes', '/papers', { note_kind: 'contact', note_text: 'Called; will come on Monday.' }],
      ['/flags', '/settings', { flags: 'danger', _version: '1' }],
      ['/label', '/settings', { own_label: 'Wren', _version: '1' }],
      ['/take', '/settings', {}],
      ['/give-back', '/settings', {}],
    ];
    for (const [path, from, body] of steps) {
      const answer = await site.post(`/cases/${caseId}${path}`, `/cases/${caseId}${from}`, body);
      assert.equal(answer.status, 303, `${path}: ${answer.text}`);
      assert.match((await site.get(String(answer.headers['location']))).text, /role="status" class="done"/, path);
    }
    const other = (await as(police, (scene) => loadCase(scene, otherId)))?.reference ?? '';
    const linked = await site.post(`/cases/${caseId}/links`, `/cases/${caseId}/persons`, {
      other_reference: other,
      link_kind: 'family',
    });
    assert.equal(linked.status, 303);
    assert.match((await site.get(`/cases/${caseId}`)).text, /Linked with another person of the report: Family/);
  });

  test('two who change the flags: the second gets the choice, with both answers', async () => {
    const first = await site.post(`/cases/${otherId}/flags`, `/cases/${otherId}/settings`, {
      flags: 'danger',
      _version: '1',
    });
    assert.equal(first.status, 303);
    const second = await site.post(`/cases/${otherId}/flags`, `/cases/${otherId}/settings`, {
      flags: 'child',
      _version: '1',
    });
    assert.equal(second.status, 409);
    assert.match(second.text, /In danger/);
    assert.match(second.text, /Child/);
  });

  test('nothing is offered before the person was asked; with her yes the offer waits', async () => {
    const page = `/cases/${caseId}/support`;
    const ask = `/cases/${caseId}/consents/ask/support`;
    assert.match((await site.get(page)).text, /has not agreed yet[\s\S]*\/consents/);
    const shown = (await site.get(ask)).text;
    assert.ok(shown.indexOf('You can say no') < shown.indexOf('name="answer"'), 'what no means stands first');
    const said = {
      ...{ no_explained: 'yes', answer: 'given', agreed_parts: 'identity', age_said: 'adult', given_by: 'person' },
      ...{ 'given_on.day': '2', 'given_on.month': '1', 'given_on.year': '2025', method: 'oral', language: 'uk' },
      interpreter: 'professional_present',
    };
    const missing = await site.post(ask, ask, { ...said, given_by: '' });
    assert.equal(missing.status, 422);
    assert.match(missing.text, /Who answered/);
    const refused = await site.post(ask, ask, { ...said, interpreter: 'needed_missing' });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /a consent does not hold/);
    assert.match((await site.post(ask, ask, { ...said, no_explained: 'no' })).text, /told what no means/);
    assert.match((await site.post(ask, ask, { ...said, age_said: 'not_sure' })).text, /guardian or representative/);
    assert.equal((await site.post(ask, ask, said)).status, 303);
    assert.match((await site.get(`/cases/${caseId}/consents`)).text, /until taken back/);
    assert.equal((await site.post(page, page, { urgency: 'today' })).status, 303);
    assert.equal((await site.get(`${ask}?read_in=de`)).text.includes('Sie können Nein sagen'), true);
    assert.match((await site.get('/support')).text, /waits for an answer/);
  });

  test('a dead vault: notes stay closed, nothing is lost, and the page says so', async () => {
    const answer = await site.post(`/cases/${caseId}/notes/open`, `/cases/${caseId}/papers`, {
      purpose: 'investigate',
    });
    assert.ok(answer.status >= 400 && answer.status < 500, String(answer.status));
    assert.match(answer.text, /vault does not answer/);
  });

  test('search answers by POST, says where it looked, and puts nothing into the address', async () => {
    const found = await site.post('/cases/search', '/cases/search', { sought: reference.toLowerCase() });
    assert.match(found.text, /1 case found/);
    const nothing = await site.post('/cases/search', '/cases/search', { sought: 'Heron' });
    assert.match(nothing.text, /Nothing found for “Heron”/);
    assert.match(nothing.text, /own words of your body/);
    assert.equal((await site.post('/cases/search', '/cases/search', { sought: 'x' })).status, 422);
  });

  test('hostile bodies never make a fault', async () => {
    const nasty = [
      '\u0000',
      '<script>alert(1)</script>',
      '%',
      "'; drop table cases.case_file;--",
      'x'.repeat(9000),
      '{{7*7}}',
      '𝕏\ud800',
    ];
    for (const value of nasty)
      for (const path of ['tasks', 'notes', 'flags', 'label', 'links', 'support']) {
        const body = {
          task_kind: value,
          note_kind: value,
          note_text: value,
          flags: value,
          own_label: value,
          other_reference: value,
          given_by: value,
        };
        const answer = await site.post(`/cases/${caseId}/${path}`, `/cases/${caseId}/tasks`, body);
        assert.ok(answer.status < 500, `${path} ${answer.status}`);
        assert.ok(!answer.text.includes('<script>alert'), path);
      }
  });
});

describe('a case whose person was erased', () => {
  test('is read and printed, and begins nothing any more', async () => {
    const offered = /papers#note|\/support"|\/take"/;
    const before = await site.get(`/cases/${otherId}`);
    assert.match(before.text, offered);
    const client = new Client({ connectionString: database.administratorUrl });
    await client.connect();
    await client.query('select cases.close_erased(array(select person_id from cases.case_file where id = $1), now())', [
      otherId,
    ]);
    await client.end();
    const after = await site.get(`/cases/${otherId}`);
    assert.match(after.text, /\/summary"/);
    assert.doesNotMatch(after.text, offered);
  });
});

describe('every event has its words', () => {
  test('what the rooms emit has a text in every language, or the thread would fall back', async () => {
    const files = readdirSync('src/rooms', { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile() && /\.tsx?$/.test(file.name) && !/\.test\.tsx?$/.test(file.name))
      .map((file) => readFileSync(`${file.parentPath}/${file.name}`, 'utf8'));
    const emitted = new Set(
      files.flatMap((text) =>
        [...text.matchAll(/type: (?:[^,\n]*\? )?'([a-z]+\.[a-z_]+)'(?: : '([a-z]+\.[a-z_]+)')?/g)].flatMap(
          ([, one = '', other = '']) => [one, other],
        ),
      ),
    );
    const texts = (room: string): string[] =>
      Object.keys(JSON.parse(readFileSync(`words/en/${room}.json`, 'utf8')) as Record<string, string>);
    const keys = new Set([...texts('cases'), ...texts('identification')]);
    const missing = [...emitted].filter(
      (type) => /^(cases|identification)\./.test(type) && !keys.has(type.replace('.', '.event.')),
    );
    assert.deepEqual(missing, []);
    assert.ok(emitted.size > 20);
  });
});
