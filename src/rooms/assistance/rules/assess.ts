import { addDays, type PlainDate } from '../../../platform/clock.ts';
import { type Outcome, refuse } from '../../../platform/outcome.ts';
import type { AssessmentKind, Profile } from '../../../profile/index.ts';
import type { AssistanceRefusal } from '../facts.ts';

/** How much of a theme was found; a theme that is not named had nothing. */
export type Level = 'high' | 'some' | 'unknown';
export type Levels = Readonly<Record<string, Level>>;

const levels: readonly Level[] = ['high', 'some', 'unknown'];

/** Themes by level as somebody ticked them; one that stands under two levels is refused. */
export const levelsOf = (ticked: Readonly<Record<Level, readonly string[]>>): Outcome<Levels, AssistanceRefusal> => {
  const found: Record<string, Level> = {};
  for (const level of levels)
    for (const theme of ticked[level]) {
      if (found[theme] !== undefined) return refuse('level_twice', { field: `found_${level}` });
      found[theme] = level;
    }
  return found;
};

/** Levels as the database keeps them. */
export const writeLevels = (it: Levels): readonly string[] =>
  Object.entries(it)
    .map(([theme, level]) => `${theme}:${level}`)
    .toSorted();

const isLevel = (text: string | undefined): text is Level => levels.some((level) => level === text);

/** The other way round. */
export const readLevels = (written: readonly string[]): Levels =>
  Object.fromEntries(
    written.flatMap((one) => {
      const [theme = '', level] = one.split(':');
      return isLevel(level) ? [[theme, level] as const] : [];
    }),
  );

/** Until when an assessment holds. */
export const validUntil = (profile: Profile, kind: AssessmentKind, madeOn: PlainDate): PlainDate =>
  addDays(madeOn, profile.assistance.assessments.find((one) => one.kind === kind)?.valid_days ?? 0);

/** How an assessment stands on a day; it holds to the end of its last day. */
export const standing = (
  until: PlainDate | null,
  on: PlainDate,
  remindDays: number,
): 'missing' | 'expired' | 'soon' | 'holds' => {
  if (until === null) return 'missing';
  if (until < on) return 'expired';
  return until <= addDays(on, remindDays) ? 'soon' : 'holds';
};
