import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import type { Span } from '../rules.ts';

/** Somebody on call. */
export type Duty = Span & {
  readonly id: Uuid;
  readonly organisationId: Uuid;
  readonly staffId: Uuid;
  readonly staffName: string;
  readonly channel: string;
  readonly number: string;
  readonly checkedOn: PlainDate;
};

/** Who is on call in a span, of some bodies: as far as the viewer may know. Accounts that were closed answer no call. */
export const dutiesIn = async (
  tx: Transaction,
  organisationIds: readonly Uuid[],
  { from, until }: Span,
): Promise<readonly Duty[]> => {
  const found = await sql<Duty>`select d.id, d.organisation_id as "organisationId", d.staff_id as "staffId",
      s.display_name as "staffName", d.from_at as "from", d.until_at as "until", d.channel, d.number, d.checked_on as "checkedOn"
    from directory.duty d join directory.staff_published s on s.id = d.staff_id
    where d.cancelled_at is null and s.state <> 'disabled' and d.organisation_id = any (${organisationIds}::uuid[])
      and d.until_at > ${from}::timestamptz and d.from_at < ${until}::timestamptz
    order by d.from_at, d.id limit 500`.execute(tx);
  return found.rows;
};

export type NewDuty = Omit<Duty, 'id' | 'staffName'> & { readonly by: Uuid; readonly at: Instant };

/** Puts somebody on call. */
export const insertDuty = async (tx: Transaction, it: NewDuty): Promise<Uuid> => {
  const id = newId();
  await tx
    .insertInto('directory.duty')
    .values({
      ...{ id, organisation_id: it.organisationId, staff_id: it.staffId, from_at: it.from, until_at: it.until },
      ...{ channel: it.channel, number: it.number, checked_on: it.checkedOn, created_by: it.by, created_at: it.at },
    })
    .execute();
  return id;
};

/** Takes an entry of the rota back; tells whether there was one. */
export const cancelDuty = async (tx: Transaction, id: Uuid, at: Instant): Promise<boolean> => {
  const result = await tx
    .updateTable('directory.duty')
    .set({ cancelled_at: at })
    .where('id', '=', id)
    .where('cancelled_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};
