import { createHash } from 'node:crypto';
import type { Instant } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import type { CountedCell, Figure } from '../facts.ts';

/** A computation about to be stored. */
export type FreshRun = {
  readonly figure: Figure;
  readonly profile: string;
  readonly queryHash: Buffer;
  readonly cells: readonly CountedCell[];
  readonly now: Instant;
};

/** What was stored: a new run, or the newest one confirmed because nothing had changed. */
export type SavedRun = { readonly runId: Uuid; readonly isNew: boolean };

const resultHash = ({ figure, queryHash, cells }: FreshRun): Buffer =>
  createHash('sha256')
    .update(`${figure.id}|${figure.version}|`)
    .update(queryHash)
    .update(JSON.stringify(cells))
    .digest();

type Newest = { readonly id: Uuid; readonly resultHash: Buffer };

const newestOf = async (tx: Transaction, figure: string): Promise<Newest | undefined> => {
  const found = await tx
    .selectFrom('statistics.figure_run')
    .select(['id', 'result_hash'])
    .where('figure', '=', figure)
    .where('edition', '=', 'staff')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return found && { id: found.id, resultHash: found.result_hash };
};

const confirm = async (tx: Transaction, runId: Uuid, now: Instant): Promise<SavedRun> => {
  await tx
    .updateTable('statistics.figure_run')
    .set({ confirmed_at: now })
    .where('id', '=', runId)
    .where('computed_at', '<=', now)
    .execute();
  return { runId, isNew: false };
};

type Numbered = { readonly id: Uuid; readonly cell: CountedCell };

const saveCells = async (tx: Transaction, runId: Uuid, cells: readonly Numbered[]): Promise<void> => {
  await tx
    .insertInto('statistics.figure_cell')
    .values(
      cells.map(({ id, cell: { period, measure, breakdown, code, sources, once } }) => ({
        ...{ id, run_id: runId, period, measure, breakdown, code },
        value: sources.length,
        ...{ once_low: once?.low ?? null, once_central: once?.central ?? null, once_high: once?.high ?? null },
      })),
    )
    .execute();
};

/** Rows per statement, so that the number of parameters stays far below what PostgreSQL takes. */
const rowsAtOnce = 1000;

const saveSources = async (tx: Transaction, cells: readonly Numbered[]): Promise<void> => {
  const rows = cells.flatMap(({ id, cell }) =>
    cell.sources.map((source) => ({
      cell_id: id,
      counted: source.counted,
      report_ids: [...source.reportIds],
      person_ids: [...source.personIds],
      event_ids: [...source.eventIds],
      day: source.day,
    })),
  );
  for (let start = 0; start < rows.length; start += rowsAtOnce)
    await tx
      .insertInto('statistics.figure_source')
      .values(rows.slice(start, start + rowsAtOnce))
      .execute();
};

const saveNew = async (tx: Transaction, run: FreshRun): Promise<SavedRun> => {
  const runId = newId();
  const cells = run.cells.map((cell) => ({ id: newId(), cell }));
  await tx
    .insertInto('statistics.figure_run')
    .values({
      id: runId,
      figure: run.figure.id,
      version: run.figure.version,
      edition: 'staff',
      profile: run.profile,
      query_hash: run.queryHash,
      result_hash: resultHash(run),
      computed_at: run.now,
      confirmed_at: run.now,
    })
    .execute();
  await saveCells(tx, runId, cells);
  await saveSources(tx, cells);
  return { runId, isNew: true };
};

/** Stores a computation with its lineage; if it gives what the newest one gave, that one is confirmed instead. */
export const saveRun = async (tx: Transaction, run: FreshRun): Promise<SavedRun> => {
  const newest = await newestOf(tx, run.figure.id);
  return newest?.resultHash.equals(resultHash(run)) ? confirm(tx, newest.id, run.now) : saveNew(tx, run);
};
