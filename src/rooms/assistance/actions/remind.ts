import { addDays, type Clock } from '../../../platform/clock.ts';
import { asProgram, type Database } from '../../../platform/database/index.ts';
import { appendToJournal } from '../../../platform/journal.ts';
import type { Profile } from '../../../profile/index.ts';
import { remindOfAssessments } from '../store/index.ts';

/** What the work of the worker needs. */
export type RemindTools = { readonly database: Database; readonly profile: Profile; readonly clock: Clock };

/** More at once would hold the journals of the bodies too long; the rest waits for the next run. */
const mostAtOnce = 200;

/** Sets a task where an assessment ends within the days of the profile, once for each day it is due; gives how many. */
export const remindOfEndingAssessments = ({ database, profile, clock }: RemindTools): Promise<number> =>
  asProgram(database, async (tx) => {
    const now = clock.now();
    const on = addDays(clock.today(profile.timeZone), profile.assistance.remind_days);
    const set = await remindOfAssessments(tx, { on, at: now, most: mostAtOnce });
    // Chains are taken in one order, so that two runs never wait for each other.
    const bodies = [...Map.groupBy(set, ({ organisationId }) => organisationId)].sort(([a], [b]) => a.localeCompare(b));
    for (const [organisationId, own] of bodies)
      await appendToJournal(
        tx,
        { organisationId, staffId: null, now },
        own.map(({ taskId, caseId, due }) => ({
          type: 'cases.task_set',
          subject: { kind: 'task', id: taskId },
          ...{ caseId, data: { kind: 'assess_again', due_on: due } },
        })),
      );
    return set.length;
  });
