import { sql } from 'kysely';
import type { Database, Transaction } from '../../platform/database/index.ts';

/** A conversation without a name for which the vault has something to do. */
export type Waiting = { readonly id: string; readonly pending: Buffer | null; readonly endedBoxes: readonly string[] };

/** Conversations whose receipt waits, or of which boxes ended: two hundred at a time, the oldest first. */
export const waitingConversations = async (database: Database): Promise<readonly Waiting[]> =>
  (
    await sql<Waiting>`select id, pending, ended_boxes as "endedBoxes" from portal.conversations_waiting()`.execute(
      database,
    )
  ).rows;

/** From now on its code opens it. */
export const finishConversation = async (
  database: Database,
  it: { readonly id: string; readonly lookup: Buffer; readonly wrapped: Buffer },
): Promise<void> => {
  await sql`select portal.conversation_finish(${it.id}::uuid, ${it.lookup}, ${it.wrapped})`.execute(database);
};

/** The keys of these boxes are destroyed and their rows gone. */
export const forgetBoxes = async (tx: Transaction, id: string, boxes: readonly string[]): Promise<void> => {
  await sql`select portal.boxes_gone(${id}::uuid, ${boxes}::uuid[])`.execute(tx);
};
