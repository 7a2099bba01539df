import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import { Client, Pool } from 'pg';
import { asViewer, type Tables, type Transaction } from '../../src/platform/database/index.ts';
import type { Viewer } from '../../src/platform/viewer.ts';
import { searchCaseFiles } from '../../src/rooms/cases/store/case.ts';
import { threadOf } from '../../src/rooms/cases/store/thread.ts';
import { listWorklist } from '../../src/rooms/cases/store/worklist.ts';
import { countWork, listQueue } from '../../src/rooms/referrals/store/triage/queue.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { installForTests, signedViewer } from '../support/personas.ts';
import { org } from './actors.ts';
import { id } from './world/row.ts';

/** A table longer than this is not read from end to end for one page. */
const mostRows = 1000;
const reports = 6000;

let database: TestDatabase;
let administrator: Client;
let police: Viewer;
let watched: Kysely<Tables>;
const asked: { sql: string; parameters: readonly unknown[] }[] = [];

/** Thousands of reports of ONA; every twentieth reached the police and became a case of it. */
const fill = `
insert into referrals.report (id, client_reference, sender_organisation_id, intake_channel, route, how_came_to_light, form_version,
    language, in_danger, urgency, urgency_rank, has_child, n_persons, sent_at, state, audience)
  select md5('report' || n)::uuid, md5('client' || n)::uuid, $1, 'online_form', 'official_report', 'own_check', 1, 'en', 'no', 'soon',
    n % 5, n % 7 = 0, 1, timestamptz '2024-01-01' + n * interval '1 hour', 'acknowledged',
    case when n % 20 = 0 then array[$1::uuid, $2::uuid] else array[$1::uuid] end
  from generate_series(1, $3::integer) n`;
const more = [
  `insert into referrals.inbox (id, report_id, organisation_id, receipt, delivered_at, audience)
    select md5('inbox' || r.id)::uuid, r.id, $2, '0000-0000', r.sent_at, r.audience from referrals.report r
    where r.audience @> array[$2::uuid] and $1::uuid is not null`,
  `insert into referrals.inbox (id, report_id, organisation_id, receipt, delivered_at, audience)
    select md5('inbox of others' || r.id)::uuid, r.id, $1, '0000-0000', r.sent_at, array[$1::uuid] from referrals.report r where $2::uuid is not null`,
  `insert into cases.case_file (id, person_id, report_id, lead_organisation_id, audience, opened_at)
    select md5('case' || r.id)::uuid, md5('person' || r.id)::uuid, r.id, $1, r.audience, r.sent_at from referrals.report r where $2::uuid is not null`,
  `insert into cases.case_reference (case_id, organisation_id, code)
    select c.id, one, upper(translate(substr(md5(c.id::text || one), 1, 4) || '-' || substr(md5(one || c.id::text), 1, 4), 'ilou', '1234'))
    from cases.case_file c, unnest(c.audience) one where $1::uuid <> $2::uuid`,
  `update cases.case_reference set own_label_token = sha256(convert_to('Chantier ' || n, 'UTF8')) from (select case_id as id, row_number() over () as n
      from cases.case_reference) numbered where case_id = id and organisation_id = $2 and $1::uuid is not null`,
  `insert into journal.event (chain, seq, id, type, at, recorded_at, subject_kind, subject_id, case_id, report_id, audience, data, body, prev, hash)
    select $1, (row_number() over ())::bigint, md5(c.id::text || n)::uuid, 'cases.worked', c.opened_at + n * interval '1 hour', now(), 'case',
      c.id, c.id, c.report_id, c.audience, '{}', '{}', '', '' from cases.case_file c, generate_series(1, 5) n where $2::uuid is not null`,
];

before(async () => {
  database = await testDatabase();
  administrator = new Client({ connectionString: database.administratorUrl });
  await administrator.connect();
  await installForTests(database);
  const bodies = [org('ONA'), org('SPJ')];
  await administrator.query(fill, [...bodies, reports]);
  for (const statement of more) await administrator.query(statement, bodies);
  await administrator.query(
    `update cases.case_reference set own_label_token = $2 where organisation_id = $1
      and case_id = (select case_id from cases.case_reference where organisation_id = $1 limit 1)`,
    [org('SPJ'), labelled],
  );
  // Empties the waiting list of the lists' indexes too, which would make them look dear.
  await administrator.query('vacuum analyze');
  police = await signedViewer(database, { role: 'judicial_police_officer' });
  watched = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: new Pool({ connectionString: database.urlFor('casework'), max: 1 }) }),
    log: ({ query }) => void asked.push({ sql: query.sql, parameters: query.parameters }),
  });
});
after(async () => {
  await Promise.all([watched.destroy(), administrator.end()]);
  await database.close();
});

type Plan = {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Schema?: string;
  readonly 'Parent Relationship'?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
};

const nodesOf = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** How a store asks for the plan of what follows: no question itself. */
const setsPlan = /^\s*select set_config\('enable_/i;

/** Runs a question of a store as the police and gives the plans of what it asked, with the rows each step read. */
const plansOf = async (
  question: (tx: Transaction) => Promise<unknown>,
  viewer: Viewer = police,
): Promise<readonly (readonly Plan[])[]> =>
  asViewer(watched, viewer, async (tx) => {
    asked.length = 0;
    await question(tx);
    const plans: (readonly Plan[])[] = [];
    for (const { sql, parameters } of asked.filter((one) => /^\s*(select|with)/i.test(one.sql))) {
      if (setsPlan.test(sql)) {
        await tx.executeQuery(CompiledQuery.raw(sql, [...parameters]));
        continue;
      }
      const explained = await tx.executeQuery<{ 'QUERY PLAN': readonly { Plan: Plan }[] }>(
        CompiledQuery.raw(`explain (analyze, verbose, format json) ${sql}`, [...parameters]),
      );
      plans.push(nodesOf(explained.rows[0]?.['QUERY PLAN'][0]?.Plan ?? { 'Node Type': 'none' }));
    }
    return plans;
  });

const readWhole = (nodes: readonly Plan[]): readonly string[] =>
  nodes
    .filter((node) => node['Node Type'] === 'Seq Scan')
    .filter((node) => (node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0) > mostRows)
    .map((node) => `${node.Schema}.${node['Relation Name']}`);

const labelled = Buffer.alloc(32, 5);

const openQueue = { state: 'open', page: 1, size: 25 };
const openCases = { owner: null, status: null, flag: null, closed: false, sort: '-opened', page: 1, size: 25 } as const;

const questions: Readonly<Record<string, (tx: Transaction) => Promise<readonly unknown[]>>> = {
  'the queue of reports': (tx) => listQueue(tx, openQueue),
  'the queue, those looked after by nobody with a child': (tx) =>
    listQueue(tx, { ...openQueue, minors: true, assigned: 'nobody' }),
  'the counters of the queue': async (tx) => (await countWork(tx, police.staffId)).senders,
  'the worklist of cases': (tx) => listWorklist({ tx }, openCases),
  'the worklist by next due day': (tx) => listWorklist({ tx }, { ...openCases, sort: 'due' }),
  'a case by its reference': async (tx) => {
    const [first] = await listWorklist({ tx }, openCases);
    return searchCaseFiles({ tx }, { reference: first?.reference ?? null, labels: [], reportIds: [] });
  },
  'a case by its own label': (tx) => searchCaseFiles({ tx }, { reference: null, labels: [labelled], reportIds: [] }),
  'the thread of a case': async (tx) => {
    const [first] = await listWorklist({ tx }, openCases);
    return threadOf(tx, { caseId: first?.id ?? id('none'), reportId: id('none'), personId: id('none') });
  },
};

/** What is wrong with the plans of a question; empty when nothing is. */
const faultsIn = async (
  question: (tx: Transaction) => Promise<unknown>,
  viewer: Viewer = police,
): Promise<readonly string[]> => {
  const plans = await plansOf(question, viewer);
  return plans.flatMap((nodes) => [
    ...readWhole(nodes).map((table) => `${table} is read whole`),
    ...(nodes.some((node) => node['Parent Relationship'] === 'InitPlan') ? [] : ['the viewer is asked for every row']),
    ...(nodes.some((node) => node['Node Type'].includes('Index')) ? [] : ['no index is used']),
  ]);
};

describe('hot questions under row security', () => {
  for (const [name, question] of Object.entries(questions)) {
    test(`${name}: an index, the viewer asked once, no long table read whole`, async () => {
      const answer = await asViewer(watched, police, question);
      assert.ok(answer.length > 0, 'found nothing: the plan says nothing either');
      assert.deepEqual(await faultsIn(question), []);
    });
  }

  test('for somebody whose role reaches a part, what she reaches is looked up once and by an index', async () => {
    const narrowed = await signedViewer(database, { role: 'judicial_police_officer', sees: { scope: 'unit' } });
    await administrator.query(
      'update referrals.report set assigned_to = $1 where id = (select report_id from referrals.inbox where organisation_id = $2 limit 1)',
      [narrowed.staffId, org('SPJ')],
    );
    const question = (tx: Transaction) => listQueue(tx, openQueue);
    assert.equal((await asViewer(watched, narrowed, question)).length, 1);
    assert.deepEqual(await faultsIn(question, narrowed), []);
    const reach = (tx: Transaction) => sql`select * from referrals.in_reach()`.execute(tx);
    assert.equal((await asViewer(watched, narrowed, reach)).rows.length, 1);
  });

  const faulty = (tx: Transaction): Promise<unknown> => tx.selectFrom('cases.case_file').select('id').execute();

  test('a policy that asks for every row is noticed', async () => {
    await administrator.query(
      'alter policy audience_reads on cases.case_file using (audience && security.viewer_organisations())',
    );
    assert.ok((await faultsIn(faulty)).includes('the viewer is asked for every row'));
  });

  test('an index that is gone is noticed', async () => {
    await administrator.query('drop index cases.case_file_audience');
    const found = await faultsIn(faulty);
    assert.ok(found.includes('cases.case_file is read whole') && found.includes('no index is used'));
  });
});
