import type { Matrix } from '../matrix.ts';

/** Verifications of the journal. */
export const journalChecksMatrix: Matrix = {
  'identity.journal_check': {
    rule: 'Seen and asked for, in one’s own name, by those who verify the journal; done by the worker, once.',
    select: {
      'asked by somebody': 'everyone+journal.verify @worker',
      'of the night, done': 'everyone+journal.verify @worker @definer',
    },
    insert: {
      'her own': 'everyone+journal.verify',
      'in another’s name': '',
      'of another body': '',
      'of the night': '@worker',
      'of the night, done before': '',
    },
    update: {
      'say what was found': '@worker',
      'say so again': '',
      'say how far it is': '@worker',
    },
  },
  'identity.journal_is_whole': {
    rule: 'Everybody at work is told whether the last verification found the journal whole.',
    call: { asked: 'anybody @definer' },
  },
};
