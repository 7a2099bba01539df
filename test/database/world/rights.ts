import { org } from '../actors.ts';
import type { Call } from './calls.ts';
import { type Attempt, day, id, inserts, moment, own, type Row, row, self, updates, type Values } from './row.ts';
import type { Find } from './security.ts';

/** A request about the shared person, taken by the police, unless told otherwise. */
const request = (words: string, more: Values = {}): Values => ({
  id: id(`rights request ${words}`),
  kind: 'access',
  state: 'received',
  person_id: id('person shared'),
  case_id: id('case main'),
  organisation_id: org('SPJ'),
  reference: '7777-7777',
  asked_by: 'person',
  proof: 'known_to_worker',
  received_on: day,
  due_on: day,
  recorded_by: id('somebody'),
  recorded_at: moment,
  ...more,
});

const erasure = { kind: 'erasure', person_id: id('person free'), case_id: id('case free') };
const proposal = { ...erasure, state: 'proposed', asked_by: 'schedule', proof: null, recorded_by: null };
const decided = { decided_by: id('somebody else'), decided_at: moment };

const hold = (words: string, body: string, more: Values = {}): Values => ({
  id: id(`legal hold ${words}`),
  person_id: id('person shared'),
  case_id: id('case main'),
  organisation_id: body,
  reference: '7777-7777',
  ground: 'court_order',
  set_by: id('somebody'),
  set_at: moment,
  ...more,
});

const notice = (words: string, body: string, more: Values = {}): Values => ({
  id: id(`rights notice ${words}`),
  request_id: id('rights request received'),
  organisation_id: body,
  kind: 'corrected',
  created_at: moment,
  ...more,
});

/** Requests of persons, holds and notices. */
export const rightsRows = (): Row[] => {
  const one = (kind: string, words: string, more: Values = {}): Row =>
    row('identity.rights_request', kind, request(words, more));
  return [
    one('of SPJ, received', 'received'),
    one('of SPJ, refused', 'refused', { state: 'refused', ...decided }),
    one('of SPJ, to erase', 'erase', erasure),
    one('of SPJ, to erase, refused', 'kept', { ...erasure, state: 'refused', ...decided }),
    one('of SPJ, proposed', 'proposed', proposal),
    one('of INFOTRAITE, received', 'service', { organisation_id: org('INFOTRAITE') }),
    row('identity.legal_hold', 'of SPJ', hold('police', org('SPJ'))),
    row('identity.legal_hold', 'of SPJ, lifted', hold('lifted', org('SPJ'), { lifted_at: moment, lifted_by: id('x') })),
    row('identity.legal_hold', 'of INFOTRAITE', hold('service', org('INFOTRAITE'))),
    row('identity.rights_notice', 'to INFOTRAITE', notice('service', org('INFOTRAITE'))),
    row('identity.rights_notice', 'to SPJ', notice('police', org('SPJ'), { reference: '1111-1111' })),
    row('identity.rights_notice', 'to ITM', notice('reporter', org('ITM'), { reference: '1111-1111' })),
    row('identity.rights_notice', 'to SPJ, confirmed', {
      ...notice('confirmed', org('SPJ'), { kind: 'restricted', reference: '2222-2222' }),
      ...{ confirmed_at: moment, confirmed_by: id('somebody') },
    }),
  ];
};

const requestChanges = (find: Find): Attempt[] => {
  const of = (kind: string): Row => find('identity.rights_request', kind);
  const approve = `state = 'approved', decided_by = '${id('somebody else')}', decided_at = now()`;
  return [
    updates('read it', of('of SPJ, received'), `state = 'read'`),
    updates('refuse it', of('of SPJ, received'), `state = 'refused'`),
    updates('read that of INFOTRAITE', of('of INFOTRAITE, received'), `state = 'read'`),
    updates('open it again', of('of SPJ, refused'), `state = 'received'`),
    updates('take it up', of('of SPJ, proposed'), `state = 'received', recorded_by = '${self}'`),
    updates('approve it', of('of SPJ, to erase'), approve),
    updates('approve what is refused', of('of SPJ, to erase, refused'), approve),
    updates('approve an access', of('of SPJ, received'), approve),
    updates('send it back', of('of SPJ, to erase'), `state = 'read'`),
    updates('give it to another body', of('of SPJ, received'), `organisation_id = '${org('MJ')}'`),
  ];
};

const otherChanges = (find: Find): Attempt[] => {
  const lifts = `lifted_at = now(), lifted_by = '${self}'`;
  const confirms = `confirmed_at = now(), confirmed_by = '${self}'`;
  const [held, told] = [find('identity.legal_hold', 'of SPJ'), find('identity.rights_notice', 'to INFOTRAITE')];
  const mine = { set_by: self, organisation_id: own };
  return [
    inserts('identity.legal_hold', 'her own', hold('tried', own, mine)),
    inserts('identity.legal_hold', 'in another’s name', hold('tried', own, { ...mine, set_by: id('somebody') })),
    inserts('identity.legal_hold', 'for another body', hold('tried', org('MJ'), { set_by: self })),
    inserts('identity.legal_hold', 'lifted before', {
      ...hold('tried', own, mine),
      ...{ lifted_at: moment, lifted_by: self },
    }),
    updates('lift it', held, lifts),
    updates('lift it in another’s name', held, `lifted_at = now(), lifted_by = '${id('somebody')}'`),
    updates('lift that of INFOTRAITE', find('identity.legal_hold', 'of INFOTRAITE'), lifts),
    updates('lift it again', find('identity.legal_hold', 'of SPJ, lifted'), lifts),
    inserts('identity.rights_notice', 'one made up', notice('tried', own, { kind: 'erased' })),
    inserts('identity.rights_notice', 'one confirmed before', {
      ...notice('tried', own, { kind: 'erased' }),
      ...{ confirmed_at: moment, confirmed_by: self },
    }),
    updates('confirm it', told, confirms),
    updates('confirm that to SPJ', find('identity.rights_notice', 'to SPJ'), confirms),
    updates('confirm it for somebody else', told, `confirmed_at = now(), confirmed_by = '${id('somebody')}'`),
    updates('confirm it again', find('identity.rights_notice', 'to SPJ, confirmed'), confirms),
  ];
};

/** What is tried on requests of persons, holds and notices. */
export const rightsAttempts = (find: Find): Attempt[] => {
  const tries = (name: string, more: Values = {}): Attempt =>
    inserts('identity.rights_request', name, {
      ...request('tried', { recorded_by: self, organisation_id: own }),
      ...more,
    });
  return [
    ...requestChanges(find),
    ...otherChanges(find),
    tries('about the person of a case of SPJ and INFOTRAITE'),
    tries('answered before', { state: 'refused', ...decided }),
    tries('in another’s name', { recorded_by: id('somebody') }),
    tries('for another body', { organisation_id: org('MJ') }),
    tries('about a case of PQT-DIE', { case_id: id('case foreign'), person_id: id('person waiting') }),
    tries('about another person', { person_id: id('person other') }),
    tries('as if the schedule had proposed it', proposal),
  ];
};

const call = (name: string, words: string, sql: string): Call => ({ function: `identity.${name}`, name: words, sql });

const dropped = (name: string, of: string): Call => ({
  ...{ function: 'cases.drop_tasks_of_closed', name },
  sql: `select 1 from cases.drop_tasks_of_closed(now(), 50) where case_id = '${id(`case ${of}`)}'`,
});

/** What the vault and the nightly job ask for. */
export const rightsCalls: readonly Call[] = [
  call(
    'subjects_of',
    'of a person of a report with others',
    `select * from identity.subjects_of('${id('person shared')}')`,
  ),
  call(
    'forget_subjects',
    'a case with a document',
    `select 1 where identity.forget_subjects(array['${id('case main')}'::uuid], '{}') > 0`,
  ),
  {
    ...{ function: 'cases.close_erased', name: 'the case of a person who is erased' },
    sql: `select 1 where cases.close_erased(array['${id('person shared')}'::uuid], now()) > 0`,
  },
  dropped('of a closed case', 'closed'),
  dropped('of an erased person, whenever set', 'erased'),
  dropped('of an open case', 'main'),
  dropped('what was set afterwards', 'closed too'),
  call(
    'propose_erasures',
    'with a term that is over',
    `select * from identity.propose_erasures('[{"id":"a","statuses":["reported"],"months":1,"child_months":1}]', '{}', '2099-01-01', now())`,
  ),
];
