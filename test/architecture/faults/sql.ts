import { type Allowed, above, inAction, inActionAt, type Planted } from './planted.ts';

const store = 'src/rooms/cases/store.ts';

const outside = (what: string, code: string): Planted => ({
  rule: 'sql-only-in-stores',
  what,
  at: inActionAt(1),
  files: inAction(code),
});

const foreign = (what: string, code: string): Planted => ({
  rule: 'stores-read-published-views',
  what,
  at: `${store}:1`,
  files: above(store, code),
});

/** Faults against the rules about SQL. */
export const sqlFaults: readonly Planted[] = [
  outside(
    'an action that names the query builder',
    `import type { Kysely } from 'kysely';\nexport type Base = Kysely<unknown>;`,
  ),
  outside('an action that writes a tagged query', 'const sql = String.raw; export const asked = sql`select 1`;'),
  outside(
    'an action that writes a typed tagged query',
    'declare const sql: any; export const asked = sql.raw`select 1`;',
  ),
  outside('an action that builds a query', `declare const tx: any; export const asked = tx.updateTable('cases.case');`),
  outside('an action that sends text', `declare const pool: any; export const asked = pool.query('  SELECT 1');`),
  outside(
    'an action that sends a template',
    'declare const pool: any; export const asked = pool.query(`update cases.case set a = ${1}`);',
  ),
  foreign(
    'another room’s table by the builder',
    `declare const db: any; export const read = db.selectFrom('directory.staff as s');`,
  ),
  foreign(
    'another room’s table by a join',
    `declare const db: any; export const read = db.innerJoin('identity.envelope', 'a', 'b');`,
  ),
  foreign(
    'another room’s table by SQL text',
    `import { sql } from 'kysely'; export const read = sql\`select 1 from directory.staff\`;`,
  ),
  foreign(
    'a table of the journal',
    `import { sql } from 'kysely'; export const read = sql\`select 1 from journal.event\`;`,
  ),
];

/** What these rules allow. */
export const sqlAllowed: readonly Allowed[] = [
  {
    what: 'the published view of another room',
    files: above(store, `declare const db: any; export const read = db.selectFrom('directory.staff_published as s');`),
  },
  {
    what: 'functions of security and journal, quoted text and comments in SQL',
    files: above(
      store,
      `import { sql } from 'kysely'; export const read = sql\`select security.viewer_organisations(), journal.append(1), 'directory.staff' from cases.case -- directory.staff\n\`;`,
    ),
  },
  {
    what: 'words that only begin like a query',
    files: inAction(
      `declare const page: any; export const found = [page.query('selected'), page.from('a'), 'select one'];`,
    ),
  },
];
