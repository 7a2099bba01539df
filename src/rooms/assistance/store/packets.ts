import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';
import type { PacketState } from '../rules/index.ts';

/** A person referred to another service, as both bodies see it; what the facts say is sealed. */
export type Packet = {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly personId: Uuid;
  readonly fromOrganisationId: Uuid;
  readonly toOrganisationId: Uuid;
  readonly reference: string;
  readonly purpose: string;
  readonly urgency: string;
  readonly facts: readonly string[];
  readonly compartments: readonly string[];
  readonly consentId: Uuid;
  readonly state: PacketState;
  readonly sentAt: Instant;
  readonly answerBy: Instant;
  readonly expiresOn: PlainDate;
  readonly answeredAt: Instant | null;
  readonly reason: string | null;
  readonly outcome: string | null;
  readonly endedAt: Instant | null;
  readonly version: number;
};

const columns = sql`p.id, p.case_id as "caseId", p.person_id as "personId", p.from_organisation_id as "fromOrganisationId",
  p.to_organisation_id as "toOrganisationId", p.reference, p.purpose, p.urgency, p.facts, p.compartments,
  p.consent_id as "consentId", p.state, p.sent_at as "sentAt", p.answer_by as "answerBy", p.expires_on as "expiresOn",
  p.answered_at as "answeredAt", p.reason, p.outcome, p.ended_at as "endedAt", p.version`;

/** One packet, or null. */
export const findPacket = async (tx: Transaction, id: Uuid): Promise<Packet | null> => {
  const found = await sql<Packet>`select ${columns} from assistance.packet p where p.id = ${id}::uuid`.execute(tx);
  return found.rows[0] ?? null;
};

/** Those of a case, the newest first. */
export const packetsOfCase = async (tx: Transaction, caseId: Uuid): Promise<readonly Packet[]> => {
  const found = await sql<Packet>`select ${columns} from assistance.packet p where p.case_id = ${caseId}::uuid
    order by p.sent_at desc, p.id limit 50`.execute(tx);
  return found.rows;
};

/** One page of what was received and sent: what waits for an answer or an outcome first, then the newest. */
export const listPackets = async (
  tx: Transaction,
  it: { readonly size: number; readonly page: number },
): Promise<readonly Packet[]> => {
  const found = await sql<Packet>`select ${columns} from assistance.packet p
    order by case p.state when 'sent' then 0 when 'accepted' then 1 else 2 end, p.sent_at desc, p.id
    limit ${it.size} offset ${(it.page - 1) * it.size}`.execute(tx);
  return found.rows;
};

/** How many there are; how many wait for these bodies; how many that they sent are overdue. */
export type PacketCounts = { readonly total: number; readonly waiting: number; readonly overdue: number };

/** Counts them. */
export const countPackets = async (
  tx: Transaction,
  it: { readonly bodies: readonly Uuid[]; readonly now: Instant },
): Promise<PacketCounts> => {
  const found = await sql<PacketCounts>`select count(*)::int as total,
      count(*) filter (where p.state = 'sent' and p.to_organisation_id = any (${it.bodies}::uuid[]))::int as waiting,
      count(*) filter (where p.state = 'sent' and p.from_organisation_id = any (${it.bodies}::uuid[])
        and p.answer_by < ${it.now}::timestamptz)::int as overdue from assistance.packet p`.execute(tx);
  return found.rows[0] ?? { total: 0, waiting: 0, overdue: 0 };
};

export type NewPacket = Omit<Packet, 'state' | 'answeredAt' | 'reason' | 'outcome' | 'endedAt' | 'version'> & {
  readonly sentBy: Uuid;
};

/** Stores a packet; false while another one to this body for this purpose is open. */
export const insertPacket = async (tx: Transaction, it: NewPacket): Promise<boolean> => {
  const result = await tx
    .insertInto('assistance.packet')
    .values({
      ...{ id: it.id, case_id: it.caseId, person_id: it.personId, from_organisation_id: it.fromOrganisationId },
      ...{ to_organisation_id: it.toOrganisationId, audience: [it.fromOrganisationId, it.toOrganisationId] },
      ...{ reference: it.reference, purpose: it.purpose, urgency: it.urgency, facts: [...it.facts] },
      ...{ compartments: [...it.compartments], consent_id: it.consentId, sent_by: it.sentBy, sent_at: it.sentAt },
      ...{ answer_by: it.answerBy, expires_on: it.expiresOn },
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};

/** What a step writes. */
export type PacketMove = {
  readonly state: PacketState;
  readonly by: Uuid;
  readonly at: Instant;
  readonly reason?: string | undefined;
  readonly outcome?: string | undefined;
};

/** Moves a packet on; false when somebody changed it before. */
export const movePacket = async (tx: Transaction, seen: Packet, it: PacketMove): Promise<boolean> => {
  const isAnswer = it.state === 'accepted' || it.state === 'declined';
  const result = await tx
    .updateTable('assistance.packet')
    .set({
      ...(isAnswer ? { answered_by: it.by, answered_at: it.at } : { ended_by: it.by, ended_at: it.at }),
      ...{ state: it.state, reason: it.reason ?? null, outcome: it.outcome ?? null, version: seen.version + 1 },
    })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** A packet whose last day is over. */
export type ExpiredPacket = {
  readonly packet: Uuid;
  readonly caseId: Uuid;
  readonly from: Uuid;
  readonly to: Uuid;
  readonly wasAnswered: boolean;
};

/** Ends those whose last day lies before a day; for the worker. */
export const expirePackets = async (
  tx: Transaction,
  it: { readonly on: PlainDate; readonly at: Instant; readonly most: number },
): Promise<readonly ExpiredPacket[]> => {
  const found = await sql<ExpiredPacket>`select packet, of_case as "caseId", from_body as "from", to_body as "to",
      was_answered as "wasAnswered"
    from assistance.expire_packets(${it.on}::date, ${it.at}::timestamptz, ${it.most})`.execute(tx);
  return found.rows;
};
