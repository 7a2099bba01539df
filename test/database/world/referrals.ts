import { org } from '../actors.ts';
import { handoverRows } from './handovers.ts';
import { bytes, id, moment, type Row, row, type Value, type Values } from './row.ts';
import type { People } from './security.ts';

const laterMoment = '2099-01-01T00:00:00Z';

/** A list of bodies as an audience. */
export const bodies = (...codes: readonly string[]): readonly string[] => codes.map(org);

/** Columns of a report that the matrix does not speak about. */
export const report = (words: string, sender: string, sentBy: string, audience: readonly string[]): Values => ({
  id: id(`report ${words}`),
  client_reference: id(`client ${words}`),
  sender_organisation_id: sender,
  sent_by: sentBy,
  intake_channel: 'online_form',
  route: 'official_report',
  how_came_to_light: 'own_check',
  form_version: 1,
  language: 'en',
  in_danger: 'no',
  urgency: 'soon',
  urgency_rank: 3,
  has_child: false,
  n_persons: 1,
  sent_at: moment,
  state: 'transmitted',
  audience,
});

export const reportPerson = (words: string, reportWords: string, audience: readonly string[]): Values => ({
  id: id(`person ${words}`),
  report_id: id(`report ${reportWords}`),
  ordinal: 1,
  route: 'official_report',
  age_answer: 'adult',
  age_band: '25-34',
  sex: 'female',
  forms: ['labour'],
  still_exploited: 'yes',
  audience,
});

/** A row that hangs on a person, with the columns its table demands. */
export const partOfPerson = (table: string, words: string, person: string, audience: readonly string[]): Values => {
  const hangs = { person_id: id(`person ${person}`), audience };
  const named = { id: id(`${table} ${words}`), ...hangs };
  const whole: Record<string, Values> = {
    report_person_needs: hangs,
    report_person_residence: hangs,
    report_person_contact: { ...hangs, contactable: 'yes' },
    report_person_channel: { ...named, ordinal: 1, channel: 'phone', is_safe: true },
    report_person_link: { ...named, other_person_id: id('person other'), relation: 'sibling' },
    period: { ...named, ordinal: 1, date_precision: 'unknown' },
    place: { ...named, ordinal: 1 },
    report_indicator: { ...named, indicator: words === 'fresh' ? 'LAB-02' : 'LAB-01' },
    person_consent: {
      ...named,
      recipient_id: org(words === 'fresh' ? 'SPJ' : 'INFOTRAITE'),
      agreed: true,
      notice_version: 1,
      recorded_by: null,
      recorded_at: moment,
    },
  };
  return whole[table] ?? {};
};

/** A row that hangs on a report. */
export const partOfReport = (table: string, words: string, of: string, audience: readonly string[]): Values => {
  const hangs = { report_id: id(`report ${of}`), audience };
  const named = { id: id(`${table} ${words}`), ...hangs };
  const whole: Record<string, Values> = {
    exploiter: { ...named, ordinal: 1 },
    interview_circumstances: hangs,
    snapshot: { ...named, compartment: 'testimony', language: 'en', questions: { json: [] } },
    share: { ...named, organisation_id: org('SPJ'), compartments: ['testimony'], basis_kind: 'law', basis_code: 'X' },
    outbox: { ...named, organisation_id: org('SPJ'), kind: 'inbox', next_attempt_at: moment, created_at: moment },
    inbox: {
      ...named,
      organisation_id: org(words === 'waiting' ? 'MJ' : 'SPJ'),
      receipt: '0000-0000',
      delivered_at: moment,
    },
    question_to_reporter: { ...named, organisation_id: org('SPJ'), asked_by: id('asker'), asked_at: moment },
    outcome_notice: { ...named, organisation_id: org('ITM'), outcome: 'indications', told_at: moment },
    supplement: {
      ...named,
      ...{ organisation_id: org('ITM'), kind: 'addition', reason: 'left_out', has_text: true },
      ...{ said_by: id('sayer'), said_at: moment },
    },
    change: { ...named, field: 'state', reason: 'triage', changed_by: id('changer'), changed_at: moment },
  };
  return whole[table] ?? {};
};

export const evidence = (words: string, staff: string, audience: readonly string[], more: Values = {}): Values => ({
  id: id(`evidence ${words}`),
  owner_staff: staff,
  kind: 'photo',
  compartment: 'testimony',
  document_precision: 'unknown',
  media_type: 'image/jpeg',
  size: 10,
  sealed: bytes(10),
  hash: bytes(32),
  added_at: moment,
  audience,
  ...more,
});

export const draft = (words: string, staff: string, body: string): Values => ({
  id: id(`draft ${words}`),
  owner_staff: staff,
  organisation_id: body,
  content: bytes(50),
  form_version: 1,
  created_at: moment,
  updated_at: moment,
  expires_at: laterMoment,
});

export const reference = (words: string, body: string, code: string): Values => ({
  report_id: id(`report ${words}`),
  organisation_id: body,
  code,
});

/** Why a report ended, for the body that decided it. */
export const reason = (words: string, body: string): Values => ({
  report_id: id(`report ${words}`),
  organisation_id: body,
  outcome_reason: 'smuggling',
  redirected_reason: 'smuggling',
});

export const apiRequest = (fill: number, body: string): Values => ({
  organisation_id: body,
  key_hash: bytes(32, fill),
  body_hash: bytes(32),
  report_id: id('report asked'),
  created_at: moment,
});

/** Tables whose rows hang on a person, and the columns that name a row. */
export const personParts: Readonly<Record<string, readonly string[]>> = {
  report_person_needs: ['person_id'],
  report_person_residence: ['person_id'],
  report_person_contact: ['person_id'],
  report_person_channel: ['id'],
  report_person_link: ['id'],
  period: ['id'],
  place: ['id'],
  report_indicator: ['id'],
  person_consent: ['id'],
};
/** Tables whose rows hang on a report. */
export const reportParts: Readonly<Record<string, readonly string[]>> = {
  exploiter: ['id'],
  interview_circumstances: ['report_id'],
  snapshot: ['id'],
  share: ['id'],
  outbox: ['id'],
  inbox: ['id'],
  question_to_reporter: ['id'],
  outcome_notice: ['id'],
  supplement: ['id'],
  change: ['id'],
};

const asked: Record<string, Value> = { state: 'more_info' };

const reports = (of: People): Row[] => {
  const inspector = of('labour_inspector').staffId;
  const nurse = of('reception_worker').staffId;
  const police = of('judicial_police_officer').staffId;
  return [
    row(
      'referrals.report',
      'delivered to SPJ and PQT-LUX',
      report('delivered', org('ITM'), inspector, bodies('ITM', 'SPJ', 'PQT-LUX')),
    ),
    row('referrals.report', 'waiting at ONA', report('waiting', org('ONA'), nurse, bodies('ONA'))),
    row('referrals.report', 'asked back by SPJ', {
      ...report('asked', org('ITM'), inspector, bodies('ITM', 'SPJ')),
      ...asked,
    }),
    row('referrals.report', 'keyed in by SPJ for CARITAS', {
      ...report('keyed', org('SPJ'), police, bodies('SPJ', 'CARITAS')),
      on_behalf_organisation_id: org('CARITAS'),
      ...asked,
    }),
    row(
      'referrals.report',
      'of a colleague',
      report('colleague', org('ITM'), of('labour_inspector/colleague').staffId, bodies('ITM')),
    ),
    row(
      'referrals.report',
      'of an officer who may send no more',
      report('reviewing', org('SPJ'), of('judicial_police_officer/reviewing').staffId, bodies('SPJ')),
    ),
  ];
};

const reportedPersons = (): Row[] => {
  const person = (kind: string, of: [string, string], audience: readonly string[], more: Values = {}): Row =>
    row('referrals.report_person', kind, { ...reportPerson(...of, audience), ...more });
  return [
    person('shared with SPJ and PQT-LUX', ['shared', 'delivered'], bodies('ITM', 'SPJ', 'PQT-LUX'), {
      case_id: id('case free'),
    }),
    person('shared with SPJ', ['other', 'delivered'], bodies('ITM', 'SPJ')),
    person('without a case', ['caseless', 'delivered'], bodies('ITM', 'SPJ')),
    person('of an officer who may send no more', ['reviewing', 'reviewing'], bodies('SPJ')),
    person('kept from SPJ', ['kept', 'delivered'], bodies('ITM')),
    person('waiting at ONA', ['waiting', 'waiting'], bodies('ONA')),
    person('waiting at ONA too', ['waiting too', 'waiting'], bodies('ONA')),
  ];
};

const parts = (): Row[] => [
  ...Object.entries(personParts).flatMap(([table, key]) => [
    row(`referrals.${table}`, 'shared with SPJ', partOfPerson(table, 'shared', 'shared', bodies('ITM', 'SPJ')), key),
    row(`referrals.${table}`, 'waiting at ONA', partOfPerson(table, 'waiting', 'waiting', bodies('ONA')), key),
  ]),
  ...Object.entries(reportParts).flatMap(([table, key]) => [
    row(`referrals.${table}`, 'shared with SPJ', partOfReport(table, 'shared', 'delivered', bodies('ITM', 'SPJ')), key),
    row(`referrals.${table}`, 'waiting at ONA', partOfReport(table, 'waiting', 'waiting', bodies('ONA')), key),
  ]),
  row('referrals.inbox', 'acknowledged', {
    ...partOfReport('inbox', 'asked', 'asked', bodies('ITM', 'SPJ')),
    acknowledged_at: moment,
  }),
  row('referrals.inbox', 'at ITM itself', {
    ...partOfReport('inbox', 'own', 'asked', bodies('ITM')),
    organisation_id: org('ITM'),
  }),
  row('referrals.outbox', 'delivered', {
    ...partOfReport('outbox', 'asked', 'asked', bodies('ITM', 'SPJ')),
    state: 'delivered',
  }),
  row('referrals.question_to_reporter', 'answered', {
    ...partOfReport('question_to_reporter', 'old', 'delivered', bodies('ITM', 'SPJ')),
    answered_at: moment,
  }),
  row('referrals.supplement', 'read', {
    ...partOfReport('supplement', 'old', 'delivered', bodies('ITM', 'SPJ')),
    ...{ read_by: id('reader'), read_at: moment },
  }),
];

const reasonRows = (): Row[] => [
  row('referrals.report_reason', 'of SPJ', reason('delivered', org('SPJ')), ['report_id']),
  row('referrals.report_reason', 'of ITM', { ...reason('asked', org('ITM')), redirected_reason: null }, ['report_id']),
  row('referrals.report_reason', 'of PQT-DIE', reason('waiting', org('PQT-DIE')), ['report_id']),
];

/** Reports: one delivered, one waiting, one asked back, one keyed in for another body; and all that hangs on them. */
export const referralRows = (of: People): Row[] => {
  const inspector = of('labour_inspector').staffId;
  const nurse = of('reception_worker').staffId;
  return [
    ...reports(of),
    ...reportedPersons(),
    ...parts(),
    row('referrals.report_reference', 'of ITM', reference('delivered', org('ITM'), '1111-1111'), [
      'report_id',
      'organisation_id',
    ]),
    row('referrals.report_reference', 'of SPJ', reference('delivered', org('SPJ'), '2222-2222'), [
      'report_id',
      'organisation_id',
    ]),
    ...reasonRows(),
    ...handoverRows(of),
    row('referrals.draft', 'of an inspector', draft('inspector', inspector, org('ITM'))),
    row('referrals.draft', 'of an ONA worker', { ...draft('nurse', nurse, org('ONA')), warned_at: moment }),
    row(
      'referrals.evidence_file',
      'on an inspector’s draft',
      evidence('draft', inspector, bodies('ITM'), { draft_id: id('draft inspector') }),
    ),
    row(
      'referrals.evidence_file',
      'shared with SPJ',
      evidence('shared', inspector, bodies('ITM', 'SPJ'), { report_id: id('report delivered') }),
    ),
    row(
      'referrals.evidence_file',
      'waiting at ONA',
      evidence('waiting', nurse, bodies('ONA'), { report_id: id('report waiting') }),
    ),
    row('referrals.api_request', 'of ITM', apiRequest(1, org('ITM')), ['organisation_id', 'key_hash']),
    row('referrals.api_request', 'of ONA', apiRequest(2, org('ONA')), ['organisation_id', 'key_hash']),
  ];
};
