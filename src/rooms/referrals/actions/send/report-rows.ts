import type { Instant } from '../../../../platform/clock.ts';
import { newId, type Uuid } from '../../../../platform/ids.ts';
import type { Scene } from '../../../../profile/index.ts';
import { organisationId } from '../../../directory/index.ts';
import { isMaybeChild } from '../../facts/answers.ts';
import { formVersion } from '../../facts/sections.ts';
import { urgencyOf } from '../../rules/urgency.ts';
import type { ChildRows, ReportRow } from '../../store/rows.ts';
import { listed, type SendingPlan, type SubjectPlan } from './plan.ts';
import type { ReadReport } from './read.ts';

/** What all rows of one sending have in common. */
export type Sending = {
  readonly scene: Scene;
  readonly read: ReadReport;
  readonly plan: SendingPlan;
  readonly clientReference: Uuid;
  readonly at: Instant;
  /** `form`, `api`, or how a report that is keyed in arrived. */
  readonly channel: string;
};

const language = (code: string): 'en' | 'fr' | 'de' => (code === 'fr' || code === 'de' ? code : 'en');

const onBehalfOf = ({ scene, read }: Sending): string | null =>
  read.answers.on_behalf_of === undefined ? null : organisationId(scene.profile.id, read.answers.on_behalf_of);

/** The row of the report. It is transmitted from the moment it is sent; delivery follows. */
export const reportRow = (sending: Sending): ReportRow => {
  const { scene, read, plan } = sending;
  const persons = read.persons.map((one) => one.answers);
  const urgency = urgencyOf(scene.profile, read.answers, persons);
  return {
    id: plan.reportId,
    client_reference: sending.clientReference,
    on_behalf_organisation_id: onBehalfOf(sending),
    intake_channel: read.answers.intake_channel ?? sending.channel,
    received_on: read.answers.received_on ?? null,
    short_path: read.path?.code ?? null,
    route: plan.route,
    how_came_to_light: read.answers.how_came_to_light ?? 'other',
    form_version: formVersion,
    language: language(scene.viewer.language),
    in_danger: read.answers.in_danger ?? 'not_sure',
    urgency: urgency.code,
    urgency_rank: urgency.rank,
    has_child: persons.some(isMaybeChild),
    n_persons: persons.length,
    other_victims: read.answers.other_victims ?? null,
    police_told: read.answers.police_told ?? null,
    commune: plan.commune ?? null,
    sent_at: sending.at,
    state: 'transmitted',
  };
};

/** The exploiters as told. */
export const exploiterRows = ({ read, plan }: Sending): ChildRows['exploiter'] => {
  if (!plan.report.leaving.has('investigation')) return [];
  return (read.answers.exploiters ?? []).map((one, index) => ({
    id: newId(),
    ordinal: index + 1,
    is_known: one.exploiter_known ?? null,
    relation: one.exploiter_relation ?? null,
    role: one.exploiter_role ?? null,
    sex: one.exploiter_sex ?? null,
    citizenship: one.exploiter_citizenship ?? null,
    languages: listed(
      one.exploiter_language,
      ...(one.exploiter_other_languages ?? []).map((other) => other.exploiter_other_language),
    ),
    whereabouts_country: one.whereabouts_country ?? null,
    near_person: one.near_person ?? null,
  }));
};

/** The circumstances in which people were talked to; none when nothing was said of them. */
export const interviewRows = ({ read, plan }: Sending): ChildRows['interview_circumstances'] => {
  const { answers } = read;
  if (answers.interview_place === undefined || !plan.report.leaving.has('testimony')) return [];
  return [
    {
      place: answers.interview_place,
      held_on: answers.interview_on ?? null,
      persons_present: [...(answers.persons_present ?? [])],
      interpreter_kind: answers.interpreter_kind ?? null,
      interpreter_language: answers.interview_language ?? null,
      conditions: [...(answers.interview_conditions ?? [])],
    },
  ];
};

const shareRowsOf = (subject: SubjectPlan): ChildRows['share'] =>
  subject.shares.map((share) => ({
    id: newId(),
    person_id: subject.personId,
    organisation_id: share.organisationId,
    compartments: [...share.compartments],
    basis_kind: share.basis.kind,
    basis_code: share.basis.code,
  }));

/** Who gets what, by subject. */
export const shareRows = (sending: Sending): ChildRows['share'] =>
  [sending.plan.report, ...sending.plan.persons].flatMap(shareRowsOf);

/**
 * One waiting delivery per recipient, each into an inbox: a report is sealed to the key of its recipient, and only a body that works here has
 * one. A mail could carry nothing of it, so it is never a delivery.
 */
export const outboxRows = ({ plan, at }: Sending): ChildRows['outbox'] =>
  plan.recipients.map((recipient) => ({
    id: newId(),
    organisation_id: recipient,
    kind: 'inbox',
    next_attempt_at: at,
    created_at: at,
  }));
