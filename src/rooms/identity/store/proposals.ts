import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';
import type { RetentionClass } from '../../../profile/index.ts';

/** A case whose term is over, as it was proposed. */
export type Proposal = {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly personId: Uuid;
  readonly organisationId: Uuid;
  readonly dataClass: string;
};

/** Proposes the erasure of cases on which nobody worked for the term of their class; gives the new proposals. */
export const proposeErasures = async (
  tx: Transaction,
  wanted: {
    readonly classes: readonly RetentionClass[];
    readonly work: readonly string[];
    readonly today: PlainDate;
    readonly now: Instant;
  },
): Promise<readonly Proposal[]> => {
  const classes = wanted.classes.map((one) => ({
    ...{ id: one.id, statuses: one.statuses, months: one.months },
    child_months: one.months_for_children ?? one.months,
  }));
  const found = await sql<Proposal>`
    select id, case_id as "caseId", person_id as "personId", organisation_id as "organisationId", data_class as "dataClass"
    from identity.propose_erasures(${JSON.stringify(classes)}::jsonb, ${wanted.work}::text[], ${wanted.today}::date,
      ${wanted.now}::timestamptz)`.execute(tx);
  return found.rows;
};
