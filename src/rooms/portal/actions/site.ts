import { addDays, type PlainDate } from '../../../platform/clock.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, type Refusal, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { mayKeepTexts, maySetBanner } from '../access.ts';
import { bannerTexts, type PortalRefusal } from '../facts.ts';
import { type Readings, readingsOf } from '../rules.ts';
import { type Banner, endBanner, findBanners, insertBanner } from '../store/banners.ts';
import { visitsSince } from '../store/visits.ts';

export type { Banner } from '../store/banners.ts';
export type { Readings } from '../rules.ts';

/** A sentence that stands longer is read by nobody any more. */
const longestDays = 92;
const shownDays = 28;

const todayOf = ({ clock, profile }: Scene): PlainDate => clock.today(profile.timeZone);

/** What stands at the head of the public pages, and what stood there. */
export type BannersView = { readonly standing: readonly Banner[]; readonly over: readonly Banner[] };

/** Reads the sentences at the head of the public pages. */
export const readBanners = async (scene: Scene): Promise<BannersView | Refusal<PortalRefusal>> => {
  const may = maySetBanner(scene.viewer);
  if (isRefusal(may)) return may;
  const all = await findBanners(scene.tx);
  const stands = ({ endedAt, until }: Banner): boolean => endedAt === null && until >= todayOf(scene);
  return { standing: all.filter(stands), over: all.filter((one) => !stands(one)) };
};

type Wanted = { readonly language: string; readonly text: string; readonly until: PlainDate };

const refusalOf = (scene: Scene, { text, until }: Wanted): Refusal<PortalRefusal> | null => {
  const may = maySetBanner(scene.viewer);
  if (isRefusal(may)) return may;
  if (!bannerTexts.some((one) => one === text)) return refuse('not_found');
  if (until < todayOf(scene)) return refuse('banner_over', { field: 'banner_until' });
  const last = addDays(todayOf(scene), longestDays);
  return until > last ? refuse('banner_too_long', { field: 'banner_until', values: { days: longestDays } }) : null;
};

/** What was to stand until a day that is over makes room. */
const clearOver = async (scene: Scene, language: string): Promise<void> => {
  const over = (await findBanners(scene.tx)).filter(
    (one) => one.language === language && one.endedAt === null && one.until < todayOf(scene),
  );
  for (const { id } of over) await endBanner(scene.tx, id, { at: scene.clock.now(), by: scene.viewer.staffId });
};

/** Puts one of the checked sentences at the head of the public pages of a language, until a day. */
export const switchOn = async (
  scene: Scene,
  wanted: Wanted,
): Promise<Outcome<{ readonly id: Uuid }, PortalRefusal>> => {
  const no = refusalOf(scene, wanted);
  if (no) return no;
  await clearOver(scene, wanted.language);
  const { language, text, until } = wanted;
  const banner = { id: newId(), language, says: `banner.${text}`, until };
  const made = await insertBanner(scene.tx, { ...banner, begunAt: scene.clock.now(), by: scene.viewer.staffId });
  if (!made) return refuse('banner_stands', { field: 'banner_language' });
  const subject = { kind: 'banner', id: banner.id };
  scene.emit({ type: 'portal.banner_switched_on', subject, data: { language, says: text, until } });
  return { id: banner.id };
};

/** Takes a sentence away before its day. */
export const switchOff = async (scene: Scene, id: Uuid): Promise<Outcome<{ readonly id: Uuid }, PortalRefusal>> => {
  const may = maySetBanner(scene.viewer);
  if (isRefusal(may)) return may;
  const language = await endBanner(scene.tx, id, { at: scene.clock.now(), by: scene.viewer.staffId });
  if (language === null) return refuse('not_found');
  scene.emit({ type: 'portal.banner_switched_off', subject: { kind: 'banner', id }, data: { language } });
  return { id };
};

/** What was read on the public site in the last four weeks; small numbers withheld. */
export const readVisits = async (scene: Scene): Promise<Readings | Refusal<PortalRefusal>> => {
  const may = mayKeepTexts(scene.viewer);
  if (isRefusal(may)) return may;
  const { small_numbers: rule } = scene.profile.settings;
  return readingsOf(await visitsSince(scene.tx, addDays(todayOf(scene), -shownDays + 1)), rule.withhold_below);
};
