import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

/** Why the viewer's body must not erase what it holds of a person for now. */
export type LegalHold = {
  readonly id: Uuid;
  readonly personId: Uuid;
  readonly caseId: Uuid;
  readonly organisationId: Uuid;
  readonly reference: string;
  readonly ground: string;
  readonly until: PlainDate | null;
  readonly setBy: Uuid;
  readonly setAt: Instant;
  readonly liftedAt: Instant | null;
};

/** Keeps a hold. */
export const insertHold = async (tx: Transaction, it: Omit<LegalHold, 'liftedAt'>): Promise<void> => {
  await tx
    .insertInto('identity.legal_hold')
    .values({
      ...{ id: it.id, person_id: it.personId, case_id: it.caseId, organisation_id: it.organisationId },
      ...{ reference: it.reference, ground: it.ground, until: it.until, set_by: it.setBy, set_at: it.setAt },
    })
    .execute();
};

/** Holds of the viewer's body that were not lifted, of all persons or of one. */
export const findHolds = async (tx: Transaction, personId?: Uuid): Promise<readonly LegalHold[]> => {
  let query = tx
    .selectFrom('identity.legal_hold')
    .selectAll()
    .where('lifted_at', 'is', null)
    .orderBy('set_at', 'desc')
    .limit(300);
  if (personId !== undefined) query = query.where('person_id', '=', personId);
  return (await query.execute()).map((row) => ({
    ...{ id: row.id, personId: row.person_id, caseId: row.case_id, organisationId: row.organisation_id },
    ...{ reference: row.reference, ground: row.ground, until: row.until as PlainDate | null, setBy: row.set_by },
    ...{ setAt: row.set_at as Instant, liftedAt: null },
  }));
};

/** Lifts a hold; gives the person and case it was about, or null when there is none. */
export const liftHoldRow = async (
  tx: Transaction,
  id: Uuid,
  by: { readonly staffId: Uuid; readonly at: Instant },
): Promise<{ readonly personId: Uuid; readonly caseId: Uuid } | null> => {
  const row = await tx
    .updateTable('identity.legal_hold')
    .set({ lifted_by: by.staffId, lifted_at: by.at })
    .where('id', '=', id)
    .where('lifted_at', 'is', null)
    .returning(['person_id', 'case_id'])
    .executeTakeFirst();
  return row ? { personId: row.person_id, caseId: row.case_id } : null;
};

/** Tells a body that what it was given was corrected, restricted or erased: its own reference, and nothing else. */
export type RightsNotice = {
  readonly id: Uuid;
  readonly kind: string;
  readonly reference: string | null;
  readonly createdAt: Instant;
  readonly confirmedAt: Instant | null;
};

/** Notices of the viewer's body, those that wait first. */
export const findRightsNotices = async (tx: Transaction): Promise<readonly RightsNotice[]> =>
  (
    await tx
      .selectFrom('identity.rights_notice')
      .select(['id', 'kind', 'reference', 'created_at', 'confirmed_at'])
      .orderBy('confirmed_at', (order) => order.desc().nullsFirst())
      .orderBy('created_at', 'desc')
      .limit(200)
      .execute()
  ).map((row) => ({
    ...{ id: row.id, kind: row.kind, reference: row.reference },
    ...{ createdAt: row.created_at as Instant, confirmedAt: row.confirmed_at as Instant | null },
  }));

/** How many notices wait. */
export const countRightsNotices = async (tx: Transaction): Promise<number> => {
  const found = await tx
    .selectFrom('identity.rights_notice')
    .select((of) => of.fn.countAll<number>().as('waiting'))
    .where('confirmed_at', 'is', null)
    .executeTakeFirst();
  return Number(found?.waiting ?? 0);
};

/** Confirms a notice that waits; gives the request it is of, or null when there is none. */
export const confirmRightsNotice = async (
  tx: Transaction,
  id: Uuid,
  by: { readonly staffId: Uuid; readonly at: Instant },
): Promise<{ readonly requestId: Uuid } | null> => {
  const row = await tx
    .updateTable('identity.rights_notice')
    .set({ confirmed_at: by.at, confirmed_by: by.staffId })
    .where('id', '=', id)
    .where('confirmed_at', 'is', null)
    .returning('request_id')
    .executeTakeFirst();
  return row ? { requestId: row.request_id } : null;
};
