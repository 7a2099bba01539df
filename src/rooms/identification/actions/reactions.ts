import type { JournalEntry } from '../../../platform/journal.ts';
import type { Scene } from '../../../profile/index.ts';
import { beginIdentification } from './status.ts';

/** What follows from an event of another room, in the same transaction. */
export type Reaction = (scene: Scene, entry: JournalEntry) => Promise<void>;

/** Event → what this room does then; `main` wires it. */
export const identificationReactions: Readonly<Record<string, Reaction>> = {
  'cases.case_opened': async (scene, entry) => {
    if (entry.caseId !== undefined) await beginIdentification(scene, entry.caseId);
  },
};
