import { addDays, type PlainDate } from '../../../platform/clock.ts';
import { type Outcome, refuse } from '../../../platform/outcome.ts';
import type { PacketFact, PacketPurpose, PacketSender, Profile } from '../../../profile/index.ts';
import type { AssistanceRefusal } from '../facts.ts';

/** Where a packet stands. `withdrawn`: the person took her consent back. */
export type PacketState = 'sent' | 'accepted' | 'declined' | 'taken_back' | 'withdrawn' | 'expired' | 'done';

/** What the two bodies can do about a packet, and who does it. */
export type PacketEvent = 'accept' | 'decline' | 'report' | 'take_back';

const steps: Readonly<Record<PacketEvent, readonly [from: PacketState, to: PacketState, by: 'receiver' | 'sender']>> = {
  accept: ['sent', 'accepted', 'receiver'],
  decline: ['sent', 'declined', 'receiver'],
  report: ['accepted', 'done', 'receiver'],
  take_back: ['sent', 'taken_back', 'sender'],
};

/** Of which side of a packet somebody is, its state, and its last day. */
export type PacketPlace = {
  readonly state: PacketState;
  readonly expiresOn: PlainDate;
  readonly side: 'receiver' | 'sender';
};

/** The state after a step; nothing is answered once the last day is over. */
export const packetAfter = (
  { state, expiresOn, side }: PacketPlace,
  event: PacketEvent,
  today: PlainDate,
): Outcome<PacketState, AssistanceRefusal> => {
  const [from, to, by] = steps[event];
  if (side !== by) return refuse('not_your_packet');
  if (state === 'sent' && from === 'accepted') return refuse('not_accepted');
  if (state !== from) return refuse('already_answered');
  return expiresOn < today ? refuse('packet_over') : to;
};

/** How somebody who acts for these bodies may refer, as the profile lets it; undefined when she may not. */
export const packetSender = (profile: Profile, codes: readonly string[]): PacketSender | undefined =>
  profile.assistance.packets.senders.find(({ part }) => codes.some((code) => profile.plays(code, part)));

/** The purposes for which she may refer. */
export const packetPurposes = (profile: Profile, codes: readonly string[]): readonly PacketPurpose[] => {
  const own = packetSender(profile, codes)?.purposes ?? [];
  return profile.assistance.packets.purposes.filter(({ id }) => own.includes(id));
};

/** One of them, or undefined. */
export const packetPurpose = (profile: Profile, codes: readonly string[], id: string): PacketPurpose | undefined =>
  packetPurposes(profile, codes).find((one) => one.id === id);

/** The facts a purpose may carry, in the order of the profile. */
export const factsFor = (profile: Profile, { facts }: PacketPurpose): readonly PacketFact[] =>
  profile.assistance.packets.facts.filter(({ code }) => facts.includes(code));

/** Does a sealed text belong to a fact? Rows of a group carry their number behind its name. */
export const isOfFact =
  ({ part, fields }: PacketFact) =>
  ({ compartment, field }: { readonly compartment: string; readonly field: string }): boolean =>
    compartment === part && fields.some((one) => field === one || field.startsWith(`${one}.`));

/** What is to be sent, to whom, until when. */
export type PacketAsk = {
  readonly to: string;
  readonly facts: readonly string[];
  readonly until: PlainDate;
};

/** May this go out for this purpose? Only to a body it names, only facts it needs, not longer than the profile lets it stand. */
export const packetHolds = (
  profile: Profile,
  purpose: PacketPurpose,
  ask: PacketAsk,
  today: PlainDate,
): Outcome<readonly PacketFact[], AssistanceRefusal> => {
  if (!purpose.to.includes(ask.to)) return refuse('body_not_for_purpose', { field: 'packet_to' });
  const facts = factsFor(profile, purpose).filter(({ code }) => ask.facts.includes(code));
  if (facts.length === 0 || facts.length < ask.facts.length)
    return refuse('fact_not_for_purpose', { field: 'packet_facts' });
  const last = addDays(today, profile.assistance.packets.expires.most_days);
  return ask.until > today && ask.until <= last
    ? facts
    : refuse('last_day_unclear', { field: 'packet_until', values: { day: last } });
};
