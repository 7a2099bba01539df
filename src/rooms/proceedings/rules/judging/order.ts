import type { PlainDate } from '../../../../platform/clock.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import type { JudgingRefusal } from '../../facts/index.ts';

type Result<Value> = Outcome<Value, JudgingRefusal>;

/** The instances of a court, in their order. */
export const instances = ['first', 'appeal', 'cassation'] as const;
export type Instance = (typeof instances)[number];

/** What a court decided on one accused. */
export const verdictOutcomes = ['convicted', 'acquitted', 'requalified'] as const;
export type VerdictOutcome = (typeof verdictOutcomes)[number];

/** How a judgment becomes final: the time to appeal has passed, all have accepted it, or no remedy is left. */
export const finalWays = ['term_over', 'accepted', 'no_remedy'] as const;
export type FinalWay = (typeof finalWays)[number];

/** One judgment on one accused. A correction is a judgment of its own that names the one it stands in for. */
export type Line = {
  readonly id: string;
  readonly accused: string;
  readonly instance: Instance;
  readonly deliveredOn: PlainDate;
  readonly outcome: VerdictOutcome;
  readonly correctsId: string | null;
  readonly appealedOn: PlainDate | null;
  readonly finalOn: PlainDate | null;
};

const rank = (instance: Instance): number => instances.indexOf(instance);

/** Judgments that no later one corrects. */
export const standing = (lines: readonly Line[]): readonly Line[] => {
  const corrected = new Set(lines.flatMap(({ correctsId }) => (correctsId === null ? [] : [correctsId])));
  return lines.filter(({ id }) => !corrected.has(id));
};

/** What stands about an accused: the judgment of the highest instance; null before the first one. */
export const lastStanding = (lines: readonly Line[], accused: string): Line | null =>
  standing(lines)
    .filter((line) => line.accused === accused)
    .reduce<Line | null>(
      (best, line) => (best === null || rank(line.instance) > rank(best.instance) ? line : best),
      null,
    );

/** A judgment to be entered on one accused. */
export type NewJudgment = Pick<Line, 'accused' | 'instance' | 'deliveredOn' | 'correctsId'>;

/** What counts when a judgment is entered. */
export type JudgmentPlace = {
  readonly lines: readonly Line[];
  readonly today: PlainDate;
  /** The last day of the facts charged; null when the accused is charged with nothing. */
  readonly factsUntil: PlainDate | null;
};

const correctionRefusal = (it: NewJudgment, lines: readonly Line[]): Result<true> => {
  const corrected = lines.find(({ id }) => id === it.correctsId);
  if (corrected === undefined || corrected.accused !== it.accused || corrected.instance !== it.instance)
    return refuse('corrects_other', { field: 'instance' });
  return lines.some(({ correctsId }) => correctsId === it.correctsId) ? refuse('already_corrected') : true;
};

const instanceRefusal = (it: NewJudgment, lines: readonly Line[]): Result<true> => {
  const field = 'instance';
  const mine = standing(lines).filter((line) => line.accused === it.accused && line.id !== it.correctsId);
  if (mine.some((line) => line.instance === it.instance)) return refuse('already_judged', { field });
  if (it.correctsId === null && mine.some(({ finalOn }) => finalOn !== null)) return refuse('already_final', { field });
  const below = mine.find((line) => rank(line.instance) === rank(it.instance) - 1);
  if (it.instance === 'appeal' && below === undefined) return refuse('appeal_before_first', { field });
  if (it.instance === 'cassation' && below === undefined) return refuse('cassation_before_appeal', { field });
  return below !== undefined && it.deliveredOn < below.deliveredOn
    ? refuse('judgment_before_earlier', { field: 'delivered_on', values: { day: below.deliveredOn } })
    : true;
};

/** May this judgment be entered? Instances follow each other, nothing follows what is final, a correction stands in for its like. */
export const allowedJudgment = (it: NewJudgment, { lines, today, factsUntil }: JudgmentPlace): Result<true> => {
  if (factsUntil === null) return refuse('accused_not_charged', { field: 'accused' });
  if (it.deliveredOn > today) return refuse('day_ahead', { field: 'delivered_on' });
  if (it.deliveredOn < factsUntil) return refuse('judgment_before_facts', { field: 'delivered_on' });
  if (it.correctsId !== null) {
    const fits = correctionRefusal(it, lines);
    if (isRefusal(fits)) return fits;
  }
  return instanceRefusal(it, lines);
};

/** Somebody appeals against what stands, within the time there is for it. */
export const allowedAppeal = (
  it: { readonly accused: string; readonly on: PlainDate },
  lines: readonly Line[],
  { today, termUntil }: { readonly today: PlainDate; readonly termUntil: PlainDate | null },
): Result<Line> => {
  const last = lastStanding(lines, it.accused);
  const field = 'appealed_on';
  if (last === null) return refuse('appeal_before_first', { field });
  if (last.finalOn !== null) return refuse('already_final', { field });
  if (last.instance === 'cassation') return refuse('no_appeal_to_cassation', { field });
  if (last.appealedOn !== null) return refuse('appeal_runs', { field });
  if (it.on > today) return refuse('day_ahead', { field });
  if (it.on < last.deliveredOn) return refuse('judgment_before_earlier', { field, values: { day: last.deliveredOn } });
  return termUntil !== null && it.on > termUntil
    ? refuse('already_final', { field, values: { day: termUntil } })
    : last;
};

/** A judgment said to be final. */
export type Finality = { readonly accused: string; readonly on: PlainDate; readonly how: FinalWay };

/** Is what stands about an accused final on that day? Never before a first judgment, nor while an appeal runs, nor before its time is over. */
export const allowedFinal = (
  it: Finality,
  lines: readonly Line[],
  { today, termUntil }: { readonly today: PlainDate; readonly termUntil: PlainDate | null },
): Result<Line> => {
  const last = lastStanding(lines, it.accused);
  const field = 'final_on';
  if (last === null) return refuse('final_before_first', { field });
  if (last.finalOn !== null) return refuse('already_final', { field });
  if (last.appealedOn !== null) return refuse('appeal_runs', { field });
  if (it.on > today) return refuse('day_ahead', { field });
  if (it.on < last.deliveredOn) return refuse('final_before_judgment', { field, values: { day: last.deliveredOn } });
  return it.how === 'term_over' && termUntil !== null && it.on <= termUntil
    ? refuse('term_still_runs', { field, values: { day: termUntil } })
    : last;
};

/** True when everything that stands about every accused is final. */
export const isAllFinal = (lines: readonly Line[], accused: readonly string[]): boolean =>
  accused.length > 0 && accused.every((one) => typeof lastStanding(lines, one)?.finalOn === 'string');
