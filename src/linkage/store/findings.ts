import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../platform/clock.ts';
import type { Transaction } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Constraints } from '../score/cluster.ts';
import type { Count } from '../score/count.ts';
import type { KeptScore } from '../score/score.ts';

/** Two records that may be one person. */
export type KeptEdge = KeptScore & {
  readonly one: string;
  readonly other: string;
  readonly strong: boolean;
  /** `birth:same`, `names:near`. */
  readonly parts: readonly string[];
};

/** Odds are stored in hundredths. */
const hundredths = 100;

/** Rows for one statement, so that the number of parameters stays far below what PostgreSQL takes. */
const rowsAtOnce = 2000;

const inPieces = async <Row>(rows: readonly Row[], insert: (piece: Row[]) => Promise<unknown>): Promise<void> => {
  for (let start = 0; start < rows.length; start += rowsAtOnce) await insert(rows.slice(start, start + rowsAtOnce));
};

/** Keeps edges that were found; one that is known stays as it is. */
export const insertEdges = (tx: Transaction, edges: readonly KeptEdge[]): Promise<void> =>
  inPieces(
    edges.map(({ parts, odds, ...edge }) => ({ ...edge, odds: Math.round(odds * hundredths), parts: [...parts] })),
    (piece) =>
      tx
        .insertInto('linkage.edge')
        .values(piece)
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
  );

/** What grouping needs of an edge. */
export type WeighedEdge = KeptScore & Pick<KeptEdge, 'one' | 'other'>;

/** All edges of at least these odds. */
export const edgesFrom = async (tx: Transaction, least: number): Promise<readonly WeighedEdge[]> => {
  const found = await tx
    .selectFrom('linkage.edge')
    .select(['one', 'other', 'odds', 'siblings'])
    .where('odds', '>=', Math.floor(least * hundredths))
    .execute();
  return found.map(({ odds, ...edge }) => ({ ...edge, odds: odds / hundredths }));
};

/** What people said: never undone by a score. */
export const allSaid = async (tx: Transaction): Promise<Constraints> => {
  const found = await tx.selectFrom('linkage.said').select(['one', 'other', 'kind']).execute();
  const pairsOf = (wanted: string) =>
    found.filter(({ kind }) => kind === wanted).map(({ one, other }) => [one, other] as const);
  return { must: pairsOf('same'), cannot: pairsOf('not_same') };
};

/** To whom a record of a group belongs, until the next night; a record alone stands for itself. */
export type Member = { readonly recordId: string; readonly counted: string; readonly probable: string };

const stillAlone = (id: string): Member => ({ recordId: id, counted: id, probable: id });

const insertMembers = (tx: Transaction, members: readonly Member[]): Promise<void> =>
  inPieces(
    members.map(({ recordId, counted, probable }) => ({ record_id: recordId, counted, probable })),
    (piece) =>
      tx
        .insertInto('linkage.member')
        .values(piece)
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
  );

/** Gives records that have just been compared their place: alone, until the night's groups are named. */
export const insertAlone = (tx: Transaction, ids: readonly string[]): Promise<void> =>
  insertMembers(tx, ids.map(stillAlone));

const grouped = sql<boolean>`(counted <> record_id or probable <> record_id)`;

/** Replaces the groups of the night before; records that stood alone and still do are not touched. */
export const replaceMembers = async (tx: Transaction, members: readonly Member[]): Promise<void> => {
  const before = await tx.deleteFrom('linkage.member').where(grouped).returning('record_id').execute();
  const now = members.map(({ recordId }) => recordId);
  for (let start = 0; start < now.length; start += rowsAtOnce)
    await tx
      .deleteFrom('linkage.member')
      .where('record_id', '=', sql<string>`any (${now.slice(start, start + rowsAtOnce)}::uuid[])`)
      .execute();
  await insertMembers(tx, members);
  await insertAlone(
    tx,
    before.map(({ record_id: id }) => id),
  );
};

/** What a night came to. */
export type Night = {
  readonly night: PlainDate;
  readonly at: Instant;
  readonly epoch: number;
  readonly norm: number;
  readonly pairs: number;
  readonly count: Count;
};

/** Writes the line of a night. */
export const insertRun = async (tx: Transaction, { night, at, epoch, norm, pairs, count }: Night): Promise<void> => {
  const { records, central, low, high } = count;
  await tx
    .insertInto('linkage.run')
    .values({
      id: newId(),
      night,
      ran_at: at,
      key_epoch: epoch,
      norm_version: norm,
      records,
      pairs,
      central,
      low,
      high,
    })
    .execute();
};

/** The day of the newest run, or null. */
export const newestNight = async (tx: Transaction): Promise<PlainDate | null> => {
  const found = await tx
    .selectFrom('linkage.run')
    .select('night')
    .orderBy('ran_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (found?.night as PlainDate | undefined) ?? null;
};
