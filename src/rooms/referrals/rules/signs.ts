import type { Indicator, IndicatorRule, Profile } from '../../../profile/index.ts';
import { isMaybeChild, type PersonAnswers, signsOf } from '../facts/answers.ts';

type Weight = 'strong' | 'medium' | 'weak';
type Means = IndicatorRule['results'][number]['means'];

/** One dimension: which chosen signs weigh how much, whether they make it positive, and which have no known weight. */
export type DimensionAdvice = {
  readonly dimension: string;
  readonly positive: boolean;
  readonly strong: readonly string[];
  readonly medium: readonly string[];
  readonly weak: readonly string[];
  readonly unweighed: readonly string[];
};

/** What the signs of a person say together. Advice for looking closer, never a decision, and never kept as a score. */
export type SignAdvice = {
  readonly situation: string;
  readonly dimensions: readonly DimensionAdvice[];
  /** Code of the combined result; null when the dimensions fit none of the rule's lines. */
  readonly result: string | null;
  /** Signs of the positive dimensions: what the result rests on. */
  readonly because: readonly string[];
};

const sexualForms = ['sexual'];

/** The column of weights that fits: child or adult, sexual or other exploitation. */
export const situationOf = (profile: Profile, person: PersonAnswers): string => {
  const groups = (person.forms ?? []).map(
    (form) => profile.codeList('exploitation-forms').codes.find((one) => one.code === form)?.group,
  );
  const sexual = groups.some((group) => sexualForms.includes(group ?? ''));
  return `${isMaybeChild(person) ? 'child' : 'adult'}_${sexual ? 'sexual' : 'labour'}`;
};

const weightOf = (indicator: Indicator, situation: string): Weight | null =>
  indicator.weights[situation] ?? indicator.weights['default'] ?? null;

type Counts = Readonly<Record<Weight, number>>;

/** Heavier signs count for lighter ones once the heavier places are filled. */
const meets = (counts: Counts, line: Counts): boolean => {
  const strongLeft = counts.strong - line.strong;
  const mediumLeft = strongLeft + counts.medium - line.medium;
  return strongLeft >= 0 && mediumLeft >= 0 && mediumLeft + counts.weak >= line.weak;
};

const adviceOn = (
  rule: IndicatorRule,
  dimension: string,
  signs: readonly Indicator[],
  situation: string,
): DimensionAdvice => {
  const ofWeight = (weight: Weight | null): readonly string[] =>
    signs.filter((one) => weightOf(one, situation) === weight).map((one) => one.id);
  const [strong, medium, weak] = [ofWeight('strong'), ofWeight('medium'), ofWeight('weak')];
  const counts = { strong: strong.length, medium: medium.length, weak: weak.length };
  const positive = rule.positive_when.some((line) => meets(counts, line));
  return { dimension, positive, strong, medium, weak, unweighed: ofWeight(null) };
};

const meansOf = (isPositive: (dimension: string) => boolean): Means => {
  if (isPositive('coercive_recruitment')) return 'recruitment';
  if (!isPositive('deceptive_recruitment')) return 'none';
  return isPositive('coercion_destination') ? 'recruitment' : 'deception';
};

const resultOf = (
  rule: IndicatorRule,
  person: PersonAnswers,
  isPositive: (dimension: string) => boolean,
): string | null => {
  const exploitation = isPositive('exploitation');
  const coercion = isPositive('coercion_destination');
  // For a child the means are not needed (Palermo Protocol art. 3(c)).
  if (isMaybeChild(person) && exploitation) return rule.results.at(-1)?.result ?? null;
  const means = meansOf(isPositive);
  const fits = rule.results.find(
    (line) => line.means === means && line.exploitation === exploitation && line.coercion_destination === coercion,
  );
  return fits?.result ?? null;
};

/** Combines the chosen signs by the profile's rule. Every result names the signs it rests on. */
export const weighSigns = (profile: Profile, person: PersonAnswers): SignAdvice => {
  const situation = situationOf(profile, person);
  const signs = signsOf(person).map((id) => profile.indicator(id));
  const dimensions = profile.indicatorDimensions
    .map(({ code }) =>
      adviceOn(
        profile.indicatorRule,
        code,
        signs.filter((one) => one.dimension === code),
        situation,
      ),
    )
    .filter((one) => one.strong.length + one.medium.length + one.weak.length + one.unweighed.length > 0);
  const isPositive = (code: string): boolean => dimensions.some((one) => one.dimension === code && one.positive);
  const because = dimensions
    .filter((one) => one.positive)
    .flatMap((one) => [...one.strong, ...one.medium, ...one.weak]);
  return { situation, dimensions, result: resultOf(profile.indicatorRule, person, isPositive), because };
};
