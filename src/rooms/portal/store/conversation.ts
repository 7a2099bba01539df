import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import { asProgram, type Database, rowsAsJson, type Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';
import type { SealedRows } from '../../../platform/sealing/index.ts';

/* What the public site's process may ask of conversations without a name: five functions, each with what only the code gives. */

/** One message as it is stored, sealed to who holds the code. */
export type SealedNote = {
  readonly id: Uuid;
  readonly sequence: number;
  readonly direction: 'to_person' | 'from_person';
  readonly on: PlainDate;
  readonly sealed: string;
};

/** What who brings a code gets. */
export type ConversationLook = {
  readonly id: Uuid;
  /** What a later act is compared with: it stands only for what was looked at. */
  readonly version: number;
  readonly box: Uuid;
  readonly organisation: Uuid;
  readonly door: string;
  readonly language: string;
  readonly state: 'open' | 'reported' | 'unfounded';
  readonly due: PlainDate;
  readonly mustChange: boolean;
  readonly wrapped: string;
  readonly publicKey: string;
  readonly messages: readonly SealedNote[];
};

/** A new conversation; with `pending` in place of lookup and wrapped seed while the vault is away. */
export type NewConversation = {
  readonly id: Uuid;
  readonly box: Uuid;
  readonly organisation: Uuid;
  readonly door: string;
  readonly language: string;
  readonly on: PlainDate;
  readonly due: PlainDate;
  readonly lookup: Buffer | null;
  readonly wrapped: Buffer | null;
  readonly pending: Buffer | null;
  readonly publicKey: Buffer;
  readonly signKey: Buffer;
  readonly message: Uuid;
  readonly copy: Buffer;
};

/** A message of who holds the code, as it is stored, and the version it was sealed for. */
export type NewNote = {
  readonly version: number;
  readonly message: Uuid;
  readonly sequence: number;
  readonly on: PlainDate;
  readonly due: PlainDate;
  readonly copy: Buffer;
};

/** What the journal says of it, and when. */
export type Happened = { readonly type: string; readonly at: Instant };

/** What goes with a message: the rows of staff's copy, the sealed file, and what the journal says. */
export type SealedBeside = {
  readonly rows: SealedRows;
  readonly attachment: Buffer | null;
  readonly type: string;
  readonly at: Instant;
};

/** A new code's keys, and the messages sealed anew to them. */
export type FreshCode = {
  readonly version: number;
  readonly lookup: Buffer;
  readonly wrapped: Buffer;
  readonly publicKey: Buffer;
  readonly signKey: Buffer;
  readonly copies: readonly { readonly id: Uuid; readonly sealed: Buffer }[];
};

type Code = { readonly code: string };
const codeIn = (rows: readonly Code[]): string => rows[0]?.code ?? 'shut';

const inHex = (it: unknown): unknown => {
  if (it instanceof Uint8Array) return `\\x${Buffer.from(it).toString('hex')}`;
  if (Array.isArray(it)) return it.map(inHex);
  if (it === null || typeof it !== 'object') return it;
  return Object.fromEntries(Object.entries(it).map(([name, value]) => [name, inHex(value)]));
};

/** JSON in which bytes stand as the database reads them. */
const asJson = (it: unknown): string => JSON.stringify(inHex(it));

/** Begins a conversation with its first message: `sent`, or `again` when a key it is sealed to is not in use any more. */
export const beginConversation = async (tx: Transaction, it: NewConversation, beside: SealedBeside): Promise<string> =>
  codeIn(
    (
      await sql<Code>`select portal.conversation_begin(${asJson(it)}::jsonb, ${rowsAsJson(beside.rows)}::jsonb, ${beside.attachment}::bytea,
        ${beside.type}, ${beside.at}::timestamptz) as code`.execute(tx)
    ).rows,
  );

/** The conversation a code opens; null for none. */
export const lookAtConversation = (database: Database, lookup: Buffer): Promise<ConversationLook | null> =>
  asProgram(database, async (tx) => {
    const found = await sql<{ seen: ConversationLook | null }>`
      select portal.conversation_look(${lookup}::bytea) as seen`.execute(tx);
    return found.rows[0]?.seen ?? null;
  });

/** Stores one more message: `sent`, `enough` for today, `again` when somebody acted since the look, or `shut`. */
export const writeNote = async (
  tx: Transaction,
  lookup: Buffer,
  it: NewNote & { readonly beside: SealedBeside },
): Promise<string> => {
  const { beside, ...sent } = it;
  return codeIn(
    (
      await sql<Code>`select portal.conversation_write(${lookup}::bytea, ${asJson(sent)}::jsonb, ${rowsAsJson(beside.rows)}::jsonb,
        ${beside.attachment}::bytea, ${beside.type}, ${beside.at}::timestamptz) as code`.execute(tx)
    ).rows,
  );
};

/** Erases everything: `erased`, `kept` when a report was made of it, or `shut`. */
export const eraseConversation = (database: Database, lookup: Buffer, it: Happened): Promise<string> =>
  asProgram(database, async (tx) =>
    codeIn(
      (
        await sql<Code>`select portal.conversation_erase(${lookup}::bytea, ${it.type}, ${it.at}::timestamptz) as code`.execute(
          tx,
        )
      ).rows,
    ),
  );

/** Puts a new code in the place of one that somebody else saw: `changed`, `again` when somebody acted since the look, or `shut`. */
export const recodeConversation = (
  database: Database,
  lookup: Buffer,
  it: FreshCode & { readonly happened: Happened },
): Promise<string> =>
  asProgram(database, async (tx) =>
    codeIn(
      (
        await sql<Code>`select portal.conversation_recode(${lookup}::bytea, ${asJson(it)}::jsonb, ${it.happened.type},
          ${it.happened.at}::timestamptz) as code`.execute(tx)
      ).rows,
    ),
  );
