import { type Insertable, type Selectable, sql } from 'kysely';
import type { Instant } from '../../../platform/clock.ts';
import type { Tables, Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

/** A call handed on, as both sides see it. */
export type CallHandover = Selectable<Tables['referrals.call_handover']> & {
  readonly giver_name: string;
  readonly ender_name: string | null;
};
export type HandoverEnd = 'accepted' | 'refused' | 'taken_back';

const columns = sql`h.*, g.display_name as giver_name, e.display_name as ender_name`;
const tables = sql`referrals.call_handover h join directory.staff_published g on g.id = h.offered_by
  left join directory.staff_published e on e.id = h.ended_by`;

/** Those of one call, the newest first. */
export const handoversOfCall = async (tx: Transaction, callId: Uuid): Promise<readonly CallHandover[]> =>
  (
    await sql<CallHandover>`select ${columns} from ${tables} where h.call_id = ${callId}::uuid
      order by h.offered_at desc, h.id desc limit 20`.execute(tx)
  ).rows;

/** Calls offered to or by the viewer's body: those that wait first, then the newest. */
export const offeredCalls = async (tx: Transaction): Promise<readonly CallHandover[]> =>
  (
    await sql<CallHandover>`select ${columns} from ${tables}
      order by (h.state <> 'offered'), h.offered_at desc, h.id desc limit 40`.execute(tx)
  ).rows;

/** One of them, or null. */
export const findCallHandover = async (tx: Transaction, id: Uuid): Promise<CallHandover | null> =>
  (await sql<CallHandover>`select ${columns} from ${tables} where h.id = ${id}::uuid`.execute(tx)).rows[0] ?? null;

/** Offers a call; false while it is offered already. */
export const insertCallHandover = async (
  tx: Transaction,
  row: Insertable<Tables['referrals.call_handover']>,
): Promise<boolean> => {
  const result = await tx
    .insertInto('referrals.call_handover')
    .values(row)
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};

/** Ends an offer; false when somebody has. */
export const endCallHandover = async (
  tx: Transaction,
  seen: Pick<CallHandover, 'id' | 'version'>,
  end: { readonly state: HandoverEnd; readonly by: Uuid; readonly at: Instant },
): Promise<boolean> => {
  const result = await tx
    .updateTable('referrals.call_handover')
    .set({ state: end.state, ended_by: end.by, ended_at: end.at, version: seen.version + 1 })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .where('state', '=', 'offered')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** How many offers wait for an answer of somebody else than who offered. */
export const countOffered = async (tx: Transaction, staffId: Uuid): Promise<number> =>
  (
    await sql<{ count: number }>`select count(*)::int as count from referrals.call_handover h
      where h.state = 'offered' and h.offered_by <> ${staffId}::uuid
        and h.to_organisation_id = any ((select security.viewer_organisations())::uuid[])`.execute(tx)
  ).rows[0]?.count ?? 0;
