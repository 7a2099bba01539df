import type { Matrix } from '../matrix.ts';

const desk = 'INFOTRAITE+referrals.take-calls';
const both = `${desk} INFOTRAITE+referrals.take-over-calls SPJ+referrals.take-calls SPJ+referrals.take-over-calls`;

/** Calls of the hotline and what hangs on them. */
export const hotlineMatrix: Matrix = {
  'referrals.call': {
    rule: 'The desk’s own. An open record is written in one’s own name; the worker takes marks away and sees nothing else.',
    select: {
      'of INFOTRAITE, open': `${desk} @worker`,
      'of INFOTRAITE, handed on': `${desk} @worker`,
      'of INFOTRAITE, closed': `${desk} @worker`,
      'of MJ': '@worker',
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
    },
  },
  'referrals.call_line': {
    rule: 'What happened to a call: seen by the desk, written in one’s own name, never changed.',
    select: { 'of INFOTRAITE': desk, 'of MJ': '' },
    insert: {
      'in her own name': desk,
      'in another’s name': '',
      'for another body': '',
      'about a call of MJ': '',
    },
  },
  'referrals.caller_flag': {
    rule: 'What helps with a number: the desk’s own, set and ended in one’s own name; the worker takes marks away.',
    select: { 'of INFOTRAITE': `${desk} @worker`, 'of INFOTRAITE, ended': `${desk} @worker`, 'of MJ': '@worker' },
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
