import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';
import type { StoredCell, StoredRun } from '../facts.ts';

type RunRow = Omit<StoredRun, 'cells'>;

const runColumns = (tx: Transaction) =>
  tx
    .selectFrom('statistics.figure_run')
    .select(['id', 'figure', 'version', 'computed_at', 'confirmed_at', 'query_hash'])
    .where('edition', '=', 'staff');

type RunColumns = Awaited<ReturnType<ReturnType<typeof runColumns>['execute']>>[number];

const runRow = (row: RunColumns): RunRow => ({
  id: row.id,
  figure: row.figure,
  version: row.version,
  computedAt: row.computed_at,
  confirmedAt: row.confirmed_at,
  queryHash: row.query_hash.toString('hex'),
});

/** How many earlier runs are shown. */
const mostVintages = 20;

/** The runs of a figure without their numbers, newest first. */
export const listRuns = async (tx: Transaction, figure: string): Promise<RunRow[]> => {
  const rows = await runColumns(tx).where('figure', '=', figure).orderBy('id', 'desc').limit(mostVintages).execute();
  return rows.map(runRow);
};

const cellsOfRun = async (tx: Transaction, runId: Uuid): Promise<StoredCell[]> => {
  const rows = await tx
    .selectFrom('statistics.figure_cell')
    .select(['id', 'period', 'measure', 'breakdown', 'code', 'value', 'once_low', 'once_central', 'once_high'])
    .where('run_id', '=', runId)
    .orderBy('period')
    .orderBy('measure')
    .orderBy('code')
    .execute();
  return rows.map(({ once_low: low, once_central: central, once_high: high, ...cell }) => ({
    ...cell,
    once: low === null || central === null || high === null ? null : { low, central, high },
  }));
};

/** A run with its numbers: the newest of the figure, or the one asked for; null when there is none to be seen. */
export const findRun = async (tx: Transaction, figure: string, runId?: Uuid): Promise<StoredRun | null> => {
  const runs = runColumns(tx).where('figure', '=', figure);
  const asked = runId === undefined ? runs : runs.where('id', '=', runId);
  const row = await asked.orderBy('id', 'desc').limit(1).executeTakeFirst();
  return row ? { ...runRow(row), cells: await cellsOfRun(tx, row.id) } : null;
};

/** A report (or several of one human being) behind a number, as far as the viewer may know it. */
export type LineageRow = {
  /** Reference date of what was counted. */
  readonly day: string;
  /** How many were counted from it. */
  readonly counted: number;
  readonly reports: number;
  readonly persons: number;
  readonly events: number;
  /** The reports that the viewer may open, with the viewer's own reference. */
  readonly visible: readonly { readonly reportId: Uuid; readonly reference: string | null }[];
};

/** All rows behind a number, and how many different reports they name. */
export type Lineage = { readonly reports: number; readonly rows: readonly LineageRow[] };

const sourcesOf = (tx: Transaction, cellId: Uuid) =>
  tx
    .selectFrom('statistics.figure_source')
    .select(['counted', 'report_ids', 'person_ids', 'event_ids', 'day'])
    .where('cell_id', '=', cellId)
    .orderBy('day')
    .orderBy('counted')
    .execute();

type SourceRow = Awaited<ReturnType<typeof sourcesOf>>[number];

const visibleReports = async (
  tx: Transaction,
  ids: readonly Uuid[],
  organisationIds: readonly Uuid[],
): Promise<Map<Uuid, string | null>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('referrals.report_published as r')
    .leftJoin('referrals.report_reference_published as f', (join) =>
      join.onRef('f.report_id', '=', 'r.id').on('f.organisation_id', 'in', organisationIds),
    )
    .select(['r.id', 'f.code'])
    .where('r.id', 'in', ids)
    .execute();
  return new Map(rows.flatMap(({ id, code }) => (id === null ? [] : [[id, code] as const])));
};

const distinct = (lists: readonly (readonly string[])[]): number => new Set(lists.flat()).size;

const lineOf = (same: readonly SourceRow[], seen: ReadonlyMap<Uuid, string | null>): LineageRow => {
  const reports = same[0]?.report_ids ?? [];
  return {
    day: same[0]?.day ?? '',
    counted: same.length,
    reports: reports.length,
    persons: distinct(same.map((row) => row.person_ids)),
    events: distinct(same.map((row) => row.event_ids)),
    visible: reports.filter((id) => seen.has(id)).map((id) => ({ reportId: id, reference: seen.get(id) ?? null })),
  };
};

/**
 * What a number is made of, one row for each report (or group of reports of one human being), or for each thing without one. Row security decides which
 * of the reports the viewer may see; the others are only counted. Empty for those who may not see lineage.
 */
export const readLineage = async (
  tx: Transaction,
  cellId: Uuid,
  organisationIds: readonly Uuid[],
): Promise<Lineage> => {
  const rows = await sourcesOf(tx, cellId);
  const reports = [...new Set(rows.flatMap((row) => row.report_ids))];
  const seen = await visibleReports(tx, reports, organisationIds);
  const groups = [...Map.groupBy(rows, (row) => row.report_ids.join() || row.counted).values()];
  return { reports: reports.length, rows: groups.map((same) => lineOf(same, seen)) };
};
