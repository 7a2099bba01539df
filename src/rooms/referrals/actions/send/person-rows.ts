import { newId } from '../../../../platform/ids.ts';
import { organisationId } from '../../../directory/index.ts';
import { dateOf, noticedWhere, type PersonAnswers, signsOf, told } from '../../facts/answers.ts';
import { noticeVersion } from '../../facts/sections.ts';
import { ageBandOf } from '../../rules/age.ts';
import type { ChildRows, PersonRow } from '../../store/rows.ts';
import { listed, personRoute, type SubjectPlan } from './plan.ts';
import type { ReadPerson } from './read.ts';
import type { Sending } from './report-rows.ts';

/** A person with what was decided about sharing. */
type Person = { readonly read: ReadPerson; readonly plan: SubjectPlan; readonly ordinal: number };

const personsOf = ({ read, plan }: Sending): readonly Person[] =>
  read.persons.flatMap((person, index) => {
    const subject = plan.persons[index];
    return subject ? [{ read: person, plan: subject, ordinal: index + 1 }] : [];
  });

const whoRow = (answers: PersonAnswers) => ({
  age_answer: answers.age_answer ?? 'not_sure',
  child_at_the_time: answers.child_at_the_time ?? null,
  sex: answers.sex ?? 'unknown',
  citizenships: listed(answers.citizenship, ...(answers.other_citizenships ?? []).map((one) => one.other_citizenship)),
  languages: listed(answers.language, ...(answers.other_languages ?? []).map((one) => one.other_language)),
  interpreter_need: answers.interpreter_need ?? null,
  interpreter_language: answers.interpreter_language ?? null,
  interpreter_sex: answers.interpreter_sex ?? null,
  has_children: answers.has_children ?? null,
});

const whatRow = (answers: PersonAnswers) => ({
  forms: [...(answers.forms ?? ['not_yet_known'])],
  recruitment_channel: told(answers.recruitment_channel) ?? null,
  online_platform: told(answers.online_platform) ?? null,
  still_exploited: answers.still_exploited ?? 'not_sure',
  last_contact: told(answers.last_contact) ?? null,
  at_risk: answers.at_risk ?? null,
  reported_before: answers.reported_before ?? null,
  barriers: [...(answers.barriers ?? [])],
  cooperates: answers.cooperates ?? null,
  support_information: answers.support_information ?? null,
});

/** The persons' own rows: what every recipient of the person sees. */
export const personRows = (sending: Sending): readonly PersonRow[] =>
  personsOf(sending).map(({ read, ordinal }) => ({
    id: read.id,
    ordinal,
    route: personRoute(sending.read, read.answers),
    age_band: ageBandOf(sending.scene.profile, dateOf(read.answers.born), sending.read.today),
    ...whoRow(read.answers),
    ...whatRow(read.answers),
  }));

/** Rows for persons whose compartment reaches somebody; nothing of the others leaves. */
const wherever = <Row>(
  sending: Sending,
  compartment: Parameters<SubjectPlan['leaving']['has']>[0],
  rowsOf: (answers: PersonAnswers, personId: string) => readonly Row[],
): readonly Row[] =>
  personsOf(sending)
    .filter(({ plan }) => plan.leaving.has(compartment))
    .flatMap(({ read }) => rowsOf(read.answers, read.id));

/** Needs and aids (compartment health). */
export const needsRows = (sending: Sending): ChildRows['report_person_needs'] =>
  wherever(sending, 'health', (answers, person_id) => [
    {
      person_id,
      special_needs: [...(answers.special_needs ?? [])],
      communication_aids: [...(answers.communication_aids ?? [])],
    },
  ]);

/** Situation of residence (compartment legal_residence). */
export const residenceRows = (sending: Sending): ChildRows['report_person_residence'] =>
  wherever(sending, 'legal_residence', (answers, person_id) => [
    {
      person_id,
      residence_situation: told(answers.residence_situation) ?? null,
      document_kinds: listed(...(answers.documents ?? []).map((one) => one.document_kind)),
      documents_withheld: answers.documents_withheld ?? null,
    },
  ]);

const contactable = (answers: PersonAnswers): string => {
  if (answers.can_be_contacted === undefined) return 'not_asked';
  return answers.can_be_contacted ? 'yes' : 'no';
};

/** How the person may be reached (compartment contact_safe); numbers and addresses are sealed. */
export const contactRows = (sending: Sending): ChildRows['report_person_contact'] =>
  wherever(sending, 'contact_safe', (answers, person_id) => [
    {
      person_id,
      contactable: contactable(answers),
      no_contact_reason: answers.no_contact_reason ?? null,
      alternative_relation: answers.alternative_relation ?? null,
      alternative_is_not_exploiter: answers.alternative_is_not_exploiter ?? null,
      third_party_permitted: answers.third_party_permitted ?? null,
    },
  ]);

/** Channels with their safety (compartment contact_safe). */
export const channelRows = (sending: Sending): ChildRows['report_person_channel'] =>
  wherever(sending, 'contact_safe', (answers, person_id) =>
    (answers.channels ?? []).map((one, index) => ({
      id: newId(),
      person_id,
      ordinal: index + 1,
      channel: one.channel ?? 'none',
      is_safe: one.channel_is_safe === true,
      voice_message_allowed: one.voice_message_allowed === true,
      from_hour: one.from_hour ?? null,
      to_hour: one.to_hour ?? null,
    })),
  );

/** How persons of the report stand to each other. */
export const linkRows = (sending: Sending): ChildRows['report_person_link'] =>
  personsOf(sending).flatMap(({ read }) =>
    (read.answers.relations ?? []).flatMap((one) => {
      const other = sending.read.persons[(one.other_person ?? 0) - 1];
      if (!other || !one.relation) return [];
      return [
        {
          id: newId(),
          person_id: read.id,
          other_person_id: other.id,
          relation: one.relation,
        },
      ];
    }),
  );

/** What adults agreed to, per recipient. */
export const consentRows = (sending: Sending): ChildRows['person_consent'] =>
  personsOf(sending).flatMap(({ read: { id, answers } }) =>
    sending.plan.consents
      .filter((one) => one.personId === id && !one.isWish)
      .map((one) => ({
        id: one.id,
        person_id: id,
        recipient_id: organisationId(sending.scene.profile.id, one.recipientCode),
        agreed: one.agreed,
        refusal_reason: one.agreed ? null : (answers.refusal_reason ?? null),
        explained_on: answers.explained_on ?? null,
        explained_in: answers.explained_in ?? null,
        interpreter_kind: answers.explained_with ?? null,
        explained_by_recorder: answers.explained_by_recorder ?? null,
        residence_said: answers.residence_said ?? null,
        notice_version: noticeVersion,
        recorded_at: sending.at,
      })),
  );

/** Each named once, in the order of the form. */
const exploitersOf = (rows: readonly { readonly exploiter_number?: number }[] = []): number[] => [
  ...new Set(rows.flatMap(({ exploiter_number: number }) => (number === undefined ? [] : [number]))),
];

/** Episodes, each with its own dates and people (compartment testimony). */
export const periodRows = (sending: Sending): ChildRows['period'] =>
  wherever(sending, 'testimony', (answers, person_id) =>
    (answers.periods ?? []).map((one, index) => {
      const { precision, from, to, age } = dateOf(one.when);
      return {
        id: newId(),
        person_id,
        ordinal: index + 1,
        date_precision: precision,
        from_day: from,
        to_day: to,
        at_age: age ?? null,
        form: one.period_form ?? null,
        sector: one.sector ?? null,
        control_means: [...(one.control_means ?? [])],
        exploiter_numbers: exploitersOf(one.period_exploiters),
      };
    }),
  );

/** Places (compartment testimony). */
export const placeRows = (sending: Sending): ChildRows['place'] =>
  wherever(sending, 'testimony', (answers, person_id) =>
    (answers.places ?? []).map((one, index) => ({
      id: newId(),
      person_id,
      ordinal: index + 1,
      what: 'exploitation',
      country: one.country ?? null,
      commune: one.commune ?? null,
      place_precision: one.place_precision ?? null,
      period_number: one.period_number ?? null,
    })),
  );

/** Signs (compartment testimony). */
export const signRows = (sending: Sending): ChildRows['report_indicator'] =>
  wherever(sending, 'testimony', (answers, person_id) =>
    [...new Set(signsOf(answers))].map((indicator) => ({
      id: newId(),
      person_id,
      indicator,
      noticed_where: [...noticedWhere(answers, indicator)],
    })),
  );
