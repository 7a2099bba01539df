import { org } from '../actors.ts';
import { type Attempt, id, inserts, moment, type Row, row, self, updates, type Values } from './row.ts';
import type { Find } from './security.ts';

const bodies = (...codes: readonly string[]): string[] => codes.map(org);
const later = '2026-03-02T09:00:00Z';

/** Asked by the service of the police about the shared person, unless told otherwise. */
const request = (words: string, more: Values = {}): Values => ({
  id: id(`break glass ${words}`),
  ...{ case_id: id('case main'), person_id: id('person shared'), compartments: ['identity'], purpose: 'protect' },
  ...{ requested_by: id('somebody'), requested_by_organisation: org('INFOTRAITE'), requested_at: moment },
  ...{ answer_until: later, addressed: bodies('SPJ'), audience: bodies('INFOTRAITE', 'SPJ') },
  ...more,
});

const approved = {
  ...{
    answer: 'approved',
    answered_by: id('somebody else'),
    answered_by_organisation: org('SPJ'),
    answered_at: moment,
  },
  ...{ ends_at: later, review_until: later },
};
const reviewed = { ...approved, verdict: 'justified', reviewed_by: id('an officer'), reviewed_at: later };
const foreign = {
  requested_by_organisation: org('CNVV'),
  addressed: bodies('ECPAT'),
  audience: bodies('CNVV', 'ECPAT'),
};

const notice = (words: string, of: string, body: string, more: Values = {}): Values => ({
  id: id(`break glass notice ${words}`),
  ...{ break_glass_id: id(`break glass ${of}`), organisation_id: org(body), stage: 'opened', at: moment },
  ...more,
});

/** Openings in an emergency at each step, and notices of them. */
export const breakGlassRows = (): Row[] => [
  row('identity.break_glass', 'of INFOTRAITE, asked of SPJ', request('asked')),
  row('identity.break_glass', 'of INFOTRAITE, approved', request('approved', approved)),
  row('identity.break_glass', 'of INFOTRAITE, reviewed', request('reviewed', reviewed)),
  row('identity.break_glass', 'of INFOTRAITE, alarmed', request('alarmed', { ...approved, alarmed_at: later })),
  row('identity.break_glass', 'of CNVV', request('foreign', { ...foreign })),
  row('identity.break_glass_notice', 'to INFOTRAITE', notice('waiting', 'approved', 'INFOTRAITE')),
  row('identity.break_glass_notice', 'to SPJ, mailed', notice('mailed', 'approved', 'SPJ', { mailed_at: later })),
  row('identity.break_glass_notice', 'to SPJ, of an emergency of CNVV', notice('foreign', 'foreign', 'SPJ')),
];

const answers = `answer = 'approved', answered_by = '${id('somebody else')}', answered_by_organisation = '${org('SPJ')}',
  answered_at = now(), ends_at = now(), review_until = now()`;
const reviews = `verdict = 'justified', reviewed_by = '${self}', reviewed_at = now()`;

const noticeAttempts = (find: Find): Attempt[] => {
  const [waiting, mailed] = [
    find('identity.break_glass_notice', 'to INFOTRAITE'),
    find('identity.break_glass_notice', 'to SPJ, mailed'),
  ];
  const told = (name: string, more: Values): Attempt =>
    inserts('identity.break_glass_notice', name, notice('fresh', 'approved', 'INFOTRAITE', more));
  return [
    told('that it was opened', {}),
    told('that it was opened, mailed before', { mailed_at: later }),
    told('that it is overdue', { stage: 'overdue' }),
    told('that it is overdue, mailed before', { stage: 'overdue', mailed_at: later }),
    updates('say that it was mailed', waiting, 'mailed_at = now()'),
    updates('say so again', mailed, 'mailed_at = now()'),
    updates('say so, and not when', waiting, 'mailed_at = null'),
  ];
};

/** What is tried on them. */
export const breakGlassAttempts = (find: Find): Attempt[] => {
  const of = (kind: string): Row | undefined => find('identity.break_glass', kind);
  const [asked, open, done] = [
    of('of INFOTRAITE, asked of SPJ'),
    of('of INFOTRAITE, approved'),
    of('of INFOTRAITE, reviewed'),
  ];
  const [alarmed, other] = [of('of INFOTRAITE, alarmed'), of('of CNVV')];
  const tries = (name: string, more: Values = {}): Attempt =>
    inserts('identity.break_glass', name, request('tried', more));
  return [
    tries('a request'),
    tries('one approved before', approved),
    tries('one alarmed before', { alarmed_at: later }),
    tries('one reviewed before', reviewed),
    updates('approve it', asked, answers),
    updates('answer a reviewed one', done, 'ends_at = now()'),
    updates(
      'take the answer back',
      open,
      'answer = null, answered_by = null, answered_by_organisation = null, answered_at = null, ends_at = null, review_until = null',
    ),
    updates('say who, without an answer', asked, `ended_by = '${id('somebody')}'`),
    updates('end it', open, `ends_at = now(), ended_by = '${id('somebody')}'`),
    updates('review it', open, reviews),
    updates('review it again', done, reviews),
    updates('review it for somebody else', open, reviews.replace(self, id('an officer'))),
    updates('review that of CNVV', other, reviews),
    updates('raise the alarm', open, 'alarmed_at = now()'),
    updates('raise it again', alarmed, 'alarmed_at = now()'),
    updates('raise it, and not say when', open, 'alarmed_at = null'),
    updates('raise it about a request', asked, 'alarmed_at = now()'),
    updates('widen it', open, `compartments = compartments || 'health'::text`),
    ...noticeAttempts(find),
  ];
};
