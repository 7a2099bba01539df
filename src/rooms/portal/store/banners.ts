import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

/** A sentence at the head of the public pages of a language. */
export type Banner = {
  readonly id: Uuid;
  readonly language: string;
  readonly says: string;
  readonly until: PlainDate;
  readonly begunAt: Instant;
  readonly endedAt: Instant | null;
};

/** The sentences that stand, and the last that did. */
export const findBanners = async (tx: Transaction): Promise<readonly Banner[]> =>
  (
    await tx
      .selectFrom('portal.banner')
      .select(['id', 'language', 'says', 'until_day', 'begun_at', 'ended_at'])
      .orderBy('ended_at', (order) => order.desc().nullsFirst())
      .orderBy('begun_at', 'desc')
      .limit(60)
      .execute()
  ).map((row) => ({
    ...{ id: row.id, language: row.language, says: row.says, until: row.until_day as PlainDate },
    ...{ begunAt: row.begun_at as Instant, endedAt: row.ended_at as Instant | null },
  }));

type NewBanner = Omit<Banner, 'endedAt'> & { readonly by: Uuid };

/** Switches a sentence on; false where one stands already. */
export const insertBanner = async (tx: Transaction, it: NewBanner): Promise<boolean> => {
  const made = await tx
    .insertInto('portal.banner')
    .values({
      ...{ id: it.id, language: it.language, says: it.says },
      ...{ until_day: it.until, begun_at: it.begunAt, begun_by: it.by },
    })
    .onConflict((conflict) => conflict.column('language').where('ended_at', 'is', null).doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
};

/** Takes away what stands in a language and is over or to be replaced; gives its language, or null when it stands no more. */
export const endBanner = async (
  tx: Transaction,
  id: Uuid,
  { at, by }: { readonly at: Instant; readonly by: Uuid },
): Promise<string | null> => {
  const ended = await tx
    .updateTable('portal.banner')
    .set({ ended_at: at, ended_by: by })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('language')
    .executeTakeFirst();
  return ended?.language ?? null;
};
