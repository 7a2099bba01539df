import type { Transaction } from '../../platform/database/index.ts';
import type { CheckpointRow, EventRow, HeadRow } from './finding.ts';
import { readChains, readCheckpoints, readHeads, streamEvents } from './store.ts';

/** Where a journal is read from: the database, or a copy that somebody took of it. */
export type JournalSource = {
  readonly chains: () => Promise<readonly string[]>;
  readonly heads: () => Promise<readonly HeadRow[]>;
  readonly checkpoints: () => Promise<readonly CheckpointRow[]>;
  /** The events of a chain in the order of their numbers. */
  readonly events: (chain: string) => AsyncIterable<EventRow>;
};

/** The journal in the database. */
export const databaseSource = (tx: Transaction): JournalSource => ({
  chains: () => readChains(tx),
  heads: () => readHeads(tx),
  checkpoints: () => readCheckpoints(tx),
  events: (chain) => streamEvents(tx, chain),
});
