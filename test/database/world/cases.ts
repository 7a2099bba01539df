import { org } from '../actors.ts';
import {
  type Attempt,
  bytes,
  day,
  id,
  inserts,
  moment,
  own,
  type Row,
  row,
  self,
  updates,
  type Values,
} from './row.ts';
import type { Find, People } from './security.ts';

const caseFile = (words: string, person: string, lead: string): Values => ({
  id: id(`case ${words}`),
  person_id: id(`person ${person}`),
  report_id: id('report delivered'),
  lead_organisation_id: org(lead),
  opened_at: moment,
});

const access = (words: string, of: string, body: string, more: Values = {}): Values => ({
  id: id(`access ${words} ${of} ${body}`),
  case_id: id(`case ${of}`),
  organisation_id: body,
  basis_kind: 'lead',
  basis_code: 'LEAD',
  compartments: ['identity', 'investigation'],
  valid_from: moment,
  ...more,
});

const consent = (words: string): Values => ({
  basis_kind: 'consent',
  basis_code: id(`support ${words}`),
  compartments: ['identity'],
});

const support = (words: string, state: string, more: Values = {}): Values => ({
  id: id(`support ${words}`),
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

const reference = (of: string, body: string, code: string): Values => ({
  case_id: id(`case ${of}`),
  organisation_id: body,
  code,
});
const link = (words: string, [one, other]: [string, string], body: string, by: string): Values => ({
  id: id(`link ${words}`),
  case_id: id(`case ${one}`),
  other_case_id: id(`case ${other}`),
  kind: 'sibling',
  organisation_id: body,
  created_at: moment,
  created_by: by,
});
const task = (words: string, of: string, body: string): Values => ({
  id: id(`task ${words}`),
  case_id: id(`case ${of}`),
  organisation_id: body,
  kind: 'call',
  created_at: moment,
});
const note = (words: string, of: string, body: string, author: string): Values => ({
  id: id(`note ${words}`),
  case_id: id(`case ${of}`),
  organisation_id: body,
  author_id: author,
  kind: 'call',
  at: moment,
});
const file = (words: string, of: string, body: string, by: string): Values => ({
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
const change = (words: string, [of, body]: [string, string], shared: boolean, by: string): Values => ({
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

const files = (): Row[] => [
  row('cases.case_file', 'led by SPJ, with PQT-LUX and INFOTRAITE', caseFile('main', 'shared', 'SPJ')),
  row('cases.case_file', 'led by SPJ, offered to INFOTRAITE', caseFile('offered', 'other', 'SPJ')),
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
      reference('foreign', org('INFOTRAITE'), '2222-2222'),
      ['case_id', 'organisation_id'],
    ),
    row('cases.case_link', 'between two cases of SPJ', link('inside', ['main', 'offered'], org('SPJ'), police)),
    row('cases.case_link', 'to a case of PQT-DIE', link('across', ['main', 'foreign'], org('SPJ'), police)),
    row('cases.case_link', 'from a case of PQT-DIE', link('back', ['foreign', 'main'], org('PQT-DIE'), court)),
    row('cases.case_link', 'of INFOTRAITE', link('other', ['offered', 'main'], org('INFOTRAITE'), police)),
    row('cases.case_link', 'of SPJ from a case of PQT-DIE', link('lost', ['foreign', 'main'], org('SPJ'), police)),
    row('cases.task', 'of PQT-LUX', task('LUX', 'main', org('PQT-LUX'))),
    row('cases.task', 'of SPJ', task('SPJ', 'main', org('SPJ'))),
    row('cases.task', 'of SPJ on a case it does not see', task('lost', 'foreign', org('SPJ'))),
    row('cases.task', 'of PQT-DIE', task('court', 'foreign', org('PQT-DIE'))),
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

const accessAttempts = (find: Find): Attempt[] => {
  const main = find('cases.case_file', 'led by SPJ, with PQT-LUX and INFOTRAITE');
  const mine = (of: string, more: Values = {}): Values => access('fresh', of, own, { ...consent('accepted'), ...more });
  const again = find('cases.case_access', 'of INFOTRAITE by consent');
  return [
    inserts('cases.case_file', 'a case past open_case', {
      ...caseFile('fresh', 'fresh', 'SPJ'),
      lead_organisation_id: own,
    }),
    updates('flag it', main, "flags = '{urgent}', version = version + 1"),
    updates('flag one of PQT-DIE', find('cases.case_file', 'led by PQT-DIE'), "flags = '{urgent}'"),
    updates('widen its readers', main, `audience = audience || '${org('MJ')}'::uuid`),
    inserts('cases.case_access', 'by the consent it accepted', {
      ...mine('main'),
      basis_code: id('support accepted'),
      compartments: ['identity'],
      valid_from: '2026-03-04T08:00:00Z',
      withdrawn_at: moment,
    }),
    inserts('cases.case_access', 'more than was agreed', {
      ...mine('main'),
      compartments: ['identity', 'investigation'],
      withdrawn_at: moment,
    }),
    inserts('cases.case_access', 'by law', { ...mine('main'), basis_kind: 'law', withdrawn_at: moment }),
    inserts('cases.case_access', 'by another’s consent', { ...mine('main'), basis_code: id('support offered') }),
    inserts('cases.case_access', 'for INFOTRAITE by its consent', {
      ...access('fresh', 'main', org('INFOTRAITE'), consent('accepted')),
      withdrawn_at: moment,
    }),
    inserts('cases.case_access', 'to another case by the consent it accepted', { ...mine('offered') }),
    inserts('cases.case_access', 'to what is only offered', { ...mine('offered', consent('offered')) }),
    inserts('cases.case_access', 'to another body', access('fresh', 'main', org('MJ'), consent('accepted'))),
    updates('end the consent', again, 'withdrawn_at = now()'),
    updates('bring the consent back', again, 'withdrawn_at = null'),
    updates('end the lead', find('cases.case_access', 'of SPJ as lead'), 'withdrawn_at = now()'),
    updates('end the law', find('cases.case_access', 'of PQT-LUX by law'), 'withdrawn_at = now()'),
  ];
};

const nameAttempts = (find: Find): Attempt[] => [
  inserts('cases.case_reference', 'to what it accepted', reference('main', own, '3333-3333')),
  inserts('cases.case_reference', 'to what is only offered', reference('offered', own, '3333-3333')),
  inserts('cases.case_reference', 'for INFOTRAITE', reference('main', org('INFOTRAITE'), '3333-3333')),
  inserts('cases.case_reference', 'for another body', reference('main', org('MJ'), '3333-3333')),
  updates('look after it', find('cases.case_reference', 'of SPJ'), 'owner_id = null'),
  inserts('cases.case_link', 'between two cases of SPJ', link('fresh', ['offered', 'main'], own, self)),
  inserts('cases.case_link', 'to a case of PQT-DIE', link('fresh', ['main', 'foreign'], own, self)),
  inserts('cases.case_link', 'from a case of PQT-DIE', link('fresh', ['foreign', 'main'], own, self)),
  inserts('cases.case_link', 'for another body', link('fresh', ['offered', 'main'], org('MJ'), self)),
  inserts('cases.case_link', 'in another’s name', link('fresh', ['offered', 'main'], own, id('somebody'))),
  updates('end that of INFOTRAITE', find('cases.case_link', 'of INFOTRAITE'), 'ended_at = now()'),
  updates('end it', find('cases.case_link', 'between two cases of SPJ'), 'ended_at = now()'),
];

const workAttempts = (of: People, find: Find): Attempt[] => {
  const other = of('national_rapporteur').staffId;
  const notes = ['note', 'document'].flatMap((table) => {
    const make = table === 'note' ? note : file;
    return [
      inserts(`cases.${table}`, 'her own', make('fresh', 'main', own, self)),
      inserts(`cases.${table}`, 'in another’s name', make('fresh', 'main', own, other)),
      inserts(`cases.${table}`, 'for another body', make('fresh', 'main', org('MJ'), self)),
      inserts(`cases.${table}`, 'on a case of PQT-DIE', make('fresh', 'foreign', own, self)),
    ];
  });
  return [
    ...notes,
    inserts('cases.task', 'of her own body', task('fresh', 'main', own)),
    inserts('cases.task', 'of another body', task('fresh', 'main', org('MJ'))),
    inserts('cases.task', 'on a case of PQT-DIE', task('fresh', 'foreign', own)),
    updates('do it', find('cases.task', 'of SPJ'), "state = 'done', version = version + 1"),
    updates('do that of PQT-LUX', find('cases.task', 'of PQT-LUX'), "state = 'done'"),
    updates('do it blindly', find('cases.task', 'of SPJ on a case it does not see'), "state = 'done'"),
    inserts('cases.change', 'her own', change('fresh', ['main', own], true, self)),
    inserts('cases.change', 'in another’s name', change('fresh', ['main', own], true, other)),
    inserts('cases.change', 'for another body', change('fresh', ['main', org('MJ')], true, self)),
    inserts('cases.change', 'of a case of PQT-DIE', change('fresh', ['foreign', own], true, self)),
  ];
};

const supportAttempts = (find: Find): Attempt[] => {
  const offer = (more: Values = {}): Values =>
    support('fresh', 'offered', {
      from_organisation_id: own,
      to_organisation_id: org('CNVV'),
      offered_by: self,
      audience: [own, org('CNVV')],
      ...more,
    });
  const offered = find('cases.support_referral', 'offered to INFOTRAITE');
  return [
    inserts('cases.support_referral', 'an offer', offer()),
    inserts(
      'cases.support_referral',
      'an offer for another body',
      offer({ from_organisation_id: org('MJ'), audience: [org('MJ'), org('CNVV')] }),
    ),
    inserts('cases.support_referral', 'an offer in another’s name', offer({ offered_by: id('somebody') })),
    inserts('cases.support_referral', 'an offer already accepted', offer({ state: 'accepted', answered_at: moment })),
    inserts('cases.support_referral', 'an offer with more readers', offer({ audience: [own, org('CNVV'), org('MJ')] })),
    inserts('cases.support_referral', 'an offer with fewer readers', offer({ audience: [own] })),
    inserts(
      'cases.support_referral',
      'an offer on a case of PQT-DIE',
      offer({ case_id: id('case foreign'), person_id: id('person waiting') }),
    ),
    inserts('cases.support_referral', 'an offer of another person', offer({ person_id: id('person shared') })),
    updates('accept it', offered, "state = 'accepted', answered_at = now()"),
    updates('take it back', offered, "state = 'taken_back'"),
    updates(
      'offer it again',
      find('cases.support_referral', 'accepted by INFOTRAITE'),
      "state = 'offered', answered_at = null",
    ),
  ];
};

export const caseAttempts = (of: People, find: Find): Attempt[] => [
  ...accessAttempts(find),
  ...nameAttempts(find),
  ...workAttempts(of, find),
  ...supportAttempts(find),
];
