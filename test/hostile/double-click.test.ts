import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { staffScreens, type StaffTools } from '../../src/main/staff/screens.ts';
import { addDays, systemClock } from '../../src/platform/clock.ts';
import { newId } from '../../src/platform/ids.ts';
import { refuse } from '../../src/platform/outcome.ts';
import type { VaultClient } from '../../src/platform/vault-client/index.ts';
import type { Viewer } from '../../src/platform/viewer.ts';
import { caseWorld, type CaseWorld, todayIn } from '../support/case-world.ts';
import { testContextKey } from '../support/personas.ts';
import { type TestSite, testSite } from '../support/staff-site.ts';

/** Every form that adds something, sent twice at the same moment and a third time later: one thing is added. */
let world: CaseWorld;
let administrator: Viewer;
const sites: TestSite[] = [];
let police: TestSite;
let office: TestSite;
let signatures = 0;

/** Signs tokens with the tests' key; opens nothing. */
const calls: Readonly<Record<string, unknown>> = {
  signApi: async (request: { tokenHash: string; staffId: string; scopes: readonly string[]; expires: string }) => {
    signatures += 1;
    const { tokenHash, staffId, scopes, expires } = request;
    const context = JSON.stringify({
      ...{ v: 1, staff: staffId, organisation: administrator.organisationId, permits: scopes, opens: [] },
      ...{ session: tokenHash, kind: 'api', expires },
    });
    const mac = createHmac('sha256', testContextKey).update(context).digest('hex');
    return { context, mac, expires, idleMinutes: 60 };
  },
};
const signing = new Proxy(
  {},
  { get: (_, name) => calls[String(name)] ?? (async () => refuse('vault-down')) },
) as VaultClient;

const siteFor = async (viewer: Viewer): Promise<TestSite> => {
  const tools = {
    ...{ vault: signing, database: world.casework, demonstration: true, siteName: 'Test', profile: world.profile },
    ...{ draftKey: world.draftKey, print: async () => refuse('no_typesetter') },
  } as unknown as StaffTools;
  const parts = { database: world.casework, profile: world.profile, clock: systemClock };
  const made = await testSite({ ...parts, viewer, screens: staffScreens(tools) });
  sites.push(made);
  return made;
};

before(async () => {
  world = await caseWorld();
  administrator = await world.viewer('administrator');
  police = await siteFor(world.police);
  office = await siteFor(administrator);
});
after(async () => {
  await Promise.all(sites.map((one) => one.close()));
  await world.close();
});

const day = (field: string, on: string): Record<string, string> => {
  const [year = '', month = '', date = ''] = on.split('-');
  return { [`${field}.year`]: year, [`${field}.month`]: month, [`${field}.day`]: date };
};

const rowsIn = async (table: string, caseId: string): Promise<number> => {
  const counted = await world.administrator.query<{ n: number }>(
    `select count(*)::integer as n from ${table} where case_id = $1`,
    [caseId],
  );
  return counted.rows[0]?.n ?? 0;
};

type Form = {
  readonly table: string;
  readonly path: string;
  readonly page: string;
  readonly body: Record<string, string>;
};

const forms = (): readonly Form[] => {
  const today = todayIn(world.profile);
  const spoken = { place: 'own_office', language: 'uk', interpreter: 'professional_present' };
  return [
    { table: 'cases.note', path: '/notes', page: '/papers', body: { note_kind: 'contact', note_text: 'Called back.' } },
    { table: 'cases.task', path: '/tasks', page: '/tasks', body: { task_kind: 'other' } },
    {
      ...{ table: 'identification.interview', path: '/identification/plan', page: '/identification/plan' },
      body: {
        ...{ ...day('planned_day', today), planned_hour: '14:30', ...spoken },
        ...{ interpreter_wish: 'female', support_accompanies: 'yes' },
      },
    },
  ];
};

/** The answers of a page that a wrong body gives, to say which answer is missing. */
const said = (text: string): string =>
  (/<div class="error-summary[\s\S]*?<\/div>/.exec(text)?.[0] ?? text.slice(0, 300)).replace(/<[^>]+>/g, ' ');

describe('sent twice at once, and again', () => {
  for (const name of ['cases.note', 'cases.task', 'identification.interview'])
    test(`${name}: one row, and every answer leads to the same page`, async () => {
      const form = forms().find(({ table }) => table === name);
      assert.ok(form);
      const caseId = await world.newCase();
      const [path, page] = [`/cases/${caseId}${form.path}`, `/cases/${caseId}${form.page}`];
      const send = (key: string, more = {}) => police.post(path, page, { ...form.body, ...more, _key: key });
      const key = newId();
      const answers = [...(await Promise.all([send(key), send(key)])), await send(key)];
      for (const answer of answers) assert.equal(answer.status, 303, said(answer.text));
      assert.equal(new Set(answers.map(({ headers }) => headers['location'])).size, 1);
      assert.equal(await rowsIn(name, caseId), 1);
      assert.equal((await send(newId())).status, 303, 'the same words from a new page are a new act');
      assert.equal(await rowsIn(name, caseId), 2);
    });

  test('other words with the same key are not swallowed', async () => {
    const caseId = await world.newCase();
    const key = newId();
    for (const note_text of ['One.', 'Another.'])
      await police.post(`/cases/${caseId}/notes`, `/cases/${caseId}/papers`, {
        note_kind: 'contact',
        note_text,
        _key: key,
      });
    assert.equal(await rowsIn('cases.note', caseId), 2);
  });

  test('a form that was refused is done when it is sent again', async () => {
    const caseId = await world.newCase();
    const send = () =>
      police.post(`/cases/${caseId}/notes`, `/cases/${caseId}/papers`, {
        note_kind: 'contact',
        note_text: 'X',
        _key: 'same',
      });
    await world.administrator.query("update identity.organisation_key set state = 'destroyed'");
    assert.equal((await send()).status, 500);
    await world.administrator.query("update identity.organisation_key set state = 'active'");
    assert.equal((await send()).status, 303);
    assert.equal(await rowsIn('cases.note', caseId), 1);
  });
});

test('a token is made once by a form; both answers show the same one, and another form makes another', async () => {
  const body = {
    ...{ token_account: administrator.displayName, token_scopes: 'referrals.read-own' },
    ...day('token_ends', addDays(todayIn(world.profile), 30)),
  };
  const tokenIn = (text: string): string => /<code class="large-code">([^<]+)/.exec(text)?.[1] ?? said(text);
  const send = async (key: string) => tokenIn((await office.post('/tokens', '/tokens', { ...body, _key: key })).text);
  const key = newId();
  const [one, two] = await Promise.all([send(key), send(key)]);
  assert.match(one, /^[A-Za-z0-9_-]{43}$/);
  assert.equal(two, one);
  assert.equal(signatures, 1);
  assert.notEqual(await send(newId()), one);
  assert.equal(signatures, 2);
});
