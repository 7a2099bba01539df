import { org } from '../actors.ts';
import { bytes, day, id, moment, type Row, row, type Values } from './row.ts';
import type { People } from './security.ts';

/** Columns of a row that the matrix does not speak about. */
export const caseFile = (words: string, person: string, lead: string): Values => ({
  id: id(`case ${words}`),
  person_id: id(`person ${person}`),
  report_id: id('report delivered'),
  lead_organisation_id: org(lead),
  opened_at: moment,
});

/** Columns of a row that the matrix does not speak about. */
export const access = (words: string, of: string, body: string, more: Values = {}): Values => ({
  id: id(`access ${words} ${of} ${body}`),
  case_id: id(`case ${of}`),
  organisation_id: body,
  basis_kind: 'lead',
  basis_code: 'LEAD',
  compartments: ['identity', 'investigation'],
  valid_from: moment,
  ...more,
});

/** Columns of a row that the matrix does not speak about. */
export const consent = (words: string): Values => ({
  basis_kind: 'consent',
  basis_code: id(`consent ${words}`),
  compartments: ['identity'],
});

/** Columns of a row that the matrix does not speak about. */
export const support = (words: string, state: string, more: Values = {}): Values => ({
  id: id(`support ${words}`),
  consent_id: id(`consent ${words}`),
  case_id: id(`case ${words === 'accepted' ? 'main' : 'offered'}`),
  person_id: id(`person ${words === 'accepted' ? 'shared' : 'other'}`),
  from_organisation_id: org('SPJ'),
  to_organisation_id: org('INFOTRAITE'),
  audience: [org('SPJ'), org('INFOTRAITE')],
  reference: '1111-1111',
  state,
  urgency: 'soon',
  compartments: ['identity'],
  given_by: 'person',
  given_on: day,
  method: 'oral',
  language: 'en',
  interpreter: 'none',
  text_version: '1',
  offered_by: id('offerer'),
  offered_at: moment,
  ...(state === 'accepted' ? { answered_at: moment } : {}),
  ...more,
});

/** Columns of a row that the matrix does not speak about. */
export const reference = (of: string, body: string, code: string): Values => ({
  case_id: id(`case ${of}`),
  organisation_id: body,
  code,
});
/** Columns of a row that the matrix does not speak about. */
export const link = (words: string, [one, other]: [string, string], body: string, by: string): Values => ({
  id: id(`link ${words}`),
  case_id: id(`case ${one}`),
  other_case_id: id(`case ${other}`),
  kind: 'sibling',
  organisation_id: body,
  created_at: moment,
  created_by: by,
});
/** Columns of a row that the matrix does not speak about. */
export const task = (words: string, of: string, body: string): Values => ({
  id: id(`task ${words}`),
  case_id: id(`case ${of}`),
  organisation_id: body,
  kind: 'call',
  created_at: moment,
});
/** Columns of a row that the matrix does not speak about. */
export const note = (words: string, of: string, body: string, author: string): Values => ({
  id: id(`note ${words}`),
  case_id: id(`case ${of}`),
  organisation_id: body,
  author_id: author,
  kind: 'call',
  at: moment,
});
/** Columns of a row that the matrix does not speak about. */
export const file = (words: string, of: string, body: string, by: string): Values => ({
  id: id(`document ${words}`),
  case_id: id(`case ${of}`),
  organisation_id: body,
  kind: 'letter',
  media_type: 'text/plain',
  size: 1,
  sealed: bytes(9),
  hash: bytes(32),
  added_by: by,
  added_at: moment,
});
/** Columns of a row that the matrix does not speak about. */
export const change = (words: string, [of, body]: [string, string], shared: boolean, by: string): Values => ({
  id: id(`change ${words}`),
  case_id: id(`case ${of}`),
  organisation_id: body,
  shared,
  thing: 'case',
  thing_id: id(`case ${of}`),
  field: 'flags',
  changed_by: by,
  changed_at: moment,
});

const ended = { withdrawn_at: moment };
const expired = { basis_kind: 'law', basis_code: 'X', valid_until: '2026-03-03T08:00:00Z' };
const byLaw = { basis_kind: 'law', basis_code: 'CPP-23' };

const word = { own_label: bytes(40), own_label_token: bytes(32) };
const over = { closed_at: '2026-03-03T08:00:00Z' };

/** What is left on a case that was closed and on one whose person was erased. */
const tasksOfClosed = (police: string): Row[] => {
  const one = (kind: string, of: string, more: Values = {}): Row =>
    row('cases.task', kind, { ...task(kind, of, org('PQT-DIE')), ...more });
  return [
    one('on a closed case', 'closed'),
    one('on a closed case, done', 'closed', { state: 'done' }),
    one('on a closed case, done by somebody', 'closed', { state: 'done', owner_id: police }),
    one('on a closed case, set afterwards', 'closed too', { created_at: '2026-03-04T08:00:00Z' }),
    one('on an erased case, set afterwards', 'erased', { created_at: '2026-03-04T08:00:00Z' }),
  ];
};

const files = (): Row[] => [
  row('cases.case_file', 'led by PQT-DIE, closed', { ...caseFile('closed', 'closed', 'PQT-DIE'), ...over }),
  row('cases.case_file', 'led by PQT-DIE, closed too', { ...caseFile('closed too', 'closed too', 'PQT-DIE'), ...over }),
  row('cases.case_file', 'led by PQT-DIE, erased', {
    ...caseFile('erased', 'erased', 'PQT-DIE'),
    ...{ ...over, closed_because: 'erased' },
  }),
  row('cases.case_file', 'led by SPJ, with PQT-LUX and INFOTRAITE', {
    ...caseFile('main', 'shared', 'SPJ'),
    victim_status: 'reported',
  }),
  row('cases.case_file', 'led by SPJ, offered to INFOTRAITE', caseFile('offered', 'other', 'SPJ')),
  row('cases.case_file', 'led by SPJ, of a person kept from it', caseFile('kept', 'kept', 'SPJ')),
  row('cases.case_file', 'led by PQT-DIE', caseFile('foreign', 'waiting', 'PQT-DIE')),
  row('cases.case_file', 'led by PQT-DIE too', caseFile('foreign too', 'waiting too', 'PQT-DIE')),
  row('cases.case_file', 'led by SPJ, with PQT-LUX and INFOTRAITE by law', caseFile('free', 'free', 'SPJ')),
  row('cases.case_access', 'of SPJ as lead of the second', access('lead', 'free', org('SPJ'))),
  row('cases.case_access', 'of PQT-LUX by law in the second', access('law', 'free', org('PQT-LUX'), byLaw)),
  row(
    'cases.case_access',
    'of INFOTRAITE by law in the second',
    access('law', 'free', org('INFOTRAITE'), { ...byLaw, compartments: ['identity'] }),
  ),
  row('cases.case_access', 'of SPJ as lead', access('lead', 'main', org('SPJ'))),
  row('cases.case_access', 'of PQT-LUX by law', access('law', 'main', org('PQT-LUX'), byLaw)),
  row(
    'cases.case_access',
    'of INFOTRAITE by consent',
    access('consent', 'main', org('INFOTRAITE'), consent('accepted')),
  ),
  row('cases.case_access', 'withdrawn from JI', access('ended', 'main', org('JI'), { ...byLaw, ...ended })),
  row('cases.case_access', 'run out for PQT-DIE', access('expired', 'main', org('PQT-DIE'), expired)),
  row('cases.case_access', 'of SPJ as lead of the offered one', access('lead', 'offered', org('SPJ'), {})),
  row(
    'cases.case_access',
    'of CNVV by consent, of PQT-DIE',
    access('consent', 'foreign', org('CNVV'), consent('none')),
  ),
  row('cases.case_access', 'of PQT-DIE as lead', access('lead', 'foreign', org('PQT-DIE'))),
];

/** One case with three bodies, one offered to a service, one of another court. */
export const caseRows = (of: People): Row[] => {
  const police = of('judicial_police_officer').staffId;
  const court = of('prosecutor/other-court').staffId;
  return [
    ...files(),
    row('cases.case_reference', 'of SPJ', reference('main', org('SPJ'), '1111-1111'), ['case_id', 'organisation_id']),
    row(
      'cases.case_reference',
      'of INFOTRAITE on a case it does not see',
      { ...reference('foreign', org('INFOTRAITE'), '2222-2222'), version: 2, ...word },
      ['case_id', 'organisation_id'],
    ),
    row('cases.case_link', 'between two cases of SPJ', link('inside', ['main', 'offered'], org('SPJ'), police)),
    row('cases.case_link', 'to a case of PQT-DIE', link('across', ['main', 'foreign'], org('SPJ'), police)),
    row('cases.case_link', 'from a case of PQT-DIE', link('back', ['foreign', 'main'], org('PQT-DIE'), court)),
    row('cases.case_link', 'of INFOTRAITE', link('other', ['offered', 'main'], org('INFOTRAITE'), police)),
    row('cases.case_link', 'of SPJ from a case of PQT-DIE', link('lost', ['foreign', 'main'], org('SPJ'), police)),
    row('cases.task', 'of PQT-LUX', task('LUX', 'main', org('PQT-LUX'))),
    row('cases.task', 'of SPJ', { ...task('SPJ', 'main', org('SPJ')), owner_id: police }),
    row('cases.task', 'of SPJ, for somebody to represent a child', {
      ...task('child', 'main', org('SPJ')),
      kind: 'guardian',
    }),
    row('cases.task', 'of SPJ on a case it does not see', task('lost', 'foreign', org('SPJ'))),
    row('cases.task', 'of PQT-DIE', task('court', 'foreign', org('PQT-DIE'))),
    ...tasksOfClosed(police),
    row('cases.note', 'of SPJ', note('SPJ', 'main', org('SPJ'), police)),
    row('cases.note', 'of SPJ on a case it does not see', note('lost', 'foreign', org('SPJ'), police)),
    row('cases.document', 'of SPJ', file('SPJ', 'main', org('SPJ'), police)),
    row('cases.document', 'of SPJ on a case it does not see', file('lost', 'foreign', org('SPJ'), police)),
    row('cases.change', 'shared', change('shared', ['main', org('SPJ')], true, police)),
    row('cases.change', 'of SPJ alone', change('own', ['main', org('SPJ')], false, police)),
    row('cases.change', 'of a case of PQT-DIE', change('foreign', ['foreign', org('PQT-DIE')], true, court)),
    row('cases.support_referral', 'accepted by INFOTRAITE', support('accepted', 'accepted')),
    row('cases.support_referral', 'offered to INFOTRAITE', support('offered', 'offered')),
  ];
};
