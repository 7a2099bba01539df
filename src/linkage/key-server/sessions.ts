import { createHash, randomBytes } from 'node:crypto';
import { type Clock, type Instant, millisecondsBetween } from '../../platform/clock.ts';
import { type Outcome, refuse } from '../../platform/outcome.ts';
import type { Audit, AuditEntry } from './audit.ts';

/** Points that one ticket, that is one saving of one case, may have evaluated. */
export const pointsPerSession = 40;
/** Points that one body may have evaluated in a day: some sixty persons, far from enough to try a list of names. */
export const pointsPerDay = 2400;
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

/** Tickets and days are read back from the log, so that a restart forgives nothing. */
export const openSessions = (audit: Audit, clock: Clock): Sessions => {
  const used = new Set(audit.entries.filter(({ kind }) => kind === 'session').map(({ ticket }) => ticket));
  const days = new Map<string, number>();
  const sessions = new Map<string, Session>();
  const dayOf = (organisation: string): string => `${clock.now().slice(0, 10)} ${organisation}`;
  for (const { kind, at, organisation, count } of audit.entries)
    if (kind === 'evaluated')
      days.set(`${at.slice(0, 10)} ${organisation}`, (days.get(`${at.slice(0, 10)} ${organisation}`) ?? 0) + count);
  const note = (entry: Omit<AuditEntry, 'at'>): void => audit.append({ ...entry, at: clock.now() });
  const forgetOld = (): void => {
    for (const [id, { opened }] of sessions)
      if (millisecondsBetween(opened, clock.now()) > sessionMinutes * 60_000) sessions.delete(id);
  };
  return {
    open: (given, organisation) => {
      const ticket = hashOf(given);
      const reason = used.has(ticket)
        ? 'ticket-used'
        : (days.get(dayOf(organisation)) ?? 0) >= pointsPerDay
          ? 'quota'
          : '';
      note({ kind: reason ? 'refused' : 'session', organisation, ticket, count: 0, reason });
      if (reason) return refuse(reason);
      used.add(ticket);
      const session = randomBytes(16).toString('hex');
      sessions.set(session, { organisation, ticket, opened: clock.now(), points: 0 });
      return { session, quota: pointsPerSession };
    },
    take: (id, count) => {
      forgetOld();
      const session = sessions.get(id);
      if (!session) return refuse('session-unknown');
      const { organisation, ticket } = session;
      const day = (days.get(dayOf(organisation)) ?? 0) + count;
      session.points += count;
      const tooMany = session.points > pointsPerSession || day > pointsPerDay;
      note({ kind: tooMany ? 'refused' : 'evaluated', organisation, ticket, count, reason: tooMany ? 'quota' : '' });
      if (tooMany) return refuse('quota');
      days.set(dayOf(organisation), day);
      return session;
    },
  };
};
