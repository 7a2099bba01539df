import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from './database/index.ts';
import type { Instant } from './clock.ts';
import { newId } from './ids.ts';

/** What may stand in the journal beside identifiers: codes, numbers, dates. Never names, never free text. */
export type JournalValue =
  | string
  | number
  | boolean
  | null
  | readonly JournalValue[]
  | { readonly [key: string]: JournalValue };

/** One thing that happened, as an action leaves it with `scene.emit`. */
export type JournalEntry = {
  /** `<room>.<what-happened>`, past tense. */
  readonly type: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly caseId?: string;
  readonly reportId?: string;
  readonly personId?: string;
  /** Organisations that may see the event beside the actor's own. */
  readonly audience?: readonly string[];
  readonly data?: Readonly<Record<string, JournalValue>>;
  /** When it happened, if not when it is written down (an interview of yesterday). */
  readonly at?: Instant;
};

/** Who writes: the chain is the organisation's own; the actor is a member of staff, or null for the program itself. */
export type JournalAuthor = { readonly organisationId: string; readonly staffId: string | null; readonly now: Instant };

const rowOf = (author: JournalAuthor, entry: JournalEntry): Record<string, JournalValue> => ({
  id: newId(),
  type: entry.type,
  at: entry.at ?? author.now,
  actor: author.staffId,
  organisation: author.organisationId,
  subject_kind: entry.subject.kind,
  subject_id: entry.subject.id,
  case_id: entry.caseId ?? null,
  report_id: entry.reportId ?? null,
  person_id: entry.personId ?? null,
  audience: [...new Set([author.organisationId, ...(entry.audience ?? [])])],
  data: entry.data ?? {},
});

/**
 * Appends events to the chain of the author's organisation, in order, inside the caller's transaction.
 * Call it last: it takes the lock of the chain's head. The database links each event to the one before it
 * (`journal.append`), so that no row can be changed or removed unnoticed.
 */
export const appendToJournal = async (
  tx: Transaction,
  author: JournalAuthor,
  entries: readonly JournalEntry[],
): Promise<void> => {
  if (entries.length === 0) return;
  const rows = JSON.stringify(entries.map((entry) => rowOf(author, entry)));
  const statement: RawBuilder<unknown> = sql`select journal.append(${author.organisationId}::uuid, ${rows}::jsonb)`;
  await statement.execute(tx);
};
