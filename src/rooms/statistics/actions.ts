import type { Transaction } from '../../platform/database/index.ts';
import { wake } from '../../platform/jobs.ts';
import type { JournalEntry } from '../../platform/journal.ts';
import { instantPlus, systemClock } from '../../platform/clock.ts';
import { type Outcome, refuse } from '../../platform/outcome.ts';
import type { Scene } from '../../profile/index.ts';
import { journalIsWhole } from '../identity/index.ts';
import { maySeeLineage } from './access.ts';
import type { Figure, StatisticsRefusal, StoredCell, StoredRun } from './facts.ts';
import { type CountingScene, figureOf, figures, type SavedRun, storeFigure } from './figures/index.ts';
import { findRun, type LineageRow, listRuns, readLineage } from './store/index.ts';

export type { SavedRun } from './figures/index.ts';

/** Every figure there is. */
export const everyFigure: readonly Figure[] = figures;

/** Counts a figure and stores what came out, in a transaction of the login that sees published views only. */
export const recount = (scene: CountingScene, figure: Figure): Promise<SavedRun> => storeFigure(scene, figure);

/** A figure with its newest numbers; none when it was never counted here. */
export type FigureWithRun = { readonly figure: Figure; readonly run: StoredRun | null };

/** All figures with their newest numbers. */
export const listFigures = async (scene: Pick<Scene, 'tx'>): Promise<readonly FigureWithRun[]> => {
  const found: FigureWithRun[] = [];
  for (const figure of figures) found.push({ figure, run: await findRun(scene.tx, figure.id) });
  return found;
};

/** The newest numbers of a figure; null when it was never counted here. */
export const newestRun = (scene: Pick<Scene, 'tx'>, id: string): Promise<StoredRun | null> => findRun(scene.tx, id);

/** Which number of a figure is looked at. */
export type Selection = {
  readonly period?: string | undefined;
  readonly measure?: string | undefined;
  readonly code?: string | undefined;
  /** An earlier run. */
  readonly run?: string | undefined;
};

/** A report behind a number. Only its month is told: the day might point to a report that is not the viewer's to see. */
export type LineageLine = Omit<LineageRow, 'day'> & { readonly month: string };

/** A number that was chosen, with what it is made of; no lineage for those who may not see it. */
export type ChosenNumber = {
  readonly cell: StoredCell;
  readonly lineage: { readonly reports: number; readonly lines: readonly LineageLine[] } | null;
};

/** A figure's page: the numbers, the chosen one, the earlier runs. */
export type FigureReading = FigureWithRun & {
  readonly chosen: ChosenNumber | null;
  readonly vintages: readonly Omit<StoredRun, 'cells'>[];
};

const isChosen = (cell: StoredCell, { period, measure, code }: Selection): boolean =>
  cell.period === period && cell.measure === measure && cell.code === (code ?? null);

const choose = async (scene: Scene, run: StoredRun | null, selection: Selection): Promise<ChosenNumber | null> => {
  const cell = run?.cells.find((each) => isChosen(each, selection));
  if (cell === undefined) return null;
  if (!maySeeLineage(scene.viewer)) return { cell, lineage: null };
  const { reports, rows } = await readLineage(scene.tx, cell.id, [scene.viewer.organisationId]);
  const lines = rows.map(({ day, ...row }) => ({ ...row, month: day.slice(0, 7) }));
  return { cell, lineage: { reports, lines } };
};

/** Reads a figure with one of its numbers. Refuses a figure or an earlier run that does not exist. */
export const readFigure = async (
  scene: Scene,
  id: string,
  selection: Selection,
): Promise<Outcome<FigureReading, StatisticsRefusal>> => {
  const figure = figureOf(id);
  if (figure === undefined) return refuse('not_found');
  const run = await findRun(scene.tx, id, selection.run);
  if (run === null && selection.run !== undefined) return refuse('not_found');
  const vintages = await listRuns(scene.tx, id);
  return { figure, run, vintages, chosen: await choose(scene, run, selection) };
};

/** Reads the numbers of a figure to be taken away as a file. Refuses when there are none. */
export const exportFigure = async (
  scene: Pick<Scene, 'tx'>,
  id: string,
  runId?: string,
): Promise<Outcome<{ readonly figure: Figure; readonly run: StoredRun }, StatisticsRefusal>> => {
  const figure = figureOf(id);
  if (figure === undefined) return refuse('not_found');
  // Figures rest on the journal: while it is not whole, nobody takes any away.
  if (!(await journalIsWhole(scene))) return refuse('exports_frozen');
  const run = await findRun(scene.tx, id, runId);
  return run === null ? refuse('not_computed_yet') : { figure, run };
};

/** The job that counts figures anew; jobs under its key are one. */
export const recountTask = 'statistics:recount';

/** Recounting waits so long after an event, so that many events are one recount. */
const calm = 5000;

/** Events after which a figure may have another value; that somebody read a report is none. */
const changesFigures = ({ type }: Pick<JournalEntry, 'type'>): boolean =>
  figures.some(({ changedBy }) => changedBy.includes(type));

/**
 * Has figures counted anew soon after these events, if any of them can change a number. Call it where events are appended.
 * Jobs run by the machine's clock, whatever day the demonstration plays on.
 */
export const recountAfter = async (tx: Transaction, entries: readonly JournalEntry[]): Promise<void> => {
  if (!entries.some(changesFigures)) return;
  await wake(tx, { task: recountTask, key: recountTask, at: instantPlus(systemClock.now(), calm) });
};

/** Has figures counted anew at once, at somebody's wish. The worker does it, with the login that may. */
export const askRecount = async (scene: Scene): Promise<{ readonly asked: true }> => {
  await wake(scene.tx, { task: recountTask, key: recountTask });
  scene.emit({ type: 'statistics.recount_asked', subject: { kind: 'staff', id: scene.viewer.staffId } });
  return { asked: true };
};
