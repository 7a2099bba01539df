import type { Clock } from '../../../platform/clock.ts';
import { asProgram, type Database } from '../../../platform/database/index.ts';
import { appendToJournal, type JournalEntry } from '../../../platform/journal.ts';
import type { Profile } from '../../../profile/index.ts';
import { type DueStep, remindOfReviews, type ReviewReminder, takeDueSteps } from '../store/index.ts';

/** What the work of the worker needs. */
export type ReviewTools = { readonly database: Database; readonly profile: Profile; readonly clock: Clock };

/** More at once would hold the journals of the bodies too long; the rest waits for the next run. */
const mostAtOnce = 200;

const reminded = ({ taskId, caseId, personId, dueOn }: ReviewReminder): JournalEntry => ({
  type: 'cases.task_set',
  subject: { kind: 'task', id: taskId },
  ...{ caseId, personId },
  data: { kind: 'review_status', due_on: dueOn },
});

const termOver = ({ caseId, personId, reportId, audience, from }: DueStep): JournalEntry => ({
  type: 'identification.term_over',
  subject: { kind: 'case', id: caseId },
  ...{ caseId, personId, reportId, audience },
  data: { state: from },
});

const becameAnother = (on: string, { caseId, personId, reportId, audience, from, to }: DueStep): JournalEntry => ({
  type: 'identification.status_changed',
  subject: { kind: 'case', id: caseId },
  ...{ caseId, personId, reportId, audience },
  data: { event: 'term_over', from, to, on, decision: null },
});

/**
 * Sets a task where a status is to be looked at soon, and lets a status become another where the profile says so, the task
 * was there long enough and nobody looked. Each leaves its line in the journal of the body that leads the case, in nobody's
 * name. Gives how many of each.
 */
export const runReviews = async ({
  database,
  profile,
  clock,
}: ReviewTools): Promise<{ reminded: number; changed: number }> => {
  const [now, today] = [clock.now(), clock.today(profile.timeZone)];
  return asProgram(database, async (tx) => {
    const reminders = await remindOfReviews(tx, { on: today, at: now, most: mostAtOnce });
    const steps = await takeDueSteps(tx, today, mostAtOnce);
    const lines = [
      ...reminders.map((one) => ({ body: one.organisationId, entry: reminded(one) })),
      ...steps.flatMap((one) =>
        [termOver(one), becameAnother(today, one)].map((entry) => ({ body: one.organisationId, entry })),
      ),
    ];
    // Chains are taken in one order, so that two runs never wait for each other.
    const bodies = [...Map.groupBy(lines, ({ body }) => body)].sort(([a], [b]) => a.localeCompare(b));
    for (const [organisationId, own] of bodies)
      await appendToJournal(
        tx,
        { organisationId, staffId: null, now },
        own.map(({ entry }) => entry),
      );
    return { reminded: reminders.length, changed: steps.length };
  });
};
