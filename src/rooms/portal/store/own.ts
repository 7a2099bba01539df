import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import { asProgram, type Database, rowsAsJson, type Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { type PublicWrappingKey, type SealedRows, vaultOrganisationId } from '../../../platform/sealing/index.ts';

/*
 * What the public site's process may ask for a person: each a function of the database that opens only for who brings the
 * page's lookup and proof. Null, or `shut`, for everything else, without saying why.
 */

/** What a person brings, made of number and words. */
export type Brought = { readonly lookup: Buffer; readonly proof: Buffer };

/** Something that moves a clock of her case. */
export type OwnClockEvent = {
  readonly id: string;
  readonly type: string;
  readonly on: PlainDate;
  readonly reason: string | null;
  readonly days: number | null;
};

/** A body that knows a part, on which ground, since when. */
export type OwnKnower = {
  readonly body: string;
  readonly part: string;
  readonly ground: 'consent' | 'law' | 'recipient' | 'break_glass';
  readonly code: string;
  readonly since: Instant;
};

/** A consent she gave, standing or taken back. */
export type OwnConsent = {
  readonly id: Uuid;
  readonly bodies: readonly string[];
  readonly parts: readonly string[];
  readonly purposes: readonly string[];
  readonly matching: boolean;
  readonly givenBy: string;
  readonly on: PlainDate;
  readonly until: PlainDate | null;
  readonly takenBackOn: PlainDate | null;
};

/** All that the page shows but texts. */
export type OwnLook = {
  readonly page: Uuid;
  readonly openedFor: 'person' | 'guardian';
  readonly language: string;
  readonly organisation: Uuid;
  readonly service: string;
  readonly clocks: readonly OwnClockEvent[];
  /** Appointments to come: when, and of which kind. */
  readonly dates: readonly { readonly kind: string; readonly at: Instant }[];
  readonly knows: readonly OwnKnower[];
  readonly consents: readonly OwnConsent[];
  readonly messages: number;
  readonly documents: number;
};

/** Her messages, each sealed to her. */
export type OwnMessages = {
  readonly page: Uuid;
  readonly organisation: Uuid;
  readonly publicKey: string;
  readonly messages: readonly {
    readonly id: Uuid;
    readonly direction: 'to_person' | 'from_person';
    readonly at: Instant;
    readonly sealed: string;
  }[];
};

/** Her papers, without the papers. */
export type OwnPapers = {
  readonly page: Uuid;
  readonly documents: readonly {
    readonly id: Uuid;
    readonly kind: string;
    readonly type: string;
    readonly size: number;
    readonly at: Instant;
  }[];
};

const asked = async <T>(database: Database, work: (tx: Transaction) => Promise<T>): Promise<T> =>
  asProgram(database, work);

/** The page as it is now. */
export const lookAt = (database: Database, { lookup, proof }: Brought, at: Instant): Promise<OwnLook | null> =>
  asked(database, async (tx) => {
    const found = await sql<{
      seen: OwnLook | null;
    }>`select portal.own_look(${lookup}, ${proof}, ${at}::timestamptz) as seen`.execute(tx);
    return found.rows[0]?.seen ?? null;
  });

/** The last fifty messages. */
export const messagesOf = (database: Database, { lookup, proof }: Brought): Promise<OwnMessages | null> =>
  asked(database, async (tx) => {
    const found = await sql<{
      seen: OwnMessages | null;
    }>`select portal.own_messages(${lookup}, ${proof}) as seen`.execute(tx);
    return found.rows[0]?.seen ?? null;
  });

/** The papers there are. */
export const papersOf = (database: Database, { lookup, proof }: Brought): Promise<OwnPapers | null> =>
  asked(database, async (tx) => {
    const found = await sql<{
      seen: OwnPapers | null;
    }>`select portal.own_documents(${lookup}, ${proof}) as seen`.execute(tx);
    return found.rows[0]?.seen ?? null;
  });

/** One paper, sealed to her. */
export type SealedPaper = { readonly page_id: Uuid; readonly media_type: string; readonly sealed: Buffer };

/** One paper of hers; null for any other. */
export const paperOf = (database: Database, { lookup, proof }: Brought, id: Uuid): Promise<SealedPaper | null> =>
  asked(database, async (tx) => {
    const found = await sql<SealedPaper>`
      select page_id, media_type, sealed from portal.own_document_of(${lookup}, ${proof}, ${id}::uuid)`.execute(tx);
    return found.rows[0] ?? null;
  });

/** The public keys of the body that opened the page, and of the vault. */
export const keysFor = async (
  database: Database,
  organisationId: Uuid,
): Promise<ReadonlyMap<string, PublicWrappingKey>> => {
  const rows = await database
    .selectFrom('identity.organisation_key_published')
    .select(['organisation_id', 'key_id', 'public_key'])
    .where('organisation_id', 'in', [organisationId, vaultOrganisationId])
    .execute();
  return new Map(
    rows.flatMap(({ organisation_id, key_id, public_key }) =>
      organisation_id && key_id && public_key ? [[organisation_id, { keyId: key_id, publicKey: public_key }]] : [],
    ),
  );
};

/** A message as it is stored: her copy, and the rows of the service's. */
export type SealedMessage = {
  /** What the journal of the service says of it. */
  readonly type: string;
  readonly id: Uuid;
  readonly copy: Buffer;
  readonly rows: SealedRows;
  readonly at: Instant;
};

type Code = { readonly code: string };
const codeIn = (rows: readonly Code[]): string => rows[0]?.code ?? 'shut';

/** Stores a message of the person: `sent`, `enough` for today, or `shut`. */
export const sendOwn = async (tx: Transaction, { lookup, proof }: Brought, it: SealedMessage): Promise<string> =>
  codeIn(
    (
      await sql<Code>`select portal.own_write(${lookup}, ${proof}, ${it.id}::uuid, ${it.copy}, ${rowsAsJson(it.rows)}::jsonb, ${it.type},
      ${it.at}::timestamptz) as code`.execute(tx)
    ).rows,
  );

/** Takes a consent of hers back: `taken_back`, `already`, `unknown` or `shut`. */
export const takeBackOwn = (
  database: Database,
  { lookup, proof }: Brought,
  it: { readonly consentId: Uuid; readonly on: PlainDate; readonly at: Instant },
): Promise<string> =>
  asked(database, async (tx) =>
    codeIn(
      (
        await sql<Code>`select portal.own_take_back(${lookup}, ${proof}, ${it.consentId}::uuid, ${it.on}::date,
        ${it.at}::timestamptz) as code`.execute(tx)
      ).rows,
    ),
  );

/** Closes the page for good: `closed` or `shut`. */
export const closeOwn = (database: Database, { lookup, proof }: Brought, at: Instant): Promise<string> =>
  asked(database, async (tx) =>
    codeIn(
      (await sql<Code>`select portal.own_close(${lookup}, ${proof}, ${at}::timestamptz) as code`.execute(tx)).rows,
    ),
  );
