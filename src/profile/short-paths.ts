import type { Documents } from './documents.ts';
import type { ShortPath } from './types.ts';

/** Every short path with what all of them ask already in it. */
export const shortPathsOf = ({ always, paths }: Documents['short-paths.json']): readonly ShortPath[] =>
  paths.map((one) => ({
    ...one,
    asks: {
      report: [...always.report, ...one.asks.report],
      person: [...always.person, ...one.asks.person],
    },
  }));
