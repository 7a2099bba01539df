import type { Instant } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

/** A conference on a permit, as far as all three bodies may know of it. */
export type Conference = { readonly noticeId: Uuid; readonly organisationId: Uuid; readonly openedAt: Instant };

/** One version of what a body says there. */
export type ConferenceEntry = {
  readonly organisationId: Uuid;
  readonly number: number;
  /** Field → its code or day. */
  readonly said: Readonly<Record<string, string>>;
  readonly recordedByName: string | null;
  readonly recordedAt: Instant;
};

/** The conference on a notice, for the three bodies; null where there is none for this viewer. */
export const findConference = async (tx: Transaction, noticeId: Uuid): Promise<Conference | null> => {
  const row = await tx
    .selectFrom('protection.conference')
    .select(['notice_id', 'organisation_id', 'opened_at'])
    .where('notice_id', '=', noticeId)
    .executeTakeFirst();
  return row === undefined
    ? null
    : { noticeId: row.notice_id, organisationId: row.organisation_id, openedAt: row.opened_at as Instant };
};

/** The notice on which a conference about a case hangs, newest first; for who sees the case. */
export const conferenceOfCase = async (tx: Transaction, caseId: Uuid): Promise<Uuid | null> => {
  const row = await tx
    .selectFrom('protection.conference_case as k')
    .innerJoin('protection.conference as f', 'f.notice_id', 'k.notice_id')
    .select('k.notice_id')
    .where('k.case_id', '=', caseId)
    .orderBy('f.opened_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.notice_id ?? null;
};

/** Opens a conference; false when it was open. */
export const insertConference = async (
  tx: Transaction,
  it: Conference & { readonly caseId: Uuid; readonly openedBy: Uuid },
): Promise<boolean> => {
  const made = await tx
    .insertInto('protection.conference')
    .values({
      ...{ notice_id: it.noticeId, organisation_id: it.organisationId },
      ...{ opened_by: it.openedBy, opened_at: it.openedAt },
    })
    // No column named: the row may be seen by its writer only when its case stands beside it.
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows !== 1n) return false;
  await tx.insertInto('protection.conference_case').values({ notice_id: it.noticeId, case_id: it.caseId }).execute();
  return true;
};

const answersOf = (said: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(said.map((one) => [one.slice(0, one.indexOf(':')), one.slice(one.indexOf(':') + 1)] as const));

/** All versions of all columns, oldest first. */
export const conferenceEntriesOf = async (tx: Transaction, noticeId: Uuid): Promise<ConferenceEntry[]> => {
  const rows = await tx
    .selectFrom('protection.conference_entry as e')
    .leftJoin('directory.staff_published as p', 'p.id', 'e.recorded_by')
    .select(['e.organisation_id', 'e.number', 'e.said', 'e.recorded_at', 'p.display_name'])
    .where('e.notice_id', '=', noticeId)
    .orderBy('e.recorded_at')
    .orderBy('e.number')
    .limit(1500)
    .execute();
  return rows.map((row) => ({
    ...{ organisationId: row.organisation_id, number: row.number, said: answersOf(row.said) },
    ...{ recordedByName: row.display_name, recordedAt: row.recorded_at as Instant },
  }));
};

/** Adds a version of a column; false when a colleague added that one before. */
export const insertConferenceEntry = async (
  tx: Transaction,
  it: Omit<ConferenceEntry, 'recordedByName'> & {
    readonly id: Uuid;
    readonly noticeId: Uuid;
    readonly recordedBy: Uuid;
  },
): Promise<boolean> => {
  const result = await tx
    .insertInto('protection.conference_entry')
    .values({
      ...{ id: it.id, notice_id: it.noticeId, organisation_id: it.organisationId, number: it.number },
      ...{ said: Object.entries(it.said).map(([field, answer]) => `${field}:${answer}`) },
      ...{ recorded_by: it.recordedBy, recorded_at: it.recordedAt },
    })
    .onConflict((on) => on.columns(['notice_id', 'organisation_id', 'number']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};
