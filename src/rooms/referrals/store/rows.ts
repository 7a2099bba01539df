import type { Insertable, Selectable } from 'kysely';
import type { Tables } from '../../../platform/database/index.ts';

/**
 * Rows of this room's tables as they are inserted and as they come back. Who sends, who may read a report before it is
 * delivered and what hangs on it stands in none of them: `referrals.insert_report` takes it from the signed context.
 */
export type ReportRow = Omit<Insertable<Tables['referrals.report']>, 'sender_organisation_id' | 'sent_by' | 'audience'>;
export type PersonRow = Part<'report_person'>;
type Part<Name extends string> = Omit<
  Insertable<Tables[`referrals.${Name}` & keyof Tables]>,
  'report_id' | 'audience' | 'recorded_by'
>;
export type StoredReport = Selectable<Tables['referrals.report']>;
export type StoredPerson = Selectable<Tables['referrals.report_person']>;
export type StoredDraft = Selectable<Tables['referrals.draft']>;

/** The tables of which a report fills any number of rows, by name without the schema. */
export type ChildRows = {
  readonly report_person_needs: readonly Part<'report_person_needs'>[];
  readonly report_person_residence: readonly Part<'report_person_residence'>[];
  readonly report_person_contact: readonly Part<'report_person_contact'>[];
  readonly report_person_channel: readonly Part<'report_person_channel'>[];
  readonly report_person_link: readonly Part<'report_person_link'>[];
  readonly person_consent: readonly Part<'person_consent'>[];
  readonly period: readonly Part<'period'>[];
  readonly place: readonly Part<'place'>[];
  readonly report_indicator: readonly Part<'report_indicator'>[];
  readonly exploiter: readonly Part<'exploiter'>[];
  readonly interview_circumstances: readonly Part<'interview_circumstances'>[];
  /** The questions go as they are: the whole of it is made into JSON once. */
  readonly snapshot: readonly (Omit<Part<'snapshot'>, 'questions'> & {
    readonly questions: readonly object[];
  })[];
  readonly share: readonly Part<'share'>[];
  readonly outbox: readonly Part<'outbox'>[];
};

export type ReportRows = {
  readonly report: ReportRow;
  readonly persons: readonly PersonRow[];
  readonly children: ChildRows;
};
