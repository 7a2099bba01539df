import type { Code } from '../../../platform/form/index.ts';
import { staffLanguages, wordsFor } from '../../../platform/words.ts';
import { personSections, reportSections } from './sections.ts';
import { supplementReasons } from './supplement-forms.ts';

const inAllLanguages = (key: string): Readonly<Record<string, string>> =>
  Object.fromEntries(staffLanguages.map((language) => [language, wordsFor(language).t(key)]));

const ownList = (list: keyof typeof supplementReasons): readonly Code[] =>
  supplementReasons[list].map((code) => ({ code, label: inAllLanguages(`referrals.code.${list}.${code}`) }));

/** The pages of a report, as what something said later is about. */
const parts = (): readonly Code[] =>
  [...reportSections, ...personSections].map(({ key }) => ({
    code: key,
    label: inAllLanguages(`referrals.section.${key}`),
  }));

/** The lists of what a sender says after sending. */
export const supplementLists = (): Readonly<Record<string, readonly Code[]>> => ({
  'addition-reasons': ownList('addition-reasons'),
  'correction-reasons': ownList('correction-reasons'),
  'withdrawal-reasons': ownList('withdrawal-reasons'),
  'report-parts': parts(),
});
