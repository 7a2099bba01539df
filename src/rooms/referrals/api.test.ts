import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { systemClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { problemIn, type ReportApi, reportApi, tokens } from '../../../test/support/report-api.ts';
import {
  canaries,
  findInClear,
  personAnswers,
  reportAnswers,
  type ReportWorld,
  reportWorld,
} from '../../../test/support/reports.ts';
import { deliverDue } from './actions/deliver.ts';
import { acknowledge } from './actions/triage/index.ts';

let world: ReportWorld;
let api: ReportApi;

before(async () => {
  world = await reportWorld();
  api = await reportApi(world);
});
after(async () => {
  await api.close();
  await world.close();
});

/** As another system sends it: the same answers, without what only pages know. */
const person = (changes: Record<string, unknown> = {}) =>
  personAnswers({ born: { precision: 'exact', from: '1999-04-12', to: '1999-04-12' }, ...changes });
const body = (persons = [person(), person({ sex: 'male' }), person()]) => ({ report: reportAnswers(), persons });

const countReports = async (): Promise<number> => {
  const found = await world.administrator.query<{ n: number }>('select count(*)::int as n from referrals.report');
  return found.rows[0]?.n ?? -1;
};

describe('sending by another system', () => {
  test('three persons in one call, and its receipts until the police have it', async () => {
    const answer = await api.post(body());
    assert.equal(answer.status, 201, answer.text);
    const sent = answer.json() as { id: string; reference: string; receipts: string };
    assert.match(sent.reference, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    assert.equal(answer.headers['location'], sent.receipts);
    const states = async () => {
      const found = await api.get(sent.receipts);
      assert.equal(found.status, 200, found.text);
      return (found.json() as { receipts: { recipient: string; state: string }[] }).receipts
        .map(({ recipient, state }) => `${recipient} ${state}`)
        .toSorted();
    };
    assert.deepEqual(await states(), ['PQT-LUX waiting', 'SPJ waiting']);
    await deliverDue({ database: world.worker, clock: systemClock, sendMail: async () => undefined });
    assert.deepEqual(await states(), ['PQT-LUX delivered', 'SPJ delivered']);
    const police = await world.viewer('judicial_police_officer');
    await world.as(police, (scene) => acknowledge(scene, { reportId: sent.id }));
    assert.deepEqual(await states(), ['PQT-LUX delivered', 'SPJ acknowledged']);
    const first = await api.get(sent.receipts);
    const again = await api.get(sent.receipts, tokens.inspector, String(first.headers['etag']));
    assert.equal(again.status, 304);
    assert.equal(again.text, '');
    const foreign = await api.get(sent.receipts, tokens.reception);
    assert.equal(problemIn(foreign).status, 404);
    assert.deepEqual(await findInClear(world.administrator, Object.values(canaries)), []);
  });

  test('the same key: the same body gets the same answer, another one is refused, eight at once make one report', async () => {
    const key = newId();
    const before = await countReports();
    const sending = body();
    const answers = await Promise.all(Array.from({ length: 8 }, () => api.post(sending, { key })));
    assert.deepEqual(new Set(answers.map((one) => `${one.status} ${one.text}`)).size, 1);
    const swapped = { persons: sending.persons, report: sending.report };
    assert.equal((await api.post(swapped, { key })).text, answers[0]?.text);
    assert.equal(await countReports(), before + 1);
    const other = await api.post(body([person()]), { key });
    assert.deepEqual([other.status, problemIn(other).code], [422, 'key_used_for_other_body']);
    const nurse = await api.post(body([person()]), { key, token: tokens.reception });
    assert.equal(nurse.status, 201, 'a key belongs to one body');
  });

  test('a refused body leaves its key free', async () => {
    const key = newId();
    const wrong = await api.post(body([person({ forms: [] })]), { key });
    assert.equal(wrong.status, 422);
    assert.equal((await api.post(body([person()]), { key })).status, 201);
  });
});

describe('a system that still sends a first and a second', () => {
  const older = (person: Record<string, unknown>) => ({
    report: reportAnswers({ exploiters: [{ exploiter_second_language: 'ru' }, { exploiter_second_language: 'be' }] }),
    persons: [person],
  });
  const first = person({ citizenship: 'UA', language: 'uk' });

  test('is taken: each becomes a row', async () => {
    const told = [{ exploiter_number: 2, second_exploiter_number: 1 }, { second_exploiter_number: 1 }];
    const second = { second_citizenship: 'PT', second_language: 'pt' };
    const answer = await api.post(older({ ...first, ...second, periods: told }));
    assert.equal(answer.status, 201, answer.text);
    const { id } = answer.json() as { id: string };
    const of = async (columns: string, tables: string): Promise<unknown> => {
      const text = `select ${columns} from ${tables} where report_id = $1 order by 1`;
      return (await world.administrator.query({ text, values: [id], rowMode: 'array' })).rows;
    };
    const periods = 'referrals.period e join referrals.report_person p on p.id = e.person_id';
    assert.deepEqual(await of('citizenships, languages', 'referrals.report_person'), [
      [
        ['UA', 'PT'],
        ['uk', 'pt'],
      ],
    ]);
    assert.deepEqual(await of('e.ordinal, exploiter_numbers', periods), [
      [1, [2, 1]],
      [2, [1]],
    ]);
    assert.deepEqual(await of('ordinal, languages', 'referrals.exploiter'), [
      [1, ['ru']],
      [2, ['be']],
    ]);
  });

  test('but not under both names, and what is wrong in it is named by today’s', async () => {
    const both = { second_language: 'pt', other_languages: [{ other_language: 'fr' }] };
    const doubled = problemIn(await api.post(older({ ...first, ...both })));
    assert.deepEqual([doubled.status, doubled.errors?.map(({ pointer }) => pointer)], [422, ['/persons/0']]);
    const wrong = problemIn(await api.post(older({ ...first, periods: [{ exploiter_number: 9 }] })));
    assert.deepEqual(
      wrong.errors?.map(({ pointer }) => pointer),
      ['/persons/0/periods/0/period_exploiters/0/exploiter_number'],
    );
  });
});

describe('what is not taken', () => {
  test('without token, with a person’s session, without the right, without key, other types, broken or large bodies', async () => {
    const before = await countReports();
    const nobody = await api.post(body(), { token: '' });
    assert.deepEqual(
      [nobody.status, nobody.headers['www-authenticate'], problemIn(nobody).code],
      [401, 'Bearer', 'signed_out'],
    );
    assert.equal((await api.post(body(), { token: tokens.unknown })).status, 401);
    assert.equal((await api.post(body(), { token: 'short' })).status, 401);
    assert.equal(problemIn(await api.post(body(), { token: tokens.reader })).status, 403);
    for (const key of ['', 'short', 'with space in it'])
      assert.equal(problemIn(await api.post(body(), { key })).code, 'idempotency_key_missing');
    assert.equal(problemIn(await api.post('a=1', { type: 'text/plain' })).status, 415);
    assert.equal(problemIn(await api.post('{"report":')).status, 400);
    assert.equal(problemIn(await api.post(`{"report":"${'x'.repeat(9 * 1024 * 1024)}"}`)).status, 413);
    assert.equal(await countReports(), before);
  });

  test('each answer to be put right is named by a pointer, in the language asked for', async () => {
    const shape = problemIn(
      await api.post({
        report: reportAnswers({ in_danger: 'perhaps' }),
        persons: [person(), { ...person(), unknown: 1 }],
      }),
    );
    const pointers = shape.errors?.map(({ pointer }) => pointer) ?? [];
    assert.ok(pointers.includes('/report/in_danger'), pointers.join());
    assert.ok(
      pointers.some((one) => one.startsWith('/persons/1')),
      pointers.join(),
    );
    const meaning = problemIn(
      await api.post(
        {
          report: reportAnswers({ in_danger: 'yes' }),
          persons: [
            person(),
            person({ channels: [{ channel: 'phone', channel_is_safe: true, from_hour: 12, to_hour: 10 }] }),
          ],
        },
        { language: 'fr' },
      ),
    );
    const found = new Map(meaning.errors?.map(({ pointer, detail }) => [pointer, detail]));
    assert.ok(found.has('/report/danger_reasons'), [...found.keys()].join());
    assert.ok(found.has('/persons/1/channels/0/to_hour'), [...found.keys()].join());
    assert.match(found.get('/report/danger_reasons') ?? '', /\p{L}/u);
    assert.notEqual(
      meaning.title,
      problemIn(await api.post({ report: reportAnswers({ in_danger: 'yes' }), persons: [person()] })).title,
    );
  });

  test('an inspectorate transfers nobody, also not by its system', async () => {
    const problem = problemIn(await api.post(body([person({ support_information: 'transferred' })])));
    assert.ok(
      problem.errors?.some(({ pointer }) => pointer === '/persons/0/support_information'),
      JSON.stringify(problem),
    );
  });

  test('whatever is sent, the answer is a problem and never a fault', async () => {
    const hostile = fc.oneof(
      fc.json(),
      fc.string(),
      fc
        .record({
          report: fc.anything({ withNullPrototype: true }),
          persons: fc.array(fc.anything(), { maxLength: 3 }),
        })
        .map((it) => {
          try {
            return JSON.stringify(it) ?? '';
          } catch {
            return '{}';
          }
        }),
      fc
        .constantFrom('__proto__', 'constructor', 'in_danger', 'account', 'exploiters')
        .chain((name) =>
          fc
            .jsonValue()
            .map(
              (value) =>
                `{"report":{"${name}":${JSON.stringify(value)}},"persons":[{"${name}":${JSON.stringify(value)}}]}`,
            ),
        ),
      fc.nat({ max: 2000 }).map((depth) => `{"report":${'['.repeat(depth)}${']'.repeat(depth)},"persons":[]}`),
    );
    await fc.assert(
      fc.asyncProperty(hostile, fc.string(), async (payload, id) => {
        const answer = await api.post(payload);
        assert.ok(answer.status >= 400 && answer.status < 500, `${answer.status} ${payload}`);
        problemIn(answer);
        const read = await api.get(`/api/v1/reports/${encodeURIComponent(id)}/receipts`);
        assert.ok(read.status >= 400 && read.status < 500);
      }),
      { numRuns: 150 },
    );
  });
});

type Document = {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string;
        responses: Record<string, { description: string }>;
        requestBody?: {
          content: Record<
            string,
            {
              schema: {
                properties: Record<
                  string,
                  { items?: { properties: Record<string, unknown> }; properties?: Record<string, unknown> }
                >;
              };
            }
          >;
        };
      }
    >
  >;
  components: { securitySchemes: Record<string, unknown> };
};

describe('the document', () => {
  test('is OpenAPI 3.1, needs no token, and describes what is taken', async () => {
    const answer = await api.get('/api/v1/openapi.json', tokens.unknown);
    assert.equal(answer.status, 200, answer.text);
    const document = answer.json() as Document;
    assert.match(document.openapi, /^3\.1\.\d$/);
    assert.deepEqual(Object.keys(document.paths).toSorted(), [
      '/api/v1/reports',
      '/api/v1/reports/{reportId}/receipts',
    ]);
    const send = document.paths['/api/v1/reports']?.['post'];
    const { properties } = send?.requestBody?.content['application/json']?.schema ?? { properties: {} };
    assert.ok(properties['report']?.properties?.['in_danger']);
    assert.ok(properties['persons']?.items?.properties['age_answer']);
    for (const status of ['201', '401', '403', '409', '413', '415', '422'])
      assert.ok((send?.responses[status]?.description ?? '').length > 0, status);
    assert.ok(document.components.securitySchemes['token']);
    assert.equal(JSON.stringify(document).includes('"$ref":"#/definitions'), false);
  });
});
