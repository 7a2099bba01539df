import type { Matrix } from '../matrix.ts';

/** Reports and all that hangs on them. */
export const referralsMatrix: Matrix = {
  'referrals.report': {
    rule: 'Its sender, the body it was keyed in for, and recipients from delivery on; of these only who sends, reads or receives reports. It comes in through referrals.insert_report alone, a part that the police splits off excepted. The police works on it; the reporter answers by referrals.answer_question alone and changes nothing here.',
    select: {
      'delivered to SPJ and PQT-LUX':
        'ITM+referrals.send SPJ+referrals.receive PQT-LUX @worker @statistics @definer labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
      'waiting at ONA': 'ONA @worker @statistics @definer',
      'asked back by SPJ':
        'ITM+referrals.send SPJ+referrals.receive @statistics @definer labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
      'keyed in by SPJ for CARITAS':
        'SPJ+referrals.receive CARITAS+referrals.read-own @statistics @definer judicial_police_officer/in-its-place judicial_police_officer/for-a-century',
      'of a colleague': 'ITM+referrals.send @worker @statistics @definer',
      'of an officer who may send no more':
        'SPJ+referrals.receive @worker @statistics @definer judicial_police_officer/for-a-century',
    },
    insert: {
      'past its function': '@definer',
      'a part split off': 'SPJ+referrals.split-merge ITM+referrals.split-merge judicial_police_officer/for-a-century',
      'a part with more readers': '',
      'a part with another date': '',
      'a part with another sender': '',
      'a part of a report not seen': '',
    },
    update: {
      'take it on': 'SPJ+referrals.triage ITM+referrals.triage @definer judicial_police_officer/for-a-century',
      'take on what waits': '@definer',
      'answer the question': 'SPJ+referrals.triage ITM+referrals.triage @definer judicial_police_officer/for-a-century',
      'answer what was not asked':
        'SPJ+referrals.triage ITM+referrals.triage @definer judicial_police_officer/for-a-century',
      'answer and write what came of it':
        'SPJ+referrals.triage ITM+referrals.triage judicial_police_officer/for-a-century',
      'answer and merge': 'SPJ+referrals.triage ITM+referrals.triage judicial_police_officer/for-a-century',
      'answer and hand it to somebody':
        'SPJ+referrals.triage ITM+referrals.triage judicial_police_officer/for-a-century',
      'answer and make it urgent': 'SPJ+referrals.triage ITM+referrals.triage judicial_police_officer/for-a-century',
      'close it as reporter':
        'SPJ+referrals.triage ITM+referrals.triage @definer judicial_police_officer/for-a-century',
      'answer for CARITAS':
        'SPJ+referrals.triage @definer judicial_police_officer/in-its-place judicial_police_officer/for-a-century',
      'widen its readers': '@definer',
      'change its sender': '',
    },
  },
  'referrals.report_person': {
    rule: 'The sender, and recipients whom this person’s sharing names. They come in with their report through referrals.insert_report alone; the police orders them when it splits and merges.',
    select: {
      'shared with SPJ and PQT-LUX':
        'ITM+referrals.send SPJ+referrals.receive PQT-LUX @statistics @definer labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
      'shared with SPJ':
        'ITM+referrals.send SPJ+referrals.receive @statistics @definer labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
      'without a case':
        'ITM+referrals.send SPJ+referrals.receive @statistics @definer labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
      'of an officer who may send no more':
        'SPJ+referrals.receive @statistics @definer judicial_police_officer/for-a-century',
      'kept from SPJ':
        'ITM+referrals.send @statistics @definer labour_inspector/standing-in labour_inspector/of-the-unit',
      'waiting at ONA': 'ONA @statistics @definer',
      'waiting at ONA too': 'ONA @statistics @definer',
    },
    insert: {
      'past its function': '@definer',
    },
    update: {
      'order anew': 'SPJ+referrals.split-merge ITM+referrals.split-merge judicial_police_officer/for-a-century',
      'move to a report not seen': '',
      'order what waits': '',
    },
  },
  'referrals.report_person_needs': {
    rule: 'Compartment health: the sender, and recipients who get it; comes in with its report through referrals.insert_report alone.',
    select: {
      'shared with SPJ':
        'ITM+referrals.send SPJ+referrals.receive @definer labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
      'waiting at ONA': 'ONA @definer',
    },
    insert: {
      'past its function': '@definer',
    },
  },
  'referrals.report_person_residence': {
    rule: 'Compartment legal_residence: the sender, and recipients who get it; comes in with its report through referrals.insert_report alone.',
    select: {
      'shared with SPJ':
        'ITM+referrals.send SPJ+referrals.receive @definer labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
      'waiting at ONA': 'ONA @definer',
    },
    insert: {
      'past its function': '@definer',
    },
  },
  'referrals.report_person_contact': {
    rule: 'Compartment contact_safe: the sender, and recipients who get it; comes in with its report through referrals.insert_report alone.',
    select: {
      'shared with SPJ':
        'ITM+referrals.send SPJ+referrals.receive @definer labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
      'waiting at ONA': 'ONA @definer',
    },
    insert: {
      'past its function': '@definer',
    },
  },
  'referrals.report_person_channel': {
    rule: 'Compartment contact_safe: the sender, and recipients who get it; comes in with its report through referrals.insert_report alone.',
    select: {
      'shared with SPJ':
        'ITM+referrals.send SPJ+referrals.receive @definer labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
      'waiting at ONA': 'ONA @definer',
    },
    insert: {
      'past its function': '@definer',
    },
  },
  'referrals.report_person_link': {
    rule: 'Seen with the person: the sender, and recipients who get it; comes in with its report through referrals.insert_report alone.',
    select: {
      'shared with SPJ':
        'ITM+referrals.send SPJ+referrals.receive @definer labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
      'waiting at ONA': 'ONA @definer',
    },
    insert: {
      'past its function': '@definer',
    },
  },
  'referrals.period': {
    rule: 'Compartment testimony: the sender, and recipients who get it; comes in with its report through referrals.insert_report alone.',
    select: {
      'shared with SPJ':
        'ITM+referrals.send SPJ+referrals.receive @statistics @definer labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
      'waiting at ONA': 'ONA @statistics @definer',
    },
    insert: {
      'past its function': '@definer',
    },
  },
  'referrals.place': {
    rule: 'Compartment testimony: the sender, and recipients who get it; comes in with its report through referrals.insert_report alone.',
    select: {
      'shared with SPJ':
        'ITM+referrals.send SPJ+referrals.receive @statistics @definer labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
      'waiting at ONA': 'ONA @statistics @definer',
    },
    insert: {
      'past its function': '@definer',
    },
  },
  'referrals.report_indicator': {
    rule: 'Compartment testimony: the sender, and recipients who get it; comes in with its report through referrals.insert_report alone.',
    select: {
      'shared with SPJ':
        'ITM+referrals.send SPJ+referrals.receive @statistics @definer labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
      'waiting at ONA': 'ONA @statistics @definer',
    },
    insert: {
      'past its function': '@definer',
    },
  },
  'referrals.person_consent': {
    rule: 'Seen with the person: the sender, and recipients who get it; comes in with its report through referrals.insert_report alone.',
    select: {
      'shared with SPJ':
        'ITM+referrals.send SPJ+referrals.receive @definer labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
      'waiting at ONA': 'ONA @definer',
    },
    insert: {
      'past its function': '@definer',
    },
  },
};
