import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';

/** The head of a note from shift to shift; what it says is sealed. */
export type ShiftNote = {
  readonly id: Uuid;
  readonly organisationId: Uuid;
  readonly writtenBy: Uuid;
  readonly writerName: string;
  readonly writtenAt: Instant;
  readonly dueAt: Instant;
  readonly readerName: string | null;
  readonly acknowledgedAt: Instant | null;
  /** Cases it names, by the own body's reference. */
  readonly cases: readonly { readonly id: Uuid; readonly reference: string }[];
};

const noteColumns = sql`n.id, n.organisation_id as "organisationId", n.written_by as "writtenBy", w.display_name as "writerName",
  n.written_at as "writtenAt", n.due_at as "dueAt", a.display_name as "readerName", n.acknowledged_at as "acknowledgedAt",
  coalesce((select jsonb_agg(jsonb_build_object('id', r.case_id, 'reference', r.code) order by r.code)
    from cases.case_reference r where r.case_id = any (n.case_ids) and r.organisation_id = n.organisation_id), '[]') as cases`;
const noteTables = sql`cases.shift_note n join directory.staff_published w on w.id = n.written_by
  left join directory.staff_published a on a.id = n.acknowledged_by`;

/** Notes of the viewer's body: those that nobody acknowledged, then the newest. */
export const shiftNotes = async (tx: Transaction): Promise<readonly ShiftNote[]> => {
  const found = await sql<ShiftNote>`select ${noteColumns} from ${noteTables}
    order by (n.acknowledged_at is not null), n.written_at desc limit 40`.execute(tx);
  return found.rows;
};

/** One note, or null. */
export const findShiftNote = async (tx: Transaction, id: Uuid): Promise<ShiftNote | null> => {
  const found = await sql<ShiftNote>`select ${noteColumns} from ${noteTables} where n.id = ${id}::uuid`.execute(tx);
  return found.rows[0] ?? null;
};

/** How many notes somebody else has still to acknowledge than the one who looks. */
export const countNotesFor = async (tx: Transaction, staffId: Uuid): Promise<number> => {
  const found = await sql<{ count: number }>`select count(*)::int as count from cases.shift_note n
    where n.acknowledged_at is null and n.written_by <> ${staffId}::uuid`.execute(tx);
  return found.rows[0]?.count ?? 0;
};

export type NewShiftNote = Pick<ShiftNote, 'id' | 'organisationId' | 'writtenBy' | 'writtenAt' | 'dueAt'> & {
  readonly caseIds: readonly Uuid[];
};

/** Writes the head of a note. */
export const insertShiftNote = async (tx: Transaction, it: NewShiftNote): Promise<void> => {
  await tx
    .insertInto('cases.shift_note')
    .values({
      ...{ id: it.id, organisation_id: it.organisationId, case_ids: [...it.caseIds], written_by: it.writtenBy },
      ...{ written_at: it.writtenAt, due_at: it.dueAt },
    })
    .execute();
};

/** Acknowledges a note; false when somebody did before. */
export const acknowledgeNote = async (tx: Transaction, id: Uuid, by: Uuid, at: Instant): Promise<boolean> => {
  const result = await tx
    .updateTable('cases.shift_note')
    .set({ acknowledged_by: by, acknowledged_at: at })
    .where('id', '=', id)
    .where('acknowledged_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** A note that nobody took over in time. */
export type LateNote = { readonly id: Uuid; readonly organisationId: Uuid };

/** Marks the notes that are late and of which nobody was told; for the worker. */
export const remindLateNotes = async (tx: Transaction, at: Instant, most: number): Promise<readonly LateNote[]> => {
  const found = await sql<LateNote>`update cases.shift_note n set reminded_at = ${at}::timestamptz
    where n.id in (select o.id from cases.shift_note o where o.acknowledged_by is null and o.reminded_at is null
      and o.due_at < ${at}::timestamptz order by o.due_at limit ${most})
    returning n.id, n.organisation_id as "organisationId"`.execute(tx);
  return found.rows;
};

export type WarmState = 'offered' | 'accepted' | 'done' | 'refused' | 'taken_back';

/** A person handed over warm, as both bodies see it, each under its own reference. */
export type WarmHandover = {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly reference: string | null;
  readonly fromOrganisationId: Uuid;
  readonly toOrganisationId: Uuid;
  readonly reason: string;
  readonly state: WarmState;
  readonly offeredBy: Uuid;
  readonly giverName: string;
  readonly offeredAt: Instant;
  readonly answerBy: Instant;
  readonly receiverName: string | null;
  readonly answeredAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly version: number;
};

const warmColumns = sql`h.id, h.case_id as "caseId", r.code as reference, h.from_organisation_id as "fromOrganisationId",
  h.to_organisation_id as "toOrganisationId", h.reason, h.state, h.offered_by as "offeredBy", g.display_name as "giverName",
  h.offered_at as "offeredAt", h.answer_by as "answerBy", t.display_name as "receiverName", h.answered_at as "answeredAt",
  h.ended_at as "endedAt", h.version`;
const warmTables = sql`cases.warm_handover h join directory.staff_published g on g.id = h.offered_by
  left join directory.staff_published t on t.id = h.answered_by left join cases.case_reference r on r.case_id = h.case_id`;

/** Those that nobody has ended, the one that waits longest first. */
export const openHandovers = async (tx: Transaction): Promise<readonly WarmHandover[]> => {
  const found = await sql<WarmHandover>`select ${warmColumns} from ${warmTables}
    where h.state in ('offered', 'accepted') order by h.offered_at limit 50`.execute(tx);
  return found.rows;
};

/** Those of a case, the newest first. */
export const handoversOfCase = async (tx: Transaction, caseId: Uuid): Promise<readonly WarmHandover[]> => {
  const found = await sql<WarmHandover>`select ${warmColumns} from ${warmTables}
    where h.case_id = ${caseId}::uuid order by h.offered_at desc limit 20`.execute(tx);
  return found.rows;
};

/** One of them, or null. */
export const findHandover = async (tx: Transaction, id: Uuid): Promise<WarmHandover | null> => {
  const found = await sql<WarmHandover>`select ${warmColumns} from ${warmTables} where h.id = ${id}::uuid`.execute(tx);
  return found.rows[0] ?? null;
};

export type NewHandover = Pick<
  WarmHandover,
  'caseId' | 'fromOrganisationId' | 'toOrganisationId' | 'reason' | 'offeredBy' | 'offeredAt' | 'answerBy'
>;

/** Offers a person; null while another hand-over of this person is open. */
export const insertHandover = async (tx: Transaction, it: NewHandover): Promise<Uuid | null> => {
  const id = newId();
  const result = await tx
    .insertInto('cases.warm_handover')
    .values({
      ...{ id, case_id: it.caseId, from_organisation_id: it.fromOrganisationId, reason: it.reason },
      ...{ to_organisation_id: it.toOrganisationId, audience: [it.fromOrganisationId, it.toOrganisationId] },
      ...{ offered_by: it.offeredBy, offered_at: it.offeredAt, answer_by: it.answerBy },
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n ? id : null;
};

type By = { readonly by: Uuid; readonly at: Instant };

/** The receiver's answer, or the giver's end; false when somebody changed it before. */
export const moveHandover = async (
  tx: Transaction,
  seen: WarmHandover,
  state: WarmState,
  { by, at }: By,
): Promise<boolean> => {
  const isAnswer = state === 'accepted' || state === 'refused';
  const result = await tx
    .updateTable('cases.warm_handover')
    .set({
      ...(isAnswer ? { answered_by: by, answered_at: at } : { ended_by: by, ended_at: at }),
      ...{ state, version: seen.version + 1 },
    })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** An open case that the viewer's body answers for, and nobody in it looks after. */
export type Orphan = {
  readonly id: Uuid;
  readonly reference: string | null;
  readonly openedAt: Instant;
  readonly why: 'nobody' | 'account_closed' | 'away';
};

type Whose = { readonly bodies: readonly Uuid[]; readonly on: PlainDate };

/** Away on the day, with nobody who works in her place: the stand-in is none, gone, or away herself. */
const awayAlone = (on: PlainDate) => sql`array(select a.staff_id from directory.absence_published a
  left join directory.staff_published d on d.id = a.stand_in_id and d.state = 'active'
  where ${on}::date between a.from_day and a.to_day and (d.id is null or exists (select 1 from directory.absence_published o
    where o.staff_id = d.id and ${on}::date between o.from_day and o.to_day)))`;

// Who answers for a case: the body it was handed over to last, with both sides saying so; else (or when that body
// sees the case no more) the body that leads it.
const orphanTables = ({ bodies, on }: Whose) => sql`cases.case_file c
  left join cases.case_reference r on r.case_id = c.id left join directory.staff_published s on s.id = r.owner_id
  where c.closed_at is null and (r.owner_id is null or s.id is null or s.state = 'disabled' or s.id = any (${awayAlone(on)}))
    and coalesce((select h.to_organisation_id from cases.warm_handover h where h.case_id = c.id and h.state = 'done'
        and h.to_organisation_id = any (c.audience)
      order by h.ended_at desc limit 1), c.lead_organisation_id) = any (${bodies}::uuid[])`;

/** Cases without anybody, the oldest first. */
export const orphans = async (tx: Transaction, whose: Whose, limit: number): Promise<readonly Orphan[]> => {
  const found = await sql<Orphan>`select c.id, r.code as reference, c.opened_at as "openedAt",
      case when r.owner_id is null then 'nobody' when s.id is null or s.state = 'disabled' then 'account_closed' else 'away' end as why
    from ${orphanTables(whose)} order by c.opened_at, c.id limit ${limit}`.execute(tx);
  return found.rows;
};

/** How many there are, counted up to a thousand. */
export const countOrphans = async (tx: Transaction, whose: Whose): Promise<number> => {
  const found = await sql<{ count: number }>`select count(*)::int as count from
    (select 1 from ${orphanTables(whose)} limit 1000) counted`.execute(tx);
  return found.rows[0]?.count ?? 0;
};
