import { testPrefix } from '../probe.ts';
import { schemaFingerprint } from '../../../src/platform/database/migrate.ts';
import { type Check, ours, plant, processes } from './parts.ts';

const relation = `n.nspname || '.' || c.relname`;
const relations = `pg_class c join pg_namespace n on n.oid = c.relnamespace`;
/** The database that was migrated; one cloned from it has the rights on itself that PostgreSQL gives by default. */
const migrated = `template_${schemaFingerprint()}`;
const casework = `${testPrefix}_casework`;

const roleChecks: readonly Check[] = [
  {
    name: 'no role of the program is above row security',
    advice: 'src/platform/database/roles.ts makes them without superuser, bypassrls, createrole, createdb, replication',
    sql: `select r.rolname as found from pg_roles r where r.rolname like '${testPrefix}\\_%'
      and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication)`,
    fault: { sql: `alter role ${casework} bypassrls`, finds: casework },
  },
  {
    name: 'no process can become another role',
    advice: 'revoke the membership',
    sql: `select r.rolname as found from pg_auth_members m join pg_roles r on r.oid = m.member where ${processes}`,
    fault: { sql: `grant ${testPrefix}_vault to ${casework}`, finds: casework },
  },
  {
    name: 'owner and definer log in nowhere',
    advice: 'nologin',
    sql: `select r.rolname as found from pg_roles r where r.rolname in ('${testPrefix}_owner', '${testPrefix}_definer') and r.rolcanlogin`,
    fault: { sql: `alter role ${testPrefix}_definer login`, finds: `${testPrefix}_definer` },
  },
  {
    name: 'tables belong to the owner alone',
    advice: 'set local role {{owner}}; the job tables are the worker’s',
    sql: `select ${relation} || ' of ' || pg_get_userbyid(c.relowner) as found from ${relations}
      where c.relkind in ('r', 'p', 'v', 'm', 'S') and ${ours} and pg_get_userbyid(c.relowner) <> '${testPrefix}_owner'
      union select ${relation} from ${relations} where n.nspname = 'graphile_worker' and c.relkind = 'r' and pg_get_userbyid(c.relowner) <> '${testPrefix}_worker'`,
    fault: { sql: `${plant}; alter table cases.planted owner to ${casework}`, finds: 'cases.planted of' },
  },
  {
    name: 'no process may make anything in a schema',
    advice: 'revoke create on schema',
    sql: `select n.nspname || ' by ' || r.rolname as found from pg_namespace n, pg_roles r
      where ${processes} and n.nspname !~ '^pg_' and n.nspname <> 'graphile_worker' and has_schema_privilege(r.oid, n.oid, 'create')`,
    fault: { sql: `grant create on schema cases to ${casework}`, finds: 'cases by' },
    reviewed: { [`jobs by ${testPrefix}_worker`]: 'owns jobs.wake, through which others leave it work' },
  },
  {
    name: 'no process may make schemas or temporary tables',
    advice: 'revoke all on database from public',
    sql: `select r.rolname as found from pg_roles r where ${processes}
      and has_database_privilege(r.oid, '${migrated}', 'create, temporary')`,
    fault: {
      sql: `grant temporary on database ${migrated} to ${casework}`,
      finds: casework,
    },
  },
  {
    name: 'no process empties, references or watches a table',
    advice: 'grant select, insert, update (columns) or delete; truncate, references and trigger pass by row security',
    sql: `select distinct ${relation} || ' by ' || r.rolname as found from ${relations} cross join pg_roles r
      where ${processes} and c.relkind in ('r', 'p', 'v') and ${ours} and has_table_privilege(r.oid, c.oid, 'truncate, references, trigger, maintain')`,
    fault: { sql: `grant truncate on cases.task to ${casework}`, finds: 'cases.task by' },
  },
];

const shapeChecks: readonly Check[] = [
  {
    name: 'views ask with the rights of who reads them',
    advice: 'with (security_invoker = true)',
    sql: `select ${relation} as found from ${relations} where c.relkind = 'v' and ${ours}
      and not coalesce(c.reloptions @> array['security_invoker=true'], false)`,
    fault: { sql: 'create view cases.planted as select id from cases.task', finds: 'cases.planted' },
  },
  {
    name: 'nothing is materialised, since row security does not reach it',
    advice: 'make it a table with policies',
    sql: `select ${relation} as found from ${relations} where c.relkind = 'm' and ${ours}`,
    fault: { sql: 'create materialized view cases.planted as select id from cases.task', finds: 'cases.planted' },
  },
  {
    name: 'nothing counts up, since a counter tells how much there is',
    advice: 'identifiers are made by the application',
    sql: `select ${relation} as found from ${relations} where c.relkind = 'S' and ${ours}`,
    fault: { sql: 'create sequence cases.planted', finds: 'cases.planted' },
  },
  {
    name: 'no column is an enum, whose equality hides from indexes behind row security',
    advice: 'text with a check',
    sql: `select ${relation} || '.' || a.attname as found from pg_attribute a join pg_class c on c.oid = a.attrelid
      join pg_namespace n on n.oid = c.relnamespace join pg_type t on t.oid = a.atttypid
      left join pg_type e on e.oid = t.typelem where c.relkind = 'r' and ${ours} and 'e' in (t.typtype, e.typtype)`,
    fault: {
      sql: "create type cases.colour as enum ('red'); create table cases.planted (colour cases.colour)",
      finds: 'cases.planted.colour',
    },
  },
  {
    name: 'foreign keys lead an index',
    advice: 'create index on the column: a change of the other table reads this one whole',
    sql: `select ${relation} || '.' || a.attname as found from pg_constraint k join pg_class c on c.oid = k.conrelid
      join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
      where k.contype = 'f' and ${ours} and not exists (select 1 from pg_index i where i.indrelid = c.oid and i.indkey[0] = k.conkey[1])`,
    fault: {
      sql: 'create table cases.planted (case_id uuid references cases.case_file (id))',
      finds: 'cases.planted.case_id',
    },
  },
];

/** Roles, ownership, privileges, and shapes of things that go around row security. */
export const rightChecks: readonly Check[] = [...roleChecks, ...shapeChecks];
