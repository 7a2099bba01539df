import { org } from '../actors.ts';
import { access, caseFile, change, consent, file, link, note, reference, support, task } from './cases.ts';
import { type Attempt, id, inserts, moment, own, self, updates, type Values } from './row.ts';
import type { Find, People } from './security.ts';

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
      basis_code: id('consent accepted'),
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
    inserts('cases.case_access', 'by another’s consent', { ...mine('main'), basis_code: id('consent offered') }),
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

const word = String.raw`\x01`;

const nameAttempts = (find: Find): Attempt[] => [
  inserts('cases.case_reference', 'to what it accepted', reference('main', own, '3333-3333')),
  inserts('cases.case_reference', 'to what is only offered', reference('offered', own, '3333-3333')),
  inserts('cases.case_reference', 'for INFOTRAITE', reference('main', org('INFOTRAITE'), '3333-3333')),
  inserts('cases.case_reference', 'for another body', reference('main', org('MJ'), '3333-3333')),
  updates('give it a word', find('cases.case_reference', 'of SPJ'), `own_label = '${word}'`),
  updates('look after it', find('cases.case_reference', 'of SPJ'), 'owner_id = null'),
  updates(
    'look after that of INFOTRAITE',
    find('cases.case_reference', 'of INFOTRAITE on a case it does not see'),
    'owner_id = null',
  ),
  updates(
    'forget its word',
    find('cases.case_reference', 'of INFOTRAITE on a case it does not see'),
    'own_label = null, own_label_token = null',
  ),
  inserts('cases.case_link', 'between two cases of SPJ', link('fresh', ['offered', 'main'], own, self)),
  inserts('cases.case_link', 'to a case of PQT-DIE', link('fresh', ['main', 'foreign'], own, self)),
  inserts('cases.case_link', 'from a case of PQT-DIE', link('fresh', ['foreign', 'main'], own, self)),
  inserts('cases.case_link', 'for another body', link('fresh', ['offered', 'main'], org('MJ'), self)),
  inserts('cases.case_link', 'in another’s name', link('fresh', ['offered', 'main'], own, id('somebody'))),
  updates('end that of INFOTRAITE', find('cases.case_link', 'of INFOTRAITE'), 'ended_at = now()'),
  updates('end it', find('cases.case_link', 'between two cases of SPJ'), 'ended_at = now()'),
];

const drops = "state = 'dropped', dropped_because = 'case_closed'";

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
    ...['done', 'dropped'].map((state) =>
      updates(
        `${state}: somebody to represent a child`,
        find('cases.task', 'of SPJ, for somebody to represent a child'),
        `state = '${state}'`,
      ),
    ),
    updates('do it', find('cases.task', 'of SPJ'), "state = 'done', version = version + 1"),
    updates('do it, as if a case were closed', find('cases.task', 'of SPJ'), drops),
    updates('drop what is done', find('cases.task', 'on a closed case, done by somebody'), drops),
    updates('drop it', find('cases.task', 'of SPJ'), "state = 'dropped'"),
    updates('do that of PQT-LUX', find('cases.task', 'of PQT-LUX'), "state = 'done'"),
    updates('do it blindly', find('cases.task', 'of SPJ on a case it does not see'), "state = 'done'"),
    inserts('cases.change', 'her own', change('fresh', ['main', own], true, self)),
    inserts('cases.change', 'in another’s name', change('fresh', ['main', own], true, other)),
    inserts('cases.change', 'for another body', change('fresh', ['main', org('MJ')], true, self)),
    inserts('cases.change', 'of a case of PQT-DIE', change('fresh', ['foreign', own], true, self)),
  ];
};

type Offer = (more?: Values) => Values;

const consentAttempts = (offer: Offer): Attempt[] => [
  inserts(
    'cases.support_referral',
    'an offer of another person',
    offer({ person_id: id('person shared'), consent_id: id('consent another') }),
  ),
  ...['another', 'refused', 'withdrawn', 'offered'].map((words) =>
    inserts('cases.support_referral', `an offer on a consent: ${words}`, offer({ consent_id: id(`consent ${words}`) })),
  ),
  inserts(
    'cases.support_referral',
    'an offer of more than was agreed',
    offer({ compartments: ['identity', 'health'] }),
  ),
];

const answerAttempts = (find: Find): Attempt[] => {
  const offered = find('cases.support_referral', 'offered to INFOTRAITE');
  const accepted = find('cases.support_referral', 'accepted by INFOTRAITE');
  return [
    updates('accept it', offered, `state = 'accepted', answered_at = now(), answered_by = '${self}'`),
    updates('decline it after all', accepted, "state = 'declined', decline_reason = 'full'"),
    updates('end it', accepted, "state = 'taken_back', answered_at = null"),
    updates('take it back', offered, "state = 'taken_back'"),
    updates('offer it again', accepted, "state = 'offered', answered_at = null"),
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
      offer({ case_id: id('case foreign'), person_id: id('person waiting'), consent_id: id('consent foreign') }),
    ),
    ...consentAttempts(offer),
    ...answerAttempts(find),
  ];
};

/** What is tried on cases and what hangs on them. */
export const caseAttempts = (of: People, find: Find): Attempt[] => [
  ...accessAttempts(find),
  ...nameAttempts(find),
  ...workAttempts(of, find),
  ...supportAttempts(find),
];
