import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newId } from '../../../platform/ids.ts';
import { valueOf } from '../../../platform/outcome.ts';
import { type CaseApi, caseApi } from '../../../../test/support/case-api.ts';
import { caseWorld, type CaseWorld, todayIn } from '../../../../test/support/case-world.ts';
import { type ApiAnswer, problemIn } from '../../../../test/support/report-api.ts';

let world: CaseWorld;
let api: CaseApi;
let police: string;
let service: string;

const all = [
  ...['cases.read', 'cases.work', 'cases.task', 'cases.note', 'cases.document', 'cases.hand-over', 'cases.see-access'],
];

before(async () => {
  world = await caseWorld();
  api = await caseApi(world);
  police = await api.tokenFor('judicial_police_officer', [...all, 'cases.refer-support', 'identity.record-consent']);
  service = await api.tokenFor('savteh_worker', [...all, 'cases.accept-support']);
});
after(async () => {
  await api.close();
  await world.close();
});

const get = (url: string, token = police): Promise<ApiAnswer> => api.ask('GET', url, undefined, { token });
const post = (url: string, body: object, token = police): Promise<ApiAnswer> => api.ask('POST', url, body, { token });
const patch = (url: string, body: object, match: string, token = police): Promise<ApiAnswer> =>
  api.ask('PATCH', url, body, { token, match: `"${match}"` });
const idOf = (answer: ApiAnswer): string => {
  assert.equal(answer.status, 201, answer.text);
  return (answer.json() as { id: string }).id;
};

describe('papers of a case over HTTP', () => {
  test('a note is added to, a document kept, both sealed; the own word is given and never read back', async () => {
    const caseId = await world.newCase();
    const path = `/api/v1/cases/${caseId}`;
    const noteId = idOf(await post(`${path}/notes`, { kind: 'contact', text: 'Called at ten.' }));
    const canary = 'Zimtstern und Quitte';
    idOf(await post(`${path}/notes/${noteId}/amendments`, { text: canary }));
    const content = Buffer.from(canary).toString('base64');
    const letter = { kind: 'other', name: 'letter.txt', type: 'text/plain', content };
    idOf(await post(`${path}/documents`, { ...letter, kind: await kindOf() }));
    const papers = await get(`${path}/papers`);
    const told = papers.json() as { notes: object[]; documents: object[] };
    assert.deepEqual([told.notes.length, told.documents.length], [2, 1]);
    const etag = String((await get(path)).headers['etag']).replaceAll('"', '');
    const labelled = await patch(path, { own_label: 'Kastanie' }, etag);
    assert.equal(labelled.status, 204, labelled.text);
    for (const answer of [papers, await get(path), await get(`${path}/changes`)])
      assert.ok(!/Zimtstern|Kastanie/.test(answer.text), answer.text);
    assert.match((await get(`${path}/changes`)).text, /"field":"own_label"/);
    const foreign = await post(`${path}/notes/${newId()}/amendments`, { text: 'x' });
    assert.equal(problemIn(foreign).code, 'no_such_note');
  });

  test('an answer names the document that shows it, if it is one of the body’s own on this case', async () => {
    const caseId = await world.newCase();
    const path = `/api/v1/cases/${caseId}`;
    const content = Buffer.from('signed').toString('base64');
    const paper = { kind: await kindOf(), name: 'consent.pdf', type: 'application/pdf', content };
    const evidence = idOf(await post(`${path}/documents`, paper));
    const answer = (evidence_document: string) => ({
      ...{
        kind: 'support',
        no_explained: true,
        answer: 'given',
        parts: ['identity'],
        age: 'adult',
        given_by: 'person',
      },
      ...{ given_on: todayIn(world.profile), method: 'written', language: 'uk', interpreter: 'professional_present' },
      evidence_document,
    });
    const stranger = await post(`${path}/consents`, answer(newId()));
    assert.deepEqual([stranger.status, problemIn(stranger).code], [422, 'no_such_document']);
    const consentId = idOf(await post(`${path}/consents`, answer(evidence)));
    const told = (await get(`${path}/consents`)).json() as { consents: { id: string; evidence_document: string }[] };
    assert.equal(told.consents.find(({ id }) => id === consentId)?.evidence_document, evidence);
  });

  test('tasks are listed with the version to change them by; persons of one report are linked, of another never', async () => {
    const caseId = await world.newCase();
    const taskId = idOf(await post(`/api/v1/cases/${caseId}/tasks`, { kind: 'tell_rights', due_on: '2020-01-01' }));
    const { tasks } = (await get('/api/v1/tasks')).json() as { tasks: { id: string; version: string }[] };
    const version = tasks.find(({ id }) => id === taskId)?.version ?? '';
    assert.equal((await patch(`/api/v1/tasks/${taskId}`, { step: 'take' }, version)).status, 204);
    const refused = await post(`/api/v1/cases/${caseId}/links`, { other_reference: '7KQ2-M4XD', kind: 'family' });
    assert.equal(problemIn(refused).code, 'not_the_same_report');
  });
});

const kindOf = async (): Promise<string> => world.profile.codeList('document-kinds').codes[0]?.code ?? '';

type Offer = { readonly id: string; readonly state: string; readonly version: string };

describe('a person who goes to another body, over HTTP', () => {
  const offers = async (token: string): Promise<readonly Offer[]> =>
    ((await get('/api/v1/support-offers', token)).json() as { offers: Offer[] }).offers;

  const urgency = 'routine';

  test('is referred on her consent, accepted by its version once, and then handed over warm', async () => {
    const caseId = await world.presumed();
    const path = `/api/v1/cases/${caseId}`;
    const early = await post(`${path}/support-offers`, { urgency });
    assert.equal(problemIn(early).code, 'consent_needed');
    valueOf(await world.agree(caseId));
    const offerId = idOf(await post(`${path}/support-offers`, { urgency }));
    const offer = (await offers(service)).find(({ id }) => id === offerId);
    assert.equal(offer?.state, 'offered');
    const answer = (step: object, version: string, token = service) =>
      patch(`/api/v1/support-offers/${offerId}`, step, version, token);
    assert.equal((await answer({ step: 'accept' }, '99')).status, 412);
    assert.equal(problemIn(await answer({ step: 'accept' }, offer?.version ?? '', police)).status, 403);
    const accepted = await answer({ step: 'accept' }, offer?.version ?? '');
    assert.equal(accepted.status, 204, accepted.text);
    assert.equal((await answer({ step: 'decline', reason: 'no_capacity' }, offer?.version ?? '')).status, 412);

    const handed = idOf(await post(`${path}/handovers`, { to: 'INFOTRAITE', reason: 'end_of_shift' }));
    const { handovers } = (await get(`${path}/handovers`, service)).json() as { handovers: Offer[] };
    assert.deepEqual(
      handovers.map(({ id, state }) => [id, state]),
      [[handed, 'offered']],
    );
    const version = handovers[0]?.version ?? '';
    const move = (step: string, at: string, token: string) => patch(`/api/v1/handovers/${handed}`, { step }, at, token);
    assert.equal(
      problemIn(await move('done', version, police)).code,
      'no_such_step',
      'not before somebody took her over',
    );
    const taken = await move('take', version, service);
    assert.equal(taken.status, 204, taken.text);
    assert.equal((await move('done', version, police)).status, 412);
    const next = String(taken.headers['etag']).replaceAll('"', '');
    assert.equal((await move('done', next, police)).status, 204);
  });

  test('who knows what is read in codes, by who may see it', async () => {
    const caseId = await world.newCase();
    const knows = await get(`/api/v1/cases/${caseId}/who-knows`);
    assert.equal(knows.status, 200, knows.text);
    assert.ok(Array.isArray((knows.json() as { holders: unknown[] }).holders));
    const blind = await api.tokenFor('judicial_police_officer', ['cases.read']);
    assert.equal((await get(`/api/v1/cases/${caseId}/who-knows`, blind)).status, 403);
    assert.deepEqual((await get('/api/v1/withdrawals')).json(), { notices: [] });
    const stopped = await post(`/api/v1/withdrawals/${newId()}/stopped`, {});
    assert.equal(problemIn(stopped).status, 404);
  });
});

test('no token 401, a token without the right 403, on every route', async () => {
  const caseId = await world.newCase();
  const bare = await api.tokenFor('judicial_police_officer', []);
  for (const [method, url] of [
    ['GET', '/api/v1/tasks'],
    ['GET', `/api/v1/cases/${caseId}/changes`],
    ['GET', `/api/v1/cases/${caseId}/papers`],
    ['POST', `/api/v1/cases/${caseId}/documents`],
    ['POST', `/api/v1/cases/${caseId}/links`],
    ['POST', `/api/v1/cases/${caseId}/notes/${newId()}/amendments`],
    ['GET', '/api/v1/support-offers'],
    ['POST', `/api/v1/cases/${caseId}/support-offers`],
    ['PATCH', `/api/v1/support-offers/${newId()}`],
    ['GET', `/api/v1/cases/${caseId}/handovers`],
    ['POST', `/api/v1/cases/${caseId}/handovers`],
    ['PATCH', `/api/v1/handovers/${newId()}`],
    ['GET', `/api/v1/cases/${caseId}/who-knows`],
    ['GET', '/api/v1/withdrawals'],
    ['POST', `/api/v1/withdrawals/${newId()}/stopped`],
  ] as const) {
    const body = method === 'GET' ? undefined : {};
    assert.equal(problemIn(await api.ask(method, url, body)).status, 401, url);
    assert.equal(problemIn(await api.ask(method, url, body, { token: bare })).status, 403, url);
  }
});
