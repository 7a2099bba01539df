import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';
import type { RightsKind } from '../../../profile/index.ts';
import { endedStates, type RequestState } from '../facts/rights.ts';

/** What a person asked of the viewer's body, and how far the answer is. */
export type RightsRequest = {
  readonly id: Uuid;
  readonly kind: RightsKind;
  readonly state: RequestState;
  readonly personId: Uuid;
  readonly caseId: Uuid;
  readonly organisationId: Uuid;
  readonly reference: string;
  readonly askedBy: string;
  readonly authority: string | null;
  readonly proof: string | null;
  readonly receivedOn: PlainDate;
  readonly dueOn: PlainDate;
  readonly extensionReason: string | null;
  readonly ground: string | null;
  readonly dataClass: string | null;
  readonly parts: readonly string[];
  readonly purposes: readonly string[];
  readonly keptBy: readonly Uuid[];
  readonly recordedBy: Uuid | null;
  readonly recordedAt: Instant;
  readonly decidedBy: Uuid | null;
  readonly decidedAt: Instant | null;
  readonly certificate: string | null;
  readonly signature: Buffer | null;
  readonly signedWith: Buffer | null;
};

const columns = sql`id, kind, state, person_id as "personId", case_id as "caseId", organisation_id as "organisationId", reference,
  asked_by as "askedBy", authority, proof, received_on as "receivedOn", due_on as "dueOn", extension_reason as "extensionReason",
  ground, data_class as "dataClass", parts, purposes, kept_by as "keptBy", recorded_by as "recordedBy", recorded_at as "recordedAt",
  decided_by as "decidedBy", decided_at as "decidedAt", certificate, signature, signed_with as "signedWith"`;

/** A request to be kept; the rest begins empty. */
export type NewRequest = Pick<
  RightsRequest,
  | 'id'
  | 'kind'
  | 'personId'
  | 'caseId'
  | 'organisationId'
  | 'reference'
  | 'askedBy'
  | 'authority'
  | 'proof'
  | 'receivedOn'
  | 'dueOn'
  | 'recordedAt'
> & { readonly recordedBy: Uuid };

/** Keeps a request that was received. */
export const insertRequest = async (tx: Transaction, it: NewRequest): Promise<void> => {
  await tx
    .insertInto('identity.rights_request')
    .values({
      ...{ id: it.id, kind: it.kind, state: 'received', person_id: it.personId, case_id: it.caseId },
      ...{ organisation_id: it.organisationId, reference: it.reference, asked_by: it.askedBy, authority: it.authority },
      ...{ proof: it.proof, received_on: it.receivedOn, due_on: it.dueOn, recorded_by: it.recordedBy },
      recorded_at: it.recordedAt,
    })
    .execute();
};

/** One request, or null when there is none or it is not this viewer's to see. */
export const findRequest = async (tx: Transaction, id: Uuid): Promise<RightsRequest | null> => {
  const found = await sql<RightsRequest>`select ${columns} from identity.rights_request where id = ${id}`.execute(tx);
  return found.rows[0] ?? null;
};

/** Some requests: of one case, of one kind, in some states, proposed by the schedule or asked by persons, due before a day. */
export type RequestFilter = {
  readonly caseId?: Uuid;
  readonly kind?: RightsKind;
  readonly states?: readonly RequestState[];
  readonly proposed?: boolean;
  readonly dueBefore?: PlainDate;
};

const where = ({ caseId, kind, states, proposed, dueBefore }: RequestFilter) => sql`
  (${caseId ?? null}::uuid is null or case_id = ${caseId ?? null})
  and (${kind ?? null}::text is null or kind = ${kind ?? null})
  and (${states ?? null}::text[] is null or state = any (${states ?? null}::text[]))
  and (${proposed ?? null}::boolean is null or (state = 'proposed') = ${proposed ?? null})
  and (${dueBefore ?? null}::date is null or due_on < ${dueBefore ?? null})`;

/** How many requests a page of a list shows. */
export const requestsPerPage = 50;

/** A page of the requests of the viewer's body, counted from 1: what is still open and due first stands first. */
export const findRequests = async (
  tx: Transaction,
  filter: RequestFilter,
  page = 1,
): Promise<readonly RightsRequest[]> => {
  const found = await sql<RightsRequest>`
    select ${columns} from identity.rights_request where ${where(filter)}
    order by state = any (${endedStates}::text[]), due_on, id
    limit ${requestsPerPage} offset ${(page - 1) * requestsPerPage}`.execute(tx);
  return found.rows;
};

/** How many of these requests there are. */
export const countRequests = async (tx: Transaction, filter: RequestFilter): Promise<number> => {
  const found = await sql<{ count: number }>`
    select count(*) as count from identity.rights_request where ${where(filter)}`.execute(tx);
  return Number(found.rows[0]?.count ?? 0);
};

/** What changes on a request. What is not said stays. */
export type RequestChange = {
  readonly state: RequestState;
  readonly dueOn?: PlainDate;
  readonly extensionReason?: string;
  readonly ground?: string;
  readonly parts?: readonly string[];
  readonly purposes?: readonly string[];
  readonly recordedBy?: Uuid;
  readonly decidedBy?: Uuid;
  readonly decidedAt?: Instant;
};

/** Changes a request that is still in the state it was read in; false when somebody was quicker. */
export const changeRequest = async (
  tx: Transaction,
  { id, state }: Pick<RightsRequest, 'id' | 'state'>,
  change: RequestChange,
): Promise<boolean> => {
  const changed = await tx
    .updateTable('identity.rights_request')
    .set((set) => ({
      state: change.state,
      version: set('version', '+', 1),
      ...(change.dueOn === undefined ? {} : { due_on: change.dueOn }),
      ...(change.extensionReason === undefined ? {} : { extension_reason: change.extensionReason }),
      ...(change.ground === undefined ? {} : { ground: change.ground }),
      ...(change.parts === undefined ? {} : { parts: [...change.parts] }),
      ...(change.purposes === undefined ? {} : { purposes: [...change.purposes] }),
      ...(change.recordedBy === undefined ? {} : { recorded_by: change.recordedBy }),
      ...(change.decidedBy === undefined ? {} : { decided_by: change.decidedBy }),
      ...(change.decidedAt === undefined ? {} : { decided_at: change.decidedAt }),
    }))
    .where('id', '=', id)
    .where('state', '=', state)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
};

/** Which bodies had what opened, what for and how often; no name of anybody at work. */
export type OpeningByBody = {
  readonly organisationId: Uuid;
  readonly compartment: string;
  readonly purpose: string | null;
  readonly times: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
};

/** Openings of these subjects by body, the latest first. */
export const openingsByBody = async (tx: Transaction, subjects: readonly Uuid[]): Promise<readonly OpeningByBody[]> => {
  const found = await sql<OpeningByBody>`
    select organisation_id as "organisationId", compartment, purpose, times, first_at as "firstAt", last_at as "lastAt"
    from identity.openings_by_body(${[...subjects]}::uuid[]) order by last_at desc, organisation_id, compartment`.execute(
    tx,
  );
  return found.rows;
};
