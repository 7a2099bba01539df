import { org } from '../actors.ts';
import { type Attempt, bytes, id, inserts, moment, own, type Row, row, self, updates, type Values } from './row.ts';
import type { Find } from './security.ts';

const link = (words: string, mark: number, more: Values = {}): Values => ({
  id: id(`link ${words}`),
  organisation_id: org('INFOTRAITE'),
  made_by: id('somebody'),
  made_at: moment,
  ends_at: '2099-01-01',
  short_path: 'school',
  token_hash: bytes(32, mark),
  ...more,
});
const revoked = { revoked_at: moment, revoked_by: id('somebody') };

/** Links by which others send one report. */
export const linkRows = (): Row[] => [
  row('referrals.report_link', 'of INFOTRAITE', link('open', 21)),
  row('referrals.report_link', 'of INFOTRAITE, taken back', link('back', 22, revoked)),
];

/** What is tried on them. */
export const linkAttempts = (find: Find): Attempt[] => {
  const makes = (name: string, more: Values): Attempt =>
    inserts('referrals.report_link', name, link('tried', 23, { organisation_id: own, made_by: self, ...more }));
  const takes = (by: string): string => `revoked_at = now(), revoked_by = '${by}'`;
  return [
    makes('in her own name', {}),
    makes('in another’s name', { made_by: id('somebody') }),
    makes('for another body', { organisation_id: org('MJ') }),
    makes('taken back before', { revoked_at: moment, revoked_by: self }),
    updates('take it back', find('referrals.report_link', 'of INFOTRAITE'), takes(self)),
    updates('take it back in another’s name', find('referrals.report_link', 'of INFOTRAITE'), takes(id('somebody'))),
    updates('take it back again', find('referrals.report_link', 'of INFOTRAITE, taken back'), takes(self)),
  ];
};
