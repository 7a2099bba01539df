import { createHash, randomBytes } from 'node:crypto';
import { type Clock, type Instant, millisecondsBetween } from '../../platform/clock.ts';
import { type Outcome, refuse } from '../../platform/outcome.ts';
import type { Audit, AuditEntry } from './audit.ts';

/** Points that one ticket, that is one saving of one case, may have evaluated. */
export const pointsPerSession = 40;
/** Points that one body may have evaluated in a day: some sixty persons, far from enough to try a list of names. */
export const pointsPerDay = 2400;
/** Points of all bodies in a day: whoever speaks in the name of many bodies gets no more. */
export const pointsPerDayInAll = 20_000;
/** A session is for one saving of a form. */
const sessionMinutes = 10;

export type Session = {
  readonly organisation: string;
  readonly ticket: string;
  readonly opened: Instant;
  points: number;
};

export type Sessions = {
  readonly open: (
    ticket: string,
    organisation: string,
  ) => Outcome<{ readonly session: string; readonly quota: number }, 'ticket-used' | 'quota'>;
  /** Takes points from a session's quota before anything is computed; refused points are not given back. */
  readonly take: (session: string, count: number) => Outcome<Session, 'session-unknown' | 'quota'>;
};

const hashOf = (ticket: string): string => createHash('sha256').update(`ticket|${ticket}`).digest('hex');

/** No body can be called so. */
const everybody = '*';

/** Points by body and day, read back from the log so that a restart forgives nothing. */
const dayCounts = (audit: Audit, clock: Clock) => {
  const days = new Map<string, number>();
  const nameOf = (at: string, organisation: string): string => `${at.slice(0, 10)} ${organisation}`;
  const add = (at: string, organisation: string, count: number): void => {
    const name = nameOf(at, organisation);
    days.set(name, (days.get(name) ?? 0) + count);
  };
  const addBoth = (at: string, organisation: string, count: number): void => {
    add(at, organisation, count);
    add(at, everybody, count);
  };
  for (const { kind, at, organisation, count } of audit.entries)
    if (kind === 'evaluated') addBoth(at, organisation, count);
  const today = (organisation: string): number => days.get(nameOf(clock.now(), organisation)) ?? 0;
  return {
    /** True when so many points more are too many for the body, or for all. */
    isOver: (organisation: string, count: number): boolean =>
      today(organisation) + count > pointsPerDay || today(everybody) + count > pointsPerDayInAll,
    add: (organisation: string, count: number): void => addBoth(clock.now(), organisation, count),
  };
};

/** Opens the sessions of a key server; used tickets are read back from the log. */
export const openSessions = (audit: Audit, clock: Clock): Sessions => {
  const used = new Set(audit.entries.filter(({ kind }) => kind === 'session').map(({ ticket }) => ticket));
  const days = dayCounts(audit, clock);
  const sessions = new Map<string, Session>();
  const note = (entry: Omit<AuditEntry, 'at'>): void => audit.append({ ...entry, at: clock.now() });
  const isOld = ({ opened }: Session): boolean => millisecondsBetween(opened, clock.now()) > sessionMinutes * 60_000;
  const open: Sessions['open'] = (given, organisation) => {
    const ticket = hashOf(given);
    const reason = used.has(ticket) ? 'ticket-used' : days.isOver(organisation, 1) ? 'quota' : '';
    note({ kind: reason ? 'refused' : 'session', organisation, ticket, count: 0, reason });
    if (reason) return refuse(reason);
    used.add(ticket);
    const session = randomBytes(16).toString('hex');
    sessions.set(session, { organisation, ticket, opened: clock.now(), points: 0 });
    return { session, quota: pointsPerSession };
  };
  const take: Sessions['take'] = (id, count) => {
    for (const [name, session] of sessions) if (isOld(session)) sessions.delete(name);
    const session = sessions.get(id);
    if (!session) return refuse('session-unknown');
    const { organisation, ticket } = session;
    session.points += count;
    const tooMany = session.points > pointsPerSession || days.isOver(organisation, count);
    note({ kind: tooMany ? 'refused' : 'evaluated', organisation, ticket, count, reason: tooMany ? 'quota' : '' });
    if (tooMany) return refuse('quota');
    days.add(organisation, count);
    return session;
  };
  return { open, take };
};
