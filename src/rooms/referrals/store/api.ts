import { sql } from 'kysely';
import type { Instant } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

/** What a key was used for before: the same body gets the same report again. */
export type KeptKey = { readonly bodyHash: Buffer; readonly reportId: Uuid; readonly reference: string };

type Key = {
  readonly organisationId: Uuid;
  readonly keyHash: Buffer;
  readonly bodyHash: Buffer;
  readonly reportId: Uuid;
  readonly at: Instant;
};

const keptKey = (tx: Transaction, { organisationId, keyHash }: Key): Promise<KeptKey> =>
  tx
    .selectFrom('referrals.api_request as a')
    .innerJoin('referrals.report_reference as r', (join) =>
      join.onRef('r.report_id', '=', 'a.report_id').onRef('r.organisation_id', '=', 'a.organisation_id'),
    )
    .select(['a.body_hash as bodyHash', 'a.report_id as reportId', 'r.code as reference'])
    .where('a.organisation_id', '=', organisationId)
    .where('a.key_hash', '=', keyHash)
    .executeTakeFirstOrThrow();

/**
 * Takes an idempotency key of a body for a report that is about to be made; null when it is free. Whoever sends the same
 * key at this moment waits here until the other has finished, and then finds what it was used for.
 */
export const takeKey = async (tx: Transaction, key: Key): Promise<KeptKey | null> => {
  const made = await tx
    .insertInto('referrals.api_request')
    .values({
      organisation_id: key.organisationId,
      key_hash: key.keyHash,
      body_hash: key.bodyHash,
      report_id: key.reportId,
      created_at: key.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('organisation_id')
    .executeTakeFirst();
  return made ? null : keptKey(tx, key);
};

/** One recipient of a report of one's own: on the way, delivered, acknowledged. */
export type RecipientReceipt = {
  readonly organisationId: Uuid;
  readonly receipt: string | null;
  readonly deliveredAt: Instant | null;
  readonly acknowledgedAt: Instant | null;
};

/** Who gets a report, and who has it; by the time it was written. */
export const recipientsOfReport = async (tx: Transaction, reportId: Uuid): Promise<readonly RecipientReceipt[]> =>
  (
    await sql<RecipientReceipt>`select o.organisation_id as "organisationId", i.receipt, i.delivered_at as "deliveredAt",
        i.acknowledged_at as "acknowledgedAt"
      from referrals.outbox o left join referrals.inbox i on i.report_id = o.report_id and i.organisation_id = o.organisation_id
      where o.report_id = ${reportId}::uuid order by o.created_at, o.organisation_id`.execute(tx)
  ).rows;

/** A token of another system, without the token. */
export type ApiToken = {
  /** Hexadecimal SHA-256 of the token. */
  readonly hash: string;
  readonly account: string;
  readonly scopes: readonly string[];
  readonly madeAt: Instant;
  readonly usedAt: Instant | null;
  readonly endsAt: Instant;
  readonly endedAt: Instant | null;
};

/** The tokens of the viewer's body, living ones first. */
export const findTokens = async (tx: Transaction): Promise<readonly ApiToken[]> =>
  (
    await sql<ApiToken>`select t.id_hash as hash, coalesce(s.display_name, '') as account, t.scopes, t.made_at as "madeAt",
        t.used_at as "usedAt", t.ends_at as "endsAt", t.ended_at as "endedAt"
      from security.api_tokens() t left join directory.staff_published s on s.id = t.staff_id`.execute(tx)
  ).rows;

/** Ends a token of the viewer's body; false when there is no living one. */
export const endApiToken = async (tx: Transaction, hash: string): Promise<boolean> => {
  const ended = await sql<{ ended: boolean }>`select security.end_api_token(decode(${hash}, 'hex')) as ended`.execute(
    tx,
  );
  return ended.rows[0]?.ended === true;
};

/** Until the transaction ends, nobody else makes this token: two at once would both find none. */
export const lockToken = async (tx: Transaction, tokenHash: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`referrals.token ${tokenHash}`}, 0))`.execute(tx);
};
