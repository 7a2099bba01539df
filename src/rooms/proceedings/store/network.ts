import { sql } from 'kysely';
import type { PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import type { Confidence, NodeKind } from '../facts/index.ts';
import { type Written, writtenOf } from './inquiry.ts';

/** A company, recruiter, place, handle, account or telephone of a case; what it is called is sealed. */
export type Node = {
  readonly id: Uuid;
  readonly number: number;
  readonly kind: NodeKind;
  readonly platform: string | null;
  readonly country: string | null;
};

/** The nodes of a case, by their number. */
export const nodesOf = async (tx: Transaction, criminalCaseId: Uuid): Promise<readonly Node[]> => {
  const found = await sql<Node>`select n.id, n.number, n.kind, n.platform, n.country from proceedings.node n
    where n.criminal_case_id = ${criminalCaseId}::uuid order by n.number limit 5000`.execute(tx);
  return found.rows;
};

/** Writes a node down; gives its id, under which its label is sealed. */
export const insertNode = async (tx: Transaction, it: Written & Omit<Node, 'id' | 'number'>): Promise<Uuid> => {
  const id = newId();
  await tx
    .insertInto('proceedings.node')
    .values({ ...writtenOf('node', it), id, kind: it.kind, platform: it.platform, country: it.country })
    .execute();
  return id;
};

/** That two of a case are linked. */
export type Link = {
  readonly id: Uuid;
  readonly number: number;
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly confidence: Confidence;
  readonly source: string;
  readonly technology: readonly string[];
  readonly assertedOn: PlainDate;
  readonly withdrawnOn: PlainDate | null;
  readonly organisationId: Uuid;
  readonly byName: string | null;
};

/** The links of a case, those that hold first. */
export const linksOf = async (tx: Transaction, criminalCaseId: Uuid): Promise<readonly Link[]> => {
  const found = await sql<Link>`select l.id, l.number, l.from_label as "from", l.to_label as "to", l.kind, l.confidence,
      l.source, l.technology, l.asserted_on as "assertedOn", l.withdrawn_on as "withdrawnOn",
      l.organisation_id as "organisationId", p.display_name as "byName"
    from proceedings.link l left join directory.staff_published p on p.id = l.recorded_by
    where l.criminal_case_id = ${criminalCaseId}::uuid order by l.withdrawn_on nulls first, l.number limit 5000`.execute(
    tx,
  );
  return found.rows;
};

export type NewLink = Written &
  Omit<Link, 'id' | 'number' | 'withdrawnOn' | 'organisationId' | 'byName'> & { readonly organisationId: Uuid };

/** Writes a link down. */
export const insertLink = async (tx: Transaction, it: NewLink): Promise<void> => {
  await tx
    .insertInto('proceedings.link')
    .values({
      ...{ ...writtenOf('link', it), id: newId(), from_label: it.from, to_label: it.to, kind: it.kind },
      ...{ confidence: it.confidence, source: it.source, technology: [...it.technology], asserted_on: it.assertedOn },
    })
    .execute();
};

/** Withdraws a link that does not hold; tells whether it held until now. */
export const withdrawLink = async (tx: Transaction, id: Uuid, on: PlainDate): Promise<boolean> => {
  const changed = await tx
    .updateTable('proceedings.link')
    .set({ withdrawn_on: on })
    .where('id', '=', id)
    .where('withdrawn_on', 'is', null)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
};
