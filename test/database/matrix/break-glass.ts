import type { Matrix } from '../matrix.ts';

/** Openings in an emergency, and who is told of them. */
export const breakGlassMatrix: Matrix = {
  'identity.break_glass': {
    rule: 'Made and answered by the vault alone: nobody asks, approves or prolongs past it. Seen in the bodies concerned; the data-protection officer says once what she found.',
    select: {
      'of INFOTRAITE, asked of SPJ': 'INFOTRAITE+identity.see-emergencies SPJ+identity.see-emergencies @vault',
      'of INFOTRAITE, approved': 'INFOTRAITE+identity.see-emergencies SPJ+identity.see-emergencies @vault @worker',
      'of INFOTRAITE, reviewed': 'INFOTRAITE+identity.see-emergencies SPJ+identity.see-emergencies @vault',
      'of INFOTRAITE, alarmed': 'INFOTRAITE+identity.see-emergencies SPJ+identity.see-emergencies @vault @worker',
      'of CNVV': '@vault',
    },
    insert: {
      'a request': '@vault',
      'one approved before': '',
      'one alarmed before': '',
      'one reviewed before': '',
    },
    update: {
      'approve it': '@vault',
      'answer a reviewed one': '',
      'take the answer back': '',
      'say who, without an answer': '',
      'end it': '@vault',
      'review it': 'SPJ+identity.review-emergency INFOTRAITE+identity.review-emergency',
      'review it again': '',
      'review it for somebody else': '',
      'review that of CNVV': '',
      'raise the alarm': '@worker',
      'raise it again': '',
      'raise it, and not say when': '',
      'raise it about a request': '',
      'widen it': '',
    },
  },
  'identity.break_glass_notice': {
    rule: 'Left by the vault, and by the worker when a review is late; each body sees its own of what it sees, the worker mails it once.',
    select: {
      'to INFOTRAITE': 'INFOTRAITE+identity.see-emergencies @worker',
      'to SPJ, mailed': 'SPJ+identity.see-emergencies @worker',
      'to SPJ, of an emergency of CNVV': '@worker',
    },
    insert: {
      'that it was opened': '@vault',
      'that it was opened, mailed before': '',
      'that it is overdue': '@worker',
      'that it is overdue, mailed before': '',
    },
    update: {
      'say that it was mailed': '@worker',
      'say so again': '',
      'say so, and not when': '',
    },
  },
};
