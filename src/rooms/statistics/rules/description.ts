import type { Profile } from '../../../profile/index.ts';
import type { Words } from '../../../platform/words.ts';
import type { Figure, Measure, StoredRun } from '../facts.ts';
import { type Comparison, comparisons, conflictsOf } from './comparison.ts';

/** The texts of a figure: its title and what is said of what it counts. */
export type FigureTexts = {
  readonly title: string;
  readonly definition: string;
  readonly status: string;
  readonly reference: string;
  readonly body: string;
  readonly owner: string;
};

const bodyName = (profile: Profile, figure: Figure, language: string): string =>
  figure.about === null
    ? ''
    : profile
        .organisationsPlaying(figure.about)
        .map((one) => profile.nameIn(one.names, language))
        .join(', ');

/** The texts of a figure in a language. */
export const textsOfFigure = (profile: Profile, figure: Figure, words: Words): FigureTexts => {
  const body = bodyName(profile, figure, words.language);
  const owner = profile.organisationsPlaying(figure.owner).map((one) => profile.nameIn(one.names, words.language));
  return {
    title: words.t(`statistics.figure.${figure.id}.title`),
    definition: words.t(`statistics.figure.${figure.id}.definition`, { body }),
    status: words.t(`statistics.figure.${figure.id}.status`),
    reference: words.t(`statistics.figure.${figure.id}.reference`),
    body,
    owner: owner.join(', '),
  };
};

/** The title and counting rule of a measure. */
export const textsOfMeasure = (figure: Figure, measure: Measure, words: Words): { title: string; rule: string } => ({
  title: words.t(`statistics.figure.${figure.id}.${measure.id}.title`),
  rule: words.t(`statistics.figure.${figure.id}.${measure.id}.rule`),
});

/** What is needed to describe a figure. */
export type Described = {
  readonly profile: Profile;
  readonly figure: Figure;
  readonly run: StoredRun;
  readonly words: Words;
  readonly synthetic: boolean;
};

/** Published spans first, then single years. */
const inOrder = (one: string, other: string): number =>
  Number(other.includes('-')) - Number(one.includes('-')) || (one < other ? -1 : 1);

const periodLines = ({ figure, run }: Described) =>
  [...new Set(run.cells.map(({ period }) => period))].sort(inOrder).map((period) => {
    const cells = run.cells.filter((cell) => cell.period === period);
    const totals = cells.filter(({ breakdown }) => breakdown === null);
    const parts = cells.filter(({ breakdown }) => breakdown !== null);
    return {
      period,
      values: Object.fromEntries(
        figure.measures.map(({ id }) => [id, totals.find(({ measure }) => measure === id)?.value ?? null]),
      ),
      breakdown: parts.map(({ measure, breakdown, code, value }) => ({ measure, by: breakdown, code, value })),
    };
  });

const factLine = ({ fact, source, measure, period, computed, agreement }: Comparison) => ({
  ...{ fact: fact.id, measure, period, value: fact.value, unit: fact.unit, computed, agreement },
  ...{ provenance: fact.provenance, conflict: fact.conflict_group, note: fact.note },
  source: { id: source.id, title: source.title, publisher: source.publisher, year: source.year, url: source.url },
});

/**
 * A figure as data, the same that the staff page shows: definition, numbers by period, published facts with whether they
 * agree, conflicts, and the query with its hash.
 */
export const describeFigure = (described: Described) => {
  const { profile, figure, run, words, synthetic } = described;
  const compared = comparisons(profile, figure, run);
  return {
    ...{ figure: figure.id, version: figure.version, edition: 'staff', synthetic, language: words.language },
    use: words.t('statistics.download.use'),
    ...textsOfFigure(profile, figure, words),
    measures: figure.measures.map((measure) => ({
      id: measure.id,
      unit: measure.unit,
      inferred: measure.inferred,
      ...textsOfMeasure(figure, measure, words),
    })),
    periods: periodLines(described),
    published: compared.map(factLine),
    conflicts: conflictsOf(profile, compared).map(({ id, text, facts }) => ({
      id,
      text,
      facts: facts.map(({ fact }) => fact.id),
    })),
    ...{ computed_at: run.computedAt, confirmed_at: run.confirmedAt, query_hash: run.queryHash, query: figure.query },
  };
};

/** A figure as data. */
export type FigureDescription = ReturnType<typeof describeFigure>;
