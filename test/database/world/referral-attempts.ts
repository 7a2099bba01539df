import { org } from '../actors.ts';
import { handoverAttempts } from './handovers.ts';
import {
  apiRequest,
  bodies,
  draft,
  evidence,
  partOfPerson,
  partOfReport,
  personParts,
  reason,
  reference,
  report,
  reportPerson,
} from './referrals.ts';
import { type Attempt, id, inserts, moment, own, self, updates, type Values } from './row.ts';
import type { Find, People } from './security.ts';

const split = (more: Values = {}): Values => ({
  ...report('fresh', org('ITM'), self, bodies('ITM', 'SPJ', 'PQT-LUX')),
  split_from: id('report delivered'),
  ...more,
});

const reportAttempts = (find: Find): Attempt[] => {
  const delivered = find('referrals.report', 'delivered to SPJ and PQT-LUX');
  const asked = find('referrals.report', 'asked back by SPJ');
  return [
    inserts('referrals.report', 'past its function', report('fresh', own, self, [own])),
    inserts('referrals.report', 'a part split off', split()),
    inserts('referrals.report', 'a part with more readers', split({ audience: bodies('ITM', 'SPJ', 'PQT-LUX', 'MJ') })),
    inserts('referrals.report', 'a part with another date', split({ sent_at: '2026-03-01T08:00:00Z' })),
    inserts('referrals.report', 'a part with another sender', split({ sender_organisation_id: org('ECPAT') })),
    inserts(
      'referrals.report',
      'a part of a report not seen',
      split({ split_from: id('report waiting'), sender_organisation_id: org('ONA'), audience: bodies('ONA') }),
    ),
    updates('take it on', delivered, "state = 'assessed', version = version + 1"),
    updates('take on what waits', find('referrals.report', 'waiting at ONA'), "state = 'assessed'"),
    updates('answer the question', asked, "state = 'acknowledged', version = version + 1"),
    updates('answer what was not asked', delivered, "state = 'acknowledged'"),
    updates('answer and write what came of it', asked, "state = 'acknowledged', outcome = 'x'"),
    updates('answer and merge', asked, `state = 'acknowledged', merged_into = '${id('report delivered')}'`),
    updates('answer and hand it to somebody', asked, `state = 'acknowledged', assigned_to = '${self}'`),
    updates('answer and make it urgent', asked, "state = 'acknowledged', urgency = 'now', urgency_rank = 0"),
    updates('close it as reporter', asked, "state = 'closed'"),
    updates('answer for CARITAS', find('referrals.report', 'keyed in by SPJ for CARITAS'), "state = 'acknowledged'"),
    updates('widen its readers', delivered, `audience = audience || '${org('MJ')}'::uuid`),
    updates('change its sender', delivered, `sender_organisation_id = '${org('ECPAT')}'`),
  ];
};

const personAttempts = (find: Find): Attempt[] => {
  const shared = find('referrals.report_person', 'shared with SPJ and PQT-LUX');
  return [
    inserts('referrals.report_person', 'past its function', reportPerson('fresh', 'delivered', [own])),
    updates('order anew', shared, 'ordinal = 2'),
    updates('move to a report not seen', shared, `report_id = '${id('report waiting')}'`),
    updates('order what waits', find('referrals.report_person', 'waiting at ONA'), 'ordinal = 2'),
  ];
};

const partAttempts = (): Attempt[] => [
  ...Object.entries(personParts).map(([table, [key]]) =>
    // Where a person has one row, the one with a row already takes no other.
    inserts(
      `referrals.${table}`,
      'past its function',
      partOfPerson(table, 'fresh', key === 'person_id' ? 'other' : 'shared', [own]),
    ),
  ),
  ...['exploiter', 'interview_circumstances', 'snapshot', 'share', 'outbox'].map((table) =>
    inserts(`referrals.${table}`, 'past its function', {
      ...partOfReport(table, 'fresh', table === 'interview_circumstances' ? 'asked' : 'delivered', [own]),
      ...(table === 'outbox' ? { organisation_id: org('MJ') } : {}),
    }),
  ),
];

const receiving = (of: People, find: Find): Attempt[] => [
  inserts('referrals.inbox', 'past delivery', {
    ...partOfReport('inbox', 'fresh', 'delivered', [own]),
    organisation_id: org('MJ'),
  }),
  updates(
    'acknowledge',
    find('referrals.inbox', 'shared with SPJ'),
    `acknowledged_at = now(), acknowledged_by = '${self}'`,
  ),
  updates(
    'acknowledge for another',
    find('referrals.inbox', 'shared with SPJ'),
    `acknowledged_at = now(), acknowledged_by = '${of('national_rapporteur').staffId}'`,
  ),
  updates(
    'acknowledge again',
    find('referrals.inbox', 'acknowledged'),
    `acknowledged_at = now(), acknowledged_by = '${self}'`,
  ),
  updates(
    'acknowledge that of ITM',
    find('referrals.inbox', 'at ITM itself'),
    `acknowledged_at = now(), acknowledged_by = '${self}'`,
  ),
  updates('note the alarm', find('referrals.inbox', 'shared with SPJ'), 'alarmed_at = now()'),
  updates('forget the alarm', find('referrals.inbox', 'shared with SPJ'), 'alarmed_at = null'),
  updates('call it delivered', find('referrals.outbox', 'shared with SPJ'), "state = 'delivered'"),
];

const asking = (of: People, find: Find): Attempt[] => {
  const question = find('referrals.question_to_reporter', 'shared with SPJ');
  const answer = `answered_at = now(), answered_by = '${self}'`;
  const asks = (more: Values): Values => ({
    ...partOfReport('question_to_reporter', 'fresh', 'delivered', bodies('ITM', 'SPJ')),
    asked_by: self,
    organisation_id: own,
    ...more,
  });
  return [
    inserts('referrals.question_to_reporter', 'her own', asks({})),
    inserts(
      'referrals.question_to_reporter',
      'in another’s name',
      asks({ asked_by: of('national_rapporteur').staffId }),
    ),
    inserts('referrals.question_to_reporter', 'as another body', asks({ organisation_id: org('ECPAT') })),
    inserts('referrals.question_to_reporter', 'about a report of ONA', asks({ report_id: id('report waiting') })),
    updates('answer', question, answer),
    updates(
      'answer for another',
      question,
      `answered_at = now(), answered_by = '${of('national_rapporteur').staffId}'`,
    ),
    updates('answer again', find('referrals.question_to_reporter', 'answered'), answer),
  ];
};

const supplementing = (of: People, find: Find): Attempt[] => {
  const another = of('national_rapporteur').staffId;
  const says = (more: Values): Values => ({
    ...partOfReport('supplement', 'fresh', 'delivered', bodies('ITM', 'SPJ')),
    said_by: self,
    organisation_id: own,
    ...more,
  });
  const reads = (by: string): string => `read_at = now(), read_by = '${by}'`;
  const table = 'referrals.supplement';
  return [
    inserts(table, 'her own', says({})),
    inserts(table, 'in another’s name', says({ said_by: another })),
    inserts(table, 'as another body', says({ organisation_id: org('ECPAT') })),
    inserts(table, 'about a report of ONA', says({ report_id: id('report waiting') })),
    inserts(table, 'as the inspectorate', says({ organisation_id: org('ITM') })),
    inserts(
      table,
      'of a report keyed in for CARITAS',
      says({ report_id: id('report keyed'), organisation_id: org('CARITAS') }),
    ),
    inserts(table, 'read already', says({ read_by: self, read_at: moment })),
    updates('read it', find(table, 'shared with SPJ'), reads(self)),
    updates('read it for another', find(table, 'shared with SPJ'), reads(another)),
    updates('read it again', find(table, 'read'), reads(self)),
  ];
};

const telling = (of: People, find: Find): Attempt[] => [
  inserts(
    'referrals.outcome_notice',
    'about the inspector’s report',
    partOfReport('outcome_notice', 'fresh', 'delivered', bodies('ITM', 'SPJ')),
  ),
  inserts(
    'referrals.outcome_notice',
    'about a report of ONA',
    partOfReport('outcome_notice', 'fresh', 'waiting', bodies('ITM', 'SPJ')),
  ),
  updates('see it', find('referrals.outcome_notice', 'shared with SPJ'), 'seen_at = now()'),
  updates('unsee it', find('referrals.outcome_notice', 'shared with SPJ'), 'seen_at = null'),
  inserts('referrals.change', 'her own', {
    ...partOfReport('change', 'fresh', 'delivered', bodies('ITM')),
    changed_by: self,
  }),
  inserts('referrals.change', 'in another’s name', {
    ...partOfReport('change', 'fresh', 'delivered', bodies('ITM')),
    changed_by: of('national_rapporteur').staffId,
  }),
  inserts('referrals.change', 'of a report of ONA', {
    ...partOfReport('change', 'fresh', 'waiting', bodies('ITM')),
    changed_by: self,
  }),
];

const keeping = (of: People, find: Find): Attempt[] => {
  const mine = find('referrals.draft', 'of an inspector');
  const onDraft = find('referrals.evidence_file', 'on an inspector’s draft');
  const send = (words: string): string => `draft_id = null, report_id = '${id(`report ${words}`)}'`;
  return [
    inserts('referrals.draft', 'her own', draft('fresh', self, own)),
    inserts('referrals.draft', 'for a colleague', draft('fresh', of('labour_inspector/colleague').staffId, own)),
    inserts('referrals.draft', 'in another body', draft('fresh', self, org('ECPAT'))),
    updates('write on', mine, 'version = version + 1'),
    updates('warn', mine, 'warned_at = now()'),
    updates('take the warning back', find('referrals.draft', 'of an ONA worker'), 'warned_at = null'),
    inserts('referrals.evidence_file', 'her own', evidence('fresh', self, [own])),
    inserts('referrals.evidence_file', 'for a colleague', evidence('fresh', of('labour_inspector').staffId, [own])),
    inserts('referrals.evidence_file', 'hidden from her own body', evidence('fresh', self, bodies('ECPAT'))),
    inserts(
      'referrals.evidence_file',
      'slipped into the inspector’s report',
      evidence('fresh', self, [own], { report_id: id('report delivered') }),
    ),
    inserts(
      'referrals.evidence_file',
      'slipped into a report of ONA',
      evidence('fresh', self, [own, org('ONA')], { report_id: id('report waiting') }),
    ),
    updates('send it', onDraft, send('delivered')),
    updates('send it with a colleague’s report', onDraft, send('colleague')),
    updates('send it with another’s report', onDraft, send('waiting')),
    updates('leave it on the draft', onDraft, 'report_id = null'),
    updates('move it to another report', find('referrals.evidence_file', 'shared with SPJ'), send('asked')),
  ];
};

const naming = (find: Find): Attempt[] => [
  inserts('referrals.report_reference', 'of her own body', reference('asked', own, '3333-3333')),
  inserts('referrals.report_reference', 'of another body', reference('asked', org('ECPAT'), '3333-3333')),
  inserts('referrals.report_reference', 'of a report of ONA', reference('waiting', own, '3333-3333')),
  updates('label it', find('referrals.report_reference', 'of ITM'), "own_label = '\\x00'"),
  inserts('referrals.report_reason', 'of her own body', reason('reviewing', own)),
  inserts('referrals.report_reason', 'of another body', reason('reviewing', org('ECPAT'))),
  inserts('referrals.report_reason', 'of a report not seen', reason('colleague', own)),
  updates('correct it', find('referrals.report_reason', 'of SPJ'), "outcome_reason = 'x'"),
  inserts('referrals.api_request', 'of her own body', apiRequest(3, own)),
  inserts('referrals.api_request', 'of another body', apiRequest(3, org('ECPAT'))),
];

/** What is tried on reports and what hangs on them. */
export const referralAttempts = (of: People, find: Find): Attempt[] => [
  ...reportAttempts(find),
  ...personAttempts(find),
  ...partAttempts(),
  ...receiving(of, find),
  ...asking(of, find),
  ...supplementing(of, find),
  ...telling(of, find),
  ...keeping(of, find),
  ...naming(find),
  ...handoverAttempts(of, find),
];
