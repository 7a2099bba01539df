import type { Matrix } from '../matrix.ts';

const desk = 'INFOTRAITE+referrals.take-calls';
const counts = '@worker @definer @statistics';
const both = `${desk} INFOTRAITE+referrals.take-over-calls SPJ+referrals.take-calls SPJ+referrals.take-over-calls`;

/** Calls of the hotline and what hangs on them. */
export const hotlineMatrix: Matrix = {
  'referrals.call': {
    rule: 'The desk’s own. An open record is written in one’s own name; the worker takes marks away and sees nothing else. The functions for it end the words; figures see what was closed.',
    select: {
      'of INFOTRAITE, open': `${desk} @worker @definer`,
      'of INFOTRAITE, handed on': `${desk} @worker @definer`,
      'of INFOTRAITE, closed': `${desk} ${counts}`,
      'of INFOTRAITE, held': `${desk} ${counts}`,
      'of INFOTRAITE, its words over': `${desk} ${counts}`,
      'of MJ': counts,
    },
    insert: {
      'for her own body': 'everyone+referrals.take-calls',
      'for another body': '',
      'in another’s name': '',
      'taken by somebody of another body': '',
    },
    update: {
      'take it over': desk,
      'write in another’s record': 'hotline_worker',
      'change a closed one': desk,
      'mark a closed one': desk,
      'take a mark away': `${desk} @worker`,
      'change that of MJ': '',
      'take away a mark of MJ': '@worker',
      'end its words': '@definer',
      'tie it to another draft': desk,
      'forget its draft': `${desk} @definer`,
      'bring its words back': '',
    },
  },
  'referrals.call_line': {
    rule: 'What happened to a call: seen by the desk, written in one’s own name, never changed.',
    select: {
      'of INFOTRAITE': `${desk} @definer`,
      'of INFOTRAITE, its words over': `${desk} @definer`,
      'of MJ': '@definer',
    },
    insert: {
      'in her own name': desk,
      'in another’s name': '',
      'for another body': '',
      'about a call of MJ': '',
    },
  },
  'referrals.caller_flag': {
    rule: 'What helps with a number: the desk’s own, set and ended in one’s own name; the worker takes marks away.',
    select: {
      'of INFOTRAITE': `${desk} @worker @definer`,
      'of INFOTRAITE, ended': `${desk} @worker @definer`,
      'of INFOTRAITE, without its mark': `${desk} @worker @definer`,
      'of MJ': '@worker @definer',
    },
    insert: {
      'for her own body': 'everyone+referrals.take-calls',
      'for another body': '',
      'in another’s name': '',
      'ended already': '',
      'without a mark': '',
    },
    update: {
      'end it': desk,
      'end it in another’s name': '',
      'end it again': '',
      'end that of MJ': '',
      'take its mark away': '@worker',
      'give it another mark': '',
      'end its words': '@definer',
      'bring its words back': '',
    },
  },
  'referrals.retire_calls': {
    rule: 'The worker, by the country’s term; not what a hold keeps.',
    call: {
      'what ended before': '@worker @definer',
      'what a hold keeps': '',
      'nothing before its time': '@worker @definer',
    },
  },
  'referrals.words_over': {
    rule: 'What the vault has still to destroy.',
    call: {
      'a call whose words are over': '@vault @definer',
      'what was added to it': '@vault @definer',
      'words of a flag without a mark': '@vault @definer',
      'words of a flag that holds': '',
      'a call that is not over': '',
    },
  },
  'referrals.call_handover': {
    rule: 'Seen by giver and receiver. Offered of a call of one’s own body; somebody else of the receiving body answers, the giver takes back.',
    select: {
      'offered to SPJ': both,
      'offered within INFOTRAITE': `${desk} INFOTRAITE+referrals.take-over-calls`,
      'accepted by SPJ': both,
      'between MJ and PGD': '',
    },
    insert: {
      'an offer': desk,
      'in another’s name': '',
      'already accepted': '',
      'in the name of another body': '',
      'of a call of MJ': '',
    },
    update: {
      'leave it offered': '',
      'accept it': 'SPJ+referrals.take-over-calls',
      'accept it in another’s name': '',
      'accept what is offered within': 'INFOTRAITE+referrals.take-over-calls -hotline_worker',
      'take it back': desk,
      'take it back in another’s name': '',
      'take back what is accepted': '',
      'say no after all': '',
    },
  },
};
