import type { Expectation, Matrix } from '../matrix.ts';

const service = 'INFOTRAITE+assistance.work';

const nobodys = { 'of MJ': '', 'of INFOTRAITE on a case of PQT-DIE': '' };
const programs = { 'of MJ': '@definer', 'of INFOTRAITE on a case of PQT-DIE': '@definer' };

const written = {
  'to that of INFOTRAITE': service,
  'to that of MJ': '',
  'to that of INFOTRAITE on a case of PQT-DIE': '',
  'in another’s name': '',
};

const changed = (verb: string) => ({
  [`${verb} that of INFOTRAITE`]: service,
  [`${verb} that of MJ`]: '',
  [`${verb} that of INFOTRAITE on a case of PQT-DIE`]: '',
});

const onAll = (verb: string) =>
  Object.fromEntries(Object.entries(changed(verb)).map(([name, who]) => [name, `${who} @definer`.trim()]));

const hanging = (rule: string, more: Omit<Expectation, 'rule'> = {}): Expectation => ({
  rule,
  select: { 'of INFOTRAITE': service, ...nobodys },
  insert: written,
  ...more,
});

const alsoForPrograms = { select: { 'of INFOTRAITE': `${service} @definer`, ...programs } };

/** The support of persons, seen by the service alone. */
export const assistanceMatrix: Matrix = {
  'assistance.support': {
    rule: 'Seen and kept by the support service of a case it sees, begun in one’s own name: neither police nor prosecution nor immigration.',
    select: {
      'of INFOTRAITE': `${service} @definer`,
      'of INFOTRAITE, over': `${service} @definer`,
      'of MJ, over': '@definer',
      ...programs,
    },
    insert: {
      'on the second case': `${service} SPJ+assistance.work`,
      'on a case of PQT-DIE': '',
      'for another body': '',
      'in another’s name': '',
    },
    update: {
      ...changed('change'),
      'pause that of INFOTRAITE': service,
      'end that of INFOTRAITE, the consent taken back': `${service} @definer`,
      'end once more what is over': service,
    },
  },
  'assistance.step': hanging(
    'The history of a support, seen and written with it in one’s own name; never changed. That a consent was taken back writes itself.',
    { insert: { ...written, 'that the consent was taken back': '@definer' } },
  ),
  'assistance.assessment': hanging(
    'Seen and written with the support in one’s own name; never changed.',
    alsoForPrograms,
  ),
  'assistance.goal': hanging('Seen and kept with the support.', { update: changed('end') }),
  'assistance.session': hanging('Seen and kept with the support; the person’s own page reads its days.', {
    select: { ...alsoForPrograms.select, 'of INFOTRAITE on a case of PQT-DIE, cancelled': '@definer' },
    update: { ...onAll('cancel'), ...changed('miss'), ...changed('plan') },
  }),
  'assistance.aid': hanging('Seen and kept with the support; answered once, by somebody who signs for herself.', {
    select: { 'of INFOTRAITE': service, 'of INFOTRAITE, given': service, ...nobodys },
    update: { ...changed('answer'), 'answer again': '', 'answer for somebody else': '' },
  }),
  'assistance.translation': hanging('Seen and kept with the support.', { update: changed('receive') }),
  'assistance.conference': hanging('Seen and written with the support in one’s own name; never changed.'),
  'assistance.closing': hanging('Seen and written with the support that ended, in one’s own name; never changed.', {
    insert: { 'to one of INFOTRAITE': service, 'to one in another’s name': '', 'to one of MJ': '' },
  }),
  'assistance.interpreter': {
    rule: 'The service’s own directory, added to in one’s own name.',
    select: { 'of INFOTRAITE': service, 'of INFOTRAITE, another': service, 'of MJ': '' },
    insert: { 'of her own body': 'everyone+assistance.work', 'of another body': '', 'in another’s name': '' },
  },
  'assistance.interpreter_conflict': hanging(
    'Seen and written with the support, for an interpreter of the own directory.',
    {
      insert: { ...written, 'of an interpreter of MJ': '' },
    },
  ),
  'assistance.funding': {
    rule: 'Seen, added in one’s own name and taken out once by the service it is given to; the coordinating body reads it as figures.',
    select: {
      'of INFOTRAITE': `${service} @definer`,
      'of INFOTRAITE, taken out': `${service} @definer`,
      'of MJ': '@definer',
    },
    insert: {
      'for her own body': 'everyone+assistance.work',
      'for another body': '',
      'in another’s name': '',
      'taken out already': '',
    },
    update: {
      'take out one of INFOTRAITE': service,
      'take out one of INFOTRAITE for somebody else': '',
      'take out one taken out': '',
      'take out one of MJ': '',
    },
  },
  'assistance.capacity': {
    rule: 'Hours, money and what was done with them, without a person: of the own service, or all for the body that coordinates.',
    call: { 'of INFOTRAITE': `${service} everyone+assistance.gap`, 'of MJ': 'everyone+assistance.gap' },
  },
  'assistance.gaps': {
    rule: 'What the law starts and practice gives, by quarter and without a person, for the body that coordinates.',
    call: { 'by quarter': 'everyone+assistance.gap' },
  },
  'assistance.remind': {
    rule: 'The worker sets a task where an assessment ends, once for each day it is due.',
    call: { 'of an assessment that ends': '@worker @definer', 'of one that holds': '' },
  },
};
