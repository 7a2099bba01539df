import { sql } from 'kysely';
import type { PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import type { FinalWay, Instance, Sentence, VerdictOutcome } from '../rules/judging/index.ts';
import type { Author } from './charges.ts';

/** A day in court. */
export type Hearing = {
  readonly id: Uuid;
  readonly number: number;
  readonly instance: Instance;
  readonly heldOn: PlainDate;
  readonly protections: readonly string[];
  readonly organisationId: Uuid;
};

/** The hearings of a case by day. */
export const hearingsOf = async (tx: Transaction, criminalCaseId: Uuid): Promise<readonly Hearing[]> =>
  (
    await sql<Hearing>`select h.id, h.number, h.instance, h.held_on as "heldOn", h.protections, h.organisation_id as "organisationId"
    from proceedings.hearing h where h.criminal_case_id = ${criminalCaseId}::uuid order by h.held_on, h.number`.execute(
      tx,
    )
  ).rows;

/** Enters a hearing; false when two did so in the same moment. */
export const insertHearing = async (
  tx: Transaction,
  it: Pick<Hearing, 'instance' | 'heldOn' | 'protections'> & Author,
): Promise<boolean> =>
  (
    await sql`insert into proceedings.hearing (id, criminal_case_id, organisation_id, number, instance, held_on, protections,
      recorded_by, recorded_at)
    select ${newId()}::uuid, ${it.criminalCaseId}::uuid, ${it.organisationId}::uuid, coalesce(max(h.number), 0) + 1, ${it.instance},
      ${it.heldOn}::date, ${[...it.protections]}::text[], ${it.by}::uuid, ${it.at}::timestamptz
    from proceedings.hearing h where h.criminal_case_id = ${it.criminalCaseId}::uuid on conflict do nothing`.execute(tx)
  ).numAffectedRows === 1n;

/** What a court decided on one accused in one instance. */
export type Judgment = {
  readonly id: Uuid;
  readonly number: number;
  readonly suspectId: Uuid;
  readonly organisationId: Uuid;
  readonly instance: Instance;
  readonly deliveredOn: PlainDate;
  readonly inPresence: boolean;
  readonly outcome: VerdictOutcome;
  readonly mitigating: boolean;
  readonly retained: readonly Uuid[];
  readonly requalifiedTo: string | null;
  readonly sentence: Sentence;
  readonly correctsId: Uuid | null;
  readonly appealedOn: PlainDate | null;
  readonly finalOn: PlainDate | null;
  readonly finalHow: FinalWay | null;
  readonly recordedByName: string | null;
};

type Row = Omit<Judgment, 'sentence'> & {
  readonly forms: readonly string[];
  readonly pronounced: number | null;
  readonly suspended: number | null;
  readonly firm: number | null;
  readonly probation: number | null;
  readonly fineCents: string | null;
  readonly confiscatedCents: string | null;
  readonly workHours: number | null;
  readonly bans: readonly string[];
};

const cents = (value: string | null): number | null => (value === null ? null : Number(value));

const judgmentOf = (row: Row): Judgment => {
  const { forms, pronounced, suspended, firm, probation, fineCents, confiscatedCents, workHours, bans, ...rest } = row;
  return {
    ...rest,
    sentence: {
      ...{ forms, pronounced, suspended, firm, probation, workHours, bans },
      ...{ fineCents: cents(fineCents), confiscatedCents: cents(confiscatedCents) },
    },
  };
};

/** The judgments of a case in the order in which they were entered, corrected ones among them. */
export const judgmentsOf = async (tx: Transaction, criminalCaseId: Uuid): Promise<readonly Judgment[]> =>
  (
    await sql<Row>`select j.id, j.number, j.suspect_id as "suspectId", j.organisation_id as "organisationId", j.instance,
      j.delivered_on as "deliveredOn", j.in_presence as "inPresence", j.outcome, j.mitigating, j.retained,
      j.requalified_to as "requalifiedTo", j.forms, j.months_pronounced as pronounced, j.months_suspended as suspended,
      j.months_firm as firm, j.months_probation as probation, j.fine_cents::text as "fineCents",
      j.confiscated_cents::text as "confiscatedCents", j.work_hours as "workHours", j.bans, j.corrects_id as "correctsId",
      j.appealed_on as "appealedOn", j.final_on as "finalOn", j.final_how as "finalHow", p.display_name as "recordedByName"
    from proceedings.judgment j left join directory.staff_published p on p.id = j.recorded_by
    where j.criminal_case_id = ${criminalCaseId}::uuid order by j.number`.execute(tx)
  ).rows.map(judgmentOf);

export type NewJudgmentRow = Omit<Judgment, 'number' | 'organisationId' | 'recordedByName'> & Author;

/** Enters a judgment; false when two did so in the same moment, or somebody corrected the same one. */
export const insertJudgment = async (tx: Transaction, it: NewJudgmentRow): Promise<boolean> => {
  const { sentence: s } = it;
  const result =
    await sql`insert into proceedings.judgment (id, criminal_case_id, organisation_id, suspect_id, number, instance, delivered_on,
      in_presence, outcome, mitigating, retained, requalified_to, forms, months_pronounced, months_suspended, months_firm,
      months_probation, fine_cents, confiscated_cents, work_hours, bans, corrects_id, appealed_on, final_on, final_how,
      recorded_by, recorded_at)
    select ${it.id}::uuid, ${it.criminalCaseId}::uuid, ${it.organisationId}::uuid, ${it.suspectId}::uuid,
      coalesce(max(j.number), 0) + 1, ${it.instance}, ${it.deliveredOn}::date, ${it.inPresence}, ${it.outcome}, ${it.mitigating},
      ${[...it.retained]}::uuid[], ${it.requalifiedTo}, ${[...s.forms]}::text[], ${s.pronounced}::smallint,
      ${s.suspended}::smallint, ${s.firm}::smallint, ${s.probation}::smallint, ${s.fineCents}::bigint,
      ${s.confiscatedCents}::bigint, ${s.workHours}::smallint, ${[...s.bans]}::text[], ${it.correctsId}::uuid,
      ${it.appealedOn}::date, ${it.finalOn}::date, ${it.finalHow}, ${it.by}::uuid, ${it.at}::timestamptz
    from proceedings.judgment j where j.criminal_case_id = ${it.criminalCaseId}::uuid on conflict do nothing`.execute(
      tx,
    );
  return result.numAffectedRows === 1n;
};

/** Writes an appeal down on a judgment that stands; false when something was written on it before. */
export const setAppealed = async (tx: Transaction, id: Uuid, on: PlainDate): Promise<boolean> =>
  (
    await tx
      .updateTable('proceedings.judgment')
      .set({ appealed_on: on })
      .where('id', '=', id)
      .where('appealed_on', 'is', null)
      .where('final_on', 'is', null)
      .executeTakeFirst()
  ).numUpdatedRows === 1n;

/** Writes down that a judgment is final; false when something was written on it before. */
export const setFinal = async (tx: Transaction, id: Uuid, on: PlainDate, how: FinalWay): Promise<boolean> =>
  (
    await tx
      .updateTable('proceedings.judgment')
      .set({ final_on: on, final_how: how })
      .where('id', '=', id)
      .where('appealed_on', 'is', null)
      .where('final_on', 'is', null)
      .executeTakeFirst()
  ).numUpdatedRows === 1n;

/** What may be told to the cases of victims. */
export type Told =
  | 'case_dismissed'
  | 'dismissal_told'
  | 'judgment_delivered'
  | 'appeal_filed'
  | 'criminal_decision_final'
  | 'facts_happened';

/** Tells the cases of the victims (or of one of them) what moves their clocks, without learning whose cases those are. */
export const tellVictims = async (
  tx: Transaction,
  it: {
    readonly criminalCaseId: Uuid;
    readonly caseId?: Uuid;
    readonly happened: Told;
    readonly on: PlainDate;
    readonly at: string;
  },
): Promise<void> => {
  await sql`select proceedings.tell_victims(${it.criminalCaseId}::uuid, ${it.caseId ?? null}::uuid, ${it.happened}, ${it.on}::date,
    ${it.at}::timestamptz)`.execute(tx);
};
