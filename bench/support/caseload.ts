import type { Scratch } from './scratch.ts';
import { organisationId } from '../../src/rooms/directory/index.ts';

/** Bodies that report, the frequent ones more than once. */
const senders = ['ITM', 'ITM', 'ITM', 'PGD', 'PGD', 'ONA', 'ONA', 'DGI-REF', 'DOUANES', 'CRET', 'HOSP', 'CARITAS'];

/** Who a caseload belongs to: the identifying police with its officers, the prosecutors, and the support service. */
export type Bodies = { readonly officers: readonly string[]; readonly reports: number };

/**
 * A country's caseload of many years: so many reports with one to seven persons, four on average, each with a case of its
 * own. All reached the police, with one of the two prosecutors; the support service has two cases in five. A quarter of the
 * reports is open, a quarter has its cases, half is done; three cases in five are open. Rows that are not asked for by
 * lists and search (answers, sealed fields, journal) are left out. `$1` police, `$2` prosecutors, `$3` service,
 * `$4` senders, `$5` officers, `$6` reports.
 */
const statements = [
  `create temp table told as
    select $1::uuid as police, $2::uuid[] as prosecutors, $3::uuid as service, $4::uuid[] as senders, $5::uuid[] as officers`,
  `insert into referrals.report (id, client_reference, sender_organisation_id, intake_channel, route, how_came_to_light,
      form_version, language, in_danger, urgency, urgency_rank, has_child, n_persons, commune, sent_at, state, assigned_to, audience)
    select uuidv7(), uuidv7(), sender, 'online_form', 'official_report', 'own_check', 1, 'fr',
      (array['yes', 'not_sure', 'no', 'no', 'no', 'no', 'no', 'no'])[1 + n * 7 % 8],
      (array['now', 'soon', 'normal'])[1 + n * 11 % 3], n * 11 % 3, n * 13 % 9 = 0, 1 + n * 17 % 7, 'commune_' || n * 19 % 100,
      timestamptz '2009-01-01' + n * interval '3 hours',
      (array['transmitted', 'transmitted', 'acknowledged', 'acknowledged', 'more_info', 'linked', 'linked', 'linked', 'linked',
        'linked', 'closed', 'closed', 'closed', 'closed', 'closed_not_thb', 'closed_not_thb', 'closed', 'redirected', 'closed', 'closed'])[1 + n * 23 % 20],
      case when n * 29 % 10 < 7 then officers[1 + n * 31 % cardinality(officers)] end,
      array[sender, police, prosecutors[1 + n % 2]]
    from told, lateral (select n, senders[1 + n * 37 % cardinality(senders)] as sender from generate_series(1, $1::bigint) n) each`,
  `insert into referrals.inbox (id, report_id, organisation_id, receipt, delivered_at, acknowledged_at, audience)
    select uuidv7(), r.id, body, '0000-0000', r.sent_at, case when r.state <> 'transmitted' then r.sent_at end, array[r.audience[1], body]
    from referrals.report r, unnest(r.audience[2:3]) body`,
  `insert into referrals.report_reference (report_id, organisation_id, code, own_label_token)
    select r.id, body, substr(code, 1, 4) || '-' || substr(code, 5, 4),
      case when body = police and r.n * 41 % 20 = 0 then sha256(code::bytea) end
    from (select *, row_number() over () as n from referrals.report) r, unnest(r.audience) body, told,
      lateral (select upper(lpad(to_hex((r.n * 2654435761) % 4294967296), 8, '0')) as code) made`,
  `insert into referrals.report_person (id, report_id, ordinal, route, age_answer, age_band, sex, citizenships, languages,
      interpreter_need, forms, still_exploited, audience)
    select uuidv7(), r.id, ordinal, r.route, case when r.has_child and ordinal = 1 then 'child' else 'adult' end, '25-34', 'female',
      '{UA}', array[(array['uk', 'pt', 'zh', 'fr', 'ar'])[1 + (r.n_persons * ordinal) % 5]], 'yes',
      array[(array['forced_labour', 'sexual_exploitation', 'domestic_servitude'])[1 + (r.n_persons + ordinal) % 3]], 'no', r.audience
    from referrals.report r, generate_series(1, r.n_persons) ordinal`,
  `insert into cases.case_file (id, person_id, report_id, lead_organisation_id, audience, inquiry_audience, victim_status,
      victim_status_on, opened_at, closed_at)
    select uuidv7(), p.id, p.report_id, police, case when n * 43 % 5 < 2 then r.audience[2:3] || service else r.audience[2:3] end,
      r.audience[2:3], (array['reported', 'interview', 'presumed', 'identified', 'declined', 'not_victim'])[1 + n * 47 % 6],
      r.sent_at::date, r.sent_at + interval '1 day', case when n * 53 % 5 < 2 then r.sent_at + interval '90 days' end
    from (select *, row_number() over () as n from referrals.report_person) p join referrals.report r on r.id = p.report_id, told`,
  `insert into cases.case_reference (case_id, organisation_id, code, own_label_token, owner_id)
    select c.id, body, substr(code, 1, 4) || '-' || substr(code, 5, 4),
      case when body = police and c.n * 59 % 20 = 0 then sha256(code::bytea) end,
      case when body = police and c.n * 61 % 10 < 7 then officers[1 + c.n * 67 % cardinality(officers)] end
    from (select *, row_number() over () as n from cases.case_file) c, unnest(c.audience) body, told,
      lateral (select upper(lpad(to_hex((c.n * 2246822519) % 4294967296), 8, '0')) as code) made`,
  `insert into cases.task (id, case_id, organisation_id, kind, due_on, created_at)
    select uuidv7(), c.id, c.lead_organisation_id, 'interview', c.opened_at::date + 30, c.opened_at
    from cases.case_file c where c.closed_at is null and c.victim_status in ('reported', 'interview')`,
];

/** Fills a scratch database with such a caseload, in bulk; gives how many persons there are. */
export const fillCaseload = async (place: Scratch, { officers, reports }: Bodies): Promise<number> => {
  const { administrator, profile } = place;
  const idOf = (code: string): string => organisationId(profile.id, code);
  const bodies = [idOf('SPJ'), ['PQT-LUX', 'PQT-DIE'].map(idOf), idOf('INFOTRAITE'), senders.map(idOf), officers];
  // Foreign keys and the trigger that keeps audiences cost most of the time; what is inserted keeps to both.
  await administrator.query('set session_replication_role = replica');
  const [first, second, ...rest] = statements;
  await administrator.query(first ?? '', bodies);
  await administrator.query(second ?? '', [reports]);
  for (const statement of rest) await administrator.query(statement);
  await administrator.query('set session_replication_role = default');
  await administrator.query('vacuum analyze');
  const counted = await administrator.query<{ n: number }>('select count(*)::int as n from cases.case_file');
  return counted.rows[0]?.n ?? 0;
};
