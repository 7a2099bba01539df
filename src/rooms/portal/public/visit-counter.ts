import type { Visits } from '../actions/public-site.ts';

/** Counts what is read, in memory, and hands it on from time to time. */
export type VisitCounter = {
  readonly count: (language: string, page: string) => void;
  /** Hands on what was counted so far; keeps it when that fails. */
  readonly flush: () => Promise<void>;
};

/**
 * Page and language alone: no address, no browser, no time, no order in which somebody read. What was counted since the
 * last handing on is lost when the process falls; counting is never worth making a reader wait.
 */
export const visitCounter = (handOn: (counted: readonly Visits[]) => Promise<void>): VisitCounter => {
  let counts = new Map<string, number>();
  const add = (key: string, visits: number): void => void counts.set(key, (counts.get(key) ?? 0) + visits);
  return {
    count: (language, page) => add(`${language} ${page}`, 1),
    flush: async () => {
      if (counts.size === 0) return;
      const taken = counts;
      counts = new Map();
      const counted = [...taken].map(([key, visits]) => {
        const [language = '', page = ''] = key.split(' ');
        return { language, page, visits };
      });
      try {
        await handOn(counted);
      } catch {
        for (const [key, visits] of taken) add(key, visits);
      }
    },
  };
};
