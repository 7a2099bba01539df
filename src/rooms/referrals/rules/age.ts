import type { PlainDate } from '../../../platform/clock.ts';
import type { PartialDate } from '../../../platform/form/index.ts';
import type { Profile } from '../../../profile/index.ts';

const yearsBetween = (born: PlainDate, on: PlainDate): number => {
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4));
  return on.slice(5) < born.slice(5) ? years - 1 : years;
};

const boundsOf = (code: string): readonly [number, number] | null => {
  const between = /^(\d+)-(\d+)$/.exec(code);
  if (between) return [Number(between[1]), Number(between[2])];
  const over = /^(\d+)_or_over$/.exec(code);
  return over ? [Number(over[1]), 200] : null;
};

/** The profile's age band on a day, for counting without a date of birth; `unknown` when the date leaves two bands open. */
export const ageBandOf = (profile: Profile, born: PartialDate, on: PlainDate): string => {
  const { from, to } = born;
  if (from === null || to === null) return 'unknown';
  const [oldest, youngest] = [yearsBetween(from, on), yearsBetween(to, on)];
  const band = profile.codeList('age-bands').codes.find(({ code }) => {
    const bounds = boundsOf(code);
    return bounds !== null && youngest >= bounds[0] && oldest <= bounds[1];
  });
  return band?.code ?? 'unknown';
};
