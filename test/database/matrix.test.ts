import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Client } from 'pg';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { projectRoot } from '../../src/platform/root.ts';
import { renderMatrix } from './access-matrix.ts';
import type { Actor } from './actors.ts';
import { type Cell, cellName, cellsOf, whoSucceeds } from './cells.ts';
import { laws, roleOf } from './law.ts';
import { differences, expectedIn, lineOf, linesOf, linesWithoutCell, matrix } from './matrix.ts';
import { neverOfConversations } from './matrix/conversations.ts';
import { privilegesOf } from './privileges-found.ts';
import { privileges } from './privileges.ts';
import { answersOf, become, succeeded } from './probe.ts';
import { makeWorld, statementFor, type World } from './world/index.ts';

let database: TestDatabase;
let administrator: Client;
let world: World;
let cells: readonly Cell[];

before(async () => {
  database = await testDatabase();
  administrator = new Client({ connectionString: database.administratorUrl });
  await administrator.connect();
  world = await makeWorld(database, administrator);
  cells = cellsOf(world);
});
after(async () => {
  await administrator.end();
  await database.close();
});

const undone = async <T>(work: () => Promise<T>): Promise<T> => {
  await administrator.query('begin');
  try {
    return await work();
  } finally {
    await administrator.query('rollback');
  }
};

describe('who may do what', () => {
  test('is what the matrix says, in every cell', async (context) => {
    const start = performance.now();
    const found = await undone(() => whoSucceeds(administrator, world, cells));
    context.diagnostic(`${cells.length * world.actors.length} cells in ${Math.round(performance.now() - start)} ms`);
    assert.deepEqual(differences(found, world.actors), []);
  });

  test('every cell has a line, every line a cell, every table a place in the matrix', async () => {
    assert.deepEqual(cells.filter((cell) => lineOf(cell) === undefined).map(cellName), []);
    assert.deepEqual(linesWithoutCell(cells), []);
    const tables = await administrator.query<{ name: string }>(`
      select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker', 'migration')`);
    assert.deepEqual(
      tables.rows.map(({ name }) => name).filter((name) => !(name in matrix)),
      [],
    );
  });

  // Stopped by a trigger, by the function itself or by having ended: nobody, not even the administrator.
  const impossible = [
    'security.installation · update · call it a demonstration',
    'cases.support_referral · update · accept it',
    'cases.support_referral · update · decline it after all',
    'cases.warm_handover · update · answer, and leave it open',
    'cases.warm_handover · update · refuse what was accepted',
    'cases.warm_handover · update · say that it is done, in the receiver’s place',
    'cases.drop_tasks_of_closed · call · of an open case',
    'cases.drop_tasks_of_closed · call · what was set afterwards',
    'identity.consent · update · take a refused one back',
    'directory.staff · insert · an invented colleague',
    'security.api_tokens · call · the list',
    'security.begin_session · call · with a forged context',
    'security.end_api_token · call · of a machine of ITM',
    'security.open_session · call · an ended one',
    'security.open_session · call · an expired one',
    'security.open_session · call · of a disabled person',
    'security.synthetic_personas · call · somebody real',
    'identity.last_openings · call · a subject of ITM',
    'identity.last_openings · call · a subject withdrawn from ITM',
    'identity.openings_by_body · call · a subject of ITM',
    'identity.openings_by_body · call · a subject withdrawn from ITM',
    'identity.who_can_open · call · a subject of ITM',
    'identity.who_can_open · call · a subject withdrawn from ITM',
    'identity.wrote_of · call · subject unknown',
    'identity.wrote_of · call · subject withdrawn',
    'identity.wrote_of · call · what ITM wrote, for SPJ',
    'cases.open_case · call · of a person received by SPJ',
    'assistance.capacity · call · of INFOTRAITE',
    'assistance.capacity · call · of MJ',
    'assistance.gaps · call · by quarter',
    'assistance.expire_packets · call · on their last day',
    'assistance.packet · update · accept and report at once',
    'assistance.packet_is_open · call · accepted, after its last day',
    'assistance.packet_is_open · call · accepted, for INFOTRAITE',
    'assistance.packet_is_open · call · sent, for HOSP',
    'assistance.remind · call · of one that holds',
    'portal.banners_on · call · one taken away',
    'portal.banners_on · call · one whose day is over',
    ...neverOfConversations,
    'portal.own_close · call · with a wrong proof',
    'portal.own_document_of · call · with a wrong proof',
    'portal.own_document_of · call · a paper of another page',
    'portal.own_document_of · call · no paper',
    'portal.own_look · call · of a page tried too often',
    'portal.own_documents · call · with a wrong proof',
    'portal.own_look · call · of a closed page',
    'portal.own_look · call · of an unknown number',
    'portal.own_look · call · with a wrong proof',
    'portal.own_messages · call · with a wrong proof',
    'portal.own_take_back · call · of another person',
    'portal.own_take_back · call · with a wrong proof',
    'accommodation.neighbours · call · a night in March',
    'accommodation.neighbours · call · a night in May',
    'accommodation.neighbours · call · a night of a stay that was taken back',
    'cases.ties_to · call · of a colleague, to a person in it',
    'cases.ties_to · call · to what is no file',
    'cases.open_case · call · led by her own body',
    'cases.open_case · call · of a person in another report',
    'cases.open_case · call · of a person kept from SPJ',
    'identification.begin_status · call · of a case without status',
    'identification.begin_status · call · as identified',
    'identification.begin_status · call · on another day',
    'identification.begin_status · call · of a person kept from SPJ',
    'identification.begin_status · call · of a person nobody reported',
    ...['of one reminded of before', 'long before'].map((one) => `identification.remind_of_reviews · call · ${one}`),
    ...['of one nobody was reminded of', 'before its time'].map(
      (one) => `identification.take_due_steps · call · ${one}`,
    ),
    'identification.decision · update · review one in force',
    'identification.decision · update · supersede one awaiting review',
    'referrals.retire_calls · call · what a hold keeps',
    'referrals.words_over · call · a call that is not over',
    'referrals.words_over · call · words of a flag that holds',
    'referrals.answer_question · call · to ITM',
    'referrals.answer_question · call · answered before',
    'accommodation.houses_somebody · call · a house of CARITAS, for SPJ',
    'accommodation.houses_somebody · call · a house somebody left, for INFOTRAITE',
    'referrals.sent_on · call · a case',
    'referrals.written_by · call · a person, by a colleague',
    'referrals.written_by · call · a case, by the inspector',
    'identification.removal_blocked · call · a known reference',
    'linkage.store_record · call · 27 rows of a file',
    'linkage.store_record · call · rows of a file that is gone',
    'matching.answer_side · call · what INFOTRAITE is asked',
    'matching.answer_side · call · what is answered already',
    'matching.answer_side · call · what is asked no more',
    'matching.answer_side · call · before its day',
    'matching.answer_side · call · what is not shown yet',
    'matching.judge_side · call · a pair open at INFOTRAITE',
    'matching.judge_side · call · one that nobody answered',
    'matching.judge_side · call · one that the other side did not answer',
    'matching.stop_file · call · a file of INFOTRAITE',
    'matching.stop_file · call · a file that changed meanwhile',
    'identification.removal_blocked · call · a reference nobody gave',
    'identification.removal_blocked · call · a reference without a block',
    'identity.case_for_break_glass · call · a case that ITM does not see',
    'cases.settle_everywhere · call · of a case of PQT-DIE',
    'cases.settle_everywhere · call · of a case of SPJ',
    'cases.settle_everywhere · call · tasks of another kind',
    'protection.tell_case · call · of a stay of DGI',
    'protection.tell_case · call · of a stay of another body',
    'proceedings.tell_claim · call · of one she decided',
    'proceedings.tell_claim · call · of one she did not decide',
    'proceedings.tell_claim · call · of one that waits',
    'proceedings.tell_victims · call · of the case of PQT-DIE',
    'proceedings.tell_victims · call · of the case of PQT-LUX',
    'proceedings.tell_victims · call · of the sealed case',
    'proceedings.tell_victims · call · what is not of courts',
    'referrals.deliver · call · one already delivered',
    ...['referrals.insert_report', 'identity.insert_sealed'].flatMap((table) =>
      linesOf(table).map((line) => cellName({ table, ...line })),
    ),
  ];

  test('what is refused is refused by row security alone: past it every attempt succeeds', async () => {
    const [first] = world.actors;
    assert.ok(first);
    const tried = cells.filter(({ verb }) => verb === 'insert' || verb === 'update' || verb === 'call');
    const answers = await undone(async () => {
      const found = await administrator.query<{ answers: string[] }>('select probe.try($1) as answers', [
        tried.map(({ sql }) => statementFor(world, first, sql)),
      ]);
      return found.rows[0]?.answers ?? [];
    });
    const failed = tried.map((cell, index) => [cellName(cell), answers[index]] as const);
    assert.deepEqual(
      failed
        .filter(([, answer]) => !succeeded(answer))
        .map(([name]) => name)
        .sort(),
      impossible.toSorted(),
    );
  });
});

describe('the matrix keeps the law', () => {
  for (const law of laws)
    test(law.says, () => {
      const spoken = cells.filter((cell) => law.cells(cell));
      assert.ok(spoken.length > 0, 'the rule speaks of no cell');
      const wrong = spoken.flatMap((cell) =>
        [...expectedIn(cell, world.actors)]
          .filter((actor) => !law.only.includes(roleOf(actor)))
          .map((actor) => `${actor}: ${cellName(cell)}`),
      );
      assert.deepEqual(wrong, []);
    });
});

test('docs/access-matrix.md says the same', () => {
  const place = join(projectRoot, 'docs/access-matrix.md');
  const rendered = renderMatrix(world.actors);
  if (process.env['ARIANE_WRITE'] === '1') writeFileSync(place, rendered);
  assert.ok(readFileSync(place, 'utf8') === rendered, 'write it anew: ARIANE_WRITE=1 (see its head)');
});

test('privileges are exactly those reviewed, and so a superfluous grant shows although row security still denies', async () => {
  assert.deepEqual(await privilegesOf(administrator), privileges);
});

/** What a copy gives an actor: `rows <how many>`, or the code of the error that stopped it. */
const copies = async (actor: Actor, statements: readonly string[]): Promise<readonly string[]> =>
  undone(async () => {
    await become(administrator, actor);
    const answers: string[] = [];
    for (const statement of statements) {
      await administrator.query('savepoint copying');
      try {
        answers.push(`rows ${(await administrator.query(statement)).rowCount ?? 0}`);
      } catch (fault) {
        answers.push(fault instanceof Error && 'code' in fault ? String(fault.code) : String(fault));
      }
      await administrator.query('rollback to savepoint copying');
    }
    return answers;
  });

describe('copies', () => {
  const keyed = (): (readonly [string, string])[] => [
    ...new Map(world.rows.map(({ table, key }) => [table, Object.keys(key).join()] as const)),
  ];

  test('to the outside carry only rows that may be read', async () => {
    const wrong: string[] = [];
    for (const actor of world.actors.filter(({ entrance }) => entrance !== 'set by hand')) {
      const seen = await undone(() =>
        answersOf(
          administrator,
          actor,
          keyed().map(([table, key]) => `select ${key} from ${table}`),
        ),
      );
      const readable = keyed().filter((_, index) => seen[index]?.startsWith('rows'));
      const out = await copies(
        actor,
        readable.map(([table, key]) => `copy ${table} (${key}) to stdout`),
      );
      const expected = seen.filter((answer) => answer.startsWith('rows'));
      for (const [index, [table]] of readable.entries())
        if (out[index] !== expected[index])
          wrong.push(`${actor.name}: ${table} gave ${out[index]}, not ${expected[index]}`);
    }
    assert.deepEqual(wrong, []);
  });

  test('into a table are refused to every process', async () => {
    const wrong: string[] = [];
    for (const actor of world.actors.filter(({ context, name }) => context === null && name !== '@owner')) {
      const into = await copies(
        actor,
        keyed().map(([table, key]) => `copy ${table} (${key}) from stdin`),
      );
      // 0A000: row security refuses every copy into a table, also to those who may insert.
      for (const [index, [table]] of keyed().entries())
        if (!['42501', '0A000'].includes(into[index] ?? ''))
          wrong.push(`${actor.name}: ${table} answered ${into[index]}`);
    }
    assert.deepEqual(wrong, []);
  });
});
