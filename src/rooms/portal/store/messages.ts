import { sql } from 'kysely';
import type { PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

/** A conversation without a name, as the body that has it sees it: never what opens it. */
export type Conversation = {
  readonly id: Uuid;
  readonly boxId: Uuid;
  readonly organisationId: Uuid;
  readonly door: string;
  readonly language: string;
  readonly channel: 'web' | 'desk';
  readonly receivedOn: PlainDate;
  readonly dueOn: PlainDate;
  readonly publicKey: Buffer;
  readonly signKey: Buffer;
  readonly mustChange: boolean;
  readonly state: 'open' | 'reported' | 'unfounded';
  readonly assignedTo: Uuid | null;
  readonly answeredOn: PlainDate | null;
  readonly closedOn: PlainDate | null;
  readonly closedReason: string | null;
  readonly draftId: Uuid | null;
  readonly version: number;
};

/** A message: that there is one, and whether a file came with it. */
export type NoteHead = {
  readonly id: Uuid;
  readonly sequence: number;
  readonly direction: 'to_person' | 'from_person';
  readonly on: PlainDate;
  readonly sentBy: Uuid | null;
  readonly hasFile: boolean;
  readonly readOn: PlainDate | null;
};

const columns = [
  'id',
  'box_id as boxId',
  'organisation_id as organisationId',
  'door',
  'language',
  'channel',
  'received_on as receivedOn',
  'due_on as dueOn',
  'public_key as publicKey',
  'sign_key as signKey',
  'must_change as mustChange',
  'state',
  'assigned_to as assignedTo',
  'answered_on as answeredOn',
  'closed_on as closedOn',
  'closed_reason as closedReason',
  'draft_id as draftId',
  'version',
] as const;

/** One conversation; null when the viewer sees none of this id. */
export const findConversation = async (tx: Transaction, id: Uuid): Promise<Conversation | null> =>
  ((await tx.selectFrom('portal.conversation').select(columns).where('id', '=', id).executeTakeFirst()) as
    | Conversation
    | undefined) ?? null;

/** Its messages, the newest first. */
export const noteHeads = async (tx: Transaction, id: Uuid): Promise<readonly NoteHead[]> => {
  const found = await sql<NoteHead>`
    select id, sequence, direction, sent_on as on, sent_by as "sentBy", attachment is not null as "hasFile", read_on as "readOn"
    from portal.conversation_message where conversation_id = ${id}::uuid order by sequence desc`.execute(tx);
  return found.rows;
};

/** A line of the queue. */
export type ConversationLine = Pick<
  Conversation,
  'id' | 'door' | 'language' | 'channel' | 'receivedOn' | 'dueOn' | 'state' | 'answeredOn'
> & {
  /** Who looks after it. */
  readonly keeper: string | null;
  readonly isMine: boolean;
  readonly unread: number;
};

/** One page, counted from 1, of the conversations of the viewer's body: what waits for an answer first, then by the day it is due. */
export const conversationLines = async (
  tx: Transaction,
  { staffId, page, size }: { readonly staffId: Uuid; readonly page: number; readonly size: number },
): Promise<readonly ConversationLine[]> => {
  const found = await sql<ConversationLine>`
    select c.id, c.door, c.language, c.channel, c.received_on as "receivedOn", c.due_on as "dueOn", c.state, c.answered_on as "answeredOn",
      s.display_name as keeper, coalesce(c.assigned_to = ${staffId}::uuid, false) as "isMine",
      count(m.id) filter (where m.direction = 'from_person' and m.read_on is null)::int as unread
    from portal.conversation c left join portal.conversation_message m on m.conversation_id = c.id
      left join directory.staff_published s on s.id = c.assigned_to
    group by c.id, c.door, c.language, c.channel, c.received_on, c.due_on, c.state, c.answered_on, s.display_name, c.assigned_to
    order by (c.state <> 'unfounded' and c.answered_on is null) desc, (c.state <> 'unfounded') desc, c.due_on, c.id limit ${size} offset ${(page - 1) * size}`.execute(
    tx,
  );
  return found.rows;
};

/** How many there are in all. */
export const countConversations = async (tx: Transaction): Promise<number> => {
  const found = await tx
    .selectFrom('portal.conversation')
    .select((of) => of.fn.countAll<number>().as('total'))
    .executeTakeFirst();
  return Number(found?.total ?? 0);
};

/** States in which one goes on talking: also once a report was begun. */
const live = ['open', 'reported'] as const;

/** How many wait for an answer. */
export const countWaiting = async (tx: Transaction): Promise<number> => {
  const found = await tx
    .selectFrom('portal.conversation')
    .select((of) => of.fn.countAll<number>().as('waiting'))
    .where('state', 'in', live)
    .where('answered_on', 'is', null)
    .executeTakeFirst();
  return Number(found?.waiting ?? 0);
};

/** What staff changes of a conversation. */
export type ConversationChange = {
  readonly assigned_to?: Uuid | null;
  readonly answered_on?: PlainDate;
  readonly state?: 'reported' | 'unfounded';
  readonly closed_on?: PlainDate;
  readonly closed_reason?: string;
  readonly draft_id?: Uuid;
};

/** Changes one that has not ended and is as it was seen; false when it was not. */
export const changeConversation = async (
  tx: Transaction,
  { id, version }: Pick<Conversation, 'id' | 'version'>,
  change: ConversationChange,
): Promise<boolean> => {
  const done = await tx
    .updateTable('portal.conversation')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('state', 'in', live)
    .where('version', '=', version)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
};

/** Stores a message of staff's hand: an answer, or what somebody said. */
export const insertNote = async (
  tx: Transaction,
  it: Pick<NoteHead, 'id' | 'sequence' | 'direction' | 'on'> & {
    readonly conversationId: Uuid;
    readonly by: Uuid;
    readonly copy: Buffer;
  },
): Promise<void> => {
  await tx
    .insertInto('portal.conversation_message')
    .values({
      ...{ id: it.id, conversation_id: it.conversationId, sequence: it.sequence, direction: it.direction },
      ...{ sent_on: it.on, sent_by: it.by, for_person: it.copy },
    })
    .execute();
};

/** What was written to staff so far has been read. */
export const markNotesRead = async (tx: Transaction, id: Uuid, on: PlainDate): Promise<void> => {
  await tx
    .updateTable('portal.conversation_message')
    .set({ read_on: on })
    .where('conversation_id', '=', id)
    .where('direction', '=', 'from_person')
    .where('read_on', 'is', null)
    .execute();
};

/** The sealed file of a message; null when it has none. */
export const sealedAttachment = async (tx: Transaction, conversationId: Uuid, id: Uuid): Promise<Buffer | null> => {
  const found = await tx
    .selectFrom('portal.conversation_message')
    .select('attachment')
    .where('conversation_id', '=', conversationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return found?.attachment ?? null;
};

/** What a conversation that staff writes down begins as. */
export type EnteredConversation = {
  readonly id: Uuid;
  readonly boxId: Uuid;
  readonly organisationId: Uuid;
  readonly door: string;
  readonly language: string;
  readonly on: PlainDate;
  readonly due: PlainDate;
  readonly lookup: Buffer;
  readonly wrapped: Buffer;
  readonly publicKey: Buffer;
  readonly signKey: Buffer;
};

/** Begins one for somebody who called or came; the code is changed at the first visit. */
export const insertEntered = async (tx: Transaction, it: EnteredConversation): Promise<void> => {
  await tx
    .insertInto('portal.conversation')
    .values({
      ...{ id: it.id, box_id: it.boxId, organisation_id: it.organisationId, door: it.door, language: it.language },
      ...{ channel: 'desk', received_on: it.on, due_on: it.due, lookup: it.lookup, wrapped: it.wrapped },
      ...{ public_key: it.publicKey, sign_key: it.signKey, must_change: true },
    })
    .execute();
};

/** Gives it to another body, under a new box; false when it is not the viewer's to give, or not as it was seen. */
export const handOnConversation = async (
  tx: Transaction,
  it: { readonly id: Uuid; readonly version: number; readonly to: Uuid; readonly box: Uuid; readonly due: PlainDate },
): Promise<boolean> => {
  const done = await sql<{ done: boolean }>`
    select portal.conversation_hand_on(${it.id}::uuid, ${it.version}::integer, ${it.to}::uuid, ${it.box}::uuid, ${it.due}::date) as done`.execute(
    tx,
  );
  return done.rows[0]?.done === true;
};

/** Ends what is kept no longer; gives how many. */
export const retireConversations = async (
  tx: Transaction,
  it: { readonly endedBefore: PlainDate; readonly silentSince: PlainDate },
): Promise<number> => {
  const done = await sql<{ gone: number }>`
    select portal.retire_conversations(${it.endedBefore}::date, ${it.silentSince}::date) as gone`.execute(tx);
  return done.rows[0]?.gone ?? 0;
};
