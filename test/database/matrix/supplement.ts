import type { Expectation } from '../matrix.ts';

/** Who says something of a sent report, and who says that it was read. */
export const supplement: Expectation = {
  rule: 'The body that reported says more, under one’s own name and of its own report; the police says once that it was read.',
  select: {
    'shared with SPJ':
      'ITM+referrals.send SPJ+referrals.receive labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
    'waiting at ONA': 'ONA',
    read: 'ITM+referrals.send SPJ+referrals.receive labour_inspector/standing-in labour_inspector/of-the-unit judicial_police_officer/for-a-century',
  },
  insert: {
    'her own': 'ITM+referrals.answer-back',
    'in another’s name': '',
    'as another body': '',
    'about a report of ONA': 'ONA+referrals.answer-back',
    'as the inspectorate': 'ITM+referrals.answer-back',
    'of a report keyed in for CARITAS': 'CARITAS+referrals.answer-back',
    'read already': '',
  },
  update: {
    'read it': 'SPJ+referrals.triage ITM+referrals.triage judicial_police_officer/for-a-century',
    'read it for another': '',
    'read it again': '',
  },
};
