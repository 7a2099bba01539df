import { sql } from 'kysely';
import { rowAsJson, type Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { newReference } from '../../../platform/ids.ts';
import type { ReportRows } from './rows.ts';

/** How many codes are tried, though one in many thousand millions is taken. */
const mostAttempts = 5;

/** What a body calls a report. */
type Reference = {
  readonly reportId: Uuid;
  readonly organisationId: Uuid;
  readonly label?: SealedLabel | undefined;
};

const namesOf = ({ label }: Pick<Reference, 'label'>) => ({
  code: newReference(),
  own_label: label?.sealed ?? null,
  own_label_token: label?.token ?? null,
});

/** Gives the report a reference of its own for an organisation; tries again in the unlikely case that the code is taken. */
export const insertReference = async (tx: Transaction, reference: Reference): Promise<string> => {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const made = await tx
      .insertInto('referrals.report_reference')
      .values({
        ...{ report_id: reference.reportId, organisation_id: reference.organisationId },
        ...namesOf(reference),
      })
      .onConflict((conflict) => conflict.columns(['organisation_id', 'code']).doNothing())
      .returning('code')
      .executeTakeFirst();
    if (made) return made.code;
  }
  throw new Error('no free reference was found');
};

/**
 * Inserts a report with its persons, all that hangs on them and the sender's reference, in one call; gives the reference. The
 * same client reference twice breaks the transaction.
 */
export const insertReport = async (
  tx: Transaction,
  { report, persons, children }: ReportRows,
  reference: Reference,
): Promise<string> => {
  const whole = { ...report, reference: rowAsJson(namesOf(reference)) };
  const parts = { ...children, report_person: persons };
  const sent = await sql<{
    code: string | null;
  }>`select referrals.insert_report(${JSON.stringify(whole)}::jsonb, ${JSON.stringify(parts)}::jsonb) as code`.execute(
    tx,
  );
  return sent.rows[0]?.code ?? insertReference(tx, reference);
};

/** A body's own word for a report, sealed, and the keyed hash it is found by. */
export type SealedLabel = { readonly sealed: Buffer; readonly token: Buffer };

/** The report a sender has already made of this draft or under this key, with the sender's reference; null when none. */
export const findSentReport = async (
  tx: Transaction,
  organisationId: Uuid,
  clientReference: Uuid,
): Promise<{ readonly reportId: Uuid; readonly reference: string } | null> => {
  const found = await tx
    .selectFrom('referrals.report as r')
    .innerJoin('referrals.report_reference as ref', (join) =>
      join.onRef('ref.report_id', '=', 'r.id').on('ref.organisation_id', '=', organisationId),
    )
    .select(['r.id as reportId', 'ref.code as reference'])
    .where('r.sender_organisation_id', '=', organisationId)
    .where('r.client_reference', '=', clientReference)
    .executeTakeFirst();
  return found ?? null;
};

/** Waits for whoever sends under the same key at this moment, until the end of the transaction. */
export const lockClientReference = async (tx: Transaction, organisationId: Uuid, reference: Uuid): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${organisationId}:${reference}`}, 405))`.execute(tx);
};

/** Changes a body's own label of a report; false when it has no reference of it. */
export const setOwnLabel = async (
  tx: Transaction,
  reference: { readonly reportId: Uuid; readonly organisationId: Uuid; readonly label: SealedLabel | undefined },
): Promise<boolean> => {
  const changed = await tx
    .updateTable('referrals.report_reference')
    .set({ own_label: reference.label?.sealed ?? null, own_label_token: reference.label?.token ?? null })
    .where('report_id', '=', reference.reportId)
    .where('organisation_id', '=', reference.organisationId)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
};
