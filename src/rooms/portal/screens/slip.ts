import type { PrintedBlock, PrintedDocument } from '../../../platform/document/index.ts';
import { wordsFor } from '../../../platform/words.ts';
import type { Prepared } from '../actions/open.ts';

/** Languages the slip is set in; in all others it stands without a word, which is what it needs least. */
const worded = ['en', 'fr', 'de'];

/**
 * Number and words on paper: two slips to be cut apart, without a name, a logo, or a word of what they open. Nothing in the
 * file's name or properties says more.
 */
export const slip = ({ number, words: chosen, kept }: Prepared): PrintedDocument => {
  const words = wordsFor(worded.includes(kept.language) ? kept.language : 'en');
  const large = (text: string, language?: string): PrintedBlock => ({
    ...{ kind: 'heading', level: 1 },
    text: { text, ...(language === undefined ? {} : { language }) },
  });
  const cut: PrintedBlock = {
    kind: 'paragraph',
    text: { text: '✂  – – – – – – – – – – – – – – – – – – – – – – – –' },
    soft: true,
  };
  return {
    ...{ language: words.language, title: words.t('portal.slip.title') },
    ...{ letterhead: [], mark: null, foot: '', pageOf: ' ', unshown: words.t('platform.document.unshown') },
    blocks: [large(number), cut, large(chosen, kept.language)],
  };
};
