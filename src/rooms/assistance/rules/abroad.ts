import { addDays, type PlainDate } from '../../../platform/clock.ts';
import { type Outcome, refuse } from '../../../platform/outcome.ts';
import type { PacketFact, Profile } from '../../../profile/index.ts';
import type { AssistanceRefusal } from '../facts.ts';
import type { PacketAsk } from './packets.ts';

/** Where a packet for a body outside stands, as that body let know. */
export type SealedState = 'made' | 'received' | 'accepted' | 'refused' | 'done' | 'withdrawn';

const after: Readonly<Partial<Record<SealedState, readonly SealedState[]>>> = {
  made: ['received', 'accepted', 'refused'],
  received: ['accepted', 'refused'],
  accepted: ['done'],
};

/** What may be written down after a state. */
export const nextTold = (state: SealedState): readonly SealedState[] => after[state] ?? [];

/** The bytes of a public key as it was typed, or undefined when it is none. */
export const keyBytes = (typed: string): Buffer | undefined => {
  const raw = Buffer.from(typed.trim(), 'base64');
  return raw.length === 32 && raw.toString('base64') === typed.trim() ? raw : undefined;
};

/** The facts a packet for a body outside may hold. */
export const factsAbroad = ({ assistance: { packets } }: Profile): readonly PacketFact[] =>
  packets.facts.filter(({ code }) => packets.abroad.facts.includes(code));

/** May this be sealed? Only to a body of the profile, only facts it names, not longer than the profile lets it stand. */
export const sealedHolds = (
  profile: Profile,
  ask: PacketAsk,
  today: PlainDate,
): Outcome<readonly PacketFact[], AssistanceRefusal> => {
  const { abroad, expires } = profile.assistance.packets;
  if (!abroad.bodies.includes(ask.to)) return refuse('body_not_for_purpose', { field: 'packet_to' });
  const facts = factsAbroad(profile).filter(({ code }) => ask.facts.includes(code));
  if (facts.length === 0 || facts.length < ask.facts.length)
    return refuse('fact_not_for_purpose', { field: 'packet_facts' });
  const last = addDays(today, expires.most_days);
  return ask.until > today && ask.until <= last
    ? facts
    : refuse('last_day_unclear', { field: 'packet_until', values: { day: last } });
};
