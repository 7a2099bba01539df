import type { PlainDate } from '../../../platform/clock.ts';

/** What is the matter with a text of a language: not there, follows an older English text, or read by nobody yet. */
export type Lack = 'missing' | 'outdated' | 'not reviewed';

/** How many texts are as they should be, and how many are not, by why. */
export type TextCounts = { readonly texts: number } & Readonly<Record<Lack, number>>;

/** How far a language is, in all and page by page. */
export type LanguageState = {
  readonly code: string;
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  readonly counts: TextCounts;
  readonly pages: readonly { readonly id: string; readonly asOf: string; readonly counts: TextCounts }[];
};

/** A text of a page beside its English, with what is the matter with it. */
export type TextLine = {
  readonly key: string;
  readonly english: string;
  readonly source: string;
  readonly text: string;
  readonly lack: Lack | undefined;
  readonly reviewedBy: string | undefined;
};

/** A sentence that the public may not read yet, and why. */
export type HeldBack = {
  readonly says: string;
  readonly english: string;
  readonly heldBackBecause: readonly string[];
};

/** The public pages as staff sees them: `main` hands it over, because the pages themselves know no staff. */
export type SiteTexts = {
  readonly languages: () => readonly LanguageState[];
  readonly lines: (language: string, page: string) => readonly TextLine[];
  readonly heldBack: (day: PlainDate) => readonly HeldBack[];
};
