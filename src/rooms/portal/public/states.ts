import type { PlainDate } from '../../../platform/clock.ts';
import type { LanguageState, SiteTexts, TextCounts, TextLine } from '../facts/site-texts.ts';
import type { Guidance } from './guidance.ts';
import { catalogues, type Catalogue, type Lack, lackOf, sourceTexts } from './texts.ts';

const countsOf = (catalogue: Catalogue, keys: readonly string[]): TextCounts => {
  const lacks = keys.map((key) => lackOf(catalogue, sourceTexts(), key));
  const many = (why: Lack): number => lacks.filter((lack) => lack === why).length;
  return {
    texts: keys.length,
    missing: many('missing'),
    outdated: many('outdated'),
    'not reviewed': many('not reviewed'),
  };
};

const stateOf = (catalogue: Catalogue): LanguageState => {
  const source = sourceTexts();
  return {
    code: catalogue.language,
    name: catalogue.name,
    direction: catalogue.direction,
    counts: countsOf(catalogue, Object.keys(source.texts)),
    pages: Object.entries(source.pages).map(([id, { as_of: asOf = '', texts }]) => ({
      ...{ id, asOf },
      counts: countsOf(catalogue, Object.keys(texts)),
    })),
  };
};

const textLines = (code: string, page: string): readonly TextLine[] => {
  const [catalogue, source] = [catalogues().find(({ language }) => language === code), sourceTexts()];
  if (!catalogue) return [];
  return Object.entries(source.pages[page]?.texts ?? {}).map(([key, { text: english, source: rests = '' }]) => {
    const text = catalogue.texts[key];
    return {
      ...{ key, english, source: rests, text: text?.text ?? '' },
      lack: lackOf(catalogue, source, key),
      reviewedBy: text && text.review !== 'not reviewed' ? `${text.review.by}, ${text.review.on}` : undefined,
    };
  });
};

/** A right has a name and a sentence; everything else is one sentence. */
const englishOf = (says: string): string => {
  const { texts } = sourceTexts();
  return [texts[says], texts[`${says}.name`], texts[`${says}.text`]]
    .flatMap((one) => (one ? [one.text] : []))
    .join(': ');
};

/** What staff sees of the public pages; `guidanceOn` is what the profile says on a day. */
export const siteTexts = (guidanceOn: (day: PlainDate) => Guidance): SiteTexts => ({
  languages: () => catalogues().map(stateOf),
  lines: textLines,
  heldBack: (day) =>
    guidanceOn(day).heldBack.map(({ says, heldBackBecause }) => ({ says, heldBackBecause, english: englishOf(says) })),
});
