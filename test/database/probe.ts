import type { Client } from 'pg';
import type { Actor } from './actors.ts';

/** Begins the names of the test server's roles (test/support/database.ts). */
export const testPrefix = 'ariane_test';

/**
 * Runs many statements as one actor in one round trip; each is undone at once.
 * An answer is `rows <how many it touched>`, or the code of the error that stopped it.
 */
const runner = `
create schema if not exists probe;
create or replace function probe.try(statements text[]) returns text[] language plpgsql set search_path = '' as $$
declare
  answers text[] := '{}';
  statement text;
  touched bigint;
begin
  foreach statement in array statements loop
    begin
      execute statement;
      get diagnostics touched = row_count;
      raise exception using errcode = 'ZZ000', message = touched::text;
    exception when others then
      answers := answers || case when sqlstate = 'ZZ000' then 'rows ' || sqlerrm else sqlstate end;
    end;
  end loop;
  return answers;
end $$;
-- Gives a row when a change that reads nothing touches more rows than the same change that reads the key.
create or replace function probe.blind(change text, reading text) returns setof bigint language plpgsql set search_path = '' as $$
declare
  seen bigint;
  touched bigint;
begin
  begin
    execute change || ' where ' || reading;
    get diagnostics seen = row_count;
    raise exception using errcode = 'ZZ001';
  exception when sqlstate 'ZZ001' then null;
  end;
  execute change;
  get diagnostics touched = row_count;
  if touched > seen then return next touched; end if;
end $$;
grant usage on schema probe to public;
grant execute on function probe.blind(text, text) to public;
grant execute on function probe.try(text[]) to public;`;

/** Puts the runner into a test database. */
export const installProbe = async (administrator: Client): Promise<void> => void (await administrator.query(runner));

/** Becomes an actor for the rest of the transaction. Throws the database's error when the door stays shut. */
export const become = async (administrator: Client, actor: Actor): Promise<void> => {
  await administrator.query(`set local session authorization "${testPrefix}_${actor.role}"`);
  if (actor.entrance === 'set by hand')
    await administrator.query("select set_config('ariane.context', $1, true), set_config('ariane.mac', $2, true)", [
      actor.context,
      actor.mac,
    ]);
  if (actor.entrance === 'signed')
    await administrator.query("select security.authenticate($1, decode($2, 'hex'))", [actor.context, actor.mac]);
};

/** The answers of one actor, in the order of the statements. The caller's transaction goes on, as administrator. */
export const answersOf = async (
  administrator: Client,
  actor: Actor,
  statements: readonly string[],
): Promise<readonly string[]> => {
  if (statements.length === 0) return [];
  await administrator.query('savepoint actor');
  try {
    await become(administrator, actor);
    const found = await administrator.query<{ answers: string[] }>('select probe.try($1) as answers', [statements]);
    return found.rows[0]?.answers ?? [];
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && typeof fault.code === 'string')
      return statements.map(() => String(fault.code));
    throw fault;
  } finally {
    await administrator.query('rollback to savepoint actor');
    await administrator.query('release savepoint actor');
  }
};

/** True when a cell's answer means that rows were seen or changed. */
export const succeeded = (answer: string | undefined): boolean =>
  answer !== undefined && /^rows [1-9]\d*$/.test(answer);
