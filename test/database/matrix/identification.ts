import type { Matrix } from '../matrix.ts';

/** Is this person a victim? */
export const identificationMatrix: Matrix = {
  'identification.first_state': {
    rule: 'With which status a reported person begins: the installation copies it from the profile.',
    select: { 'of the profile': '@definer @owner' },
    update: { 'begin as identified': '@owner' },
    delete: { 'of the profile': '@owner' },
  },
  'identification.review_rule': {
    rule: 'When a status is looked at again, and what it becomes by itself: the installation copies it from the profile.',
    select: { 'of the profile': '@definer @owner' },
    update: { 'let time alone decide': '@owner' },
    delete: { 'of the profile': '@owner' },
  },
  'identification.status': {
    rule: 'Seen with the case; set by the Judicial Police alone (luxembourg: nobody else sets a status).',
    select: {
      'of a case of SPJ':
        'INFOTRAITE+cases.read SPJ+cases.read PQT-LUX @statistics @definer judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of a case of PQT-DIE': 'PQT-DIE @statistics @definer',
    },
    insert: {
      'to a case of SPJ': '@definer',
      'to a case of PQT-DIE': '@definer',
    },
    update: {
      'set the status': 'SPJ+identification.decide',
      'set the status of another': '@definer',
    },
  },
  'identification.interview': {
    rule: 'How a person is examined: the bodies that examine, not all that see the case.',
    select: {
      'of a case of SPJ':
        'SPJ+cases.read PQT-LUX judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of a case of PQT-DIE': 'PQT-DIE',
      'of SPJ on a case it does not see': 'PQT-DIE',
      'of PQT-LUX on a case of SPJ':
        'SPJ+cases.read PQT-LUX judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of INFOTRAITE on a case of SPJ':
        'SPJ+cases.read PQT-LUX judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
    },
    insert: {
      'to a case of SPJ': 'SPJ+identification.interview',
      'to a case of PQT-DIE': '',
      'as another body': '',
      'in another’s name': '',
    },
    update: {
      'record it': 'SPJ+identification.interview',
      'record another': '',
      'record one of another body': '',
    },
  },
  'identification.decision': {
    rule: 'Made in one’s own name, reviewed by somebody else of the same body.',
    select: {
      'of a case of SPJ':
        'SPJ+cases.read PQT-LUX judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of a case of PQT-DIE': 'PQT-DIE',
      'awaiting review':
        'SPJ+cases.read PQT-LUX judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'awaiting review at PQT-DIE': '',
      'awaiting review, of PQT-LUX on a case of SPJ': 'SPJ+cases.read PQT-LUX',
      'without Palermo view':
        'SPJ+cases.read PQT-LUX judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of SPJ on a case it does not see': 'PQT-DIE',
      'of PQT-LUX on a case of SPJ':
        'SPJ+cases.read PQT-LUX judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of INFOTRAITE on a case of SPJ':
        'SPJ+cases.read PQT-LUX judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
    },
    insert: {
      'to a case of SPJ': 'SPJ+identification.decide',
      'to a case of PQT-DIE': '',
      'as another body': '',
      'in another’s name': '',
      'one already reviewed': '',
    },
    update: {
      'review it': 'SPJ+identification.review -judicial_police_officer',
      'review in another’s name': '',
      'review one of another court': '',
      'review one in force': '',
      'supersede it': 'SPJ+identification.decide SPJ+identification.review',
      'supersede one awaiting review': '',
      'put it in force unreviewed': '',
      'supersede one of another body': '',
      'review one of another body': '',
      'supersede one of another court': '',
    },
  },
  'identification.palermo_view': {
    rule: 'Advice beside a decision, for the bodies that examine.',
    select: {
      'of a case of SPJ':
        'SPJ+cases.read PQT-LUX judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of a case of PQT-DIE': 'PQT-DIE',
    },
    insert: {
      'to a case of SPJ': 'SPJ+identification.decide',
      'to a case of PQT-DIE': '',
      'as another body': '',
    },
  },
  'identification.rights_told': {
    rule: 'Seen by all who see the case; written by whoever told the person.',
    select: {
      'of a case of SPJ':
        'INFOTRAITE+cases.read SPJ+cases.read PQT-LUX judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of a case of PQT-DIE': 'PQT-DIE',
    },
    insert: {
      'to a case of SPJ': 'SPJ+identification.tell-rights INFOTRAITE+identification.tell-rights',
      'to a case of PQT-DIE': '',
      'as another body': '',
      'in another’s name': '',
    },
  },
  'identification.notice_origin': {
    rule: 'Which case a notice came from: never known to the body that receives it.',
    select: {
      'of a case of SPJ':
        'SPJ+cases.read PQT-LUX @definer judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of a case of PQT-DIE': 'PQT-DIE @definer',
      'of the notice to DGI':
        'SPJ+cases.read PQT-LUX @definer judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of the notice to ONA': 'SPJ+cases.read @definer',
      'of an undecided notice':
        'SPJ+cases.read PQT-LUX @definer judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
    },
    insert: {
      'to a case of SPJ': 'SPJ+identification.notify-minister SPJ+identification.report-stay',
      'of a stay, of a case of SPJ': 'SPJ+identification.notify-minister SPJ+identification.report-stay',
      'of a stay, while a removal is blocked': '',
      'to a case of PQT-DIE': '',
    },
  },
  'identification.removal_block': {
    rule: 'Set by those who examine; a return officer only asks identification.removal_blocked.',
    select: {
      'of a case of SPJ':
        'SPJ+cases.read PQT-LUX @definer judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of a case of PQT-DIE': 'PQT-DIE @definer',
    },
    insert: {
      'to a case of SPJ': 'SPJ+identification.decide',
      'to a case of PQT-DIE': '',
    },
    update: {
      'block removal': 'SPJ+identification.decide SPJ+identification.review @definer',
      'wind back the block': '',
      'change the block of another': '@definer',
    },
  },
  'identification.person_outcome': {
    rule: 'What the examination came to, in a code; counted by statistics.',
    select: {
      'of a case of SPJ':
        'SPJ+cases.read PQT-LUX @statistics judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of a case of PQT-DIE': 'PQT-DIE @statistics',
    },
    insert: {
      'to a case of SPJ': 'SPJ+identification.decide SPJ+identification.review',
      'to a case of PQT-DIE': '',
    },
    update: {
      'change it': 'SPJ+identification.decide SPJ+identification.review',
      'wind it back': '',
      'change another': '',
    },
  },
  'identification.minister_notice': {
    rule: 'The body that sends and the body that decides on residence, and there only who receives notices.',
    select: {
      'from SPJ to DGI': 'SPJ+identification.notify-minister DGI+identification.receive-notice',
      'from SPJ to DGI, undecided': 'SPJ+identification.notify-minister DGI+identification.receive-notice',
      'from SPJ to ONA': 'SPJ+identification.notify-minister',
      'from SPJ to ONA, undecided': 'SPJ+identification.notify-minister',
    },
    insert: {
      'of her own body': 'everyone+identification.notify-minister',
      'as another body': '',
      'in another’s name': '',
      'already received': '',
      'with more readers': '',
      'with fewer readers': '',
    },
    update: {
      'receive it': 'DGI+identification.receive-notice',
      'receive it for another': '',
    },
  },
  'identification.stay_report': {
    rule: 'A human act of its own: the body that reported and the body that decides on residence.',
    select: {
      'from SPJ to DGI': 'SPJ+identification.report-stay DGI+identification.receive-notice',
    },
    insert: {
      'of her own body': 'everyone+identification.report-stay',
      'as another body': '',
      'in another’s name': '',
      'already received': '',
      'with more readers': '',
      'with fewer readers': '',
    },
    update: {
      'receive it': 'DGI+identification.receive-notice',
      'receive it for another': '',
    },
  },
};
