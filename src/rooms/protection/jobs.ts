import { endRunOutPeriods, remindOfTerms, type TermTools } from './actions/index.ts';

/** What happens by itself in this room: periods end, terms are told. Each looks for its work; one run too many does no harm. */
export const protectionTasks = (tools: TermTools): Readonly<Record<string, () => Promise<void>>> => ({
  'protection:terms': async () => {
    await endRunOutPeriods(tools);
    await remindOfTerms(tools);
  },
});

/** Days of law change at midnight: every hour, so that a moved clock or a machine that slept does not matter. */
export const protectionCrontab: readonly string[] = ['23 * * * * protection:terms'];
