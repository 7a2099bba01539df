import type { Transaction } from '../../platform/database/index.ts';
import {
  dropTasksJob,
  endRunOut,
  endTasksOfClosed,
  lateNotesJob,
  type LateTools,
  remindOfLateNotes,
} from './actions/index.ts';

/** Ends accesses that have run out; gives how many. Done by the worker, every few minutes. */
export const endExpiredAccess = (tx: Transaction): Promise<number> => endRunOut(tx);

/** What happens by itself on closed cases and between shifts; it looks for its work, so one run too many does no harm. */
export const caseTasks = (tools: LateTools): Readonly<Record<string, () => Promise<void>>> => ({
  [dropTasksJob]: async () => void (await endTasksOfClosed(tools)),
  [lateNotesJob]: async () => void (await remindOfLateNotes(tools)),
});

/** A case is closed by an act that wakes the job; the rest of a large batch, and what was missed, comes here. */
export const caseCrontab: readonly string[] = [`*/10 * * * * ${dropTasksJob}`, `*/5 * * * * ${lateNotesJob}`];
