import type { Matrix } from '../matrix.ts';

/** Consents, and who may read and record them. */
export const consentsMatrix: Matrix = {
  'identity.consent': {
    rule: 'Seen by who recorded it and whom it lets in; a refusal by who recorded it alone; a yes to the body that arranges returns by who works on a case where one is prepared. Recorded in one’s own name, on a case one sees or with a report one sends; taken back by the vault, or by the person on her own page; otherwise never changed.',
    select: {
      'of INFOTRAITE, recorded by SPJ':
        'INFOTRAITE+cases.read SPJ+cases.read @vault @definer judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of INFOTRAITE for an offer':
        'INFOTRAITE+cases.read SPJ+cases.read @vault @definer judicial_police_officer/for-a-century',
      'of CNVV': 'SPJ+cases.read @vault @definer judicial_police_officer/for-a-century',
      'of CNVV for a case of PQT-DIE': 'SPJ+cases.read @vault @definer',
      'of CNVV for another person':
        'SPJ+cases.read @vault @definer judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of BESHEL for another person':
        'SPJ+cases.read @vault @definer judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of IOM, asked by INFOTRAITE':
        'INFOTRAITE+cases.read SPJ+cases.work @vault @definer judicial_police_officer/for-a-day judicial_police_officer/for-a-century',
      'of IOM, refused to INFOTRAITE': 'INFOTRAITE+cases.read @vault @definer',
      'of IOM, asked by INFOTRAITE, no return': 'INFOTRAITE+cases.read @vault @definer',
      'of BESHEL, asked by INFOTRAITE': 'INFOTRAITE+cases.read @vault @definer',
      'of CNVV, taken back': 'SPJ+cases.read @vault @definer judicial_police_officer/for-a-century',
      'about matching, of INFOTRAITE': 'INFOTRAITE+cases.read @vault @definer',
      refused: 'SPJ+cases.read @vault @definer judicial_police_officer/for-a-century',
      'of SPJ, with a report of ITM':
        'ITM+referrals.read-own SPJ+cases.read @vault @definer labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
    },
    insert: {
      'on a case of SPJ and INFOTRAITE': 'SPJ+identity.record-consent INFOTRAITE+identity.record-consent',
      'about matching': 'SPJ+identity.record-consent INFOTRAITE+identity.record-consent',
      'taken back before': '',
      'in another’s name': '',
      'for another body': '',
      'hidden from her own body': 'INFOTRAITE+identity.record-consent -savteh_worker/unit',
      'with more readers': '',
      refused: 'SPJ+identity.record-consent INFOTRAITE+identity.record-consent',
      'refused, and told': '',
      'on a case of PQT-DIE': '',
      'of another person': '',
      'with the inspector’s report': 'labour_inspector',
      'with the inspector’s report, of another person': '',
      'with another report': '',
      'with the report of an officer who may send no more': '',
    },
    update: {
      'take it back': '@vault',
      'take it back as the person herself': '@vault @definer',
      'take it back a second time': '',
      'take it back a second time, as the person herself': '',
      'say who, without taking it back': '',
      'take a refused one back': '',
      'give it again': '',
      'widen it': '',
    },
  },
  'identity.withdrawal_notice': {
    rule: 'Made when a consent is taken back; each body sees its own, and says once that it stopped.',
    select: {
      'to INFOTRAITE': 'INFOTRAITE+cases.read @definer',
      'to SPJ':
        'SPJ+cases.read @definer judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'to SPJ, confirmed': 'SPJ+cases.read @definer judicial_police_officer/for-a-century',
      'to ITM': 'ITM+cases.read @definer',
    },
    insert: {
      'one made up': '@definer',
      'one confirmed before': '',
    },
    update: {
      'confirm it': 'INFOTRAITE+cases.read',
      'confirm that to SPJ':
        'SPJ+cases.read judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'confirm it for somebody else': '',
      'confirm it again': '',
    },
  },
};
