import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { Client } from 'pg';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { equivalents } from './mutants/equivalents.ts';
import { functionMutants } from './mutants/functions.ts';
import { grantMutants, isSeen } from './mutants/grants.ts';
import { difference, type Hunt, prepareHunt } from './mutants/hunt.ts';
import { type Mutant, policyMutants } from './mutants/policies.ts';
import { variantsOf } from './mutants/terms.ts';
import { testPrefix } from './probe.ts';
import { makeWorld } from './world/index.ts';

const deep = process.env['ARIANE_DEEP'] === '1';
const seed = process.env['ARIANE_SEED'] ?? '1';
/** A default run hunts as long as this; `npm run test:deep` hunts every mutant. */
const budgetMilliseconds = 25_000;
const fewest = 40;

let database: TestDatabase;
let administrator: Client;
let hunt: Hunt;

before(async () => {
  database = await testDatabase();
  administrator = new Client({ connectionString: database.administratorUrl });
  await administrator.connect();
  hunt = await prepareHunt(administrator, await makeWorld(database, administrator));
});
after(async () => {
  await administrator.end();
  await database.close();
});

/** An order of its own for each seed; in a deep run every mutant comes. */
const drawn = (mutants: readonly Mutant[]): readonly Mutant[] => {
  const rank = ({ name }: Mutant): string => createHash('sha256').update(`${seed} ${name}`).digest('hex');
  return mutants.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1));
};

type Hunted = { readonly tried: number; readonly alive: readonly string[]; readonly milliseconds: number };

const huntAll = async (mutants: readonly Mutant[], lives: (mutant: Mutant) => Promise<boolean>): Promise<Hunted> => {
  const start = performance.now();
  const alive: string[] = [];
  let tried = 0;
  for (const mutant of drawn(mutants)) {
    if (!deep && tried >= fewest && performance.now() - start > budgetMilliseconds) break;
    tried += 1;
    if (await lives(mutant)) alive.push(mutant.name);
  }
  return { tried, alive, milliseconds: Math.round(performance.now() - start) };
};

const toldOf = ({ tried, milliseconds }: Hunted, all: number): string =>
  `${tried} of ${all} mutants in ${milliseconds} ms, seed ${seed}`;

describe('the matrix kills', () => {
  test('every weakened policy and every wall taken down', async (context) => {
    const mutants = await policyMutants(administrator, testPrefix);
    const known = new Set(mutants.map(({ name }) => name));
    const listed = Object.keys(equivalents).filter(
      (name) => / /.test(name.split(':')[0] ?? '') || name.includes(': row'),
    );
    assert.deepEqual(
      listed.filter((name) => name.includes(': ') && !known.has(name)),
      [],
      'accepted, but no longer a mutant',
    );
    const hunted = await huntAll(
      mutants.filter(({ name }) => !(name in equivalents)),
      async (mutant) => (await difference(hunt, mutant)) === null,
    );
    context.diagnostic(toldOf(hunted, mutants.length));
    assert.deepEqual(hunted.alive, []);
  });

  test('every condition taken out of a function', async (context) => {
    const mutants = (await functionMutants(administrator)).filter(({ name }) => !(name in equivalents));
    const hunted = await huntAll(mutants, async (mutant) => (await difference(hunt, mutant)) === null);
    context.diagnostic(toldOf(hunted, mutants.length));
    assert.deepEqual(hunted.alive, []);
  });

  test('every grant too many', async (context) => {
    const mutants = grantMutants([...new Set(hunt.world.rows.map(({ table }) => table))], testPrefix);
    const some = deep ? mutants : drawn(mutants).slice(0, 100);
    const hunted = await huntAll(some, async (mutant) => !(await isSeen(administrator, mutant)));
    context.diagnostic(toldOf(hunted, mutants.length));
    assert.deepEqual(hunted.alive, []);
  });

  test('nothing where nothing was changed, and nothing that is listed as equivalent', { skip: !deep }, async () => {
    const mutants = [...(await policyMutants(administrator, testPrefix)), ...(await functionMutants(administrator))];
    const died: string[] = [];
    for (const mutant of mutants.filter(({ name }) => name in equivalents))
      if ((await difference(hunt, mutant)) !== null) died.push(mutant.name);
    assert.deepEqual(died, []);
  });
});

describe('a policy is taken apart', () => {
  const without = (text: string): string[] => variantsOf(text).map((one) => one.expression);

  test('at every AND, at every alternative, at the lone condition of a subquery', () => {
    assert.deepEqual(without('((a = 1) AND (b = 2))'), ['(true AND (b = 2))', '((a = 1) AND true)']);
    assert.deepEqual(without('((a = 1) OR (b = 2))'), ['(false OR (b = 2))', '((a = 1) OR false)']);
    assert.deepEqual(without('(EXISTS ( SELECT 1 FROM t WHERE (t.id = x.id)))'), [
      '(EXISTS ( SELECT 1 FROM t WHERE (true)))',
    ]);
  });

  test('not inside quotes', () => assert.deepEqual(without("(a = ' AND (b'::text)"), []));
});
