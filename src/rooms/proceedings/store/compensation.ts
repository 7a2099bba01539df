import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, newReference, type Uuid } from '../../../platform/ids.ts';

/** One line of what became of a person's compensation. */
export type CompensationStep = {
  readonly id: Uuid;
  readonly number: number;
  readonly criminalCaseId: Uuid | null;
  readonly event: string;
  readonly fromState: string;
  readonly toState: string;
  readonly cents: number | null;
  readonly codes: readonly string[];
  readonly claimId: Uuid | null;
  readonly happenedOn: PlainDate;
};

/** The lines of one person, the oldest first, as far as the viewer sees them. */
export const compensationOf = async (tx: Transaction, caseId: Uuid): Promise<readonly CompensationStep[]> =>
  (
    await sql<Omit<CompensationStep, 'cents'> & { cents: string | null }>`select s.id, s.number,
      s.criminal_case_id as "criminalCaseId", s.event, s.from_state as "fromState", s.to_state as "toState",
      s.cents::text as cents, s.codes, s.claim_id as "claimId", s.happened_on as "happenedOn"
    from proceedings.compensation_step s where s.case_id = ${caseId}::uuid order by s.number`.execute(tx)
  ).rows.map((row) => ({ ...row, cents: row.cents === null ? null : Number(row.cents) }));

export type NewCompensationStep = Omit<CompensationStep, 'id' | 'number'> & {
  readonly caseId: Uuid;
  readonly organisationId: Uuid;
  readonly step: string | null;
  readonly judgmentId: Uuid | null;
  readonly by: Uuid;
  readonly at: Instant;
};

/** Writes a line down; false when two did so in the same moment. */
export const insertCompensationStep = async (
  tx: Transaction,
  it: NewCompensationStep & { readonly number: number },
): Promise<boolean> =>
  (
    await sql`insert into proceedings.compensation_step (id, case_id, criminal_case_id, organisation_id, number, step, event,
      from_state, to_state, cents, codes, judgment_id, claim_id, happened_on, recorded_by, recorded_at)
    values (${newId()}::uuid, ${it.caseId}::uuid, ${it.criminalCaseId}::uuid, ${it.organisationId}::uuid, ${it.number}, ${it.step},
      ${it.event}, ${it.fromState}, ${it.toState}, ${it.cents}::bigint, ${[...it.codes]}::text[], ${it.judgmentId}::uuid,
      ${it.claimId}::uuid, ${it.happenedOn}::date, ${it.by}::uuid, ${it.at}::timestamptz) on conflict do nothing`.execute(
      tx,
    )
  ).numAffectedRows === 1n;

/** A claim to the State: it names no case. */
export type Claim = {
  readonly id: Uuid;
  readonly reference: string;
  readonly language: string;
  readonly askedCents: number;
  readonly filedOn: PlainDate;
  readonly state: 'filed' | 'granted' | 'refused';
  readonly decidedOn: PlainDate | null;
  readonly grantedCents: number | null;
  readonly reasons: readonly string[];
};

type ClaimRow = Omit<Claim, 'askedCents' | 'grantedCents'> & { asked: string; granted: string | null };

const claimOf = ({ asked, granted, ...row }: ClaimRow): Claim => ({
  ...row,
  askedCents: Number(asked),
  grantedCents: granted === null ? null : Number(granted),
});

const claimColumns = sql`c.id, c.reference, c.language, c.asked_cents::text as asked, c.filed_on as "filedOn", c.state,
  c.decided_on as "decidedOn", c.granted_cents::text as granted, c.reasons`;

/** One page of claims: those that wait first, the oldest before the others; then what was decided. */
export const listClaims = async (
  tx: Transaction,
  { size, number }: { readonly size: number; readonly number: number },
): Promise<readonly Claim[]> =>
  (
    await sql<ClaimRow>`select ${claimColumns} from proceedings.claim c
    order by c.state <> 'filed', case when c.state = 'filed' then c.filed_on end, c.decided_on desc, c.id
    limit ${size} offset ${(number - 1) * size}`.execute(tx)
  ).rows.map(claimOf);

/** How many claims there are, and how many wait for a decision. */
export const countClaims = async (tx: Transaction): Promise<{ readonly total: number; readonly waiting: number }> => {
  const { rows } = await sql<{ total: number; waiting: number }>`select count(*)::int as total,
    (count(*) filter (where c.state = 'filed'))::int as waiting from proceedings.claim c`.execute(tx);
  return rows[0] ?? { total: 0, waiting: 0 };
};

/** One claim, or null when there is none for this viewer. */
export const findClaim = async (tx: Transaction, id: Uuid): Promise<Claim | null> => {
  const { rows } =
    await sql<ClaimRow>`select ${claimColumns} from proceedings.claim c where c.id = ${id}::uuid`.execute(tx);
  return rows[0] === undefined ? null : claimOf(rows[0]);
};

/** Files a claim with who decides on it; gives its reference. */
export const insertClaim = async (
  tx: Transaction,
  it: Pick<Claim, 'id' | 'language' | 'askedCents' | 'filedOn'> & {
    readonly to: Uuid;
    readonly from: Uuid;
    readonly by: Uuid;
    readonly at: Instant;
  },
): Promise<string> => {
  const reference = newReference();
  await sql`insert into proceedings.claim (id, organisation_id, from_organisation_id, reference, language, asked_cents, filed_on,
      state, recorded_by, recorded_at)
    values (${it.id}::uuid, ${it.to}::uuid, ${it.from}::uuid, ${reference}, ${it.language}, ${it.askedCents}::bigint,
      ${it.filedOn}::date, 'filed', ${it.by}::uuid, ${it.at}::timestamptz)`.execute(tx);
  return reference;
};

/** Decides a claim that waits; false when somebody decided it before. */
export const setClaimDecided = async (
  tx: Transaction,
  it: {
    readonly id: Uuid;
    readonly state: 'granted' | 'refused';
    readonly on: PlainDate;
    readonly cents: number | null;
    readonly reasons: readonly string[];
    readonly by: Uuid;
  },
): Promise<boolean> =>
  (
    await sql`update proceedings.claim set state = ${it.state}, decided_on = ${it.on}::date, granted_cents = ${it.cents}::bigint,
      reasons = ${[...it.reasons]}::text[], decided_by = ${it.by}::uuid where id = ${it.id}::uuid and state = 'filed'`.execute(
      tx,
    )
  ).numAffectedRows === 1n;

/** Tells the person's case how her claim was decided, without learning which case that is. */
export const tellClaim = async (
  tx: Transaction,
  it: {
    readonly claimId: Uuid;
    readonly step: string;
    readonly event: string;
    readonly from: string;
    readonly to: string;
    readonly at: Instant;
  },
): Promise<void> => {
  await sql`select proceedings.tell_claim(${it.claimId}::uuid, ${it.step}, ${it.event}, ${it.from}, ${it.to},
    ${it.at}::timestamptz)`.execute(tx);
};
