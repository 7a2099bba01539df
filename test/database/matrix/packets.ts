import type { Matrix } from '../matrix.ts';

const service = 'INFOTRAITE+assistance.packets';
const hospital = 'HOSP+assistance.packets';

/** Persons referred from one service to another. */
export const packetsMatrix: Matrix = {
  'assistance.packet': {
    rule: 'Seen by the two bodies alone, by the sender as far as it sees the case. Sent on a consent to this very body for these parts; the receiver alone answers and reports, the sender alone takes back, each in one’s own name.',
    select: {
      'from INFOTRAITE to HOSP': `${service} ${hospital} @definer`,
      'accepted by HOSP': `${service} ${hospital} @definer`,
      'done by HOSP': `${service} ${hospital} @definer`,
      'from INFOTRAITE to HOSP, of a case of PQT-DIE': `${hospital} @definer`,
      'from CARITAS to INFOTRAITE': `${service} @definer`,
      'taken back': `${service} ${hospital} @definer`,
      'between MJ and PGD': '@definer',
    },
    insert: {
      'on her consent': 'SPJ+assistance.refer',
      'on a consent about somebody else': '',
      'on a consent taken back': '',
      'on a refusal': '',
      'to a body she did not name': '',
      'with a part she did not agree to': '',
      'of a case of PQT-DIE': '',
      'of another person than the case’s': '',
      'for another body': '',
      'in another’s name': '',
      'accepted already': '',
    },
    update: {
      'accept that to HOSP': hospital,
      'accept that to INFOTRAITE': service,
      'accept it in another’s name': '',
      'report on what HOSP accepted': hospital,
      'report in another’s name': '',
      'accept and report at once': hospital,
      'take back that of INFOTRAITE': 'INFOTRAITE+assistance.refer',
      'take back that of CARITAS': '',
      'take it back in another’s name': '',
      'take back what was accepted': '',
      'accept what is done': '',
      'end it as withdrawn': '@definer',
      'end what was taken back as expired': '',
      'open it anew': '',
    },
  },
  'assistance.packet_is_open': {
    rule: 'The vault asks whether a body may open a packet, before it opens it.',
    call: {
      'accepted, for HOSP': '@vault @definer',
      'accepted, for INFOTRAITE': '',
      'sent, for HOSP': '',
      'accepted, after its last day': '',
    },
  },
  'assistance.expire_packets': {
    rule: 'The worker ends packets whose last day is over.',
    call: { 'after their last day': '@worker @definer', 'on their last day': '' },
  },
};
