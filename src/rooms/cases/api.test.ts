import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { newId } from '../../platform/ids.ts';
import { type CaseApi, caseApi } from '../../../test/support/case-api.ts';
import { caseWorld, type CaseWorld, todayIn } from '../../../test/support/case-world.ts';
import { type ApiAnswer, problemIn } from '../../../test/support/report-api.ts';

let world: CaseWorld;
let api: CaseApi;
let police: string;
let stranger: string;

const all = ['cases.read', 'cases.work', 'cases.task', 'cases.note', 'identity.record-consent'];

before(async () => {
  world = await caseWorld();
  api = await caseApi(world);
  police = await api.tokenFor('judicial_police_officer', all);
  stranger = await api.tokenFor('reception_worker', all);
});
after(async () => {
  await api.close();
  await world.close();
});

const read = (caseId: string, call: object = {}): Promise<ApiAnswer> =>
  api.ask('GET', `/api/v1/cases/${caseId}`, undefined, { token: police, ...call });
const etagOf = async (caseId: string): Promise<string> => String((await read(caseId)).headers['etag']);
const linesOf = async (caseId: string): Promise<readonly string[]> =>
  (
    await world.administrator.query<{ type: string }>(
      'select type from journal.event where case_id = $1 order by recorded_at',
      [caseId],
    )
  ).rows.map(({ type }) => type);

type Told = {
  readonly flags: readonly string[];
  readonly is_mine: boolean;
  readonly status: string;
  readonly tasks: readonly {
    readonly id: string;
    readonly kind: string;
    readonly state: string;
    readonly version: string;
  }[];
  readonly notes: readonly { readonly kind: string }[];
};
const toldOf = async (caseId: string): Promise<Told> => (await read(caseId)).json() as Told;

describe('cases over HTTP', () => {
  test('listed and read in codes, the reading in the journal first; unchanged is 304', async () => {
    const caseId = await world.presumed();
    const list = await api.ask('GET', '/api/v1/cases?status=presumed', undefined, { token: police });
    assert.equal(list.status, 200, list.text);
    assert.match(list.text, new RegExp(caseId));
    const first = await read(caseId);
    assert.equal(first.status, 200, first.text);
    assert.equal((first.json() as Told).status, 'presumed');
    assert.ok((await linesOf(caseId)).includes('cases.case_read'));
    assert.equal((await read(caseId, { known: String(first.headers['etag']) })).status, 304);
  });

  test('a change needs the version that was seen: missing 428, another 412, right 204 and the next one', async () => {
    const caseId = await world.newCase();
    const path = `/api/v1/cases/${caseId}`;
    const seen = await etagOf(caseId);
    const blind = await api.ask('PATCH', path, { flags: ['danger'] }, { token: police });
    assert.deepEqual([blind.status, problemIn(blind).code], [428, 'version_missing']);
    const right = await api.ask('PATCH', path, { flags: ['danger'], care: 'take' }, { token: police, match: seen });
    assert.equal(right.status, 204, right.text);
    const late = await api.ask('PATCH', path, { flags: [] }, { token: police, match: seen });
    assert.deepEqual([late.status, problemIn(late).code], [412, 'changed_meanwhile']);
    const told = await toldOf(caseId);
    assert.deepEqual([told.flags, told.is_mine], [['danger'], true]);
    const next = String(right.headers['etag']);
    assert.equal((await api.ask('PATCH', path, { care: 'give_back' }, { token: police, match: next })).status, 204);
  });

  test('tasks and notes are added once per key, and a task is finished by its version', async () => {
    const caseId = await world.newCase();
    const key = newId();
    const path = `/api/v1/cases/${caseId}/tasks`;
    const task = { kind: 'tell_rights', due_on: '2026-12-01' };
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => api.ask('POST', path, task, { token: police, key })),
    );
    assert.equal(new Set(answers.map((one) => `${one.status} ${one.text}`)).size, 1, answers[0]?.text);
    assert.equal(answers[0]?.status, 201);
    const other = await api.ask('POST', path, { kind: 'plan_interview' }, { token: police, key });
    assert.deepEqual([other.status, problemIn(other).code], [422, 'key_used_for_other_body']);
    const keyless = await api.ask('POST', path, task, { token: police, key: '' });
    assert.deepEqual([keyless.status, problemIn(keyless).code], [422, 'idempotency_key_missing']);
    const [made] = (await toldOf(caseId)).tasks;
    assert.deepEqual([made?.kind, (await toldOf(caseId)).tasks.length], ['tell_rights', 1]);
    const finish = () =>
      api.ask('PATCH', `/api/v1/tasks/${made?.id}`, { step: 'finish' }, { token: police, match: `"${made?.version}"` });
    assert.equal((await finish()).status, 204);
    assert.equal((await finish()).status, 412);
    const canary = 'Zimtstern und Quitte';
    const note = await api.ask(
      'POST',
      `/api/v1/cases/${caseId}/notes`,
      { kind: 'contact', text: canary },
      { token: police },
    );
    assert.equal(note.status, 201, note.text);
    const told = await read(caseId);
    assert.equal((told.json() as Told).notes[0]?.kind, 'contact');
    assert.ok(!told.text.includes(canary));
  });
});

describe('consents over HTTP', () => {
  const answer = (changes: object = {}) => ({
    ...{ kind: 'support', no_explained: true, answer: 'given', parts: ['identity'], age: 'adult', given_by: 'person' },
    ...{ given_on: todayIn(world.profile), method: 'oral', language: 'uk', interpreter: 'professional_present' },
    ...changes,
  });

  test('recorded, read and taken back, by the rules of the page and the vault', async () => {
    const caseId = await world.newCase();
    const path = `/api/v1/cases/${caseId}/consents`;
    const made = await api.ask('POST', path, answer(), { token: police });
    assert.equal(made.status, 201, made.text);
    const { id } = made.json() as { id: string };
    const list = await api.ask('GET', path, undefined, { token: police });
    assert.match(list.text, new RegExp(`"id":"${id}","state":"given"`));
    assert.deepEqual(
      (await linesOf(caseId)).filter((type) => type.startsWith('identity.')),
      ['identity.consent_given', 'identity.consents_read'],
    );
    const back = { withdrawn_on: todayIn(world.profile), method: 'oral' };
    const taken = await api.ask('POST', `${path}/${id}/withdrawal`, back, { token: police });
    assert.equal(taken.status, 201, taken.text);
    assert.deepEqual(api.takenBack(), [id]);
    const again = await api.ask('POST', `${path}/${id}/withdrawal`, back, { token: police });
    assert.deepEqual([again.status, problemIn(again).code], [409, 'already_taken_back']);
  });

  test('what the page refuses is refused: no not explained, a child alone, more than was asked, a day to come', async () => {
    const caseId = await world.newCase();
    for (const [changes, code] of [
      [{ no_explained: false }, 'no_not_explained'],
      [{ age: 'child' }, 'guardian_needed'],
      [{ parts: ['investigation'] }, 'not_asked_for'],
      [{ given_on: '2099-01-01' }, 'consent_day_ahead'],
    ] as const) {
      const refused = await api.ask('POST', `/api/v1/cases/${caseId}/consents`, answer(changes), { token: police });
      assert.deepEqual([refused.status, problemIn(refused).code], [422, code]);
    }
    const other = await world.newCase();
    const made = await api.ask('POST', `/api/v1/cases/${other}/consents`, answer(), { token: police });
    const { id } = made.json() as { id: string };
    const crossed = await api.ask(
      ...(['POST', `/api/v1/cases/${caseId}/consents/${id}/withdrawal`] as const),
      { withdrawn_on: todayIn(world.profile), method: 'oral' },
      { token: police },
    );
    assert.equal(crossed.status, 404);
  });
});

const routes = (caseId: string) =>
  [
    ['GET', '/api/v1/cases', 'cases.read'],
    ['GET', `/api/v1/cases/${caseId}`, 'cases.read'],
    ['PATCH', `/api/v1/cases/${caseId}`, 'cases.work'],
    ['PATCH', `/api/v1/tasks/${newId()}`, 'cases.task'],
    ['POST', `/api/v1/cases/${caseId}/tasks`, 'cases.task'],
    ['POST', `/api/v1/cases/${caseId}/notes`, 'cases.note'],
    ['GET', `/api/v1/cases/${caseId}/consents`, 'cases.read'],
    ['POST', `/api/v1/cases/${caseId}/consents`, 'identity.record-consent'],
    ['POST', `/api/v1/cases/${caseId}/consents/${newId()}/withdrawal`, 'identity.record-consent'],
  ] as const;

describe('who may not', () => {
  test('no token 401, a token without the right 403, a body that does not see the case 404, each with its line', async () => {
    const caseId = await world.newCase();
    for (const [method, url, permit] of routes(caseId)) {
      const body = method === 'GET' ? undefined : {};
      assert.equal(problemIn(await api.ask(method, url, body)).status, 401, url);
      const without = await api.tokenFor(
        'judicial_police_officer',
        all.filter((one) => one !== permit),
      );
      assert.equal(problemIn(await api.ask(method, url, body, { token: without })).status, 403, url);
    }
    const hidden = await api.ask('GET', `/api/v1/cases/${caseId}`, undefined, { token: stranger });
    assert.equal(problemIn(hidden).status, 404);
    const list = (await api.ask('GET', '/api/v1/cases', undefined, { token: stranger })).text;
    assert.ok(!list.includes(caseId));
    const lines = await world.administrator.query("select 1 from journal.event where type = 'cases.refused'");
    assert.ok(lines.rowCount !== null && lines.rowCount > 0);
  });

  test('hostile bodies, addresses and headers are refused in words, never a fault', async () => {
    const caseId = await world.newCase();
    const hostile = fc.oneof(fc.json(), fc.string(), fc.constant('{'), fc.constant('{"__proto__":{"a":1}}'));
    await fc.assert(
      fc.asyncProperty(hostile, fc.string({ maxLength: 60 }), async (body, header) => {
        for (const [method, url] of routes(caseId)) {
          const plain = header.replaceAll(/[^\x20-\x7e]/g, '');
          const call = { token: police, key: plain, match: plain };
          const sent = method === 'GET' ? undefined : body === '' ? ' ' : body;
          const odd = await api.ask(method, url, sent, call);
          assert.ok(odd.status < 500, `${method} ${url} with ${body}: ${odd.status} ${odd.text.slice(0, 200)}`);
          if (odd.status >= 400) problemIn(odd);
          const place = `${url.replace(caseId, encodeURIComponent(plain) || 'x')}`;
          assert.ok((await api.ask(method, place, sent, call)).status < 500, place);
        }
      }),
      { numRuns: 25, seed: 20_261_124 },
    );
  });
});

test('the OpenAPI document has every route with its name, its statuses and an example of each body', async () => {
  const answer = await api.ask('GET', '/api/v1/openapi.json');
  const document = answer.json() as {
    paths: Record<string, Record<string, { operationId: string; requestBody?: unknown; responses: object }>>;
  };
  const operations = Object.values(document.paths).flatMap((one) => Object.values(one));
  const names = operations.map(({ operationId }) => operationId);
  for (const name of [
    'listCases',
    'readCase',
    'changeCase',
    'addTask',
    'changeTask',
    'addNote',
    'readConsents',
    'recordConsent',
    'withdrawConsent',
  ])
    assert.ok(names.includes(name), name);
  for (const one of operations.filter(({ operationId }) => operationId !== 'sendReport'))
    if (one.requestBody !== undefined) assert.match(JSON.stringify(one.requestBody), /"examples?":/, one.operationId);
  const change = operations.find(({ operationId }) => operationId === 'changeCase');
  assert.ok(['412', '428'].every((status) => status in (change?.responses ?? {})));
});
