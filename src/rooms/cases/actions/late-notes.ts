import { asProgram } from '../../../platform/database/index.ts';
import { appendToJournal } from '../../../platform/journal.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { remindLateNotes } from '../store/index.ts';
import type { ClosedTools } from './closed.ts';

/** What the worker needs to tell a body that something waits. */
export type LateTools = ClosedTools & { readonly tellBody: (organisationId: Uuid) => Promise<void> };

/** The job that looks for them. */
export const lateNotesJob = 'cases:late-notes';

/** More at once would hold the journals of the bodies too long; the rest waits for the next run. */
const mostAtOnce = 200;

/** Tells each body once that a note from shift to shift was not taken over in time; gives how many notes. */
export const remindOfLateNotes = async ({ database, clock, tellBody }: LateTools): Promise<number> => {
  const late = await asProgram(database, async (tx) => {
    const now = clock.now();
    const found = await remindLateNotes(tx, now, mostAtOnce);
    // Chains are taken in one order, so that two runs never wait for each other.
    const bodies = [...Map.groupBy(found, (one) => one.organisationId)].sort(([a], [b]) => a.localeCompare(b));
    for (const [organisationId, own] of bodies)
      await appendToJournal(
        tx,
        { organisationId, staffId: null, now },
        own.map(({ id }) => ({ type: 'cases.shift_note_late', subject: { kind: 'shift_note', id } })),
      );
    return bodies;
  });
  for (const [organisationId] of late) await tellBody(organisationId);
  return late.reduce((count, [, own]) => count + own.length, 0);
};
