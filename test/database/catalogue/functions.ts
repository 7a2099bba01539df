import { testPrefix } from '../probe.ts';
import { type Check, functionName, functions } from './parts.ts';

const definerFunction = (name: string, more: string): string =>
  `create function cases.${name}() returns integer language sql security definer ${more} as 'select 1'`;

/** Functions, above all those that run with more rights than their caller. */
export const functionChecks: readonly Check[] = [
  {
    name: 'functions name their search path',
    advice: 'set search_path = pg_catalog, pg_temp',
    sql: `select ${functionName} as found from ${functions}
      and not coalesce(p.proconfig @> array['search_path=pg_catalog, pg_temp'], false)`,
    fault: { sql: definerFunction('planted', ''), finds: 'cases.planted' },
  },
  {
    name: 'no function may be called by everybody',
    advice: 'revoke all on function … from public; grant execute to the roles that need it',
    sql: `select ${functionName} as found from ${functions}
      and exists (select 1 from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0)`,
    fault: { sql: definerFunction('planted', 'set search_path = pg_catalog, pg_temp'), finds: 'cases.planted' },
  },
  {
    name: 'definer functions belong to the definer',
    advice: 'set local role {{definer}} before create function',
    sql: `select ${functionName} as found from ${functions} and p.prosecdef and pg_get_userbyid(p.proowner) <> '${testPrefix}_definer'`,
    fault: { sql: definerFunction('planted', ''), finds: 'cases.planted' },
    reviewed: { 'jobs.wake': 'runs with the rights of the worker, whose tables the jobs are' },
  },
];
