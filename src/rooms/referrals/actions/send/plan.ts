import { newId, type Uuid } from '../../../../platform/ids.ts';
import type { Basis, Compartment } from '../../../../platform/sealing/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { organisationId } from '../../../directory/index.ts';
import { isMaybeChild, type PersonAnswers, told } from '../../facts/answers.ts';
import { type Leaf, leavesOf } from '../../facts/leaves.ts';
import { personFormFor } from '../../facts/person-form.ts';
import { reportForm } from '../../facts/report-form.ts';
import {
  type BodyShare,
  compartmentsThatLeave,
  joined,
  recipientsOf,
  type ReportShare,
  routeOfPerson,
  routeOfReport,
  sharesOfPerson,
  sharesOfReport,
} from '../../rules/routes.ts';
import type { ReadPerson, ReadReport } from './read.ts';

/** What one body gets of one subject, with the ground as it is bound to the keys. */
export type GroundedShare = {
  readonly organisationId: Uuid;
  readonly compartments: readonly Compartment[];
  readonly basis: Basis & { readonly kind: 'consent' | 'law' };
  readonly isOwn: boolean;
};

/** The report itself or one of its persons: its questions, and where they go. */
export type SubjectPlan = {
  readonly subjectId: Uuid;
  readonly personId: Uuid | null;
  readonly leaves: readonly Leaf[];
  readonly shares: readonly GroundedShare[];
  /** Compartments that reach somebody; what is filled beside them is not sent. */
  readonly leaving: ReadonlySet<Compartment>;
};

/** What an adult agreed to or not, per body. */
export type ConsentPlan = {
  readonly id: Uuid;
  readonly personId: Uuid;
  readonly recipientCode: string;
  readonly agreed: boolean;
  /** True when nobody was asked by a form: the person wished it. */
  readonly isWish?: boolean;
};

/** Everything decided before a row is written. */
export type SendingPlan = {
  readonly reportId: Uuid;
  readonly route: ReturnType<typeof routeOfReport>;
  readonly commune: string | undefined;
  readonly report: SubjectPlan;
  readonly persons: readonly SubjectPlan[];
  readonly consents: readonly ConsentPlan[];
  /** Ids of the bodies it is delivered to. */
  readonly recipients: readonly Uuid[];
};

/** Where it happened, for the competent prosecutor: where it was noticed, else the first place of a person. */
export const communeOf = (read: ReadReport): string | undefined =>
  read.answers.commune_noticed ??
  read.persons.flatMap((one) => one.answers.places ?? []).find((place) => place.commune !== undefined)?.commune;

const consentsOf = (profile: Profile, { id, answers }: ReadPerson): readonly ConsentPlan[] => {
  const about = [
    ['identifies', answers.agrees_police],
    ['supports', answers.agrees_support],
  ] as const;
  return about.flatMap(([part, agreed]) =>
    agreed === undefined
      ? []
      : profile
          .organisationsPlaying(part)
          .map((one) => ({ id: newId(), personId: id, recipientCode: one.code, agreed })),
  );
};

/** A wish to be contacted, told to a body that asks for no form: a consent as well, to just what is needed for it. */
const wishesOf = ({ person, shares }: PersonPart, asked: readonly ConsentPlan[]): readonly ConsentPlan[] => {
  const isAsked = (body: string): boolean =>
    asked.some(({ personId, recipientCode }) => personId === person.id && recipientCode === body);
  const wished = shares.filter(({ ground, organisation }) => ground.kind === 'consent' && !isAsked(organisation));
  return [...new Set(wished.map(({ organisation }) => organisation))].map((recipientCode) => ({
    ...{ id: newId(), personId: person.id, recipientCode, agreed: true, isWish: true },
  }));
};

const consentsFor = (profile: Profile, read: ReadReport, parts: readonly PersonPart[]): readonly ConsentPlan[] => {
  const asked = read.byDuty
    ? []
    : read.persons.filter((one) => !isMaybeChild(one.answers)).flatMap((one) => consentsOf(profile, one));
  return [...asked, ...parts.flatMap((part) => wishesOf(part, asked))];
};

const grounded = (
  profile: Profile,
  share: BodyShare,
  consents: readonly ConsentPlan[],
  personId: Uuid,
): GroundedShare => {
  const found = consents.find((one) => one.personId === personId && one.recipientCode === share.organisation);
  if (share.ground.kind === 'consent' && found === undefined)
    throw new Error(`nobody agreed that ${share.organisation} gets this`);
  return {
    organisationId: organisationId(profile.id, share.organisation),
    compartments: share.compartments,
    isOwn: share.isOwn,
    basis: share.ground.kind === 'law' ? share.ground : { kind: 'consent', code: found?.id ?? '' },
  };
};

type PersonPart = { readonly person: ReadPerson; readonly shares: readonly BodyShare[] };

const personPlan = (
  scene: Scene,
  read: ReadReport,
  part: PersonPart,
  consents: readonly ConsentPlan[],
): SubjectPlan => ({
  subjectId: part.person.id,
  personId: part.person.id,
  leaves: leavesOf(personFormFor(read.byDuty), part.person.answers),
  shares: joined(part.shares).map((share) => grounded(scene.profile, share, consents, part.person.id)),
  leaving: compartmentsThatLeave(part.shares),
});

const reportPlan = (
  scene: Scene,
  read: ReadReport,
  shares: readonly ReportShare[],
  context: { readonly reportId: Uuid; readonly consents: readonly ConsentPlan[] },
): SubjectPlan => ({
  subjectId: context.reportId,
  personId: null,
  leaves: leavesOf(reportForm, read.answers),
  shares: joined(shares).map((share) =>
    grounded(scene.profile, share, context.consents, read.persons[share.consentOf ?? 0]?.id ?? context.reportId),
  ),
  leaving: compartmentsThatLeave(shares),
});

/** The route of one person of what was read. */
export const personRoute = (read: ReadReport, answers: PersonAnswers) => routeOfPerson(read.byDuty, answers);

/** Decides what goes where, before anything is written. */
export const planSending = (scene: Scene, read: ReadReport, reportId: Uuid = newId()): SendingPlan => {
  const commune = communeOf(read);
  const sending = { senderCode: read.senderCode, commune };
  const parts = read.persons.map((person) => ({
    person,
    shares: sharesOfPerson(scene.profile, sending, person.answers),
  }));
  const consents = consentsFor(scene.profile, read, parts);
  const shares = sharesOfReport(parts.map((part) => part.shares));
  return {
    reportId,
    commune,
    consents,
    route: routeOfReport(read.persons.map((one) => personRoute(read, one.answers))),
    report: reportPlan(scene, read, shares, { reportId, consents }),
    persons: parts.map((part) => personPlan(scene, read, part, consents)),
    recipients: recipientsOf(parts.flatMap((part) => part.shares)).map((code) =>
      organisationId(scene.profile.id, code),
    ),
  };
};

/** A country code of an answer that may be *not told*, as a list. */
export const listed = (...answers: readonly Parameters<typeof told<string>>[0][]): string[] => [
  ...new Set(answers.map((answer) => told(answer)).filter((code) => code !== undefined)),
];
