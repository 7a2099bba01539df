import type { Clock } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Profile } from '../../../profile/index.ts';
import type { CountedCell, Figure } from '../facts.ts';
import { cellsOf, periodsOf } from '../rules/index.ts';
import { type SavedRun, saveRun } from '../store/index.ts';
import { queryHash, rowsOf } from './query.ts';

/** What counting needs: the transaction of the role that sees published views only. */
export type CountingScene = { readonly tx: Transaction; readonly profile: Profile; readonly clock: Clock };

/** Counts all periods of a figure, each number with what it is made of. */
export const countFigure = async ({ tx, profile, clock }: CountingScene, figure: Figure): Promise<CountedCell[]> => {
  const parameters = figure.parameters(profile);
  const cells: CountedCell[] = [];
  for (const period of periodsOf(figure, clock.today(profile.timeZone)))
    cells.push(...cellsOf(figure, period, await rowsOf(tx, figure, parameters, period)));
  return cells;
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
