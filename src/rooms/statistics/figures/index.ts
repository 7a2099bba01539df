import type { Figure } from '../facts.ts';
import { convicted } from './convicted.ts';
import { detectionByInspectorate } from './detection-itm.ts';
import { hotlineCalls } from './hotline-calls.ts';
import { investigations } from './investigations.ts';
import { prosecuted } from './prosecuted.ts';
import { recruitedOnline } from './recruited-online.ts';
import { sentences } from './sentences.ts';

export type { SavedRun } from '../store/index.ts';
export { queryHash } from './query.ts';
export { type CountingScene, countFigure, storeFigure } from './store-figure.ts';

/** Every figure there is, in the order of the list. A new figure is a file here and its words. */
export const figures: readonly Figure[] = [
  detectionByInspectorate,
  recruitedOnline,
  hotlineCalls,
  investigations,
  prosecuted,
  convicted,
  sentences,
];

/** The figure of an id, or undefined. */
export const figureOf = (id: string): Figure | undefined => figures.find((figure) => figure.id === id);
