import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type Country, type Desk, openCountry } from './support/country.ts';
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

/** Follows links from the first page on, breadth first, three of each kind. */
const readAll = async (desk: Desk): Promise<number> => {
  const known = routes();
  const seen = new Set<string>();
  const kinds = new Map<string, number>();
  const waiting = ['/'];
  for (let href = waiting.shift(); href !== undefined; href = waiting.shift()) {
    const place = href.replace(/[?#].*/, '');
    const kind = known.find(({ matches }) => matches.test(place))?.path;
    if (kind === undefined || seen.has(place) || (kinds.get(kind) ?? 0) >= mostOfAKind) continue;
    seen.add(place);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    const { status, text } = await desk.site.get(href);
    assert.ok(status !== 500, `${desk.login} at ${href}: ${status}`);
    waiting.push(...linksIn(text).filter((one) => one.startsWith('/') && !one.startsWith('/language')));
  }
  for (const kind of kinds.keys()) pagesRead.add(kind);
  return seen.size;
};

test('a page that is read changes nothing but the journal', async (context) => {
  const before = await fingerprints();
  assert.ok(before.size > 40, 'the tables were not found');
  let pages = 0;
  for (const desk of country.desks) pages += await readAll(desk);
  context.diagnostic(`${pages} pages of ${pagesRead.size} kinds, read by ${country.desks.length} personas`);
  assert.ok(pagesRead.size > 50, `only ${pagesRead.size} kinds of pages`);
  assert.deepEqual(differing(before, await fingerprints()), []);
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
