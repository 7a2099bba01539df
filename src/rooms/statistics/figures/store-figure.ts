import type { Clock } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Profile } from '../../../profile/index.ts';
import type { CountedCell, Figure, Likeness, OnceCounter } from '../facts.ts';
import { cellsOf, countOnce, periodsOf } from '../rules/index.ts';
import { readLikeness, type SavedRun, saveRun } from '../store/index.ts';
import { queryHash, rowsOf } from './query.ts';

/** What counting needs: the transaction of the role that sees published views only. */
export type CountingScene = {
  readonly tx: Transaction;
  readonly profile: Profile;
  readonly clock: Clock;
  /** Counts persons once across bodies; without it numbers have no bounds. */
  readonly once?: OnceCounter | undefined;
};

/** A total of persons with its bounds, where matching says something about them. */
const withOnce =
  (figure: Figure, likeness: Likeness | null, counter: OnceCounter | undefined) =>
  (cell: CountedCell): CountedCell => {
    const unit = figure.measures.find(({ id }) => id === cell.measure)?.unit;
    if (likeness === null || counter === undefined || unit !== 'persons' || cell.breakdown !== null) return cell;
    const once = countOnce(cell.sources, likeness, counter);
    return once === null ? cell : { ...cell, once };
  };

/** Counts all periods of a figure, each number with what it is made of. */
export const countFigure = async (
  { tx, profile, clock, once }: CountingScene,
  figure: Figure,
): Promise<CountedCell[]> => {
  const parameters = figure.parameters(profile);
  const likeness = once === undefined ? null : await readLikeness(tx);
  const cells: CountedCell[] = [];
  for (const period of periodsOf(figure, clock.today(profile.timeZone)))
    cells.push(...cellsOf(figure, period, await rowsOf(tx, figure, parameters, period)));
  return cells.map(withOnce(figure, likeness, once));
};

/** Counts a figure and stores the result; a result that is not new confirms the newest run. */
export const storeFigure = async (scene: CountingScene, figure: Figure): Promise<SavedRun> =>
  saveRun(scene.tx, {
    figure,
    profile: scene.profile.id,
    queryHash: queryHash(figure, figure.parameters(scene.profile)),
    cells: await countFigure(scene, figure),
    now: scene.clock.now(),
  });
