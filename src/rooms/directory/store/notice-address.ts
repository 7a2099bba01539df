import type { Instant } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

/** The mailbox a body gave for notices; null when it gave none, or when the viewer may not know. */
export const findNoticeAddress = async (tx: Transaction, organisationId: Uuid): Promise<string | null> => {
  const found = await tx
    .selectFrom('directory.notice_address')
    .select('address')
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  return found?.address ?? null;
};

/** Keeps the mailbox of a body, in place of the one before. */
export const keepNoticeAddress = async (
  tx: Transaction,
  it: { readonly organisationId: Uuid; readonly address: string; readonly by: Uuid; readonly at: Instant },
): Promise<void> => {
  const said = { address: it.address, set_by: it.by, set_at: it.at };
  await tx
    .insertInto('directory.notice_address')
    .values({ organisation_id: it.organisationId, ...said })
    .onConflict((conflict) => conflict.column('organisation_id').doUpdateSet(said))
    .execute();
};
