import { addDays, type Instant, instantPlus, type PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome } from '../../../platform/outcome.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { mayReadOpenings } from '../access.ts';
import type { IdentityRefusal } from '../facts.ts';
import { countOpenings, findOpeners, findOpenings, type OpeningLine } from '../store/openings.ts';

export { type OpeningLine, type OpeningSign, openingSigns } from '../store/openings.ts';

/** What the journal says of everything sealed: opened, shared, or refused. */
export const openingTypes = [
  'identity.opened',
  'identity.open-refused',
  'identity.shared',
  'identity.share-refused',
  'identity.emergency-refused',
] as const;

/** How many lines a page of the list holds. */
export const openingsPerPage = 50;

const day = 24 * 60 * 60 * 1000;

/** Which lines are asked for; `days` counts back from now. */
export type OpeningFilter = {
  readonly type: string | null;
  readonly staffId: Uuid | null;
  readonly unusualOnly: boolean;
  readonly days: number;
  readonly page: number;
};

/** One page of who had what opened, and why, with how many lines there are and how many of them are unusual. */
export type Openings = {
  readonly lines: readonly OpeningLine[];
  readonly openers: readonly { readonly id: Uuid; readonly name: string }[];
  readonly since: Instant;
  readonly total: number;
  readonly unusual: number;
  readonly page: number;
};

/** Public holidays that are no weekend, back to a day. */
const holidaysSince = (profile: Profile, today: PlainDate, days: number): readonly PlainDate[] =>
  profile.settings.watch.odd_hours.holidays
    ? Array.from({ length: days + 1 }, (_, back) => addDays(today, -back)).filter((one) => profile.isHoliday(one))
    : [];

/** What the profile calls unusual. */
const limitsOf = ({ profile, clock }: Scene, days: number) => {
  const { watch, weekend } = profile.settings;
  return {
    ...{ timeZone: profile.timeZone, night: watch.odd_hours.night, weekend },
    holidays: holidaysSince(profile, clock.today(profile.timeZone), days),
    ...{ manyInAnHour: watch.many.in_an_hour, manyInADay: watch.many.in_a_day },
    ...{ ties: watch.caseload.ties, unassignedDays: watch.caseload.unassigned_days },
  };
};

/**
 * Who had what opened, and why, in the chains the viewer's bodies may see (GDPR art. 5(2), 30; Directive (EU) 2016/680
 * art. 25). What is unusual is measured against the profile's limits; it accuses nobody. Opens nothing.
 */
export const readOpenings = async (
  scene: Scene,
  filter: OpeningFilter,
): Promise<Outcome<Openings, IdentityRefusal>> => {
  const may = mayReadOpenings(scene.viewer);
  if (isRefusal(may)) return may;
  const since = instantPlus(scene.clock.now(), -filter.days * day);
  const question = {
    ...{ type: filter.type, staffId: filter.staffId, unusualOnly: filter.unusualOnly, page: filter.page, since },
    ...{ size: openingsPerPage, ...limitsOf(scene, filter.days) },
  };
  const { total, unusual } = await countOpenings(scene.tx, question);
  return {
    lines: await findOpenings(scene.tx, question),
    openers: await findOpeners(scene.tx, since),
    ...{ since, total, unusual, page: filter.page },
  };
};
