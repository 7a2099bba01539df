import type { Clock } from './clock.ts';
import type { Transaction } from './database/index.ts';
import type { JournalEntry } from './journal.ts';
import type { Viewer } from './viewer.ts';

/**
 * All an action needs to know of the world: the open transaction, who acts, the country's profile, the time,
 * and where to leave the events that are written to the journal last, in the same transaction.
 */
export type Scene<Profile> = {
  readonly tx: Transaction;
  readonly viewer: Viewer;
  readonly profile: Profile;
  readonly clock: Clock;
  readonly emit: (entry: JournalEntry) => void;
  /** 32 bytes that never leave the staff program: seals a body's own words. Absent where none are written or shown. */
  readonly ownWordKey?: Uint8Array;
};
