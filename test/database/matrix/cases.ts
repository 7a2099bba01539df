import type { Matrix } from '../matrix.ts';

/** The person’s thread. */
export const casesMatrix: Matrix = {
  'cases.case_file': {
    rule: 'Bodies with a living access, of them those who may read cases. Its readers follow the accesses, never a hand.',
    select: {
      'led by SPJ, with PQT-LUX and INFOTRAITE':
        'INFOTRAITE+cases.read SPJ+cases.read PQT-LUX @statistics @definer judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'led by SPJ, with PQT-LUX and INFOTRAITE by law':
        'INFOTRAITE+cases.read SPJ+cases.read PQT-LUX @statistics @definer',
      'led by SPJ, offered to INFOTRAITE': 'SPJ+cases.read @statistics @definer',
      'led by SPJ, of a person kept from it': '@statistics @definer',
      'led by PQT-DIE': 'PQT-DIE @statistics @definer',
      'led by PQT-DIE too': '@statistics @definer',
      'led by PQT-DIE, closed': '@statistics @definer',
      'led by PQT-DIE, closed too': '@statistics @definer',
      'led by PQT-DIE, erased': '@statistics @definer',
    },
    insert: {
      'a case past open_case': '@definer',
    },
    update: {
      'flag it':
        'SPJ+cases.work INFOTRAITE+cases.work judicial_police_officer/for-a-day judicial_police_officer/for-a-century',
      'flag one of PQT-DIE': '',
      'widen its readers': '@definer',
    },
  },
  'cases.case_access': {
    rule: 'Whoever sees the case sees who else does and why. A service enters by the consent it accepted, no wider than agreed; only a consent can be ended here.',
    select: {
      'of SPJ as lead of the second': 'INFOTRAITE+cases.read SPJ+cases.read PQT-LUX @vault @statistics @definer',
      'of PQT-LUX by law in the second': 'INFOTRAITE+cases.read SPJ+cases.read PQT-LUX @vault @statistics @definer',
      'of INFOTRAITE by law in the second': 'INFOTRAITE+cases.read SPJ+cases.read PQT-LUX @vault @statistics @definer',
      'of SPJ as lead':
        'INFOTRAITE+cases.read SPJ+cases.read PQT-LUX @vault @statistics @definer judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of PQT-LUX by law':
        'INFOTRAITE+cases.read SPJ+cases.read PQT-LUX @vault @statistics @definer judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of INFOTRAITE by consent':
        'INFOTRAITE+cases.read SPJ+cases.read PQT-LUX @vault @statistics @definer judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'withdrawn from JI':
        'INFOTRAITE+cases.read SPJ+cases.read PQT-LUX @vault @statistics @definer judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'run out for PQT-DIE':
        'INFOTRAITE+cases.read SPJ+cases.read PQT-LUX @vault @statistics @definer judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of SPJ as lead of the offered one': 'SPJ+cases.read @vault @statistics @definer',
      'of CNVV by consent, of PQT-DIE': 'PQT-DIE @vault @statistics @definer',
      'of PQT-DIE as lead': 'PQT-DIE @vault @statistics @definer',
    },
    insert: {
      'by the consent it accepted': 'INFOTRAITE+cases.accept-support -savteh_worker/unit @definer',
      'more than was agreed': '@definer',
      'by law': '@definer',
      'by another’s consent': '@definer',
      'to another case by the consent it accepted': '@definer',
      'to what is only offered': '@definer',
      'for INFOTRAITE by its consent': 'INFOTRAITE+cases.accept-support @definer',
      'to another body': '@definer',
    },
    update: {
      'end the consent':
        'SPJ+cases.work INFOTRAITE+cases.work @definer judicial_police_officer/for-a-day judicial_police_officer/for-a-century',
      'bring the consent back': '@definer',
      'end the lead': '@definer',
      'end the law': '@definer',
    },
  },
  'cases.case_reference': {
    rule: 'Each body its own reference and label. Who hands a person on changes who looks after her, not the label.',
    select: {
      'of SPJ':
        'SPJ+cases.read @definer judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of INFOTRAITE on a case it does not see': 'INFOTRAITE+cases.read @definer',
    },
    insert: {
      'to what it accepted': 'INFOTRAITE+cases.accept-support -savteh_worker/unit @definer',
      'to what is only offered': '@definer',
      'for INFOTRAITE': 'INFOTRAITE+cases.accept-support @definer',
      'for another body': '@definer',
    },
    update: {
      'look after it':
        'SPJ+cases.work SPJ+cases.hand-over judicial_police_officer/for-a-day judicial_police_officer/for-a-century',
      'look after that of INFOTRAITE': 'INFOTRAITE+cases.work INFOTRAITE+cases.hand-over',
      'forget its word': 'INFOTRAITE+cases.work @definer',
      'give it a word':
        'SPJ+cases.work @definer judicial_police_officer/for-a-day judicial_police_officer/for-a-century',
    },
  },
  'cases.case_link': {
    rule: 'Seen and made by those who see both cases.',
    select: {
      'between two cases of SPJ': 'SPJ+cases.read @definer',
      'to a case of PQT-DIE': '@definer',
      'from a case of PQT-DIE': '@definer',
      'of INFOTRAITE': 'SPJ+cases.read @definer',
      'of SPJ from a case of PQT-DIE': '@definer',
    },
    insert: {
      'between two cases of SPJ': 'SPJ+cases.work',
      'to a case of PQT-DIE': '',
      'from a case of PQT-DIE': '',
      'for another body': '',
      'in another’s name': '',
    },
    update: {
      'end it': 'SPJ+cases.work',
      'end that of INFOTRAITE': '',
    },
  },
  'cases.task': {
    rule: 'A body’s own, on cases it sees. What is open where a case was closed is dropped by the program.',
    select: {
      'of SPJ':
        'SPJ+cases.read @definer judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of SPJ, for somebody to represent a child':
        'SPJ+cases.read @definer judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of SPJ on a case it does not see': '@definer',
      'of PQT-DIE': 'PQT-DIE @definer',
      'of PQT-LUX': 'PQT-LUX @definer',
      'on a closed case': '@definer',
      'on a closed case, done': '',
      'on a closed case, done by somebody': '@definer',
      'on a closed case, set afterwards': '@definer',
      'on an erased case, set afterwards': '@definer',
    },
    insert: {
      'of her own body':
        'SPJ+cases.work INFOTRAITE+cases.task PQT-LUX judicial_police_officer/for-a-day judicial_police_officer/for-a-century',
      'of another body': '',
      'on a case of PQT-DIE': 'PQT-DIE',
    },
    update: {
      'done: somebody to represent a child':
        'SPJ+cases.work @definer judicial_police_officer/for-a-day judicial_police_officer/for-a-century',
      'dropped: somebody to represent a child':
        'SPJ+cases.work judicial_police_officer/for-a-day judicial_police_officer/for-a-century',
      'do it': 'SPJ+cases.work judicial_police_officer/for-a-day judicial_police_officer/for-a-century',
      'do that of PQT-LUX': 'PQT-LUX+cases.task',
      'do it blindly': '',
      'do it, as if a case were closed': '@definer',
      'drop what is done': '',
      'drop it': 'SPJ+cases.work judicial_police_officer/for-a-day judicial_police_officer/for-a-century',
    },
  },
  'cases.note': {
    rule: 'A body’s own, on cases it sees, in one’s own name; never changed.',
    select: {
      'of SPJ':
        'SPJ+cases.read judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of SPJ on a case it does not see': '',
    },
    insert: {
      'her own': 'INFOTRAITE+cases.note SPJ+cases.note PQT-LUX',
      'in another’s name': '',
      'for another body': '',
      'on a case of PQT-DIE': 'PQT-DIE',
    },
  },
  'cases.document': {
    rule: 'A body’s own, on cases it sees, in one’s own name; never changed. Goes when what is known of the person is erased.',
    select: {
      'of SPJ':
        'SPJ+cases.read @definer judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of SPJ on a case it does not see': '@definer',
    },
    delete: {
      'of SPJ': '@definer',
      'of SPJ on a case it does not see': '@definer',
    },
    insert: {
      'her own': 'SPJ+cases.document INFOTRAITE+cases.document PQT-LUX',
      'in another’s name': '',
      'for another body': '',
      'on a case of PQT-DIE': 'PQT-DIE',
    },
  },
  'cases.change': {
    rule: 'What concerns all is seen by all who see the case, what concerns one body by that body; never changed.',
    select: {
      shared:
        'INFOTRAITE+cases.read SPJ+cases.read PQT-LUX judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of SPJ alone':
        'SPJ+cases.read judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of a case of PQT-DIE': 'PQT-DIE',
    },
    insert: {
      'her own':
        'INFOTRAITE+cases.read SPJ+cases.read PQT-LUX judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'in another’s name': '',
      'for another body': '',
      'of a case of PQT-DIE': 'PQT-DIE',
    },
  },
  'cases.support_referral': {
    rule: 'Seen by the body that refers and the service asked. Offered by the police on its own case, on a consent of this person that stands and covers it; answered by the service alone.',
    select: {
      'accepted by INFOTRAITE':
        'INFOTRAITE+cases.read SPJ+cases.read @definer judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'offered to INFOTRAITE': 'INFOTRAITE SPJ+cases.read @definer',
    },
    insert: {
      'an offer': 'SPJ+cases.refer-support',
      'an offer for another body': '',
      'an offer in another’s name': '',
      'an offer already accepted': '',
      'an offer with more readers': '',
      'an offer with fewer readers': '',
      'an offer on a case of PQT-DIE': '',
      'an offer of another person': '',
      'an offer on a consent: another': '',
      'an offer on a consent: refused': '',
      'an offer on a consent: withdrawn': '',
      'an offer on a consent: offered': '',
      'an offer of more than was agreed': '',
    },
    update: {
      'accept it': 'INFOTRAITE+cases.accept-support savteh_worker/of-its-own',
      'decline it after all': 'INFOTRAITE+cases.accept-support',
      'end it': 'SPJ+cases.refer-support judicial_police_officer/for-a-day judicial_police_officer/for-a-century',
      'take it back': 'SPJ+cases.refer-support @definer',
      'offer it again': '',
    },
  },
};
