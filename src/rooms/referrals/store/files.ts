import type { Insertable } from 'kysely';
import type { Tables, Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';
import type { FileScan } from '../facts/other-forms.ts';

export type FileRow = Insertable<Tables['referrals.evidence_file']>;

/** Stores one sealed piece of evidence on a draft. */
export const insertFile = async (tx: Transaction, row: FileRow): Promise<void> => {
  await tx.insertInto('referrals.evidence_file').values(row).execute();
};

/** Moves files from the draft to the report that was sent. */
export const hangFilesOnReport = async (tx: Transaction, reportId: Uuid, ids: readonly Uuid[]): Promise<void> => {
  if (ids.length === 0) return;
  await tx
    .updateTable('referrals.evidence_file')
    .set({ draft_id: null, report_id: reportId })
    .where('id', 'in', [...ids])
    .execute();
};

/** Removes files that hang on no report. */
export const dropFiles = async (tx: Transaction, ids: readonly Uuid[]): Promise<void> => {
  if (ids.length === 0) return;
  await tx
    .deleteFrom('referrals.evidence_file')
    .where('id', 'in', [...ids])
    .where('report_id', 'is', null)
    .execute();
};

/** What is known of the files of a report without opening them. */
export type FileFacts = {
  readonly id: Uuid;
  readonly kind: string;
  readonly compartment: string;
  readonly documentDay: string | null;
  readonly documentPrecision: string;
  readonly mediaType: string;
  readonly size: number;
  readonly scan: FileScan;
};

/** The files of a report that reached the viewer. */
export const findFiles = async (tx: Transaction, reportId: Uuid): Promise<readonly FileFacts[]> =>
  tx
    .selectFrom('referrals.evidence_file')
    .select(['id', 'kind', 'compartment', 'document_day as documentDay', 'document_precision as documentPrecision'])
    .select(['media_type as mediaType', 'size', 'scan'])
    .where('report_id', '=', reportId)
    .orderBy('added_at')
    .$narrowType<{ scan: FileScan }>()
    .execute();

/** The sealed bytes of one file of a report; null when there is none for this viewer. */
export const findSealedFile = async (
  tx: Transaction,
  reportId: Uuid,
  fileId: Uuid,
): Promise<(FileFacts & { readonly sealed: Buffer }) | null> => {
  const found = await tx
    .selectFrom('referrals.evidence_file')
    .select([
      'id',
      'kind',
      'compartment',
      'document_day as documentDay',
      'document_precision as documentPrecision',
      'media_type as mediaType',
      'size',
      'scan',
      'sealed',
    ])
    .where('report_id', '=', reportId)
    .where('id', '=', fileId)
    .$narrowType<{ scan: FileScan }>()
    .executeTakeFirst();
  return found ?? null;
};
