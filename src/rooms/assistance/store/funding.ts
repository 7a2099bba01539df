import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';

/** A funding period of a team: hours a week, who pays, and the sum where it is known. */
export type Funding = {
  readonly id: Uuid;
  readonly organisationId: Uuid;
  readonly team: string;
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
  readonly weeklyMinutes: number;
  readonly payer: string;
  readonly amountCents: number | null;
  readonly currency: string;
};

/** Writes a period down; false when the same one stands already. */
export const insertFunding = async (
  tx: Transaction,
  it: Omit<Funding, 'id'> & { readonly by: Uuid; readonly at: Instant },
): Promise<boolean> => {
  const result = await tx
    .insertInto('assistance.funding')
    .values({
      ...{ id: newId(), organisation_id: it.organisationId, team: it.team, starts_on: it.startsOn, ends_on: it.endsOn },
      ...{ weekly_minutes: it.weeklyMinutes, payer: it.payer, amount_cents: it.amountCents, currency: it.currency },
      ...{ added_by: it.by, added_at: it.at },
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};

/** Takes a line out of the count; false when it is not there, or taken out already. */
export const withdrawFunding = async (
  tx: Transaction,
  it: { readonly id: Uuid; readonly by: Uuid; readonly at: Instant },
): Promise<boolean> => {
  const result = await tx
    .updateTable('assistance.funding')
    .set({ withdrawn_by: it.by, withdrawn_at: it.at })
    .where('id', '=', it.id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** A funding period with what was done in it: appointments that took place, their minutes, and how many persons had one. */
export type Capacity = Funding & {
  readonly sessions: number;
  readonly minutes: number;
  readonly persons: number;
};

/** The periods that count, the last to end first: a body's own, or all for the body that coordinates. `zone` is where days begin. */
export const readCapacities = async (tx: Transaction, zone: string): Promise<readonly Capacity[]> => {
  const found =
    await sql<Capacity>`select c.id, c.organisation_id as "organisationId", c.team, c.starts_on as "startsOn",
      c.ends_on as "endsOn", c.weekly_minutes as "weeklyMinutes", c.payer, c.amount_cents::float8 as "amountCents", c.currency,
      c.sessions, c.minutes, c.persons from assistance.capacity(${zone}) c`.execute(tx);
  return found.rows;
};
