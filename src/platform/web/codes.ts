import { codeLabel } from '../form/index.ts';
import type { PageContext } from './page.ts';

/** A code of a list as people read it; the code itself where the list does not know it. */
export const named = (page: Pick<PageContext, 'words' | 'codes'>, list: string, code: string): string => {
  const found = page.codes(list).find((one) => one.code === code);
  return found ? codeLabel(page.words, found) : code;
};

/** The same page, on which only the purposes of the viewer's own roles can be chosen. */
export const ownPurposes = (page: PageContext): PageContext => ({
  ...page,
  codes: (list) =>
    list === 'opening-purposes'
      ? page.codes(list).filter(({ code }) => page.viewer?.purposes.includes(code) === true)
      : page.codes(list),
});
