import type { VNode } from 'preact';
import type { Guidance, GuidancePage } from './guidance.ts';
import type { Language } from './languages.ts';

/** What every public page is drawn from: one language, the profile's guidance, and the pages there are. */
export type Visit = {
  readonly language: Language;
  readonly languages: readonly Language[];
  readonly guidance: Guidance;
  /** The demonstration says on every page that its data are invented. */
  readonly isDemonstration: boolean;
  readonly pages: readonly PublicPage[];
  /** Where the public site stands, for the code on papers; empty where nobody said. */
  readonly origin: string;
  /** Whether persons with a number have pages of their own here. */
  readonly hasOwnPages?: boolean;
  /** Whether one can write here without a name. */
  readonly hasMessages?: boolean;
  /** What stands behind the language in the address, so that a change of language stays on the page; nothing for the first page. */
  readonly here?: string;
  /** Key of the sentence at the head of every page of this language, while staff has one switched on. */
  readonly banner?: string | undefined;
  /** Where the core of the first page can be listened to, if it can. */
  readonly sound?: string | undefined;
  /** More of the style sheet, for pages that have what the first page has not. */
  readonly moreSheet?: string;
  /** A script beside that of every page. */
  readonly moreScript?: string;
  /** What a telephone is told of a page that it can keep. */
  readonly manifest?: string;
};

/**
 * A public page of another room, mounted at `/<language><path>`. It gives either what stands between the exit bar and
 * the footer (the portal adds both), or a whole document as text; nothing if it does not exist in the language.
 */
export type PublicPage = {
  /** Begins with a slash, such as `/figures`. */
  readonly path: string;
  render(language: string): VNode | string | undefined;
};

/** A page of the profile by its name. Throws if there is none: `outline.ts` refuses such profiles. */
export const pageOf = ({ guidance }: Pick<Visit, 'guidance'>, id: string): GuidancePage => {
  const page = guidance.pages.find((one) => one.id === id);
  if (!page) throw new Error(`the public site has no page "${id}"`);
  return page;
};

/** The address of a page in the language of the visit. */
export const hrefOf = ({ language }: Visit, { address }: GuidancePage): string => `/${language.code}${address}`;
