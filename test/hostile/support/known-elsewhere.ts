import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { isKeptProposed, rowsPerRecord, runNight } from '../../../src/linkage/index.ts';
import { fixedClock, systemClock } from '../../../src/platform/clock.ts';
import { asViewer, openDatabase } from '../../../src/platform/database/index.ts';
import { newId } from '../../../src/platform/ids.ts';
import type { Viewer } from '../../../src/platform/viewer.ts';
import { proposeMatches } from '../../../src/rooms/matching/index.ts';
import { idOfBody } from '../../../src/rooms/directory/index.ts';
import type { CaseApi } from '../../support/case-api.ts';
import type { TestAnswer } from '../../support/staff-site.ts';
import type { Country, Desk } from './country.ts';

/** One filter as a person's: what two records must share to be found alike. */
const filter = Buffer.alloc(144, 0b1011_0010);

/** A file in each of two bodies that may be matched, and the night after the second was entered. */
export type KnownElsewhere = {
  /** Enters the person of the first file in the second body, or a stranger, and lets the night and the proposing pass. */
  readonly enter: (who: 'same' | 'stranger') => Promise<void>;
  /** What the run found and proposed, as the administrator sees it. */
  readonly found: () => Promise<{ readonly pairs: number; readonly sides: number }>;
  /** What the body would have to answer once its day has come; of no record where nothing was proposed. */
  readonly side: (body: string) => Promise<string>;
  /** Lets the day come on which both bodies are shown what they are asked. */
  readonly show: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const makeFiles = async (
  { administrator, profile }: Country['stage']['world'],
  bodies: readonly string[],
): Promise<readonly string[]> => {
  const persons = await administrator.query<{ id: string; report: string }>(
    'select id, report_id as report from referrals.report_person order by id limit 2',
  );
  const files = [newId(), newId()];
  for (const [at, file] of files.entries())
    await administrator.query(
      `insert into matching.file (id, person_id, organisation_id, report_id, level, record_id, kept_on) values ($1, $2, $3, $4, 2, $5, current_date)`,
      [file, persons.rows[at]?.id, idOfBody(profile, bodies[at] ?? ''), persons.rows[at]?.report, newId()],
    );
  return files;
};

const sideOf = async ({ administrator, profile }: Country['stage']['world'], body: string): Promise<string> => {
  const sides = await administrator.query<{ id: string }>('select id from matching.side where organisation_id = $1', [
    idOfBody(profile, body),
  ]);
  return sides.rows[0]?.id ?? newId();
};

/** Makes the two files; each stands for a person of a report that exists already. */
export const knownElsewhere = async ({ stage }: Country, bodies: readonly string[]): Promise<KnownElsewhere> => {
  const { world, parts } = stage;
  const { administrator, profile } = world;
  const linkage = openDatabase(world.database.urlFor('linkage'), { connections: 1 });
  const files = await makeFiles(world, bodies);
  const tokens = Array.from({ length: rowsPerRecord }, () => randomBytes(16));
  const strangers = tokens.map(() => randomBytes(16));
  const store = (file: string | undefined, rows: readonly Buffer[]) =>
    administrator.query('select linkage.store_record($1, 1, 1, current_date, $2, $3)', [
      file,
      rows,
      rows.map(() => filter),
    ]);
  await store(files[0], tokens);
  const clock = fixedClock(systemClock.now());
  return {
    enter: async (who) => {
      await store(files[1], who === 'same' ? tokens : strangers);
      await runNight({ database: linkage, clock, timeZone: profile.timeZone });
      await proposeMatches({
        database: parts.worker,
        profile,
        clock,
        isProposed: isKeptProposed,
        days: (least) => least,
      });
    },
    found: async () => {
      const counted = await administrator.query<{ pairs: number; sides: number }>(
        'select (select count(*)::integer from matching.pair) as pairs, (select count(*)::integer from matching.side) as sides',
      );
      return counted.rows[0] ?? { pairs: 0, sides: 0 };
    },
    side: (body) => sideOf(world, body),
    show: async () =>
      void (await administrator.query('update matching.side set released = true, shown_on = current_date')),
    close: () => linkage.destroy(),
  };
};

/** Grows by what a test itself reads. */
const ownTraces = /^(journal|security)\./;

/** Every table and view that the staff program may read, with the columns it may. */
const readable = `select format('%I.%I', n.nspname, c.relname) as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relkind in ('r', 'v', 'm', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
    and has_column_privilege('ariane_test_casework', c.oid, a.attnum, 'select') and has_schema_privilege('ariane_test_casework', n.oid, 'usage')
  group by 1 order by 1`;

/** A fingerprint of all rows of every table and view that the staff program can be made to show this viewer. */
export const everythingShown = async ({ stage }: Country, viewer: Viewer): Promise<ReadonlyMap<string, string>> => {
  const { administrator, casework } = stage.world;
  const tables = await administrator.query<{ name: string; columns: string }>(readable);
  const one = ({ name, columns }: { readonly name: string; readonly columns: string }): string =>
    `select '${name}' as name, coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as rows from (select ${columns} from ${name}) t`;
  const asked = tables.rows.filter(({ name }) => !ownTraces.test(name)).map(one);
  const found = await asViewer(casework, viewer, (tx) =>
    sql.raw<{ name: string; rows: string }>(asked.join(' union all ')).execute(tx),
  );
  return new Map(found.rows.map(({ name, rows }) => [name, rows]));
};

const yes = { no_explained: 'yes', answer: 'yes', method: 'oral', language: 'fr' };

/** What is asked by POST: of a match of this identifier, whose it may be, and of the body's own cases. */
const posts = (side: string): readonly (readonly [path: string, body: Readonly<Record<string, string>>])[] => [
  [`/matching/${side}/answer`, yes],
  [`/matching/${side}/judge`, { verdict: 'same' }],
  [`/matching/${side}/part`, {}],
  ['/cases/search', { sought: 'Wren' }],
  ['/cases/find', { person_name: 'Amina Diallo', born: '1998', purpose: 'support' }],
];

/** The answers at a desk to everything asked of a match by its identifier, and to what is asked by POST without one. */
export const answersAbout = async ({ site }: Desk, side: string): Promise<ReadonlyMap<string, TestAnswer>> => {
  const answers = new Map([['/matching/:id', await site.get(`/matching/${side}`)]]);
  for (const [path, body] of posts(side))
    answers.set(`POST ${path}`.replace(side, ':id'), await site.post(path, '/', body));
  return new Map([...answers].map(([name, it]) => [name, { ...it, text: it.text.replaceAll(side, ':id') }]));
};

/** The answers of the HTTP API to a body's machine: its list of cases, and each of the first few. */
export const answersOfApi = async (api: CaseApi, token: string): Promise<ReadonlyMap<string, TestAnswer>> => {
  const list = await api.ask('GET', '/api/v1/cases', undefined, { token });
  const { cases } = list.json() as { readonly cases: readonly { readonly href: string }[] };
  const answers = new Map<string, TestAnswer>([['/api/v1/cases', list]]);
  for (const { href } of cases.slice(0, 3))
    for (const path of [href, `${href}/consents`]) answers.set(path, await api.ask('GET', path, undefined, { token }));
  return answers;
};
