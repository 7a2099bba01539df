import type { PageContext } from '../../../platform/web/index.ts';
import type { Words } from '../../../platform/words.ts';
import type { Profile } from '../../../profile/index.ts';
import type { FigureReading, Selection } from '../actions.ts';
import type { Figure, Measure, StoredRun } from '../facts.ts';
import { textsOfMeasure } from '../rules/index.ts';

/** All that the parts of a figure's page draw from. */
export type FigureSheet = FigureReading & {
  readonly profile: Profile;
  readonly page: PageContext;
  readonly selection: Selection;
  readonly synthetic: boolean;
};

/** The same, once there are numbers. */
export type CountedSheet = FigureSheet & { readonly run: StoredRun };

/** A period as people write it, `2019–2020`, never broken over two lines. */
export const periodLabel = (period: string): string => period.replace('-', '\u2060–\u2060');

/** The title of a measure. */
export const measureTitle = (figure: Figure, measure: Measure, words: Words): string =>
  textsOfMeasure(figure, measure, words).title;

/** The measure of an id; the figure always has it when it stands in a stored run of the same version. */
export const measureOf = (figure: Figure, id: string): Measure =>
  figure.measures.find((measure) => measure.id === id) ?? figure.measures[0];

/** The address of a number of a figure: a number is a door. */
export const numberPath = (figure: string, selection: Selection): string => {
  const query = new URLSearchParams();
  for (const name of ['period', 'measure', 'code', 'run'] as const) {
    const value = selection[name];
    if (value !== undefined) query.set(name, value);
  }
  return `/figures/${figure}?${query.toString()}#number`;
};
