import type { Instant } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

/** A link by which somebody without an account sends one report. */
export type ReportLink = {
  readonly id: Uuid;
  readonly path: string;
  readonly madeBy: Uuid;
  readonly madeAt: Instant;
  readonly endsAt: Instant;
  readonly revokedAt: Instant | null;
  /** The reference of the report that was sent by it; null while there is none. */
  readonly reference: string | null;
};

type Found = { readonly [Key in keyof ReportLink]: ReportLink[Key] extends string ? string : string | null };

const asLink = (row: Found): ReportLink => row as unknown as ReportLink;

const links = (tx: Transaction) =>
  tx
    .selectFrom('referrals.report_link as l')
    .leftJoin('referrals.report as r', (join) =>
      join.onRef('r.client_reference', '=', 'l.id').onRef('r.sender_organisation_id', '=', 'l.organisation_id'),
    )
    .leftJoin('referrals.report_reference as f', (join) =>
      join.onRef('f.report_id', '=', 'r.id').onRef('f.organisation_id', '=', 'l.organisation_id'),
    )
    .select(['l.id', 'l.short_path as path', 'l.made_by as madeBy', 'l.made_at as madeAt', 'l.ends_at as endsAt'])
    .select(['l.revoked_at as revokedAt', 'f.code as reference']);

/** The last links of the viewer's body. */
export const findLinks = async (tx: Transaction): Promise<readonly ReportLink[]> =>
  (await links(tx).orderBy('l.made_at', 'desc').limit(100).execute()).map(asLink);

/** One of them; null when there is none. */
export const findLink = async (tx: Transaction, id: Uuid): Promise<ReportLink | null> => {
  const found = await links(tx).where('l.id', '=', id).executeTakeFirst();
  return found ? asLink(found) : null;
};

/** The link a token opens, by its hash; null when there is none. */
export const linkByHash = async (tx: Transaction, hash: string): Promise<ReportLink | null> => {
  const found = await links(tx).where('l.token_hash', '=', Buffer.from(hash, 'hex')).executeTakeFirst();
  return found ? asLink(found) : null;
};

type NewLink = Pick<ReportLink, 'id' | 'path' | 'madeBy' | 'madeAt' | 'endsAt'> & {
  readonly organisationId: Uuid;
  readonly hash: string;
};

/** Keeps a link. */
export const insertLink = async (tx: Transaction, it: NewLink): Promise<void> => {
  await tx
    .insertInto('referrals.report_link')
    .values({
      ...{ id: it.id, organisation_id: it.organisationId, made_by: it.madeBy, made_at: it.madeAt },
      ...{ ends_at: it.endsAt, short_path: it.path, token_hash: Buffer.from(it.hash, 'hex') },
    })
    .execute();
};

/** Takes a link back; false when it was before. */
export const revokeLink = async (
  tx: Transaction,
  id: Uuid,
  { at, by }: { readonly at: Instant; readonly by: Uuid },
): Promise<boolean> => {
  const changed = await tx
    .updateTable('referrals.report_link')
    .set({ revoked_at: at, revoked_by: by })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
};
