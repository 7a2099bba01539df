import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';

/** A line of the ledger of financial help. */
export type Aid = {
  readonly id: Uuid;
  readonly amountCents: number;
  readonly currency: string;
  readonly ground: string;
  readonly payer: string;
  readonly onDay: PlainDate;
  readonly state: 'asked' | 'given' | 'refused';
  readonly askedBy: Uuid;
  readonly version: number;
};

/** Writes a line. */
export const insertAid = async (
  tx: Transaction,
  it: Omit<Aid, 'id' | 'version'> & { readonly supportId: Uuid; readonly limitCents: number; readonly at: Instant },
): Promise<Uuid> => {
  const id = newId();
  await tx
    .insertInto('assistance.aid')
    .values({
      ...{ id, support_id: it.supportId, amount_cents: it.amountCents, currency: it.currency, ground: it.ground },
      ...{ payer: it.payer, on_day: it.onDay, state: it.state, limit_cents: it.limitCents },
      ...{ asked_by: it.askedBy, asked_at: it.at },
    })
    .execute();
  return id;
};

/** The ledger of a support, the newest line first. */
export const aidOf = async (tx: Transaction, supportId: Uuid): Promise<readonly Aid[]> => {
  const found =
    await sql<Aid>`select a.id, a.amount_cents as "amountCents", a.currency, a.ground, a.payer, a.on_day as "onDay",
      a.state, a.asked_by as "askedBy", a.version
    from assistance.aid a where a.support_id = ${supportId}::uuid order by a.on_day desc, a.asked_at desc limit 300`.execute(
      tx,
    );
  return found.rows;
};

/** Writes the second person's answer if nobody answered meanwhile; tells whether it was so. */
export const answerAidRow = async (
  tx: Transaction,
  seen: Aid,
  it: { readonly state: 'given' | 'refused'; readonly by: Uuid; readonly at: Instant },
): Promise<boolean> => {
  const result = await tx
    .updateTable('assistance.aid')
    .set({ state: it.state, answered_by: it.by, answered_at: it.at, version: seen.version + 1 })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** A translation that was ordered. */
export type Translation = {
  readonly id: Uuid;
  readonly kind: 'document' | 'email';
  readonly from: string;
  readonly to: string;
  readonly confidentiality: string;
  readonly costCents: number;
  readonly currency: string;
  readonly payer: string;
  readonly orderedOn: PlainDate;
  readonly dueOn: PlainDate;
  readonly deliveredOn: PlainDate | null;
  readonly version: number;
};

/** Writes an order. */
export const insertTranslation = async (
  tx: Transaction,
  it: Omit<Translation, 'id' | 'version' | 'deliveredOn'> & { readonly supportId: Uuid; readonly by: Uuid },
): Promise<Uuid> => {
  const id = newId();
  await tx
    .insertInto('assistance.translation')
    .values({
      ...{ id, support_id: it.supportId, kind: it.kind, from_language: it.from, to_language: it.to },
      ...{ confidentiality: it.confidentiality, cost_cents: it.costCents, currency: it.currency, payer: it.payer },
      ...{ ordered_on: it.orderedOn, due_on: it.dueOn, ordered_by: it.by },
    })
    .execute();
  return id;
};

/** The orders of a support, those that wait first. */
export const translationsOf = async (tx: Transaction, supportId: Uuid): Promise<readonly Translation[]> => {
  const found =
    await sql<Translation>`select t.id, t.kind, t.from_language as "from", t.to_language as "to", t.confidentiality,
      t.cost_cents as "costCents", t.currency, t.payer, t.ordered_on as "orderedOn", t.due_on as "dueOn",
      t.delivered_on as "deliveredOn", t.version
    from assistance.translation t where t.support_id = ${supportId}::uuid
    order by (t.delivered_on is not null), t.due_on desc limit 200`.execute(tx);
  return found.rows;
};

/** Writes down that a translation came if nobody did meanwhile; tells whether it was so. */
export const deliverTranslation = async (tx: Transaction, seen: Translation, on: PlainDate): Promise<boolean> => {
  const result = await tx
    .updateTable('assistance.translation')
    .set({ delivered_on: on, version: seen.version + 1 })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};
