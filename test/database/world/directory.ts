import { org } from '../actors.ts';
import { type Attempt, day, id, inserts, moment, own, type Row, row, self, updates, type Values } from './row.ts';
import type { Find, People } from './security.ts';

const absence = (words: string, staff: string, body: string): Values => ({
  id: id(`absence ${words}`),
  staff_id: staff,
  organisation_id: body,
  from_day: day,
  to_day: day,
});
const delegation = (words: string, [from, to]: [string, string], body: string, role = 'labour_inspector'): Values => ({
  id: id(`delegation ${words}`),
  organisation_id: body,
  from_staff_id: from,
  to_staff_id: to,
  role_code: role,
  from_day: day,
  to_day: day,
});
const duty = (words: string, staff: string, body: string): Values => ({
  ...{
    id: id(`duty ${words}`),
    staff_id: staff,
    organisation_id: body,
    from_at: moment,
    until_at: '2026-03-03T06:00:00Z',
  },
  ...{ channel: 'telephone', number: '+352 000', checked_on: day, created_by: staff, created_at: moment },
});
const mailbox = (body: string, by: string): Values => ({
  ...{ organisation_id: body, address: 'team@example.org', set_by: by, set_at: moment },
});
const person = (words: string, body: string, more: Values = {}): Values => ({
  id: id(`staff ${words}`),
  organisation_id: body,
  login: `t-${words.replaceAll(' ', '-')}`,
  display_name: words,
  ...more,
});

const peopleRows = (of: People): Row[] => [
  row('directory.organisation', 'any', { id: org('ITM') }),
  row('directory.unit', 'any', { id: id('unit'), organisation_id: org('ITM'), code: 'north', names: { json: {} } }),
  row('directory.role', 'any', { code: 'labour_inspector' }, ['code']),
  row('directory.staff', 'an inspector', { id: of('labour_inspector').staffId }),
  row('directory.staff', 'a police officer', { id: of('judicial_police_officer').staffId }),
  row('directory.staff', "the inspectorate's administrator", { id: of('administrator').staffId }),
  row('directory.staff', 'an invited inspector', person('invited', org('ITM'))),
  row('directory.staff', 'a disabled inspector', person('gone', org('ITM'), { state: 'disabled' })),
  row('directory.staff', 'a real inspector', person('real', org('ITM'), { state: 'active' })),
  row(
    'directory.staff_role',
    'of an inspector',
    { staff_id: of('labour_inspector').staffId, role_code: 'labour_inspector' },
    ['staff_id', 'role_code'],
  ),
  row(
    'directory.staff_role',
    'of a police officer',
    { staff_id: of('judicial_police_officer').staffId, role_code: 'judicial_police_officer' },
    ['staff_id', 'role_code'],
  ),
  row(
    'directory.staff_role',
    "of the inspectorate's administrator",
    { staff_id: of('administrator').staffId, role_code: 'administrator' },
    ['staff_id', 'role_code'],
  ),
];

const awayRows = (of: People): Row[] => [
  row('directory.notice_address', 'of ITM', mailbox(org('ITM'), of('administrator').staffId), ['organisation_id']),
  row('directory.notice_address', 'of MJ', mailbox(org('MJ'), of('administrator').staffId), ['organisation_id']),
  row('directory.notice_address', 'of a body without account', mailbox(org('ADEM'), of('administrator').staffId), [
    'organisation_id',
  ]),
  row('directory.duty', 'of an inspector', duty('inspector', of('labour_inspector').staffId, org('ITM'))),
  row('directory.duty', 'of a police officer', duty('police', of('judicial_police_officer').staffId, org('SPJ'))),
  row('directory.duty', 'cancelled', {
    ...duty('cancelled', of('judicial_police_officer').staffId, org('SPJ')),
    cancelled_at: moment,
  }),
  row('directory.absence', 'of an inspector', absence('inspector', of('labour_inspector').staffId, org('ITM'))),
  row('directory.absence', 'of a police officer', absence('police', of('judicial_police_officer').staffId, org('SPJ'))),
  row('directory.absence', 'cancelled', {
    ...absence('cancelled', of('labour_inspector').staffId, org('ITM')),
    cancelled_at: moment,
  }),
  row(
    'directory.delegation',
    'among inspectors',
    delegation('inspectors', [of('labour_inspector').staffId, of('labour_inspector/colleague').staffId], org('ITM')),
  ),
  row(
    'directory.delegation',
    'among police',
    delegation(
      'police',
      [of('judicial_police_officer').staffId, of('judicial_police_officer/second').staffId],
      org('SPJ'),
      'judicial_police_officer',
    ),
  ),
  row('directory.delegation', 'ended', {
    ...delegation('ended', [of('labour_inspector').staffId, of('labour_inspector/colleague').staffId], org('ITM')),
    ended_at: moment,
  }),
];

/** Bodies, units, roles, people, who is away and who lends a role. */
export const directoryRows = (of: People): Row[] => [...peopleRows(of), ...awayRows(of)];

const bodyAttempts = (find: Find): Attempt[] => [
  inserts('directory.organisation', 'a new body', {
    id: id('new body'),
    code: 'NEW',
    kind: 'ngo',
    names: { json: {} },
  }),
  updates('act for the police', find('directory.organisation', 'any'), `acts_for_id = '${org('SPJ')}'`),
  inserts('directory.unit', 'a new unit', {
    id: id('new unit'),
    organisation_id: own,
    code: 'new',
    names: { json: {} },
  }),
  updates('rename it', find('directory.unit', 'any'), "code = 'south'"),
  updates('permit more', find('directory.role', 'any'), "permits = permits || 'cases.read'::text"),
];

const staffAttempts = (of: People, find: Find): Attempt[] => [
  inserts('directory.staff', 'a colleague', person('colleague', own)),
  inserts('directory.staff', 'somebody in another body', person('stranger', org('PQT-DIE'))),
  inserts('directory.staff', 'an invented colleague', person('invented', own, { synthetic: true })),
  updates('rename an inspector', find('directory.staff', 'an inspector'), "display_name = 'x'"),
  updates('rename a police officer', find('directory.staff', 'a police officer'), "display_name = 'x'"),
  updates(
    'rename the administrator',
    find('directory.staff', "the inspectorate's administrator"),
    "display_name = 'x'",
  ),
  updates('activate the invited', find('directory.staff', 'an invited inspector'), "state = 'active'"),
  updates('leave the invited invited', find('directory.staff', 'an invited inspector'), "state = 'invited'"),
  updates('disable the invited', find('directory.staff', 'an invited inspector'), "state = 'disabled'"),
  updates('move an inspector', find('directory.staff', 'an inspector'), `organisation_id = '${org('SPJ')}'`),
  inserts('directory.staff_role', 'a role of the body to an inspector', {
    staff_id: id('staff invited'),
    role_code: 'labour_inspector',
  }),
  inserts('directory.staff_role', 'a police role to an inspector', {
    staff_id: id('staff invited'),
    role_code: 'judicial_police_officer',
  }),
  inserts('directory.staff_role', 'a role to a police officer', {
    staff_id: of('judicial_police_officer').staffId,
    role_code: 'data_protection_officer',
  }),
  inserts('directory.staff_role', 'a role to herself', { staff_id: self, role_code: 'data_protection_officer' }),
];

const dutyAttempts = (of: People, find: Find): Attempt[] => {
  const officer = of('judicial_police_officer').staffId;
  const fresh = (staff: string, body: string, by = self): Values => ({ ...duty('fresh', staff, body), created_by: by });
  return [
    inserts('directory.duty', 'her own', fresh(self, own)),
    inserts('directory.duty', 'in another’s name', fresh(self, own, id('somebody'))),
    inserts('directory.duty', 'her own, for another body', fresh(self, org('MJ'))),
    inserts('directory.duty', 'of a police officer, for SPJ', fresh(officer, org('SPJ'))),
    inserts('directory.duty', 'of a police officer, for her own body', fresh(officer, own)),
    inserts('directory.duty', 'of a disabled inspector', fresh(id('staff gone'), org('ITM'))),
    // Stays seen by whoever may call, and so meets no rule but the one for changes.
    updates('touch a police officer’s', find('directory.duty', 'of a police officer'), 'cancelled_at = null'),
    updates('cancel an inspector’s', find('directory.duty', 'of an inspector'), 'cancelled_at = now()'),
    updates('cancel a police officer’s', find('directory.duty', 'of a police officer'), 'cancelled_at = now()'),
  ];
};

const mailboxAttempts = (find: Find): Attempt[] => [
  inserts('directory.notice_address', 'for SPJ', mailbox(org('SPJ'), self)),
  inserts('directory.notice_address', 'for SPJ, in another’s name', mailbox(org('SPJ'), id('somebody'))),
  inserts('directory.notice_address', 'for a body without account', mailbox(org('SCAS-SAV'), self)),
  updates(
    'of a body without account',
    find('directory.notice_address', 'of a body without account'),
    `set_by = '${self}'`,
  ),
  updates('of ITM', find('directory.notice_address', 'of ITM'), `set_by = '${self}'`),
  updates('of MJ', find('directory.notice_address', 'of MJ'), `set_by = '${self}'`),
  updates('of ITM, in another’s name', find('directory.notice_address', 'of ITM'), `set_by = '${id('somebody')}'`),
];

const awayAttempts = (of: People, find: Find): Attempt[] => [
  ...mailboxAttempts(find),
  ...dutyAttempts(of, find),
  inserts('directory.absence', 'her own', absence('fresh', self, own)),
  inserts('directory.absence', 'of an inspector', absence('fresh', of('labour_inspector').staffId, own)),
  inserts('directory.absence', 'her own in another body', absence('fresh', self, org('PQT-DIE'))),
  updates('cancel an inspector’s', find('directory.absence', 'of an inspector'), 'cancelled_at = now()'),
  updates('cancel a police officer’s', find('directory.absence', 'of a police officer'), 'cancelled_at = now()'),
  inserts(
    'directory.delegation',
    'an inspector’s role to a colleague',
    delegation('fresh', [self, of('administrator').staffId], own),
  ),
  inserts(
    'directory.delegation',
    'a role she does not hold',
    delegation('fresh', [self, of('administrator').staffId], own, 'administrator'),
  ),
  inserts(
    'directory.delegation',
    'to somebody of another body',
    delegation('fresh', [self, of('national_coordinator').staffId], own),
  ),
  inserts(
    'directory.delegation',
    'for somebody else',
    delegation('fresh', [of('labour_inspector').staffId, of('administrator').staffId], own),
  ),
  inserts(
    'directory.delegation',
    'in another body',
    delegation('fresh', [self, of('administrator').staffId], org('PQT-DIE')),
  ),
  updates('end an inspector’s', find('directory.delegation', 'among inspectors'), 'ended_at = now()'),
  updates('end a police officer’s', find('directory.delegation', 'among police'), 'ended_at = now()'),
];

export const directoryAttempts = (of: People, find: Find): Attempt[] => [
  ...bodyAttempts(find),
  ...staffAttempts(of, find),
  ...awayAttempts(of, find),
];
