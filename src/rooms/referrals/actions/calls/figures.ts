import { addDays, instantOn } from '../../../../platform/clock.ts';
import { isRefusal, type Outcome } from '../../../../platform/outcome.ts';
import type { Scene } from '../../../../profile/index.ts';
import { mayTakeCalls } from '../../access.ts';
import type { ReferralRefusal } from '../../facts/refusals.ts';
import { type Count, rareTogether } from '../../rules/calls.ts';
import { type CallCounts, countCalls } from '../../store/calls.ts';

/** Calls of the desk over some days, by hour, kind and language; rare languages are one number. */
export type CallFigures = {
  readonly days: number;
  readonly hour: readonly Count[];
  readonly kind: readonly Count[];
  readonly language: readonly Count[];
  readonly rareLanguages: number;
};

/** Counts the calls of the desk up to now. */
export const readCallFigures = async (scene: Scene, days: number): Promise<Outcome<CallFigures, ReferralRefusal>> => {
  const { tx, viewer, clock, profile } = scene;
  const may = mayTakeCalls(viewer);
  if (isRefusal(may)) return may;
  const first = addDays(clock.today(profile.timeZone), 1 - days);
  const span = { from: instantOn(first, profile.timeZone), until: clock.now() };
  const found = await countCalls(tx, span, profile.timeZone);
  const by = (wanted: CallCounts['by']): readonly Count[] => found.filter(({ by: one }) => one === wanted);
  const languages = rareTogether(by('language'), profile.hotline.figures.least_calls);
  return {
    ...{ days, hour: by('hour'), language: languages.shown, rareLanguages: languages.rare },
    kind: by('kind').toSorted((one, other) => other.count - one.count),
  };
};
