import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type CaseApi, caseApi } from '../support/case-api.ts';
import type { TestAnswer } from '../support/staff-site.ts';
import { type Country, type Desk, openCountry } from './support/country.ts';
import { answersAbout, answersOfApi, everythingShown, knownElsewhere } from './support/known-elsewhere.ts';
import { linksIn } from './support/page.ts';

/** What reading does: it adds lines to the journal, keeps the session alive, and touches nothing else in the country. */
let country: Country;
before(async () => {
  country = await openCountry();
});
after(() => country.close());

/** The journal grows with what is read, and a session notes that it is used. */
const growsByReading = ['journal.event', 'journal.head', 'security.session', 'security.form_done'];

/** A fingerprint of each table, whatever the order of its rows. */
const fingerprints = async (): Promise<ReadonlyMap<string, string>> => {
  const { administrator } = country.stage.world;
  const tables = await administrator.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const found = new Map<string, string>();
  for (const { name } of tables.rows.filter((table) => !growsByReading.includes(table.name))) {
    const rows = await administrator.query<{ row: string }>(`select t::text as row from ${name} t order by 1`);
    const hash = createHash('sha256').update(rows.rows.map(({ row }) => row).join('\n'));
    found.set(name, hash.digest('hex'));
  }
  return found;
};

const differing = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): readonly string[] =>
  [...one].filter(([name, hash]) => other.get(name) !== hash).map(([name]) => name);

/** Enough that each page a persona may have is among them: one thing's page may lack what another's has. */
const mostOfAKind = 3;

/** What each address is a page of: the route that answers it. */
const routes = () =>
  country.screens
    .filter(({ method }) => method === 'GET')
    .map(({ path }) => ({ path, matches: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`) }));

const pagesRead = new Set<string>();

/** Follows links from the first page on, breadth first, three of each kind; gives what each address answered. */
const readAll = async (desk: Desk): Promise<ReadonlyMap<string, TestAnswer>> => {
  const known = routes();
  const seen = new Map<string, TestAnswer>();
  const kinds = new Map<string, number>();
  const waiting = ['/'];
  for (let href = waiting.shift(); href !== undefined; href = waiting.shift()) {
    const place = href.replace(/[?#].*/, '');
    const kind = known.find(({ matches }) => matches.test(place))?.path;
    if (kind === undefined || seen.has(place) || (kinds.get(kind) ?? 0) >= mostOfAKind) continue;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    const answer = await desk.site.get(href);
    const { status, text } = answer;
    seen.set(place, answer);
    assert.ok(status !== 500, `${desk.login} at ${href}: ${status}`);
    waiting.push(...linksIn(text).filter((one) => one.startsWith('/') && !one.startsWith('/language')));
  }
  for (const kind of kinds.keys()) pagesRead.add(kind);
  return seen;
};

test('a page that is read changes nothing but the journal', async (context) => {
  const before = await fingerprints();
  assert.ok(before.size > 40, 'the tables were not found');
  let pages = 0;
  for (const desk of country.desks) pages += (await readAll(desk)).size;
  context.diagnostic(`${pages} pages of ${pagesRead.size} kinds, read by ${country.desks.length} personas`);
  assert.ok(pagesRead.size > 50, `only ${pagesRead.size} kinds of pages`);
  assert.deepEqual(differing(before, await fingerprints()), []);
});

/** What is new in every answer whatever it says: tokens against foreign forms, keys that make a form count once, the time. */
const newEachTime =
  /nonce[-=]["']?[\w+/=-]+|data-left="\d+"|name="_(token|key)" value="[^"]*"|\b\d{2}:\d{2}(:\d{2})?\b/g;
const headersNewEachTime = ['set-cookie', 'server-timing', 'date'];

const told = ({ status, headers, text }: TestAnswer): string =>
  [
    status,
    ...Object.entries(headers)
      .filter(([name]) => !headersNewEachTime.includes(name) && !name.startsWith('x-ratelimit'))
      .map(([name, value]) => `${name}: ${String(value)}`),
    text,
  ]
    .join('\n')
    .replaceAll(newEachTime, '');

const unlike = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): readonly string[] =>
  [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name)).sort();

const toldBy = (answers: ReadonlyMap<string, TestAnswer>): ReadonlyMap<string, string> =>
  new Map([...answers].map(([address, answer]) => [address, told(answer)]));

const rowsOfAll = async (desks: readonly Desk[]): Promise<ReadonlyMap<string, string>> => {
  const rows = new Map<string, string>();
  for (const { login, viewer } of desks)
    for (const [table, shown] of await everythingShown(country, viewer)) rows.set(`${login} ${table}`, shown);
  return rows;
};

const curiousLogin = 'savteh.leila';
type Curious = { readonly side: string; readonly api: CaseApi; readonly token: string };

/**
 * What one person is shown and told: each page she comes to by links, what her body's machine reads, and what she is answered
 * who guesses the identifier of a match. She signs in for it, for what asks for a fresh sign-in looks otherwise a few minutes later.
 */
const everythingTold = async ({ side, api, token }: Curious) => {
  const desk = await country.deskOf(curiousLogin);
  const pages = toldBy(await readAll(desk));
  return { pages, posts: toldBy(await answersAbout(desk, side)), api: toldBy(await answersOfApi(api, token)) };
};

test('T4: two worlds, the person entered by another body or a stranger: every page, row and call is the same', async (context) => {
  const api = await caseApi(country.stage.world);
  const token = await api.tokenFor('savteh_worker', ['cases.read']);
  const elsewhere = await knownElsewhere(country, ['INFOTRAITE', 'CARITAS']);
  const look = async () => {
    const calls = country.vaultCalls.length;
    const rows = await rowsOfAll(country.desks);
    const side = await elsewhere.side('INFOTRAITE');
    return { rows, ...(await everythingTold({ side, api, token })), calls: country.vaultCalls.slice(calls) };
  };
  await elsewhere.enter('stranger');
  const [before, unknown] = [toldBy(await readAll(await country.deskOf(curiousLogin))), await look()];
  assert.deepEqual(await elsewhere.found(), { pairs: 0, sides: 0 });
  await elsewhere.enter('same');
  const known = await look();
  assert.deepEqual(await elsewhere.found(), { pairs: 1, sides: 2 }, 'the run did find her');
  // A page that answers otherwise the second time it is read tells of that reading.
  const own = unlike(before, unknown.pages);
  context.diagnostic(
    `${known.pages.size} pages, ${own.length} left out; ${known.rows.size} lists of ${country.desks.length} persons; ` +
      `${known.posts.size} answers by POST, ${known.api.size} of the API`,
  );
  assert.ok(own.length < known.pages.size / 10 && !own.some((page) => page.includes('/matching')), own.join(', '));
  assert.ok(known.pages.has('/matching') && known.pages.size > 40 && known.api.size > 1);
  assert.deepEqual(unlike(unknown.rows, known.rows), []);
  assert.deepEqual(
    unlike(unknown.pages, known.pages).filter((page) => !own.includes(page)),
    [],
  );
  for (const kind of ['posts', 'api'] as const) assert.deepEqual(unlike(unknown[kind], known[kind]), []);
  assert.deepEqual(known.calls, unknown.calls);
  await elsewhere.show();
  const shown = await rowsOfAll(country.desks.filter(({ login }) => login === curiousLogin));
  const seen = [...shown].filter(([name, rows]) => unknown.rows.get(name) !== rows).map(([name]) => name);
  assert.deepEqual(seen, [`${curiousLogin} matching.side`], 'on the day both are asked: the test would see it');
  const desk = await country.deskOf(curiousLogin);
  assert.notEqual(told(await desk.site.get('/matching')), unknown.pages.get('/matching'));
  const answered = toldBy(await answersAbout(desk, await elsewhere.side('INFOTRAITE')));
  assert.ok(unlike(unknown.posts, answered).includes('POST /matching/:id/answer'));
  await Promise.all([elsewhere.close(), api.close()]);
});

test('a change would be noticed', async () => {
  const before = await fingerprints();
  const { administrator } = country.stage.world;
  await administrator.query(
    `update cases.task set version = version + 1 where id = (select id from cases.task limit 1)`,
  );
  assert.deepEqual(differing(before, await fingerprints()), ['cases.task']);
});

test('the journal holds no name and no word that was sealed', async () => {
  const { parts, world } = country.stage;
  const { accounts } = parts.invented.texts;
  const named = parts.invented.names.flatMap(({ family, given }) => [...family, ...given.male, ...given.female]);
  const texts = [...Object.values(accounts).flat(), ...named].filter((text) => text.length > 4);
  const journal = await world.administrator.query<{ body: string }>('select body::text as body from journal.event');
  assert.ok(
    journal.rows.length > 100 && texts.length > 10,
    `nothing to search: ${journal.rows.length} lines, ${texts.length} texts`,
  );
  const all = journal.rows.map(({ body }) => body).join('\n');
  assert.deepEqual(
    texts.filter((text) => all.includes(text.slice(0, 40))),
    [],
  );
});
