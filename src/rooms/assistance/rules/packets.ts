import { addDays, type PlainDate } from '../../../platform/clock.ts';
import { type Outcome, refuse } from '../../../platform/outcome.ts';
import type { PacketFact, PacketPurpose, Profile } from '../../../profile/index.ts';
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

/** A purpose for which a service may refer, or undefined. */
export const packetPurpose = (profile: Profile, id: string): PacketPurpose | undefined =>
  profile.assistance.packets.purposes.find((one) => one.id === id);

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
