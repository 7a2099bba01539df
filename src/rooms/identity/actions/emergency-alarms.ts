import type { Clock } from '../../../platform/clock.ts';
import { asProgram, type Database } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { appendToJournal } from '../../../platform/journal.ts';
import { alarmOverdue, bodiesToMail, markMailed } from '../store/emergencies.ts';

/** What the jobs of this room need. `tellBody` says to a body that something waits, and nothing else. */
export type IdentityJobs = {
  readonly database: Database;
  readonly clock: Clock;
  readonly tellBody: (organisationId: Uuid) => Promise<void>;
};

/** Raises the alarm, once, about each emergency that nobody has reviewed in time; gives how many. */
export const alarmUnreviewed = ({ database, clock }: IdentityJobs): Promise<number> =>
  asProgram(database, async (tx) => {
    const now = clock.now();
    const overdue = await alarmOverdue(tx, now);
    for (const { id, caseId, personId, organisationId, audience } of overdue) {
      const subject = { kind: 'break-glass', id };
      const entry = { type: 'identity.emergency_review_overdue', subject, caseId, personId, audience };
      await appendToJournal(tx, { organisationId, staffId: null, now }, [entry]);
    }
    return overdue.length;
  });

/** Mails the bodies that were told something about an emergency; one mail each, however much it is. */
export const mailEmergencies = async ({ database, clock, tellBody }: IdentityJobs): Promise<number> => {
  const bodies = await asProgram(database, bodiesToMail);
  let mailed = 0;
  for (const body of bodies) {
    try {
      await tellBody(body);
      await asProgram(database, (tx) => markMailed(tx, body, clock.now()));
      mailed += 1;
    } catch {
      // A mail server that does not answer stops neither the other bodies nor the notice in the program; tried again.
    }
  }
  return mailed;
};
