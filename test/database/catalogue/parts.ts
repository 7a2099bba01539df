import { testPrefix } from '../probe.ts';

/** A question to the catalogue of the database whose answer must be: nothing found. */
export type Check = {
  readonly name: string;
  /** What to do about a finding. */
  readonly advice: string;
  /** Gives one column `found`; no rows mean all is well. */
  readonly sql: string;
  /** A fault to plant in a scratch transaction, and a piece of what must then be found. */
  readonly fault: { readonly sql: string; readonly finds: string };
  /** Findings that people have looked at and accept, each with its reason. */
  readonly reviewed?: Readonly<Record<string, string>>;
};

/** Our own schemas: graphile_worker is the job library's, migration.applied is written by the installation alone. */
export const ours = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker', 'migration', 'extension', 'probe', 'public')`;
/** What follows FROM for tables, policies and functions of ours. */
export const tables = `pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and ${ours}`;
export const policies = `pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace where ${ours}`;
export const policyName = `n.nspname || '.' || c.relname || ' ' || p.polname`;
export const functions = `pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${ours}`;
export const functionName = `n.nspname || '.' || p.proname`;
export const expression = `concat_ws(' ', pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))`;
export const processes = `r.rolname like '${testPrefix}\\_%' and r.rolname not in ('${testPrefix}_owner', '${testPrefix}_definer')`;
export const caseworkIn = `(select oid from pg_roles where rolname in ('${testPrefix}_casework', '${testPrefix}_portal'))`;
export const plant = 'create table cases.planted (id uuid primary key, organisation_id uuid)';
export const secured = `${plant}; alter table cases.planted enable row level security, force row level security`;
