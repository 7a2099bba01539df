import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Instant } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';

/** The header of a note; its text is sealed. */
export type Note = {
  readonly id: Uuid;
  readonly kind: string;
  readonly at: Instant;
  readonly authorName: string;
  /** The note this one adds to; null for a note of its own. */
  readonly amends: Uuid | null;
};

/** The header of a document; name and bytes are sealed. */
export type DocumentHead = {
  readonly id: Uuid;
  readonly kind: string;
  readonly mediaType: string;
  readonly size: number;
  readonly addedAt: Instant;
  readonly addedBy: string;
};

/** Headers of the own body's notes on a case, newest first. */
export const notesOf = async (tx: Transaction, caseId: Uuid): Promise<Note[]> => {
  const rows = await tx
    .selectFrom('cases.note as n')
    .innerJoin('directory.staff_published as s', 's.id', 'n.author_id')
    .select(['n.id', 'n.kind', 'n.at', 'n.amends', 's.display_name'])
    .where('n.case_id', '=', caseId)
    .orderBy('n.at', 'desc')
    .limit(200)
    .execute();
  return rows.map(({ id, kind, at, amends, display_name: name }) => ({
    ...{ id, kind, amends },
    at: at as Instant,
    authorName: name ?? '',
  }));
};

type Authored = {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly organisationId: Uuid;
  readonly staffId: Uuid;
  readonly kind: string;
  readonly at: Instant;
};

/** Writes the header of a note; `amends` names the one it adds to. */
export const insertNote = async (tx: Transaction, it: Authored & { readonly amends: Uuid | null }): Promise<void> => {
  await tx
    .insertInto('cases.note')
    .values({
      id: it.id,
      case_id: it.caseId,
      organisation_id: it.organisationId,
      author_id: it.staffId,
      kind: it.kind,
      at: it.at,
      amends: it.amends,
    })
    .execute();
};

/** Headers of the own body's documents of a case, newest first. */
export const documentsOf = async (tx: Transaction, caseId: Uuid): Promise<DocumentHead[]> => {
  const rows = await tx
    .selectFrom('cases.document as d')
    .innerJoin('directory.staff_published as s', 's.id', 'd.added_by')
    .select(['d.id', 'd.kind', 'd.media_type', 'd.size', 'd.added_at', 's.display_name'])
    .where('d.case_id', '=', caseId)
    .orderBy('d.added_at', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    mediaType: row.media_type,
    size: row.size,
    addedAt: row.added_at as Instant,
    addedBy: row.display_name ?? '',
  }));
};

export type NewDocument = Authored & { readonly mediaType: string; readonly size: number; readonly sealed: Buffer };

/** Keeps a sealed document. */
export const insertDocument = async (tx: Transaction, it: NewDocument): Promise<void> => {
  await tx
    .insertInto('cases.document')
    .values({
      id: it.id,
      case_id: it.caseId,
      organisation_id: it.organisationId,
      kind: it.kind,
      media_type: it.mediaType,
      size: it.size,
      sealed: it.sealed,
      hash: createHash('sha256').update(it.sealed).digest(),
      added_by: it.staffId,
      added_at: it.at,
    })
    .execute();
};

export type SealedDocument = {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly kind: string;
  readonly mediaType: string;
  readonly sealed: Buffer;
};

/** A sealed document with its bytes, or null. Throws when the bytes are not those that were kept. */
export const findDocument = async (tx: Transaction, caseId: Uuid, documentId: Uuid): Promise<SealedDocument | null> => {
  const row = await tx
    .selectFrom('cases.document')
    .select(['id', 'case_id', 'kind', 'media_type', 'sealed', 'hash'])
    .where('id', '=', documentId)
    .where('case_id', '=', caseId)
    .executeTakeFirst();
  if (!row) return null;
  if (!createHash('sha256').update(row.sealed).digest().equals(row.hash))
    throw new Error('a document was damaged in the database');
  return { id: row.id, caseId: row.case_id, kind: row.kind, mediaType: row.media_type, sealed: row.sealed };
};

export type Link = { readonly id: Uuid; readonly caseId: Uuid; readonly otherCaseId: Uuid; readonly kind: string };

/** Living links of a case with others of its report. */
export const linksOf = async (tx: Transaction, caseId: Uuid): Promise<Link[]> => {
  const found = await sql<{ id: string; case_id: string; other_case_id: string; kind: string }>`
    select id, case_id, other_case_id, kind from cases.case_link
    where ended_at is null and (case_id = ${caseId}::uuid or other_case_id = ${caseId}::uuid) limit 200`.execute(tx);
  return found.rows.map((row) => ({ id: row.id, caseId: row.case_id, otherCaseId: row.other_case_id, kind: row.kind }));
};

/** Links two cases. */
export const insertLink = async (
  tx: Transaction,
  it: {
    readonly caseId: Uuid;
    readonly otherCaseId: Uuid;
    readonly kind: string;
    readonly organisationId: Uuid;
    readonly staffId: Uuid;
    readonly at: Instant;
  },
): Promise<Uuid> => {
  const id = newId();
  await tx
    .insertInto('cases.case_link')
    .values({
      id,
      case_id: it.caseId,
      other_case_id: it.otherCaseId,
      kind: it.kind,
      organisation_id: it.organisationId,
      created_at: it.at,
      created_by: it.staffId,
    })
    .execute();
  return id;
};
