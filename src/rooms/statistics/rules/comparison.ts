import type { Profile, PublishedFigure, Source } from '../../../profile/index.ts';
import type { Figure, Measure, StoredRun } from '../facts.ts';
import { spanId } from './periods.ts';

/** How a computed number stands to a published one. */
export const agreements = ['agrees', 'differs', 'other_unit', 'not_computed'] as const;
export type Agreement = (typeof agreements)[number];

/** A published fact beside the number computed here. */
export type Comparison = {
  readonly fact: PublishedFigure;
  readonly source: Source;
  readonly measure: string;
  readonly period: string;
  readonly computed: number | null;
  readonly agreement: Agreement;
};

/** The period a published fact speaks of. */
export const periodOfFact = (fact: PublishedFigure): string => spanId({ from: fact.period_start, to: fact.period_end });

const agreementOf = (fact: PublishedFigure, measure: Measure, computed: number | null): Agreement => {
  if (fact.unit !== measure.unit) return 'other_unit';
  if (computed === null) return 'not_computed';
  return fact.value === computed ? 'agrees' : 'differs';
};

/** The total of a measure in a period; null when it was not computed. */
export const valueIn = (run: Pick<StoredRun, 'cells'> | null, period: string, measure: string): number | null =>
  run?.cells.find((cell) => cell.period === period && cell.measure === measure && cell.breakdown === null)?.value ??
  null;

type Part = { readonly breakdown: string; readonly codes: readonly string[] };

/** What a fact says beyond what the whole measure says. */
const narrowing = (fact: PublishedFigure, { covers = [] }: Measure): readonly [string, unknown][] =>
  Object.entries(fact.dimensions).filter(([name]) => !covers.includes(name));

/** The part of a measure that a fact speaks of; null where it speaks of one that is not counted apart. */
const partOf = (fact: PublishedFigure, measure: Measure): Part | null => {
  const [only, ...more] = narrowing(fact, measure);
  if (only === undefined || more.length > 0) return null;
  const dimension = measure.dimensions?.[only[0]];
  const codes = dimension?.codes[String(only[1])];
  return dimension && codes ? { breakdown: dimension.breakdown, codes } : null;
};

/** The number a fact stands beside: the total, or the numbers of its part together. */
const computedFor = (run: StoredRun | null, fact: PublishedFigure, measure: Measure, period: string): number | null => {
  const total = valueIn(run, period, measure.id);
  if (total === null || narrowing(fact, measure).length === 0) return total;
  const part = partOf(fact, measure);
  if (part === null) return null;
  return (run?.cells ?? [])
    .filter((cell) => cell.period === period && cell.measure === measure.id && cell.breakdown === part.breakdown)
    .filter(({ code }) => code !== null && part.codes.includes(code))
    .reduce((sum, { value }) => sum + value, 0);
};

const compare = (profile: Profile, figure: Figure, fact: PublishedFigure, run: StoredRun | null): Comparison[] =>
  figure.measures
    .filter((measure) => measure.published === fact.indicator)
    .map((measure) => {
      const period = periodOfFact(fact);
      const computed = computedFor(run, fact, measure, period);
      const agreement = agreementOf(fact, measure, computed);
      return { fact, source: profile.source(fact.source), measure: measure.id, period, computed, agreement };
    });

/** Every published fact that speaks of what the figure counts, each beside our own number. None overwrites another. */
export const comparisons = (profile: Profile, figure: Figure, run: StoredRun | null): readonly Comparison[] =>
  profile.figures.flatMap((fact) => compare(profile, figure, fact, run));

/** Published facts that stand against each other, with what is known of why. */
export type Conflict = { readonly id: string; readonly text: string; readonly facts: readonly Comparison[] };

/** The conflicts among the facts a figure is compared with. */
export const conflictsOf = (profile: Profile, compared: readonly Comparison[]): readonly Conflict[] =>
  [...new Set(compared.flatMap(({ fact }) => fact.conflict_group ?? []))].sort().map((id) => ({
    id,
    text: profile.figureConflicts.find((conflict) => conflict.id === id)?.text ?? '',
    facts: compared.filter(({ fact }) => fact.conflict_group === id),
  }));
