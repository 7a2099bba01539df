import { type RawBuilder, sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import type { InquiryPart } from '../facts/index.ts';

/** Who wrote something on a case, for whom and when. */
export type Written = {
  readonly criminalCaseId: Uuid;
  readonly organisationId: Uuid;
  readonly by: Uuid;
  readonly at: Instant;
};

/** Those columns of a row that every line of an inquiry has; the number is the next of its kind in the case. */
export const writtenOf = (
  table: 'measure' | 'request_abroad' | 'exhibit' | 'exchange' | 'joint_operation' | 'node' | 'link',
  it: Written,
) => ({
  criminal_case_id: it.criminalCaseId,
  organisation_id: it.organisationId,
  recorded_by: it.by,
  recorded_at: it.at,
  number: nextNumber(table, it.criminalCaseId),
});

const nextNumber = (table: string, criminalCaseId: Uuid): RawBuilder<number> =>
  sql<number>`(select coalesce(max(x.number), 0) + 1 from ${sql.table(`proceedings.${table}`)} x
    where x.criminal_case_id = ${criminalCaseId}::uuid)`;

/** A measure of an inquiry. */
export type Measure = {
  readonly id: Uuid;
  readonly number: number;
  readonly kind: string;
  readonly orderedBy: InquiryPart;
  readonly orderedOn: PlainDate;
  readonly until: PlainDate | null;
  readonly result: string | null;
  readonly endedOn: PlainDate | null;
  readonly version: number;
};

/** The measures of a case, the latest first. */
export const measuresOf = async (tx: Transaction, criminalCaseId: Uuid): Promise<readonly Measure[]> => {
  const found = await sql<Measure>`select m.id, m.number, m.kind, m.ordered_by as "orderedBy",
      m.ordered_on as "orderedOn", m.until, m.result, m.ended_on as "endedOn", m.version
    from proceedings.measure m where m.criminal_case_id = ${criminalCaseId}::uuid
    order by m.ordered_on desc, m.number desc limit 500`.execute(tx);
  return found.rows;
};

export type NewMeasure = Written & Pick<Measure, 'kind' | 'orderedBy' | 'orderedOn' | 'until'>;

/** Writes a measure down; gives its id. */
export const insertMeasure = async (tx: Transaction, it: NewMeasure): Promise<Uuid> => {
  const id = newId();
  await tx
    .insertInto('proceedings.measure')
    .values({
      ...{ ...writtenOf('measure', it), id, kind: it.kind, ordered_by: it.orderedBy, ordered_on: it.orderedOn },
      until: it.until,
    })
    .execute();
  return id;
};

/** Writes down how a measure ended, once; tells whether it had not ended before. */
export const endMeasure = async (
  tx: Transaction,
  seen: Measure,
  { result, on }: { readonly result: string; readonly on: PlainDate },
): Promise<boolean> => {
  const changed = await tx
    .updateTable('proceedings.measure')
    .set({ result, ended_on: on, version: seen.version + 1 })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
};

/** A request abroad, and how it stands. */
export type RequestAbroad = {
  readonly id: Uuid;
  readonly number: number;
  readonly kind: string;
  readonly country: string | null;
  readonly ownDefinition: string;
  readonly otherDefinition: string | null;
  readonly sentOn: PlainDate;
  readonly answerBy: PlainDate | null;
  readonly state: string;
  readonly since: PlainDate;
  readonly refusal: string | null;
  readonly version: number;
};

/** The requests abroad of a case, the latest first. */
export const requestsOf = async (tx: Transaction, criminalCaseId: Uuid): Promise<readonly RequestAbroad[]> => {
  const found = await sql<RequestAbroad>`select r.id, r.number, r.kind, r.country, r.own_definition as "ownDefinition",
      r.other_definition as "otherDefinition", r.sent_on as "sentOn", r.answer_by as "answerBy", r.state, r.since,
      r.refusal, r.version
    from proceedings.request_abroad r where r.criminal_case_id = ${criminalCaseId}::uuid
    order by r.sent_on desc, r.number desc limit 500`.execute(tx);
  return found.rows;
};

export type NewRequest = Written &
  Omit<RequestAbroad, 'id' | 'number' | 'since' | 'refusal' | 'version'> & { readonly step: string };

/** Writes a request down with its first step; gives its id. */
export const insertRequest = async (tx: Transaction, it: NewRequest): Promise<Uuid> => {
  const id = newId();
  await tx
    .insertInto('proceedings.request_abroad')
    .values({
      ...{ ...writtenOf('request_abroad', it), id, kind: it.kind, country: it.country, state: it.state },
      ...{ own_definition: it.ownDefinition, other_definition: it.otherDefinition },
      ...{ sent_on: it.sentOn, answer_by: it.answerBy, since: it.sentOn },
    })
    .execute();
  await insertRequestStep(tx, it, { requestId: id, step: it.step, event: 'send', toState: it.state, on: it.sentOn });
  return id;
};

export type NewRequestStep = {
  readonly requestId: Uuid;
  readonly step: string;
  readonly event: string;
  readonly toState: string;
  readonly on: PlainDate;
};

/** Writes down what became of a request. */
export const insertRequestStep = async (tx: Transaction, by: Written, it: NewRequestStep): Promise<void> => {
  await sql`insert into proceedings.request_step (id, criminal_case_id, organisation_id, request_id, number, step, event,
      to_state, happened_on, recorded_by, recorded_at)
    select ${newId()}::uuid, ${by.criminalCaseId}::uuid, ${by.organisationId}::uuid, ${it.requestId}::uuid,
      coalesce(max(s.number), 0) + 1, ${it.step}, ${it.event}, ${it.toState}, ${it.on}::date, ${by.by}::uuid,
      ${by.at}::timestamptz
    from proceedings.request_step s where s.request_id = ${it.requestId}::uuid`.execute(tx);
};

export type RequestChange = Pick<RequestAbroad, 'state' | 'since' | 'refusal' | 'otherDefinition'>;

/** Changes how a request stands if the version is still the one seen; tells whether it was. */
export const updateRequest = async (tx: Transaction, seen: RequestAbroad, it: RequestChange): Promise<boolean> => {
  const changed = await tx
    .updateTable('proceedings.request_abroad')
    .set({
      ...{ state: it.state, since: it.since, refusal: it.refusal, other_definition: it.otherDefinition },
      version: seen.version + 1,
    })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
};

/** A note between police and magistrate; its words are sealed. */
export type Exchange = {
  readonly id: Uuid;
  readonly number: number;
  readonly toPart: InquiryPart;
  readonly purpose: string;
  readonly organisationId: Uuid;
  readonly recordedByName: string | null;
  readonly recordedAt: Instant;
};

/** The notes of a case, the latest first. */
export const exchangesOf = async (tx: Transaction, criminalCaseId: Uuid): Promise<readonly Exchange[]> => {
  const found = await sql<Exchange>`select e.id, e.number, e.to_part as "toPart", e.purpose,
      e.organisation_id as "organisationId", p.display_name as "recordedByName", e.recorded_at as "recordedAt"
    from proceedings.exchange e left join directory.staff_published p on p.id = e.recorded_by
    where e.criminal_case_id = ${criminalCaseId}::uuid order by e.number desc limit 500`.execute(tx);
  return found.rows;
};

/** Writes a note down; gives its id, under which its words are sealed. */
export const insertExchange = async (
  tx: Transaction,
  it: Written & Pick<Exchange, 'toPart' | 'purpose'>,
): Promise<Uuid> => {
  const id = newId();
  await tx
    .insertInto('proceedings.exchange')
    .values({ ...writtenOf('exchange', it), id, to_part: it.toPart, purpose: it.purpose })
    .execute();
  return id;
};

/** An operation of several bodies. */
export type JointOperation = {
  readonly id: Uuid;
  readonly number: number;
  readonly heldOn: PlainDate;
  readonly bodies: readonly string[];
  readonly commune: string | null;
  readonly result: string;
  readonly persons: number;
};

/** The joint operations of a case, the latest first. */
export const operationsOf = async (tx: Transaction, criminalCaseId: Uuid): Promise<readonly JointOperation[]> => {
  const found = await sql<JointOperation>`select o.id, o.number, o.held_on as "heldOn", o.bodies, o.commune, o.result,
      o.persons
    from proceedings.joint_operation o where o.criminal_case_id = ${criminalCaseId}::uuid
    order by o.held_on desc, o.number desc limit 200`.execute(tx);
  return found.rows;
};

/** Writes an operation down. */
export const insertOperation = async (
  tx: Transaction,
  it: Written & Omit<JointOperation, 'id' | 'number'>,
): Promise<void> => {
  await tx
    .insertInto('proceedings.joint_operation')
    .values({
      ...{ ...writtenOf('joint_operation', it), id: newId(), held_on: it.heldOn, bodies: [...it.bodies] },
      ...{ commune: it.commune, result: it.result, persons: it.persons },
    })
    .execute();
};
