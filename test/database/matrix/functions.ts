import type { Matrix } from '../matrix.ts';

/** Functions that do what no row policy allows. */
export const functionsMatrix: Matrix = {
  'journal.append': {
    rule: 'A person writes on her own body’s chain and as herself.',
    call: {
      'to her own chain as herself': 'everyone @worker @vault @definer',
      'to her own chain as another': 'national_rapporteur @worker @vault @definer',
      'to another chain': '@worker @vault @definer',
    },
  },
  'security.set_context_key': {
    rule: 'The vault publishes its signing key.',
    call: {
      'a new key': '@vault @definer',
    },
  },
  'security.begin_session': {
    rule: 'Only with a context the vault signed.',
    call: {
      'with a forged context': '',
    },
  },
  'security.open_session': {
    rule: 'By the hash of a token, while it lives.',
    call: {
      'a living one': 'anybody @definer',
      'an ended one': '',
      'an expired one': '',
      'of a disabled person': '',
    },
  },
  'security.end_session': {
    rule: 'By the hash of a token.',
    call: {
      'a living one': 'anybody @definer',
    },
  },
  'security.api_tokens': {
    rule: 'Tokens of the own body, for those who manage tokens.',
    call: {
      'the list': 'ITM+api.manage-tokens',
    },
  },
  'security.end_api_token': {
    rule: 'Of the own body, by those who manage tokens.',
    call: {
      'of a machine of ITM': 'ITM+api.manage-tokens',
    },
  },
  'security.synthetic_personas': {
    rule: 'Invented people, for the page to step in.',
    call: {
      'the list': 'anybody @definer',
      'somebody real': '',
    },
  },
  'referrals.insert_report': {
    rule: 'Who may send, in one’s own and one’s body’s name; persons and parts are of this report and seen by who sent it (and the body it is keyed in for) until it is delivered.',
    call: {
      'her own': 'everyone+referrals.send',
      'for CARITAS': 'everyone+referrals.send',
      'in another’s name': '',
      'as another body': '',
      'to readers of her choice': '',
      'as a part of another': '',
      'merged already': '',
      'taken on already': '',
      'with an outcome': '',
      'with a person for another report': '',
      'with a person for readers of her choice': '',
      'with a person who has a case': '',
      'with a person known as another': '',
      'with a part for another report': '',
      'with a part for readers of her choice': '',
      'with a part for a person of another report': '',
      'with a link to another report': '',
      'with a consent in another’s name': '',
      'with a consent withdrawn before': '',
    },
  },
  'identity.insert_sealed': {
    rule: 'Everyone who is signed in, in one’s own name; what is sealed in one call belongs together.',
    call: {
      'her own': 'everyone',
      'an envelope and a key alone': 'everyone',
      'on a consent': 'everyone',
      'in another’s name': 'national_rapporteur',
      'in nobody’s name': '',
      'in an envelope withdrawn before': '',
      'a wrap in an envelope of before': '',
      'a wrap for the vault': '',
      'a wrap of a key of before': '',
      'a field under a key of before': '',
      'a field of another subject': '',
      'a field of another compartment': '',
      'an erase key for a body': '',
      'an erase key of another subject': '',
      'an erase key of no data key': '',
    },
  },
  'identity.who_can_open': {
    rule: 'Told to those who can have something of the same subject opened.',
    call: {
      'a subject of ITM': 'ITM',
      'a subject withdrawn from ITM': '',
    },
  },
  'identity.case_for_break_glass': {
    rule: 'The vault asks whom a case is about, for bodies that see it.',
    call: {
      'a case of SPJ': '@vault @definer',
      'a case that ITM does not see': '',
    },
  },
  'identity.openings_by_body': {
    rule: 'Told to those who can have something of the same subject opened; without a name of anybody at work.',
    call: {
      'a subject of ITM': 'ITM',
      'a subject withdrawn from ITM': '',
    },
  },
  'identity.subjects_of': {
    rule: 'For the vault, before it erases.',
    call: {
      'of a person of a report with others': '@vault @definer',
    },
  },
  'identity.forget_subjects': {
    rule: 'For the vault, when it erases.',
    call: {
      'a case with a document': '@vault @definer',
    },
  },
  'identity.propose_erasures': {
    rule: 'For the nightly job; proposes nothing twice.',
    call: {
      'with a term that is over': '@worker @definer',
    },
  },
  'identity.last_openings': {
    rule: 'Told to those who can have something of the same subject opened.',
    call: {
      'a subject of ITM': 'ITM',
      'a subject withdrawn from ITM': '',
    },
  },
  'cases.open_case': {
    rule: 'Whoever takes reports on or joins them, for the own body, of a person it received in that report; once per person.',
    call: {
      'of a person received by SPJ': 'SPJ+referrals.triage judicial_police_officer/for-a-century',
      'led by her own body': 'SPJ+referrals.triage -judicial_police_officer/unit judicial_police_officer/for-a-century',
      'of a person in another report': '',
      'of a person kept from SPJ': '',
    },
  },
  'cases.ties_to': {
    rule: 'The vault asks, at an opening, what ties somebody to what is opened.',
    call: {
      'of the inspector, to a person in her report': '@vault @definer',
      'of a colleague, to a person in it': '',
      'of SPJ, where it was given to nobody': '@vault @definer',
      'of an officer, to a case with a task of hers': '@vault @definer',
      'to what is no file': '',
    },
  },
  'cases.end_expired_access': {
    rule: 'The worker ends what has run out.',
    call: {
      all: '@worker @definer',
    },
  },
  'identification.begin_status': {
    rule: 'Whoever works on cases, of the own body’s case, as the profile begins, on the day it was opened.',
    call: {
      'of a case without status':
        'SPJ+cases.work judicial_police_officer/in-its-place judicial_police_officer/for-a-day judicial_police_officer/for-a-century',
      'as identified': '',
      'on another day': '',
      'of a person nobody reported': '',
      'of a person kept from SPJ': '',
    },
  },
  'identification.remind_of_reviews': {
    rule: 'The worker sets a task where a status is to be looked at, once for each day it falls due.',
    call: {
      'of a status that falls due': '@worker @definer',
      'of one reminded of before': '',
      'long before': '',
    },
  },
  'identification.take_due_steps': {
    rule: 'The worker lets a status become another, as the profile says, when its time is over and the task was there long enough.',
    call: {
      'of a status reminded of': '@worker @definer',
      'of one nobody was reminded of': '',
      'before its time': '',
    },
  },
  'referrals.answer_question': {
    rule: 'The reporting body, once.',
    call: {
      'to ITM': 'ITM+referrals.answer-back',
      'answered before': '',
    },
  },
  'identification.removal_blocked': {
    rule: 'The return officer alone, by reference; yes or no.',
    call: {
      'a known reference': 'everyone+identification.removal-blocked',
      'a reference nobody gave': '',
      'a reference without a block': '',
    },
  },
  'cases.settle_everywhere': {
    rule: 'Whoever works on a case of the own body, when somebody who represents the child was named: the task is done at every body.',
    call: {
      'of a case of SPJ':
        'SPJ+cases.work INFOTRAITE+cases.work judicial_police_officer/for-a-day judicial_police_officer/for-a-century',
      'of a case of PQT-DIE': '',
      'tasks of another kind': '',
    },
  },
  'protection.tell_case': {
    rule: 'Whoever decides on a stay, of the own body’s stay; told nothing in return.',
    call: {
      'of a stay of DGI': 'DGI+protection.decide',
      'of a stay of another body': '',
    },
  },
  'protection.end_periods': {
    rule: 'The worker ends what has run out.',
    call: {
      all: '@worker @definer',
    },
  },
  'protection.remind': {
    rule: 'The worker reminds of a term.',
    call: {
      'of a case of SPJ': '@worker @definer',
    },
  },
  'referrals.deliver': {
    rule: 'The worker alone, once.',
    call: {
      'one that waits': '@worker @definer',
      'one already delivered': '',
    },
  },
  'referrals.sent_on': {
    rule: 'The vault asks when the report was sent that a subject is or stands in.',
    call: {
      'a report': '@vault @definer',
      'a person': '@vault @definer',
      'a case': '',
    },
  },
  'referrals.written_by': {
    rule: 'The vault asks whether a subject is of a report that one of these people sent, or that was keyed in for one of these bodies.',
    call: {
      'a person, by the inspector': '@vault @definer',
      'a report, by the inspector': '@vault @definer',
      'a report, for CARITAS': '@vault @definer',
      'a person, by a colleague': '',
      'a case, by the inspector': '',
    },
  },
  'identity.wrote_of': {
    rule: 'The vault asks whether one of these bodies wrote something of a subject, or had it keyed in.',
    call: {
      'report keyed': '@vault @definer',
      'subject for ITM': '@vault @definer',
      'subject for SPJ': '@vault @definer',
      'subject withdrawn': '',
      'subject unknown': '',
      'what ITM wrote, for SPJ': '',
    },
  },
  'referrals.delivery_failed': {
    rule: 'The worker alone.',
    call: {
      'one that waits': '@worker @definer',
    },
  },
  'jobs.wake': {
    rule: 'Every process that leaves work for later.',
    call: {
      'a job': 'anybody @portal @worker @vault @definer',
    },
  },
};
