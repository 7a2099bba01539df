import type { Clock } from '../../platform/clock.ts';
import { asProgram, type Database } from '../../platform/database/index.ts';
import type { Profile } from '../../profile/index.ts';
import { everyFigure, newestRun, recount, type SavedRun } from './actions.ts';
import type { Figure, OnceCounter, StoredRun } from './facts.ts';

/** Where figures are counted: the login that sees published views only. */
export type Counting = {
  readonly statistics: Database;
  readonly profile: Profile;
  readonly clock: Clock;
  readonly once?: OnceCounter;
};

/** Counts one figure over one consistent state of the database and stores it with its lineage. */
export const recountFigure = ({ statistics, profile, clock, once }: Counting, figure: Figure): Promise<SavedRun> =>
  asProgram(statistics, (tx) => recount({ tx, profile, clock, once }, figure), { isolation: 'repeatable read' });

/** Counts every figure anew. Two at once do no harm: the second finds nothing changed. */
export const recountFigures = async (counting: Counting): Promise<readonly SavedRun[]> => {
  const saved: SavedRun[] = [];
  for (const figure of everyFigure) saved.push(await recountFigure(counting, figure));
  return saved;
};

/** The newest numbers of a figure as the counting login sees them; null when it was never counted. */
export const readRun = (statistics: Database, figure: string): Promise<StoredRun | null> =>
  asProgram(statistics, (tx) => newestRun({ tx }, figure), { readOnly: true });
