import type { Refusal } from '../../../../platform/outcome.ts';
import { named, type PageContext } from '../../../../platform/web/index.ts';
import type { Words } from '../../../../platform/words.ts';
import type { Code, Names, Offence, Profile, Scene } from '../../../../profile/index.ts';
import { type Charge, type CourtView, readCourt } from '../../actions/index.ts';

/** A criminal case with its charges, hearings and judgments, as pages show it. */
export type CourtShown = { readonly view: CourtView; readonly profile: Profile };
/** What every part of such a page is given. */
export type CourtProps = { readonly shown: CourtShown; readonly page: PageContext };

/** Loads it for a page; null for whoever does not see the case. */
export const loadCourt = async (
  scene: Scene,
  { params }: { readonly params: { readonly criminalCaseId: string } },
): Promise<CourtShown | null> => {
  const view = await readCourt(scene, params.criminalCaseId);
  return view === null ? null : { view, profile: scene.profile };
};

/** What a loaded page is when it was neither missing nor refused. */
export type Loaded<Value> = Exclude<Value, null | Refusal>;

/** The same page with one list of codes narrowed, or told otherwise. */
export const withCodes = (
  page: PageContext,
  list: string,
  change: (codes: readonly FormCode[]) => readonly FormCode[],
): PageContext => ({
  ...page,
  codes: (asked) => (asked === list ? change(page.codes(asked)) : page.codes(asked)),
});

type FormCode = ReturnType<PageContext['codes']>[number];
export type { Code, FormCode };

/** An offence in words, with its article. */
export const offenceName = (profile: Profile, words: Words, id: string): string => {
  const found = profile.offences.offences.find((one) => one.id === id);
  return found === undefined ? id : `${profile.nameIn(found.names, words.language)} · ${found.article}`;
};

/** A name of the profile in the language of the page. */
export const nameOf = (profile: Profile, page: PageContext, names: Names): string =>
  profile.nameIn(names, page.words.language);

/** From and until when a text was in force, in words. */
export const periodText = ({ in_force: it }: Pick<Offence, 'in_force'>, words: Words): string => {
  const day = (on: string): string => words.date(on as never, 'short');
  const mark =
    it.provenance === 'source_document' || it.provenance === 'seen'
      ? ''
      : ` ${words.t('proceedings.offence.unverified')}`;
  if (it.awaits_law) return `${words.t('proceedings.offence.awaits_law')}${mark}`;
  if (it.from === null && it.to === null) return words.t('proceedings.offence.period_unknown');
  if (it.from === null) return `${words.t('proceedings.offence.until', { day: day(it.to ?? '') })}${mark}`;
  if (it.to === null) return `${words.t('proceedings.offence.since', { day: day(it.from) })}${mark}`;
  return `${words.t('proceedings.offence.between', { from: day(it.from), until: day(it.to) })}${mark}`;
};

/** The days of the facts of a charge. */
export const factsText = ({ factsFrom, factsTo }: Pick<Charge, 'factsFrom' | 'factsTo'>, words: Words): string =>
  factsFrom === factsTo
    ? words.date(factsFrom, 'long')
    : words.t('proceedings.span', { from: words.date(factsFrom, 'long'), until: words.date(factsTo, 'long') });

/** Money in the words of the page. */
export const moneyText = (cents: number, profile: Profile, words: Words): string =>
  new Intl.NumberFormat(words.language, { style: 'currency', currency: profile.currency }).format(cents / 100);

/** Several codes of one list in words. */
export const namedAll = (page: PageContext, list: string, codes: readonly string[]): string =>
  codes.map((code) => named(page, list, code)).join(', ');
