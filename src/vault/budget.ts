import { type Clock, millisecondsBetween, type Instant } from '../platform/clock.ts';

/** How many different subjects one session may have opened within an hour; the 61st waits. */
export const subjectsPerHour = 60;
const window = 60 * 60 * 1000;

/** Counts what each session opened. A stolen session gives a trickle, not the register. */
export type OpeningBudget = {
  /** True, and counted, when the session may open this subject now. A subject opened within the hour is free. */
  readonly spend: (session: string, subjectId: string) => boolean;
};

/** A budget in memory: the vault's restart, which no other process can cause, begins a new hour. */
export const newBudget = (clock: Clock): OpeningBudget => {
  const sessions = new Map<string, Map<string, Instant>>();
  const forgetOld = (opened: Map<string, Instant>, at: Instant): void => {
    for (const [subject, since] of opened) if (millisecondsBetween(since, at) >= window) opened.delete(subject);
  };
  return {
    spend: (session, subjectId) => {
      const at = clock.now();
      for (const [name, opened] of sessions) {
        forgetOld(opened, at);
        if (opened.size === 0) sessions.delete(name);
      }
      const opened = sessions.get(session) ?? new Map<string, Instant>();
      if (opened.has(subjectId)) return true;
      if (opened.size >= subjectsPerHour) return false;
      sessions.set(session, opened.set(subjectId, at));
      return true;
    },
  };
};

/** How many codes of people without a name become keys within a minute, for all who ask together. */
export const receiptsAMinute = 1200;

/** How often one session may search within an hour. */
const searchesAnHour = 60;

/** Counts searches: whoever tries name after name is stopped. */
export type SearchBudget = { readonly spend: (session: string) => boolean };

type Limit = { readonly most: number; readonly within: number };

const budgetOf = (clock: Clock, { most, within }: Limit): SearchBudget => {
  const sessions = new Map<string, Instant[]>();
  return {
    spend: (session) => {
      const at = clock.now();
      for (const [name, times] of sessions) {
        const fresh = times.filter((since) => millisecondsBetween(since, at) < within);
        if (fresh.length === 0) sessions.delete(name);
        else sessions.set(name, fresh);
      }
      const times = sessions.get(session) ?? [];
      if (times.length >= most) return false;
      sessions.set(session, [...times, at]);
      return true;
    },
  };
};

/** A budget of searches in memory. */
export const newSearchBudget = (clock: Clock): SearchBudget =>
  budgetOf(clock, { most: searchesAnHour, within: window });

/** A budget of codes in memory. */
export const newReceiptBudget = (clock: Clock): SearchBudget =>
  budgetOf(clock, { most: receiptsAMinute, within: 60 * 1000 });
