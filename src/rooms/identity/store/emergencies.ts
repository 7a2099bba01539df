import type { Instant } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import type { EmergencyCourse } from '../rules.ts';

/** An opening in an emergency: who asked whom for what, how it went, what was found. Codes and moments. */
export type Emergency = EmergencyCourse & {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly personId: Uuid;
  readonly compartments: readonly string[];
  readonly purpose: string;
  readonly requestedBy: Uuid;
  readonly requestedByName: string | null;
  readonly requestedByOrganisation: Uuid;
  readonly requestedAt: Instant;
  readonly answeredBy: Uuid | null;
  readonly answeredByName: string | null;
  readonly answeredByOrganisation: Uuid | null;
  readonly answeredAt: Instant | null;
  readonly reviewedBy: Uuid | null;
  readonly reviewedByName: string | null;
  readonly reviewedAt: Instant | null;
  readonly addressed: readonly Uuid[];
  readonly audience: readonly Uuid[];
};

const query = (tx: Transaction) =>
  tx
    .selectFrom('identity.break_glass as b')
    .leftJoin('directory.staff_published as r', 'r.id', 'b.requested_by')
    .leftJoin('directory.staff_published as a', 'a.id', 'b.answered_by')
    .leftJoin('directory.staff_published as v', 'v.id', 'b.reviewed_by')
    .selectAll('b')
    .select(['r.display_name as requester', 'a.display_name as answerer', 'v.display_name as reviewer']);

type Row = Awaited<ReturnType<ReturnType<typeof query>['execute']>>[number];

const emergency = (row: Row): Emergency => ({
  ...{ id: row.id, caseId: row.case_id, personId: row.person_id, compartments: row.compartments },
  ...{ purpose: row.purpose, requestedBy: row.requested_by, requestedByName: row.requester },
  ...{ requestedByOrganisation: row.requested_by_organisation, requestedAt: row.requested_at as Instant },
  ...{ answer: row.answer as Emergency['answer'], answerUntil: row.answer_until as Instant },
  ...{ answeredBy: row.answered_by, answeredByName: row.answerer },
  ...{ answeredByOrganisation: row.answered_by_organisation, answeredAt: row.answered_at as Instant | null },
  ...{ endsAt: row.ends_at as Instant | null, reviewUntil: row.review_until as Instant | null },
  ...{ verdict: row.verdict, reviewedBy: row.reviewed_by, reviewedByName: row.reviewer },
  ...{ reviewedAt: row.reviewed_at as Instant | null, addressed: row.addressed, audience: row.audience },
});

/** What the viewer's bodies have to do with, newest first, at most 200. */
export const findEmergencies = async (tx: Transaction): Promise<readonly Emergency[]> =>
  (await query(tx).orderBy('b.requested_at', 'desc').limit(200).execute()).map(emergency);

/** Those of one case, newest first. */
export const emergenciesOf = async (tx: Transaction, caseId: Uuid): Promise<readonly Emergency[]> =>
  (await query(tx).where('b.case_id', '=', caseId).orderBy('b.requested_at', 'desc').limit(50).execute()).map(
    emergency,
  );

/** One, or null. */
export const findEmergency = async (tx: Transaction, id: Uuid): Promise<Emergency | null> => {
  const row = await query(tx).where('b.id', '=', id).executeTakeFirst();
  return row ? emergency(row) : null;
};

/** What a body was told, and when; oldest first. */
export type EmergencyStep = { readonly stage: string; readonly at: Instant };

/** The steps of one emergency as the viewer's bodies were told of them. */
export const stepsOf = async (tx: Transaction, id: Uuid): Promise<readonly EmergencyStep[]> => {
  const rows = await tx
    .selectFrom('identity.break_glass_notice')
    .select(['stage', 'at'])
    .distinct()
    .where('break_glass_id', '=', id)
    .orderBy('at')
    .limit(500)
    .execute();
  return rows.map(({ stage, at }) => ({ stage, at: at as Instant }));
};

/** Stores what was found; false when it was reviewed before. */
export const storeVerdict = async (
  tx: Transaction,
  id: Uuid,
  { verdict, by, at }: { readonly verdict: string; readonly by: Uuid; readonly at: Instant },
): Promise<boolean> => {
  const stored = await tx
    .updateTable('identity.break_glass')
    .set({ verdict, reviewed_by: by, reviewed_at: at })
    .where('id', '=', id)
    .where('verdict', 'is', null)
    .executeTakeFirst();
  return stored.numUpdatedRows === 1n;
};

/** An emergency that nobody has reviewed in time. */
export type Unreviewed = {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly personId: Uuid;
  readonly organisationId: Uuid;
  readonly audience: readonly Uuid[];
};

/** Marks those that became overdue as alarmed and tells the bodies concerned; each once. */
export const alarmOverdue = async (tx: Transaction, now: Instant): Promise<readonly Unreviewed[]> => {
  const rows = await tx
    .updateTable('identity.break_glass')
    .set({ alarmed_at: now })
    .where('answer', '=', 'approved')
    .where('verdict', 'is', null)
    .where('alarmed_at', 'is', null)
    .where('review_until', '<', now)
    .returning(['id', 'case_id', 'person_id', 'requested_by_organisation', 'audience'])
    .execute();
  const overdue = rows.map((row) => ({
    ...{ id: row.id, caseId: row.case_id, personId: row.person_id, audience: row.audience },
    organisationId: row.requested_by_organisation,
  }));
  const notices = overdue.flatMap(({ id, audience }) =>
    audience.map((body) => ({ id: newId(), break_glass_id: id, organisation_id: body, stage: 'overdue', at: now })),
  );
  if (notices.length > 0) await tx.insertInto('identity.break_glass_notice').values(notices).execute();
  return overdue;
};

/** The bodies with notices that were not mailed yet. */
export const bodiesToMail = async (tx: Transaction): Promise<readonly Uuid[]> => {
  const rows = await tx
    .selectFrom('identity.break_glass_notice')
    .select('organisation_id')
    .distinct()
    .where('mailed_at', 'is', null)
    .execute();
  return rows.map((row) => row.organisation_id);
};

/** Marks the notices of a body up to a moment as mailed. */
export const markMailed = async (tx: Transaction, organisationId: Uuid, at: Instant): Promise<void> => {
  await tx
    .updateTable('identity.break_glass_notice')
    .set({ mailed_at: at })
    .where('organisation_id', '=', organisationId)
    .where('mailed_at', 'is', null)
    .execute();
};
