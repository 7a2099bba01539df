import { millisecondsBetween } from '../platform/clock.ts';
import type { JournalEntry } from '../platform/journal.ts';
import { type Person, tiesTo } from './store/people.ts';
import { now, type Vault } from './vault.ts';

const day = 24 * 60 * 60 * 1000;

/**
 * What ties the person to what she opens, for the line of the opening: a fact of this moment, which nobody can make up
 * afterwards. It refuses nothing; whether it is unusual is told by the profile, to the data-protection officer. Nothing for
 * what is no report, person or case, and for how long nobody has been given it where nobody has.
 */
export const tiesOf = async (vault: Vault, person: Person, subjectId: string): Promise<JournalEntry['data']> => {
  const found = await tiesTo(vault.database, subjectId, person);
  if (!found) return {};
  const { ties, cameAt } = found;
  const waits = ties.includes('unassigned') && cameAt !== null;
  return { ties, ...(waits ? { waiting_days: Math.floor(millisecondsBetween(cameAt, now(vault)) / day) } : {}) };
};
