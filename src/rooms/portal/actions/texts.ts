import { isRefusal, type Refusal, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { mayKeepTexts } from '../access.ts';
import type { PortalRefusal } from '../facts.ts';
import type { HeldBack, LanguageState, SiteTexts, TextLine } from '../facts/site-texts.ts';

/** How far every language of the public pages is, and what the law of the day holds back. */
export type TextsView = { readonly languages: readonly LanguageState[]; readonly held: readonly HeldBack[] };

/** What lacks, what is old, what nobody has read, and what is held back from the public today. */
export const readTexts = (scene: Scene, texts: SiteTexts): TextsView | Refusal<PortalRefusal> => {
  const may = mayKeepTexts(scene.viewer);
  if (isRefusal(may)) return may;
  return { languages: texts.languages(), held: texts.heldBack(scene.clock.today(scene.profile.timeZone)) };
};

/** One language, and the texts of one of its pages beside the English. */
export type LanguageView = {
  readonly language: LanguageState;
  readonly page: string;
  readonly lines: readonly TextLine[];
};

/** The texts of a page of a language. */
export const readLanguageTexts = (
  scene: Scene,
  texts: SiteTexts,
  asked: { readonly language: string; readonly page: string },
): LanguageView | Refusal<PortalRefusal> => {
  const may = mayKeepTexts(scene.viewer);
  if (isRefusal(may)) return may;
  const language = texts.languages().find(({ code }) => code === asked.language);
  if (!language?.pages.some(({ id }) => id === asked.page)) return refuse('not_found');
  return { language, page: asked.page, lines: texts.lines(asked.language, asked.page) };
};
