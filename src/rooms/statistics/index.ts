/** The front door of statistics. */
export { recountAfter, recountTask } from './actions.ts';
export type { Figure, OnceCounter } from './facts.ts';
export { figureOf, figures } from './figures/index.ts';
export { type Counting, readRun, recountFigure, recountFigures } from './jobs.ts';
export { type Comparison, comparisons, describeFigure, type FigureDescription, periodOfFact } from './rules/index.ts';
