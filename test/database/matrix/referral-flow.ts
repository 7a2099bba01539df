import { supplement } from './supplement.ts';
import type { Matrix } from '../matrix.ts';

/** Reports and all that hangs on them. */
export const referralFlowMatrix: Matrix = {
  'referrals.exploiter': {
    rule: 'Compartment investigation.',
    select: {
      'shared with SPJ':
        'ITM+referrals.send SPJ+referrals.receive @definer labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
      'waiting at ONA': 'ONA @definer',
    },
    insert: {
      'past its function': '@definer',
    },
  },
  'referrals.interview_circumstances': {
    rule: 'Compartment testimony.',
    select: {
      'shared with SPJ':
        'ITM+referrals.send SPJ+referrals.receive @definer labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
      'waiting at ONA': 'ONA @definer',
    },
    insert: {
      'past its function': '@definer',
    },
  },
  'referrals.snapshot': {
    rule: 'Each reader sees the part that reached her.',
    select: {
      'shared with SPJ':
        'ITM+referrals.send SPJ+referrals.receive @definer labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
      'waiting at ONA': 'ONA @definer',
    },
    insert: {
      'past its function': '@definer',
    },
  },
  'referrals.share': {
    rule: 'Told to the sender; delivery follows it.',
    select: {
      'shared with SPJ':
        'ITM+referrals.send SPJ+referrals.receive @definer labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
      'waiting at ONA': 'ONA @definer',
    },
    insert: {
      'past its function': '@definer',
    },
  },
  'referrals.outbox': {
    rule: 'Seen by the sender; worked off through referrals.deliver alone. Who hands over tells a body without account by mail.',
    select: {
      'shared with SPJ':
        'ITM+referrals.send SPJ+referrals.receive @worker @definer labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
      'waiting at ONA': 'ONA @worker @definer',
      delivered:
        'ITM+referrals.send SPJ+referrals.receive @definer labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
    },
    insert: {
      'past its function': '@definer',
      'a mail to whom it handed over': 'SPJ+referrals.redirect @definer judicial_police_officer/for-a-century',
      'a report to whom it handed over': '@definer',
      'a mail called delivered': '@definer',
      'a mail for others to see': '@definer',
      'a mail to whom nothing went': '@definer',
      'a mail of what others handed over': '@definer',
      'a mail about another report': '@definer',
    },
    update: {
      'call it delivered': '@definer',
    },
  },
  'referrals.inbox': {
    rule: 'Receipts are made by delivery alone and acknowledged by the recipient, once, in one’s own name.',
    select: {
      'shared with SPJ':
        'ITM+referrals.send SPJ+referrals.receive @worker @definer labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
      'waiting at ONA': 'ONA @worker @definer',
      acknowledged:
        'ITM+referrals.send SPJ+referrals.receive @definer labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
      'at ITM itself': 'ITM+referrals.send @worker @definer labour_inspector/standing-in labour_inspector/of-the-unit',
    },
    insert: {
      'past delivery': '@definer',
    },
    update: {
      acknowledge: 'SPJ+referrals.receive judicial_police_officer/for-a-century',
      'acknowledge for another': '',
      'acknowledge that of ITM': 'ITM+referrals.receive',
      'acknowledge again': '',
      'note the alarm': '@worker',
      'forget the alarm': '',
    },
  },
  'referrals.question_to_reporter': {
    rule: 'The police asks in one’s own name; the reporting body answers by referrals.answer_question.',
    select: {
      'shared with SPJ':
        'ITM+referrals.send SPJ+referrals.receive @definer labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
      'waiting at ONA': 'ONA @definer',
      answered:
        'ITM+referrals.send SPJ+referrals.receive @definer labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
    },
    insert: {
      'her own': 'SPJ+referrals.ask-back ITM+referrals.ask-back',
      'in another’s name': '',
      'as another body': '',
      'about a report of ONA': '',
    },
    update: {
      answer: '@definer',
      'answer for another': '@definer',
      'answer again': '@definer',
    },
  },
  'referrals.supplement': supplement,
  'referrals.outcome_notice': {
    rule: 'The police tells; the reporting body has seen it, once and for all.',
    select: {
      'shared with SPJ':
        'ITM+referrals.send SPJ+referrals.receive labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
      'waiting at ONA': 'ONA',
    },
    insert: {
      'about the inspector’s report': 'SPJ+referrals.triage ITM+referrals.triage judicial_police_officer/for-a-century',
      'about a report of ONA': '',
    },
    update: {
      'see it': 'ITM+referrals.send labour_inspector/standing-in labour_inspector/of-the-unit',
      'unsee it': '',
    },
  },
  'referrals.change': {
    rule: 'Written with every change by those who see the report, in their own name; never changed.',
    select: {
      'shared with SPJ':
        'ITM+referrals.send SPJ+referrals.receive labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
      'waiting at ONA': 'ONA',
    },
    insert: {
      'her own':
        'ITM+referrals.send SPJ+referrals.receive PQT-LUX labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
      'in another’s name': '',
      'of a report of ONA': 'ONA',
    },
  },
  'referrals.report_reason': {
    rule: 'Why a report ended: for the body that decided it, never for the one that reported.',
    select: {
      'of SPJ': 'SPJ+referrals.receive @statistics judicial_police_officer/for-a-century',
      'of ITM': 'ITM+referrals.receive @statistics',
      'of PQT-DIE': 'PQT-DIE @statistics',
    },
    insert: {
      'of her own body': 'SPJ+referrals.redirect judicial_police_officer/for-a-century',
      'of another body': '',
      'of a report not seen': 'ITM+referrals.redirect',
    },
    update: {
      'correct it': 'SPJ+referrals.redirect judicial_police_officer/for-a-century',
    },
  },
  'referrals.handover': {
    rule: 'A matter of another kind: the body that redirected it, and the body it was handed over to, and there only who receives such matters.',
    select: {
      'from SPJ to ITM':
        'SPJ+referrals.redirect SPJ+referrals.receive-redirected ITM+referrals.redirect ITM+referrals.receive-redirected judicial_police_officer/for-a-century',
      'from SPJ to ITM, received':
        'SPJ+referrals.redirect SPJ+referrals.receive-redirected ITM+referrals.redirect ITM+referrals.receive-redirected judicial_police_officer/for-a-century',
      'from PQT-DIE to PGD': '',
    },
    insert: {
      'redirected by her own body': 'SPJ+referrals.redirect judicial_police_officer/for-a-century',
      'as another body': '',
      'in another’s name': '',
      'already received': '',
      'with more readers': '',
      'with fewer readers': '',
      'for another reason': '',
      'that was not redirected': '',
    },
    update: {
      'receive it': 'ITM+referrals.receive-redirected',
      'receive it in another’s name': '',
      'receive it again': '',
      'receive what went elsewhere': '',
      'write its facts anew': '',
    },
  },
  'referrals.report_reference': {
    rule: 'Each body its own.',
    select: {
      'of ITM': 'ITM+referrals.send @definer labour_inspector/standing-in labour_inspector/of-the-unit',
      'of SPJ': 'SPJ+referrals.receive @definer judicial_police_officer/for-a-century',
    },
    insert: {
      'of her own body':
        'ITM+referrals.send SPJ+referrals.receive @definer labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
      'of another body': '@definer',
      'of a report of ONA': 'ONA @definer',
    },
    update: {
      'label it': 'ITM+referrals.send @definer labour_inspector/standing-in labour_inspector/of-the-unit',
    },
  },
  'referrals.draft': {
    rule: 'Its owner’s alone: no colleague, no superior. The worker warns and ends it, without its content.',
    select: {
      'of an inspector': 'labour_inspector @worker',
      'of an ONA worker': 'ONA @worker',
    },
    insert: {
      'her own': 'everyone+referrals.send',
      'for a colleague': 'labour_inspector/colleague',
      'in another body': '',
    },
    update: {
      'write on': 'labour_inspector',
      warn: 'labour_inspector @worker',
      'take the warning back': 'ONA',
    },
    delete: {
      'of an inspector': 'labour_inspector @worker',
      'of an ONA worker': 'ONA @worker',
    },
  },
  'referrals.evidence_file': {
    rule: 'On a draft its owner’s alone; with the report, the sender and recipients of its compartment. It goes only with a report one sent oneself.',
    select: {
      'on an inspector’s draft': 'labour_inspector',
      'shared with SPJ':
        'ITM+referrals.send SPJ+referrals.receive @definer labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
      'waiting at ONA': 'ONA @definer',
    },
    insert: {
      'her own': 'everyone+referrals.send',
      'for a colleague': 'labour_inspector',
      'hidden from her own body': '',
      'slipped into the inspector’s report': 'labour_inspector',
      'slipped into a report of ONA': 'ONA',
    },
    update: {
      'send it': 'labour_inspector',
      'send it with a colleague’s report': '',
      'send it with another’s report': '',
      'leave it on the draft': '',
      'move it to another report': '',
    },
    delete: {
      'on an inspector’s draft': 'labour_inspector',
      'shared with SPJ': '@definer',
      'waiting at ONA': '@definer',
    },
  },
  'referrals.report_link': {
    rule: 'Who sends for the body sees its links; made in one’s own name and taken back by who makes links.',
    select: { 'of INFOTRAITE': 'INFOTRAITE+referrals.send', 'of INFOTRAITE, taken back': 'INFOTRAITE+referrals.send' },
    insert: {
      'in her own name': 'everyone+referrals.make-link',
      'in another’s name': '',
      'for another body': '',
      'taken back before': '',
    },
    update: {
      'take it back': 'INFOTRAITE+referrals.make-link',
      'take it back in another’s name': '',
      'take it back again': '',
    },
  },
  'referrals.api_request': {
    rule: 'Each body its own.',
    select: {
      'of ITM': 'ITM+referrals.send',
      'of ONA': 'ONA',
    },
    insert: {
      'of her own body': 'everyone+referrals.send',
      'of another body': '',
    },
  },
};
