import type { Clock } from '../../../platform/clock.ts';
import { asProgram, type Database } from '../../../platform/database/index.ts';
import { appendToJournal } from '../../../platform/journal.ts';
import { dropTasksOfClosed } from '../store/index.ts';

/** What the work of the worker needs. */
export type ClosedTools = { readonly database: Database; readonly clock: Clock };

/** The job that drops them; woken when a case is closed or a person erased. */
export const dropTasksJob = 'cases:drop-tasks';

/** More at once would hold the journals of the bodies too long; the rest waits for the next run. */
const mostAtOnce = 200;

/** Drops what is open on closed cases, each with its reason in the journal of its body; gives how many. */
export const endTasksOfClosed = ({ database, clock }: ClosedTools): Promise<number> =>
  asProgram(database, async (tx) => {
    const now = clock.now();
    const dropped = await dropTasksOfClosed(tx, now, mostAtOnce);
    // Chains are taken in one order, so that two runs never wait for each other.
    const bodies = [...Map.groupBy(dropped, (one) => one.organisationId)].sort(([a], [b]) => a.localeCompare(b));
    for (const [organisationId, own] of bodies)
      await appendToJournal(
        tx,
        { organisationId, staffId: null, now },
        own.map(({ taskId, caseId, kind, because }) => ({
          type: 'cases.task_dropped',
          subject: { kind: 'task', id: taskId },
          ...{ caseId, data: { kind, because } },
        })),
      );
    return dropped.length;
  });
