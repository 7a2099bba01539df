import { org } from '../actors.ts';
import type { Call } from './calls.ts';
import { type Attempt, day, id, inserts, moment, own, type Row, row, self, updates, type Values } from './row.ts';
import type { Find, People } from './security.ts';

const later = '2026-03-02T09:00:00Z';

const packet = (words: string, [from, to]: readonly [string, string], more: Values = {}): Values => ({
  ...{ id: id(`packet ${words}`), case_id: id('case main'), person_id: id('person shared'), reference: '1111-1111' },
  ...{ from_organisation_id: from, to_organisation_id: to, audience: [from, to], purpose: 'health_care' },
  ...{ urgency: 'soon', facts: ['name'], compartments: ['identity'], consent_id: id('consent accepted') },
  ...{ sent_at: moment, answer_by: later, expires_on: day, ...more },
});

/** Between other bodies, all of one officer's hand. */
const byOfficer = (officer: string): Row[] => {
  const sent = (kind: string, between: readonly [string, string], reference: string): Row =>
    row('assistance.packet', kind, packet(kind, between, { reference, sent_by: officer }));
  return [
    sent('from CARITAS to INFOTRAITE', [org('CARITAS'), org('INFOTRAITE')], '1111-1115'),
    row(
      'assistance.packet',
      'from SPJ to HOSP',
      packet('police', [org('SPJ'), org('HOSP')], { reference: '1111-1118', sent_by: officer, purpose: 'advice' }),
    ),
    sent('between MJ and PGD', [org('MJ'), org('PGD')], '1111-1116'),
  ];
};

/** What services sent each other. */
export const packetRows = (of: People): Row[] => {
  const [worker, officer] = [of('savteh_worker').staffId, of('judicial_police_officer').staffId];
  const doctor = of('packet_recipient').staffId;
  const [service, hospital] = [org('INFOTRAITE'), org('HOSP')];
  const toHospital = (kind: string, reference: string, more: Values = {}): Row =>
    row('assistance.packet', kind, packet(kind, [service, hospital], { reference, sent_by: worker, ...more }));
  const answered = { answered_by: doctor, answered_at: later };
  return [
    toHospital('from INFOTRAITE to HOSP', '1111-1111'),
    toHospital('accepted by HOSP', '1111-1112', { purpose: 'lodging', state: 'accepted', ...answered }),
    toHospital('done by HOSP', '1111-1113', {
      ...{
        purpose: 'rights_and_papers',
        state: 'done',
        ...answered,
        outcome: 'helped',
        ended_by: doctor,
        ended_at: later,
      },
    }),
    toHospital('from INFOTRAITE to HOSP, of a case of PQT-DIE', '1111-1114', {
      ...{ case_id: id('case foreign'), person_id: id('person waiting') },
    }),
    toHospital('taken back', '1111-1117', { state: 'taken_back', ended_by: worker, ended_at: later }),
    ...byOfficer(officer),
  ];
};

const sending = (): Attempt[] => {
  const to = org('CNVV');
  const sends = (name: string, more: Values = {}, body = to): Attempt =>
    inserts(
      'assistance.packet',
      name,
      packet('fresh', [own, body], {
        ...{ consent_id: id('consent another'), sent_by: self, reference: '2222-2222', ...more },
      }),
    );
  const other = { case_id: id('case offered'), person_id: id('person other') };
  return [
    sends('on her consent'),
    sends('on a consent about somebody else', { consent_id: id('consent fresh') }),
    sends('on a consent taken back', { ...other, consent_id: id('consent withdrawn') }),
    sends('on a refusal', { ...other, consent_id: id('consent refused') }),
    sends('to a body she did not name', { purpose: 'other' }, org('HOSP')),
    sends('with a part she did not agree to', { compartments: ['identity', 'health'] }),
    sends('of a case of PQT-DIE', {
      ...{ case_id: id('case foreign'), person_id: id('person waiting'), consent_id: id('consent foreign') },
    }),
    sends('of another person than the case’s', { person_id: id('person other'), consent_id: id('consent fresh') }),
    sends('for another body', { from_organisation_id: org('MJ'), audience: [org('MJ'), to] }),
    sends('in another’s name', { sent_by: id('staff real') }),
    sends('accepted already', { state: 'accepted', answered_by: self, answered_at: later }),
  ];
};

/** What is tried on them. */
export const packetAttempts = (find: Find): Attempt[] => {
  const answers = (by: string): string => `state = 'accepted', answered_by = '${by}', answered_at = now()`;
  const reports = (by: string): string => `state = 'done', outcome = 'helped', ended_by = '${by}', ended_at = now()`;
  const takes = (by: string): string => `state = 'taken_back', ended_by = '${by}', ended_at = now()`;
  const [sent, accepted] = [
    find('assistance.packet', 'from INFOTRAITE to HOSP'),
    find('assistance.packet', 'accepted by HOSP'),
  ];
  const [fromCaritas, done] = [
    find('assistance.packet', 'from CARITAS to INFOTRAITE'),
    find('assistance.packet', 'done by HOSP'),
  ];
  return [
    ...sending(),
    updates('accept that to HOSP', sent, answers(self)),
    updates('accept that to INFOTRAITE', fromCaritas, answers(self)),
    updates('accept it in another’s name', sent, answers(id('staff real'))),
    updates('report on what HOSP accepted', accepted, reports(self)),
    updates('report in another’s name', accepted, reports(id('staff real'))),
    updates(
      'accept and report at once',
      sent,
      `${answers(self)}, ${reports(self)}`.replace("state = 'accepted', ", ''),
    ),
    updates('take back that of INFOTRAITE', sent, takes(self)),
    updates('take back that of CARITAS', fromCaritas, takes(self)),
    updates('take back that of SPJ', find('assistance.packet', 'from SPJ to HOSP'), takes(self)),
    updates('take it back in another’s name', sent, takes(id('staff real'))),
    updates('take back what was accepted', accepted, takes(self)),
    updates('call it over in her own name', sent, takes(self).replace('taken_back', 'expired')),
    updates('accept what is done', done, `${answers(self)}, outcome = null, ended_by = null, ended_at = null`),
    updates('end it as withdrawn', sent, "state = 'withdrawn', ended_at = now()"),
    updates('end what was taken back as expired', find('assistance.packet', 'taken back'), "state = 'expired'"),
    updates('open it anew', accepted, "state = 'sent'"),
  ];
};

type Asked = { readonly of: string; readonly body: string; readonly on?: string };

const isOpen = (name: string, { of, body, on = day }: Asked): Call => ({
  function: 'assistance.packet_is_open',
  name,
  sql: `select 1 where assistance.packet_is_open('${id(`packet ${of}`)}', array['${org(body)}'::uuid], '${on}')`,
});

const expires = (name: string, on: string): Call => ({
  function: 'assistance.expire_packets',
  name,
  sql: `select packet from assistance.expire_packets('${on}', now(), 50)`,
});

/** Which are over and still have keys: that of the packet which is done, on any day; of the accepted one after its last day. */
const closed = (name: string, on: string, of: string): Call => ({
  function: 'assistance.closed_packets',
  name,
  sql: `select 1 where array(select packet from assistance.closed_packets('${on}')) = array['${of}'::uuid]`,
});

/** What the vault and the worker ask. */
export const packetCalls = (): Call[] => [
  isOpen('accepted, for HOSP', { of: 'accepted by HOSP', body: 'HOSP' }),
  isOpen('accepted, for INFOTRAITE', { of: 'accepted by HOSP', body: 'INFOTRAITE' }),
  isOpen('sent, for HOSP', { of: 'from INFOTRAITE to HOSP', body: 'HOSP' }),
  isOpen('accepted, after its last day', { of: 'accepted by HOSP', body: 'HOSP', on: '2026-03-03' }),
  closed('before their last day: that which is done alone', day, id('packet done by HOSP')),
  {
    ...{ function: 'assistance.closed_packets', name: 'after their last day: the accepted one too' },
    sql: `select 1 where (select count(*) from assistance.closed_packets('2026-03-03')) = 2`,
  },
  expires('after their last day', '2026-03-03'),
  expires('on their last day', day),
];
