import { sql } from 'kysely';
import { asViewer } from '../../../src/platform/database/index.ts';
import { newId } from '../../../src/platform/ids.ts';
import type { Viewer } from '../../../src/platform/viewer.ts';
import type { Screen } from '../../../src/platform/web/index.ts';
import type { Profile } from '../../../src/profile/index.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { testSite } from '../../support/staff-site.ts';
import type { FirewallStory } from './firewall-story.ts';
import { tablesFor } from './things.ts';

/** What came back from an address. */
export type Reached = {
  readonly route: string;
  readonly address: string;
  readonly status: number;
  readonly html: string;
};

const parametersOf = (path: string): readonly string[] => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');

/** Beside what other tests look for by the name of a parameter. */
const moreTables: Readonly<Record<string, readonly string[]>> = {
  consentId: ['identity.consent'],
  handoverId: ['referrals.handover'],
  noticeId: ['identity.withdrawal_notice'],
  staffId: ['directory.staff'],
};
const words: Readonly<Record<string, readonly string[]>> = {
  event: ['indications_found', 'identify'],
  kind: ['support'],
  section: ['report'],
};

/** Ids of all rows of the tables a parameter names, or words it knows; where it names none, something that is not there. */
const idsFor = async (story: FirewallStory, parameter: string): Promise<readonly string[]> => {
  const tables = [...tablesFor(parameter), ...(moreTables[parameter] ?? [])];
  if (tables.length === 0) return words[parameter] ?? [newId()];
  const rows = tables.map((table) => `select id from ${table}`).join(' union all ');
  const found = await story.world.administrator.query<{ id: string }>(rows);
  return found.rows.length === 0 ? [newId()] : found.rows.map(({ id }) => id);
};

/** Every address of a route: each of its parameters with everything in the country that it may name. */
const addressesOf = async (story: FirewallStory, path: string): Promise<readonly string[]> => {
  let addresses: readonly string[] = [path];
  for (const parameter of parametersOf(path)) {
    const ids = await idsFor(story, parameter);
    addresses = addresses.flatMap((address) => ids.map((id) => address.replace(`:${parameter}`, id)));
  }
  return addresses;
};

/** Ends the session, or changes who one is: nothing is learnt there. */
const leftAlone = /^\/(session|sign|step-in|language|activate|welcome)/;

/** Fewer than the site answers one person in a minute. */
const knocksAtOnce = 80;

const knock = async (story: FirewallStory, viewer: Viewer, doors: readonly Door[]): Promise<readonly Reached[]> => {
  const { casework: database, profile } = story.world;
  const site = await testSite({ database, profile, clock: systemClock, viewer, screens: story.screens });
  const reached: Reached[] = [];
  for (const { method, path, address } of doors) {
    const { status, text } = method === 'GET' ? await site.get(address) : await site.post(address, '/me');
    if (status !== 403 && status !== 404) reached.push({ route: `${method} ${path}`, address, status, html: text });
  }
  await site.close();
  return reached;
};

type Door = Pick<Screen<Profile>, 'method' | 'path'> & { readonly address: string };

const doorsOf = async (story: FirewallStory): Promise<readonly Door[]> => {
  const doors: Door[] = [];
  for (const { method, path, open } of story.screens)
    if (!open && !leftAlone.test(path))
      doors.push(...(await addressesOf(story, path)).map((address) => ({ method, path, address })));
  return doors;
};

/** Asks for every address of every route, GET and POST, and gives what was not refused as unknown or forbidden. */
export const knockEverywhere = async (story: FirewallStory, viewer: Viewer): Promise<readonly Reached[]> => {
  const doors = await doorsOf(story);
  const reached: Reached[] = [];
  for (let from = 0; from < doors.length; from += knocksAtOnce)
    reached.push(...(await knock(story, viewer, doors.slice(from, from + knocksAtOnce))));
  return reached;
};

/** Tables and views of which the staff program may read any column. */
const readable = async ({ world }: FirewallStory): Promise<readonly string[]> => {
  const found = await world.administrator.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'v', 'm', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
       and has_any_column_privilege('ariane_test_casework', c.oid, 'select') and has_schema_privilege('ariane_test_casework', n.oid, 'usage')
     order by 1`,
  );
  return found.rows.map(({ name }) => name);
};

const columnsOf = async ({ world }: FirewallStory, name: string): Promise<readonly string[]> => {
  const found = await world.administrator.query<{ name: string }>(
    `select quote_ident(a.attname) as name from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped
     and has_column_privilege('ariane_test_casework', a.attrelid, a.attnum, 'select')`,
    [name],
  );
  return found.rows.map((column) => column.name);
};

/** Every row of every table and view that a viewer sees, as text; those of which she sees none are left out. */
export const rowsSeen = async (
  story: FirewallStory,
  viewer: Viewer,
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const seen = new Map<string, readonly string[]>();
  for (const name of await readable(story)) {
    const columns = (await columnsOf(story, name)).join();
    const rows = await asViewer(story.world.casework, viewer, async (tx) => {
      const query = `select t::text as row from (select ${columns} from ${name}) t`;
      return (await sql.raw<{ row: string }>(query).execute(tx)).rows.map(({ row }) => row);
    });
    if (rows.length > 0) seen.set(name, rows);
  }
  return seen;
};

/** Functions that the staff program may call. */
export const callable = async ({ world }: FirewallStory): Promise<readonly string[]> => {
  const found = await world.administrator.query<{ name: string }>(
    `select distinct format('%I.%I', n.nspname, p.proname) as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname not in ('pg_catalog', 'information_schema') and has_function_privilege('ariane_test_casework', p.oid, 'execute')
       and has_schema_privilege('ariane_test_casework', n.oid, 'usage') order by 1`,
  );
  return found.rows.map(({ name }) => name);
};

/** What a query gives a viewer, row by row; or the code with which the database refuses it. */
export const answerTo = async (story: FirewallStory, viewer: Viewer, query: string): Promise<unknown> => {
  try {
    return await asViewer(story.world.casework, viewer, async (tx) => (await sql.raw(query).execute(tx)).rows);
  } catch (fault) {
    return (fault as { code?: string }).code;
  }
};
