import { org } from '../actors.ts';
import { type Attempt, id, inserts, moment, own, type Row, row, self, type Values } from './row.ts';

const closureChange = (words: string, code: string, more: Values = {}): Values => ({
  ...{ id: id(`closure_change ${words}`), claim_id: id(`claim ${code.toLowerCase()} closed`) },
  ...{ organisation_id: org(code), change: 'closed', reason: 'repair', from_day: '2026-04-02' },
  ...{ until_day: '2026-04-09', made_by: id('keeper'), made_at: moment, ...more },
});

/** States of closed times of two houses. */
export const closureRows = (): Row[] => [
  row('accommodation.closure_change', 'of CARITAS', closureChange('caritas', 'CARITAS')),
  row('accommodation.closure_change', 'of CRL', closureChange('crl', 'CRL')),
];

/** What is tried on them. */
export const closureAttempts = (): Attempt[] => {
  const keeps = (name: string, more: Values = {}): Attempt =>
    inserts('accommodation.closure_change', name, closureChange('fresh', 'CARITAS', { made_by: self, ...more }));
  return [
    keeps('of CARITAS, as CARITAS'),
    keeps('of CARITAS, as her own body', { organisation_id: own }),
    keeps('in another’s name', { made_by: id('somebody') }),
    keeps('on a stay', { claim_id: id('claim caritas') }),
  ];
};
