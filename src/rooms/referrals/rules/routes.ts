import type { Compartment, IntakeRoute, Profile, Share } from '../../../profile/index.ts';
import { isMaybeChild, type PersonAnswers } from '../facts/answers.ts';

/** The answers that decide who gets what of a person. */
export type SharingAnswers = Pick<
  PersonAnswers,
  'age_answer' | 'agrees_police' | 'agrees_support' | 'cooperates' | 'support_information'
>;

/** Why a body gets something: an article, or what this person agreed to. */
export type Ground = { readonly kind: 'law'; readonly code: string } | { readonly kind: 'consent' };

/** What one body gets of one person or of the report itself, on one ground. `isOwn`: the sender's own record. */
export type BodyShare = {
  readonly organisation: string;
  readonly compartments: readonly Compartment[];
  readonly ground: Ground;
  readonly isOwn: boolean;
};

/** The sender and where it happened: what decides the competent bodies. */
export type Sending = { readonly senderCode: string; readonly commune?: string | undefined };

/** True for bodies that report by duty of office (in Luxembourg: Code of Criminal Procedure art. 23(2)). */
export const reportsByDuty = (profile: Profile, senderCode: string): boolean =>
  profile.routesOf(senderCode).includes('official_report');

/**
 * The route a person's facts take. By duty: an official report. Else with consent, which is never asked for a child;
 * without it a notice, in which the name stands only if an adult agreed to cooperate.
 */
export const routeOfPerson = (byDuty: boolean, person: SharingAnswers): IntakeRoute => {
  if (byDuty) return 'official_report';
  if (isMaybeChild(person)) return 'referral_with_consent';
  return person.agrees_police || person.agrees_support ? 'referral_with_consent' : 'notice_without_identity';
};

/** The route of a report is that of the person who goes furthest. */
export const routeOfReport = (routes: readonly IntakeRoute[]): IntakeRoute => {
  const order: readonly IntakeRoute[] = ['official_report', 'referral_with_consent', 'notice_without_identity'];
  return order.find((route) => routes.includes(route)) ?? 'notice_without_identity';
};

const agreed = (share: Share, person: SharingAnswers): boolean =>
  (share.to === 'supports' ? person.agrees_support : person.agrees_police) === true;

const applies = (share: Share, person: SharingAnswers): boolean => {
  const child = isMaybeChild(person);
  switch (share.when) {
    case 'always':
      return true;
    case 'person_agreed':
      return !child && agreed(share, person);
    case 'agreed_to_cooperate':
      return !child && person.cooperates === 'yes';
    case 'asked_for_contact':
      return person.support_information === 'asks_contact';
    case 'child_or_not_sure':
      return child;
  }
};

const groundOf = (share: Share): Ground =>
  share.basis.kind === 'law' ? { kind: 'law', code: share.basis.code } : { kind: 'consent' };

const bodySharesOf = (shares: readonly Share[]): readonly BodyShare[] =>
  shares
    .filter((share) => share.compartments.length > 0)
    .flatMap((share) =>
      share.organisations.map((organisation) => ({
        organisation,
        compartments: share.compartments,
        ground: groundOf(share),
        isOwn: share.to === 'sender',
      })),
    );

/**
 * Who gets which compartments of a person, by the profile's table of sharing. An adult who agreed to support but not to
 * the police still reaches the police as a notice without identity.
 */
export const sharesOfPerson = (profile: Profile, sending: Sending, person: SharingAnswers): readonly BodyShare[] => {
  const route = routeOfPerson(reportsByDuty(profile, sending.senderCode), person);
  const linesOf = (one: IntakeRoute): readonly Share[] =>
    profile.sharesOf(one, sending.senderCode, sending.commune).filter((share) => applies(share, person));
  const shares = linesOf(route);
  if (route !== 'referral_with_consent' || shares.some((share) => share.to === 'identifies'))
    return bodySharesOf(shares);
  return bodySharesOf([...shares, ...linesOf('notice_without_identity').filter((share) => share.to === 'identifies')]);
};

/** Facts about the matter itself: they go where they may go for anybody in the report. */
const matter: readonly Compartment[] = ['testimony', 'investigation', 'reporter'];

const isGiven = (shares: readonly BodyShare[], organisation: string, compartment: Compartment): boolean =>
  shares.some((one) => one.organisation === organisation && one.compartments.includes(compartment));

const grantsOf = (shares: readonly BodyShare[], compartment: Compartment): readonly BodyShare[] =>
  shares
    .filter((one) => one.compartments.includes(compartment))
    .toSorted((one) => (one.ground.kind === 'law' ? -1 : 1));

/** A share of the report itself; a consent it rests on is that of the person with this place in the list. */
export type ReportShare = BodyShare & { readonly consentOf: number | null };

/**
 * Who gets which compartments of the report itself, given what goes where for each of its persons. What may show who
 * somebody is (copies of papers, health) goes only to bodies that get it for every person of the report.
 */
export const sharesOfReport = (byPerson: readonly (readonly BodyShare[])[]): readonly ReportShare[] => {
  const all = byPerson.flat();
  const organisations = [...new Set(all.map((one) => one.organisation))];
  const compartments = [...new Set(all.flatMap((one) => one.compartments))];
  const given = (organisation: string, compartment: Compartment): boolean =>
    matter.includes(compartment)
      ? isGiven(all, organisation, compartment)
      : byPerson.every((shares) => isGiven(shares, organisation, compartment));
  return organisations.flatMap((organisation) =>
    compartments
      .filter((compartment) => given(organisation, compartment))
      .map((compartment): ReportShare => {
        const [grant] = grantsOf(
          all.filter((one) => one.organisation === organisation),
          compartment,
        );
        const consentOf =
          grant?.ground.kind === 'consent' ? byPerson.findIndex((shares) => shares.includes(grant)) : null;
        return {
          ...(grant ?? { isOwn: false, ground: { kind: 'consent' } }),
          organisation,
          compartments: [compartment],
          consentOf,
        };
      }),
  );
};

/** Joins shares that differ only in their compartments. */
export const joined = <One extends BodyShare>(shares: readonly One[]): readonly One[] => {
  const keyOf = (one: One): string =>
    JSON.stringify([one.organisation, one.ground, one.isOwn, 'consentOf' in one ? one.consentOf : null]);
  return [...Map.groupBy(shares, keyOf).values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ ...first, compartments: [...new Set(group.flatMap((one) => one.compartments))] }] : [];
  });
};

/** The bodies a report is delivered to: all that get something not merely as the sender's own record. */
export const recipientsOf = (shares: readonly BodyShare[]): readonly string[] => [
  ...new Set(shares.filter((one) => !one.isOwn).map((one) => one.organisation)),
];

/** The compartments that reach a body other than the sender, in any share. What is filled beside them stays behind. */
export const compartmentsThatLeave = (shares: readonly BodyShare[]): ReadonlySet<Compartment> =>
  new Set(shares.flatMap((one) => one.compartments));
