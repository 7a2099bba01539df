import { sql } from 'kysely';
import type { Instant } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';

/** A house asks the service to refer a resident: for what, how urgent, and how it ended. No text, no name. */
export type HouseRequest = {
  readonly id: Uuid;
  readonly placementId: Uuid;
  readonly houseOrganisationId: Uuid;
  readonly supportOrganisationId: Uuid;
  readonly purpose: string;
  readonly urgency: string;
  readonly state: 'asked' | 'answered';
  readonly askedAt: Instant;
  /** From then on an unanswered request is late. */
  readonly answerBy: Instant;
  readonly outcome: string | null;
  readonly answeredAt: Instant | null;
  readonly version: number;
  /** How the placement is called. */
  readonly reference: string;
};

const columns = sql`q.id, q.placement_id as "placementId", q.house_organisation_id as "houseOrganisationId",
  q.support_organisation_id as "supportOrganisationId", q.purpose, q.urgency, q.state, q.asked_at as "askedAt",
  q.answer_by as "answerBy", q.outcome, q.answered_at as "answeredAt", q.version, p.reference`;
const from = sql`accommodation.house_request q join accommodation.placement p on p.id = q.placement_id`;

/** Requests about one placement, the newest first. */
export const requestsOfPlacement = async (tx: Transaction, placementId: Uuid): Promise<readonly HouseRequest[]> => {
  const found = await sql<HouseRequest>`select ${columns} from ${from} where q.placement_id = ${placementId}::uuid
    order by q.asked_at desc, q.id limit 50`.execute(tx);
  return found.rows;
};

/** Those without an answer, what is owed first first. */
export const openRequests = async (tx: Transaction): Promise<readonly HouseRequest[]> => {
  const found = await sql<HouseRequest>`select ${columns} from ${from} where q.state = 'asked'
    order by q.answer_by, q.id limit 100`.execute(tx);
  return found.rows;
};

/** One of them, or null. */
export const findRequest = async (tx: Transaction, id: Uuid): Promise<HouseRequest | null> => {
  const found = await sql<HouseRequest>`select ${columns} from ${from} where q.id = ${id}::uuid`.execute(tx);
  return found.rows[0] ?? null;
};

export type NewRequest = Pick<
  HouseRequest,
  'placementId' | 'houseOrganisationId' | 'supportOrganisationId' | 'purpose' | 'urgency' | 'askedAt' | 'answerBy'
> & { readonly by: Uuid };

/** Asks; null while the same is asked for this placement already. */
export const insertRequest = async (tx: Transaction, it: NewRequest): Promise<Uuid | null> => {
  const id = newId();
  const result = await tx
    .insertInto('accommodation.house_request')
    .values({
      ...{ id, placement_id: it.placementId, house_organisation_id: it.houseOrganisationId },
      ...{ support_organisation_id: it.supportOrganisationId, purpose: it.purpose, urgency: it.urgency },
      ...{ asked_by: it.by, asked_at: it.askedAt, answer_by: it.answerBy },
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n ? id : null;
};

/** Answers; false when somebody answered before. */
export const closeRequest = async (
  tx: Transaction,
  seen: HouseRequest,
  it: { readonly outcome: string; readonly by: Uuid; readonly at: Instant },
): Promise<boolean> => {
  const result = await tx
    .updateTable('accommodation.house_request')
    .set({
      ...{ state: 'answered', outcome: it.outcome, answered_by: it.by, answered_at: it.at },
      version: seen.version + 1,
    })
    .where('id', '=', seen.id)
    .where('state', '=', 'asked')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};
