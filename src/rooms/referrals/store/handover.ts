import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Instant } from '../../../platform/clock.ts';
import type { Tables, Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';

/** A hand-over as both sides see it. */
export type Handover = Selectable<Tables['referrals.handover']>;
export type NewHandover = Omit<Handover, 'received_by' | 'received_at'>;

/** The facts in codes that a hand-over may carry. */
export type HandoverCodes = Pick<NewHandover, 'commune' | 'persons' | 'children' | 'danger' | 'languages' | 'sectors'>;

/** The codes of a report that a hand-over may carry; the profile's line says which of them do. */
export const findHandoverCodes = async (tx: Transaction, reportId: Uuid): Promise<HandoverCodes | null> => {
  const found =
    await sql<HandoverCodes>`select r.commune, r.n_persons as persons, r.has_child as children, r.in_danger as danger,
      array(select distinct l from referrals.report_person p, unnest(p.languages) l where p.report_id = r.id order by l) as languages,
      array(select distinct e.sector from referrals.period e join referrals.report_person p on p.id = e.person_id
        where p.report_id = r.id and e.sector is not null order by e.sector) as sectors
    from referrals.report r where r.id = ${reportId}::uuid`.execute(tx);
  return found.rows[0] ?? null;
};

/** Why a report was redirected, as the deciding body wrote it down; null when it was not. */
export const findRedirectReason = async (tx: Transaction, reportId: Uuid): Promise<string | null> =>
  (
    await tx
      .selectFrom('referrals.report_reason')
      .select('redirected_reason')
      .where('report_id', '=', reportId)
      .executeTakeFirst()
  )?.redirected_reason ?? null;

/** Writes a hand-over down; false when the report was handed over to this body before. */
export const insertHandover = async (tx: Transaction, it: NewHandover): Promise<boolean> => {
  const result = await tx
    .insertInto('referrals.handover')
    .values({ ...it, audience: [...it.audience], languages: [...it.languages], sectors: [...it.sectors] })
    .onConflict((conflict) => conflict.columns(['report_id', 'to_organisation_id']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};

/** How far the mail has come that tells a body without account of a hand-over. */
export type Told = { readonly state: string; readonly fault: string | null; readonly deliveredAt: Instant | null };

/** Leaves a mail without content in the outbox, for a body that has no account; the worker sends it. */
export const insertMail = async (
  tx: Transaction,
  it: {
    readonly handover: Pick<Handover, 'report_id' | 'to_organisation_id' | 'from_organisation_id'>;
    readonly at: Instant;
  },
): Promise<void> => {
  const { report_id, to_organisation_id, from_organisation_id } = it.handover;
  await tx
    .insertInto('referrals.outbox')
    .values({
      ...{ id: newId(), report_id, organisation_id: to_organisation_id, kind: 'mail', state: 'waiting' },
      ...{ next_attempt_at: it.at, created_at: it.at, audience: [from_organisation_id] },
    })
    .execute();
};

/** Whether the body without account was told of a hand-over; null for one that works here. */
export const findTold = async (tx: Transaction, of: Handover): Promise<Told | null> =>
  (await tx
    .selectFrom('referrals.outbox')
    .select(['state', 'last_fault as fault', 'delivered_at as deliveredAt'])
    .where('report_id', '=', of.report_id)
    .where('organisation_id', '=', of.to_organisation_id)
    .where('kind', '=', 'mail')
    .$castTo<Told>()
    .executeTakeFirst()) ?? null;

/** Hand-overs of one report, the newest first. */
export const handoversOf = async (tx: Transaction, reportId: Uuid): Promise<readonly Handover[]> =>
  tx
    .selectFrom('referrals.handover')
    .selectAll()
    .where('report_id', '=', reportId)
    .orderBy('handed_at', 'desc')
    .limit(100)
    .execute();

/** One hand-over, or null. */
export const findHandover = async (tx: Transaction, id: Uuid): Promise<Handover | null> =>
  (await tx.selectFrom('referrals.handover').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;

const received = (tx: Transaction) =>
  tx
    .selectFrom('referrals.handover')
    .where(sql<boolean>`to_organisation_id = any ((select security.viewer_organisations())::uuid[])`);

/** One page of what was handed over to the viewer's body: what nobody has received yet first, then the newest. */
export const findHandovers = async (
  tx: Transaction,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<readonly Handover[]> =>
  received(tx)
    .selectAll()
    .orderBy(sql`(received_at is not null)`)
    .orderBy('handed_at', 'desc')
    .orderBy('id')
    .limit(size)
    .offset((page - 1) * size)
    .execute();

/** How much was handed over to the viewer's body, and how much of it nobody has received yet. */
export const countHandovers = async (tx: Transaction): Promise<{ readonly total: number; readonly waiting: number }> =>
  received(tx)
    .select([
      sql<number>`count(*)::int`.as('total'),
      sql<number>`count(*) filter (where received_at is null)::int`.as('waiting'),
    ])
    .executeTakeFirstOrThrow();

/** Notes who received a hand-over; false when somebody has before. */
export const markReceived = async (
  tx: Transaction,
  id: Uuid,
  it: { readonly by: Uuid; readonly at: Instant },
): Promise<boolean> => {
  const result = await tx
    .updateTable('referrals.handover')
    .set({ received_by: it.by, received_at: it.at })
    .where('id', '=', id)
    .where('received_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};
