import { sql } from 'kysely';
import type { Instant } from '../../platform/clock.ts';
import { asProgram, type Database } from '../../platform/database/index.ts';

/** A proof of who somebody is. `secret` is sealed; a passkey has only public parts. */
export type Credential = {
  readonly id: string;
  readonly staffId: string;
  readonly kind: 'passkey' | 'password' | 'totp';
  readonly handle: string | null;
  readonly publicPart: Buffer | null;
  readonly secretPart: Buffer | null;
  readonly transports: readonly string[];
  readonly counter: number;
};
export type NewCredential = Omit<Credential, 'staffId' | 'counter'> & { readonly counter?: number };

const columns = sql`id, staff_id as "staffId", kind, handle, public_part as "publicPart", secret_part as "secretPart", transports, counter`;

/** The credentials of a person that are in use. */
export const credentialsOf = async (database: Database, staffId: string): Promise<readonly Credential[]> => {
  const found = await sql<Credential>`
    select ${columns} from security.credential where staff_id = ${staffId} and disabled_at is null`.execute(database);
  return found.rows;
};

/** The passkey with this credential id, if it is in use. */
export const passkeyByHandle = async (database: Database, handle: string): Promise<Credential | null> => {
  const found = await sql<Credential>`
    select ${columns} from security.credential where handle = ${handle} and disabled_at is null`.execute(database);
  return found.rows[0] ?? null;
};

/** Raises a credential's counter, unless somebody else was faster: then false. A counter of 0 (many passkeys) may repeat. */
export const useCredential = async (database: Database, id: string, counter: number): Promise<boolean> => {
  const used = await sql`
    update security.credential set counter = ${counter}, last_used_at = now()
    where id = ${id} and disabled_at is null and (counter < ${counter} or (counter = 0 and ${counter} = 0)) returning 1`.execute(
    database,
  );
  return used.rows.length > 0;
};

/** True when nobody has any credential yet: the installation is new. */
export const nobodyHasCredentials = async (database: Database): Promise<boolean> => {
  const found = await sql`select 1 from security.credential where disabled_at is null limit 1`.execute(database);
  return found.rows.length === 0;
};

/** What came of noting an attempt: it may go on, or must wait. */
export type Attempt = { readonly mayTry: true } | { readonly mayTry: false; readonly seconds: number };

/**
 * Notes an attempt as failed before it is judged, so that attempts at the same time count too. From the fifth on each
 * doubles the wait (1 s … 15 min); a day without any forgets them.
 */
export const beginAttempt = async (database: Database, loginHash: Buffer): Promise<Attempt> => {
  const begun = await sql`
    insert into security.sign_in_attempt as a (login_hash, failures, last_at, blocked_until) values (${loginHash}, 1, now(), now())
    on conflict (login_hash) do update set
      failures = case when a.last_at < now() - interval '1 day' then 1 else a.failures + 1 end,
      last_at = now(),
      blocked_until = now() + case when a.failures < 4 or a.last_at < now() - interval '1 day' then interval '0'
        else make_interval(secs => least(900, power(2, least(20, a.failures - 4)))) end
    where a.blocked_until <= now() returning 1`.execute(database);
  if (begun.rows.length > 0) return { mayTry: true };
  const blocked = await sql<{ seconds: number }>`
    select ceil(extract(epoch from blocked_until - now()))::integer as seconds from security.sign_in_attempt
    where login_hash = ${loginHash}`.execute(database);
  return { mayTry: false, seconds: Math.max(1, blocked.rows[0]?.seconds ?? 1) };
};

/** A success forgets the failures before it. */
export const forgetAttempts = async (database: Database, loginHash: Buffer): Promise<void> => {
  await sql`delete from security.sign_in_attempt where login_hash = ${loginHash}`.execute(database);
};

/** Clears away what was noted for names that nobody has tried for a day. */
export const clearOldAttempts = async (database: Database): Promise<void> => {
  await sql`delete from security.sign_in_attempt where last_at < now() - interval '1 day'`.execute(database);
};

export type Activation = { readonly id: string; readonly staffId: string };
export type NewActivation = Activation & {
  readonly codeHash: Buffer;
  readonly createdBy: string | null;
  readonly expires: Instant;
};

/** Stores a one-time code; earlier ones of the same person are used up with it. */
export const addActivation = (database: Database, activation: NewActivation): Promise<void> =>
  asProgram(database, async (tx) => {
    await sql`update security.activation set used_at = now() where staff_id = ${activation.staffId} and used_at is null`.execute(
      tx,
    );
    await sql`
      insert into security.activation (id, staff_id, code_hash, created_by, expires_at) values
      (${activation.id}, ${activation.staffId}, ${activation.codeHash}, ${activation.createdBy}, ${activation.expires})`.execute(
      tx,
    );
  });

/** The unused, unexpired activation with this code; null when there is none. */
export const activationByCode = async (database: Database, codeHash: Buffer): Promise<Activation | null> => {
  const found = await sql<Activation>`
    select id, staff_id as "staffId" from security.activation
    where code_hash = ${codeHash} and used_at is null and expires_at > now()`.execute(database);
  return found.rows[0] ?? null;
};

const insertCredential = (staffId: string, made: NewCredential) => sql`
  insert into security.credential (id, staff_id, kind, handle, public_part, secret_part, transports, counter) values
  (${made.id}, ${staffId}, ${made.kind}, ${made.handle}, ${made.publicPart}, ${made.secretPart}, ${made.transports}, ${made.counter ?? 0})`;

/**
 * Uses an activation up and stores the credentials, both or neither; a second use at the same moment waits, finds it
 * used and gets false. A new password or one-time secret puts the old one out of use; passkeys add up.
 */
export const finishActivation = (
  database: Database,
  activation: Activation,
  made: readonly NewCredential[],
): Promise<boolean> =>
  asProgram(database, async (tx) => {
    const used = await sql`
      update security.activation set used_at = now()
      where id = ${activation.id} and used_at is null and expires_at > now() returning 1`.execute(tx);
    if (used.rows.length === 0) return false;
    const kinds = made.map(({ kind }) => kind).filter((kind) => kind !== 'passkey');
    await sql`
      update security.credential set disabled_at = now()
      where staff_id = ${activation.staffId} and kind = any (${kinds}::text[]) and disabled_at is null`.execute(tx);
    for (const credential of made) await insertCredential(activation.staffId, credential).execute(tx);
    await sql`update directory.staff set state = 'active' where id = ${activation.staffId} and state = 'invited'`.execute(
      tx,
    );
    return true;
  });
