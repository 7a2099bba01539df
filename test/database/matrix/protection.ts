import type { Matrix } from '../matrix.ts';

/** Legal clocks and the right to stay. */
export const protectionMatrix: Matrix = {
  'protection.child_step': {
    rule: 'Seen with the case; written in one’s own name by whoever works on it, and never changed.',
    select: {
      'of a case of SPJ':
        'INFOTRAITE+cases.read SPJ+cases.read PQT-LUX judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of a case of PQT-DIE': 'PQT-DIE',
    },
    insert: {
      'to a case of SPJ':
        'SPJ+cases.work INFOTRAITE+cases.work judicial_police_officer/for-a-day judicial_police_officer/for-a-century',
      'to a case of SPJ, as another body': '',
      'to a case of SPJ, in another’s name': '',
      'to a case of PQT-DIE': '',
    },
  },
  'protection.onward_step': {
    rule: 'Seen with the case; written in one’s own name by whoever works on it, and never changed. Residence and returns see none.',
    select: {
      'of a case of SPJ':
        'INFOTRAITE+cases.read SPJ+cases.read PQT-LUX judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of a case of SPJ, of a citizen of the Union': 'SPJ+cases.read',
      'of a case of PQT-DIE': 'PQT-DIE',
    },
    insert: {
      'to a case of SPJ':
        'SPJ+cases.work INFOTRAITE+cases.work judicial_police_officer/for-a-day judicial_police_officer/for-a-century',
      'to a case of SPJ, as another body': '',
      'to a case of SPJ, in another’s name': '',
      'to a case of PQT-DIE': '',
    },
  },
  'protection.conference': {
    rule: 'Police, support and the residence authority on the permit of one person, and nobody else; opened by the police on its own notice.',
    select: {
      'on a notice to DGI': 'SPJ+protection.confer INFOTRAITE+protection.confer DGI+protection.confer',
      'on a notice to ONA, without its case': '',
      'on a notice to ONA': '',
    },
    insert: {
      'on its own notice': 'SPJ+identification.notify-minister',
      'for another body': '',
      'in another’s name': '',
    },
  },
  'protection.conference_case': {
    rule: 'Which case it is: never known to the residence authority.',
    select: {
      'of a case of SPJ':
        'INFOTRAITE+cases.read SPJ+cases.read PQT-LUX judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of a case of PQT-DIE': 'PQT-DIE',
    },
    insert: {
      'the case of the notice': 'SPJ+identification.notify-minister',
      'the case of another notice': '',
      'another case': '',
    },
  },
  'protection.conference_entry': {
    rule: 'Seen by all three; each writes its own column in one’s own name, and nobody changes one.',
    select: {
      'of DGI': 'SPJ+protection.confer INFOTRAITE+protection.confer DGI+protection.confer',
      'of ONA': '',
    },
    insert: {
      'her own': 'SPJ+protection.confer INFOTRAITE+protection.confer DGI+protection.confer',
      'as another body': '',
      'in another’s name': '',
      'among others': '',
    },
  },
  'protection.clock_event': {
    rule: 'Seen with the case; noted by whoever works on it. Kinds and days alone.',
    select: {
      'of a case of SPJ':
        'INFOTRAITE+cases.read SPJ+cases.read PQT-LUX @worker @definer judicial_police_officer/for-a-day judicial_police_officer/for-a-century judicial_police_officer/of-cases-alone',
      'of a case of PQT-DIE': 'PQT-DIE @worker @definer',
    },
    insert: {
      'to a case of SPJ':
        'SPJ+cases.work INFOTRAITE+cases.work @definer judicial_police_officer/for-a-day judicial_police_officer/for-a-century',
      'to a case of PQT-DIE': '@definer',
    },
  },
  'protection.stay': {
    rule: 'Those who decide on stays in the body that was told; neither police nor support, neither returns nor asylum.',
    select: {
      'of a notice to DGI': 'DGI+protection.decide @definer',
      'of a notice to ONA': '@definer',
    },
    insert: {
      'on a notice to DGI': 'DGI+protection.decide',
      'on a notice to DGI, for another body': '',
      'on another notice': '',
      'of a later version': '',
    },
    update: {
      'change it': 'DGI+protection.decide @definer',
      'wind it back': '',
      'change that of another body': '@definer',
    },
  },
  'protection.stay_decision': {
    rule: 'Decided in one’s own name by those who decide on stays; afterwards only the day of service is added, once.',
    select: {
      'of a notice to DGI': 'DGI+protection.decide',
      'of a notice to DGI, served': 'DGI+protection.decide',
      'of a notice to ONA': '',
    },
    insert: {
      'her own': 'DGI+protection.decide',
      'as another body': '',
      'in another’s name': '',
      'of nobody': '@definer',
      'already served': '',
      'on a stay of another body': '',
    },
    update: {
      'serve it': 'DGI+protection.decide',
      'serve one already served': '',
      'take the service back': '',
      'serve one of another body': '',
    },
  },
};
