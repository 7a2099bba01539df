import type { PlainDate } from '../../../platform/clock.ts';
import type { ClockEvent, Law, Profile } from '../../../profile/index.ts';
import { type ClockFace, clockBook, facesOn, recompute } from '../rules/index.ts';

/** Something that moved a clock of a person's case. */
export type PersonClockEvent = {
  readonly id: string;
  readonly type: string;
  readonly on: PlainDate;
  readonly reason: string | null;
  readonly days: number | null;
};

/** A clock as a person is told of it. */
export type PersonClock = {
  readonly id: string;
  readonly state: ClockFace['state'];
  readonly since: PlainDate;
  readonly until: PlainDate | null;
  readonly stoppedOn: PlainDate | null;
  readonly day: number;
  readonly total: number | null;
  /** Its length is only recalled, and nobody has verified it: the public is not told of it. */
  readonly heldBack: boolean;
};

const isHeldBack = (law: Law, unverified: boolean): boolean =>
  unverified && law.provenance !== 'seen' && law.provenance !== 'source_document';

const clockOf = (face: ClockFace): PersonClock => ({
  ...{ id: face.id, state: face.state, since: face.since, until: face.until, day: face.passed, total: face.total },
  stoppedOn: face.pausedSince ?? face.endedOn,
  heldBack: isHeldBack(face.law, face.unverified),
});

/** Counts the clocks of a person anew from what happened, by the same rules as the staff's. */
export const clocksForPerson =
  (profile: Profile) =>
  (events: readonly PersonClockEvent[], today: PlainDate): readonly PersonClock[] => {
    const book = clockBook(profile);
    const stored = events.map((event) => ({ ...event, type: event.type as ClockEvent }));
    return facesOn(book, recompute(book, stored), today).map(clockOf);
  };
