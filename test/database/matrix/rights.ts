import type { Matrix } from '../matrix.ts';

const reads = (body: string): string => `${body}+identity.take-request ${body}+identity.answer-request`;
const officers = `${reads('SPJ')} @vault @definer`;

/** What persons ask of a body about themselves, what must not be erased for now, and who was told. */
export const rightsMatrix: Matrix = {
  'identity.rights_request': {
    rule: 'Each body its own: taken in one’s own name about the person of a case one sees, answered by who answers requests. Approved for erasure, and erased, by the vault alone; proposed by the nightly job.',
    select: {
      'of SPJ, received': officers,
      'of SPJ, refused': officers,
      'of SPJ, to erase': officers,
      'of SPJ, to erase, refused': officers,
      'of SPJ, proposed': officers,
      'of INFOTRAITE, received': `${reads('INFOTRAITE')} @vault @definer`,
    },
    insert: {
      'about the person of a case of SPJ and INFOTRAITE': 'SPJ+identity.take-request INFOTRAITE+identity.take-request',
      'answered before': '',
      'in another’s name': '',
      'for another body': '',
      'about a case of PQT-DIE': '',
      'about another person': '',
      'as if the schedule had proposed it': '@definer',
    },
    update: {
      'read it': reads('SPJ'),
      'refuse it': 'SPJ+identity.answer-request',
      'read that of INFOTRAITE': reads('INFOTRAITE'),
      'open it again': '',
      'take it up': reads('SPJ'),
      'approve it': '@vault',
      'approve what is refused': '',
      'approve an access': '',
      'send it back': reads('SPJ'),
      'give it to another body': '',
    },
  },
  'identity.legal_hold': {
    rule: 'Each body its own, set and lifted in one’s own name by who answers requests.',
    select: {
      'of SPJ': `${reads('SPJ')} @vault @definer`,
      'of SPJ, lifted': `${reads('SPJ')} @vault @definer`,
      'of INFOTRAITE': `${reads('INFOTRAITE')} @vault @definer`,
    },
    insert: {
      'her own': 'everyone+identity.answer-request',
      'in another’s name': '',
      'for another body': '',
      'lifted before': '',
    },
    update: {
      'lift it': 'SPJ+identity.answer-request',
      'lift it in another’s name': '',
      'lift that of INFOTRAITE': 'INFOTRAITE+identity.answer-request',
      'lift it again': '',
    },
  },
  'identity.rights_notice': {
    rule: 'Made when a request is answered; each body sees its own, and says once that it did the same.',
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
  'cases.close_erased': {
    rule: 'For the vault, when it erases.',
    call: {
      'the case of a person who is erased': '@vault @definer',
    },
  },
  'cases.drop_tasks_of_closed': {
    rule: 'For the job that ends what was to be done on closed cases.',
    call: {
      'of a closed case': '@worker @definer',
      'of an erased person, whenever set': '@worker @definer',
      'of an open case': '',
      'what was set afterwards': '',
    },
  },
};
