import { sql } from 'kysely';
import { asProgram, type Database } from '../../platform/database/index.ts';
import { appendToJournal, type JournalAuthor, type JournalEntry } from '../../platform/journal.ts';

/** Writes one event and commits it: when this returns, it stands, whatever happens to the answer. */
export const record = (database: Database, author: JournalAuthor, entry: JournalEntry): Promise<void> =>
  asProgram(database, (tx) => appendToJournal(tx, author, [entry]));

/** The end of one organisation's chain: how many events, and the hash of the last in hexadecimal. */
export type ChainHead = { readonly chain: string; readonly seq: number; readonly hash: string };

/** The heads of all chains at one moment. */
export const chainHeads = async (database: Database): Promise<readonly ChainHead[]> => {
  const found = await sql<ChainHead>`
    select chain, seq, encode(hash, 'hex') as hash from journal.head order by chain`.execute(database);
  return found.rows;
};

type About = { readonly [Id in 'caseId' | 'reportId' | 'personId']?: string | undefined };

/** The parts of an event that tell what it is about, for a call on a sealed subject. */
export const subjectEntry = (
  type: string,
  { subjectId, about }: { readonly subjectId: string; readonly about?: About | undefined },
): JournalEntry => ({
  type,
  subject: { kind: 'sealed-subject', id: subjectId },
  ...(about?.caseId ? { caseId: about.caseId } : {}),
  ...(about?.reportId ? { reportId: about.reportId } : {}),
  ...(about?.personId ? { personId: about.personId } : {}),
});
