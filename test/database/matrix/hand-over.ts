import type { Matrix } from '../matrix.ts';

const police = 'SPJ+cases.hand-over';
const service = 'INFOTRAITE+cases.hand-over';
const both = `${police} ${service}`;

/** Notes from shift to shift and persons handed over warm, and who may see and write them. */
export const handOverMatrix: Matrix = {
  'cases.shift_note': {
    rule: 'A body’s own, in one’s own name and about cases one sees; somebody else of the body acknowledges it, once. The worker tells once that one is late.',
    select: {
      'of SPJ': `${police} @worker`,
      'of INFOTRAITE': `${service} @worker`,
      'of SPJ, acknowledged': police,
      'of SPJ, told to be late': `${police} @worker`,
    },
    insert: {
      'her own': 'everyone+cases.hand-over',
      'about a case of SPJ': both,
      'about a case of PQT-DIE': '',
      'for another body': '',
      'in another’s name': '',
      'already acknowledged': '',
    },
    update: {
      'acknowledge it': `${police} -judicial_police_officer`,
      'acknowledge it in another’s name': '',
      'acknowledge it again': '',
      'acknowledge that of INFOTRAITE': `${service} -savteh_worker`,
      'tell that it is late': '@worker',
      'tell so again': '',
      'tell so of one that was taken over': '',
      'say that nobody was told': '',
    },
  },
  'cases.warm_handover': {
    rule: 'Seen by giver and receiver. Offered of a case that both see; the receiver alone answers, the giver alone ends it, each in one’s own name.',
    select: {
      'offered by SPJ': both,
      'accepted by INFOTRAITE': both,
      done: both,
      'refused, between MJ and PGD': '',
    },
    insert: {
      'an offer': both,
      'to a body that does not see the case': '',
      'of a case of PQT-DIE': '',
      'of a case of PQT-DIE, to one that sees another': '',
      'for another body': '',
      'in another’s name': '',
      'already accepted': '',
      'already answered': '',
      'already taken back': '',
    },
    update: {
      'answer, and leave it open': '',
      'say that it is done, in the receiver’s place': '',
      'take over': service,
      'take over in another’s name': '',
      'keep what was offered': police,
      'keep it in another’s name': '',
      'say that it is done': police,
      'say no after all': '',
      'refuse what was accepted': '',
      'keep what is done': '',
      'offer again': '',
    },
  },
};
