import type { Insertable, Selectable } from 'kysely';
import type { Tables } from '../../../platform/database/index.ts';

/** Rows of this room's tables, as they are inserted and as they come back. */
export type ReportRow = Insertable<Tables['referrals.report']>;
export type PersonRow = Insertable<Tables['referrals.report_person']>;
export type StoredReport = Selectable<Tables['referrals.report']>;
export type StoredPerson = Selectable<Tables['referrals.report_person']>;
export type StoredDraft = Selectable<Tables['referrals.draft']>;

/** The tables of which a report fills any number of rows, by name without the schema. */
export type ChildRows = {
  readonly report_person_needs: readonly Insertable<Tables['referrals.report_person_needs']>[];
  readonly report_person_residence: readonly Insertable<Tables['referrals.report_person_residence']>[];
  readonly report_person_contact: readonly Insertable<Tables['referrals.report_person_contact']>[];
  readonly report_person_channel: readonly Insertable<Tables['referrals.report_person_channel']>[];
  readonly report_person_link: readonly Insertable<Tables['referrals.report_person_link']>[];
  readonly person_consent: readonly Insertable<Tables['referrals.person_consent']>[];
  readonly period: readonly Insertable<Tables['referrals.period']>[];
  readonly place: readonly Insertable<Tables['referrals.place']>[];
  readonly report_indicator: readonly Insertable<Tables['referrals.report_indicator']>[];
  readonly exploiter: readonly Insertable<Tables['referrals.exploiter']>[];
  readonly interview_circumstances: readonly Insertable<Tables['referrals.interview_circumstances']>[];
  /** The questions go as they are: the whole of it is made into JSON once. */
  readonly snapshot: readonly (Omit<Insertable<Tables['referrals.snapshot']>, 'questions'> & {
    readonly questions: readonly object[];
  })[];
  readonly share: readonly Insertable<Tables['referrals.share']>[];
  readonly outbox: readonly Insertable<Tables['referrals.outbox']>[];
};

export type ReportRows = {
  readonly report: ReportRow;
  readonly persons: readonly PersonRow[];
  readonly children: ChildRows;
};
