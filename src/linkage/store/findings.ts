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

/** All edges. */
export const allEdges = async (tx: Transaction): Promise<readonly KeptEdge[]> => {
  const found = await tx
    .selectFrom('linkage.edge')
    .select(['one', 'other', 'odds', 'siblings', 'strong', 'parts'])
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

/** To whom each record belongs, until the next night. */
export type Member = { readonly recordId: string; readonly counted: string; readonly probable: string };

/** Replaces the groups of the night before. */
export const replaceMembers = async (tx: Transaction, members: readonly Member[]): Promise<void> => {
  await tx.deleteFrom('linkage.member').execute();
  await inPieces(
    members.map(({ recordId, counted, probable }) => ({ record_id: recordId, counted, probable })),
    (piece) => tx.insertInto('linkage.member').values(piece).execute(),
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
