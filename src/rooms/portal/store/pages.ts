import { sql } from 'kysely';
import type { Instant } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

/** A person's page, as the body that opened it sees it: never what opens it. */
export type OwnPage = {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly personId: Uuid;
  readonly organisationId: Uuid;
  readonly openedFor: string;
  readonly language: string;
  readonly publicKey: Buffer;
  readonly state: 'open' | 'closed';
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly closedHow: string | null;
  readonly wrongTries: number;
  readonly version: number;
};

/** A message: that there is one. */
export type MessageHead = {
  readonly id: Uuid;
  readonly direction: 'to_person' | 'from_person';
  readonly at: Instant;
  readonly readAt: Instant | null;
};

/** A paper that was given. */
export type PaperHead = { readonly id: Uuid; readonly kind: string; readonly size: number; readonly givenAt: Instant };

const columns = [
  'id',
  'case_id as caseId',
  'person_id as personId',
  'organisation_id as organisationId',
  'opened_for as openedFor',
  'language',
  'public_key as publicKey',
  'state',
  'opened_at as openedAt',
  'closed_at as closedAt',
  'closed_how as closedHow',
  'wrong_tries as wrongTries',
  'version',
] as const;

const pages = (tx: Transaction) => tx.selectFrom('portal.own_page').select(columns);

/** The pages of a case, the newest first: at most one of them is open. */
export const pagesOfCase = async (tx: Transaction, caseId: Uuid): Promise<readonly OwnPage[]> =>
  (await pages(tx).where('case_id', '=', caseId).orderBy('opened_at', 'desc').limit(20).execute()) as OwnPage[];

/** One page; null when the viewer sees none of this id. */
export const findPage = async (tx: Transaction, id: Uuid): Promise<OwnPage | null> =>
  ((await pages(tx).where('id', '=', id).executeTakeFirst()) as OwnPage | undefined) ?? null;

/** What a new page is made of. */
export type NewPage = {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly personId: Uuid;
  readonly organisationId: Uuid;
  readonly openedFor: string;
  readonly authority: string | null;
  readonly language: string;
  readonly kind: number;
  readonly lookup: Buffer;
  readonly proofHash: Buffer;
  readonly publicKey: Buffer;
  readonly at: Instant;
  readonly by: Uuid;
};

/** Opens a page. */
export const insertPage = async (tx: Transaction, it: NewPage): Promise<void> => {
  await tx
    .insertInto('portal.own_page')
    .values({
      ...{ id: it.id, case_id: it.caseId, person_id: it.personId, organisation_id: it.organisationId },
      ...{ opened_for: it.openedFor, authority: it.authority, language: it.language, kind: it.kind },
      ...{ lookup: it.lookup, proof_hash: it.proofHash, public_key: it.publicKey },
      ...{ opened_at: it.at, opened_by: it.by },
    })
    .execute();
};

/** Closes a page that is open and as it was seen; false when it was not. */
export const closePage = async (
  tx: Transaction,
  it: {
    readonly id: Uuid;
    readonly version: number | null;
    readonly how: string;
    readonly by: Uuid;
    readonly at: Instant;
  },
): Promise<boolean> => {
  const change = tx
    .updateTable('portal.own_page')
    .set({ state: 'closed', closed_at: it.at, closed_by: it.by, closed_how: it.how, version: sql`version + 1` })
    .where('id', '=', it.id)
    .where('state', '=', 'open');
  const seen = it.version === null ? change : change.where('version', '=', it.version);
  return (await seen.executeTakeFirst()).numUpdatedRows === 1n;
};

/** The messages of a page, the newest first. */
export const messageHeads = async (tx: Transaction, pageId: Uuid): Promise<readonly MessageHead[]> =>
  (await tx
    .selectFrom('portal.own_message')
    .select(['id', 'direction', 'sent_at as at', 'read_at as readAt'])
    .where('page_id', '=', pageId)
    .orderBy('sent_at', 'desc')
    .orderBy('id')
    .limit(200)
    .execute()) as MessageHead[];

/** Stores a message to the person. */
export const insertMessage = async (
  tx: Transaction,
  it: { readonly id: Uuid; readonly pageId: Uuid; readonly by: Uuid; readonly at: Instant; readonly copy: Buffer },
): Promise<void> => {
  await tx
    .insertInto('portal.own_message')
    .values({
      ...{ id: it.id, page_id: it.pageId, direction: 'to_person', sent_at: it.at, sent_by: it.by },
      for_person: it.copy,
    })
    .execute();
};

/** The person's messages that came up to a moment have been read. */
export const markRead = async (
  tx: Transaction,
  it: { readonly pageId: Uuid; readonly by: Uuid; readonly at: Instant },
): Promise<number> => {
  const marked = await tx
    .updateTable('portal.own_message')
    .set({ read_at: it.at, read_by: it.by })
    .where('page_id', '=', it.pageId)
    .where('direction', '=', 'from_person')
    .where('read_at', 'is', null)
    .where('sent_at', '<=', it.at)
    .executeTakeFirst();
  return Number(marked.numUpdatedRows);
};

/** The papers of a page. */
export const paperHeads = async (tx: Transaction, pageId: Uuid): Promise<readonly PaperHead[]> =>
  (await tx
    .selectFrom('portal.own_document')
    .select(['id', 'kind', 'size', 'given_at as givenAt'])
    .where('page_id', '=', pageId)
    .orderBy('given_at', 'desc')
    .limit(100)
    .execute()) as PaperHead[];

/** Stores a paper, sealed to the person. */
export const insertPaper = async (
  tx: Transaction,
  it: {
    readonly id: Uuid;
    readonly pageId: Uuid;
    readonly kind: string;
    readonly mediaType: string;
    readonly size: number;
    readonly by: Uuid;
    readonly at: Instant;
    readonly copy: Buffer;
  },
): Promise<void> => {
  await tx
    .insertInto('portal.own_document')
    .values({
      ...{ id: it.id, page_id: it.pageId, kind: it.kind, media_type: it.mediaType, size: it.size },
      ...{ given_at: it.at, given_by: it.by, for_person: it.copy },
    })
    .execute();
};

/** Takes a paper away; false when there is none. */
export const deletePaper = async (tx: Transaction, pageId: Uuid, id: Uuid): Promise<boolean> => {
  const gone = await tx
    .deleteFrom('portal.own_document')
    .where('page_id', '=', pageId)
    .where('id', '=', id)
    .executeTakeFirst();
  return gone.numDeletedRows === 1n;
};

/** A page of the viewer's body with its own word for the case, and what waits on it. */
export type PageLine = {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly reference: string | null;
  readonly state: string;
  readonly language: string;
  readonly waiting: number;
  readonly last: Instant | null;
};

/** The pages of the viewer's body, those with unread messages first. */
export const pageLines = async (tx: Transaction): Promise<readonly PageLine[]> => {
  const found = await sql<PageLine>`
    select g.id, g.case_id as "caseId", g.state, g.language, r.code as reference,
      count(m.id) filter (where m.direction = 'from_person' and m.read_at is null)::int as waiting, max(m.sent_at) as last
    from portal.own_page g left join portal.own_message m on m.page_id = g.id
    left join cases.case_reference_published r on r.case_id = g.case_id and r.organisation_id = g.organisation_id
    where g.state = 'open' or exists (select 1 from portal.own_message w where w.page_id = g.id and w.direction = 'from_person' and w.read_at is null)
    group by g.id, g.case_id, g.state, g.language, r.code
    order by 6 desc, max(m.sent_at) desc nulls last, g.id limit 200`.execute(tx);
  return found.rows;
};

/** How many messages of persons wait to be read. */
export const countUnread = async (tx: Transaction): Promise<number> => {
  const found = await tx
    .selectFrom('portal.own_message')
    .select((of) => of.fn.countAll<number>().as('waiting'))
    .where('direction', '=', 'from_person')
    .where('read_at', 'is', null)
    .executeTakeFirst();
  return Number(found?.waiting ?? 0);
};
