import type { Matrix } from '../matrix.ts';

/** What happened. */
export const journalMatrix: Matrix = {
  'journal.event': {
    rule: 'Written by journal.append alone, never changed. Read by the bodies it is meant for (whose role reaches less: what hangs on nothing beyond), by the auditor, and, of reports, identification and criminal cases, by statistics.',
    select: {
      'of a report, ITM and SPJ': 'SPJ ITM @statistics @auditor @definer',
      'of a person, SPJ alone': 'SPJ @statistics @auditor @definer',
      'of a criminal case, PQT-LUX alone': 'PQT-LUX @statistics @auditor @definer',
      'of a case':
        'SPJ ITM @auditor @definer -labour_inspector/standing-in -labour_inspector/of-the-unit -labour_inspector/of-another-unit -judicial_police_officer/in-its-place',
      'of a case out of reach':
        'SPJ ITM @auditor @definer -labour_inspector/standing-in -labour_inspector/of-the-unit -labour_inspector/of-another-unit -judicial_police_officer/in-its-place -judicial_police_officer/for-a-day -judicial_police_officer/for-a-century -judicial_police_officer/of-cases-alone',
      'of a report':
        'SPJ ITM @auditor @definer -labour_inspector/of-another-unit -judicial_police_officer/in-its-place -judicial_police_officer/for-a-day -judicial_police_officer/of-cases-alone',
      'of somebody in a case':
        'SPJ ITM @auditor @definer -labour_inspector/of-another-unit -judicial_police_officer/in-its-place',
      'of staff, ONA alone': 'ONA @auditor @definer',
      'of an opening, CNVV alone': '@auditor @definer',
    },
    insert: {
      'past the chain': '@definer',
    },
    update: {
      'rewrite it': '',
    },
  },
  'journal.head': {
    rule: 'The ends of the chains: moved by journal.append alone.',
    select: {
      'of ITM': '@worker @vault @auditor @definer',
      'of SPJ': '@worker @vault @auditor @definer',
      'of ONA': '@worker @vault @auditor @definer',
    },
    insert: {
      'a new chain': '@definer',
    },
    update: {
      'wind back': '@definer',
    },
  },
  'journal.checkpoint': {
    rule: 'Stored by the worker, checked by the auditor, never changed.',
    select: {
      one: 'everyone+journal.verify @worker @auditor',
    },
    insert: {
      'a fresh one': '@worker',
    },
    update: {
      'rewrite it': '',
    },
  },
};
