import type { Client } from 'pg';
import { newId } from '../../src/platform/ids.ts';
import { organisationId } from '../../src/rooms/directory/actions/ids.ts';

const id = (code: string): string => organisationId('luxembourg', code);

const report = `
insert into referrals.report (id, client_reference, sender_organisation_id, intake_channel, route, how_came_to_light, form_version, language,
    in_danger, urgency, urgency_rank, has_child, n_persons, sent_at, state, audience)
  values ($1, $1, $2, 'online_form', 'official_report', 'own_check', 1, 'en', 'no', 'routine', 4, false, 1, now(), 'acknowledged', $3)
  on conflict do nothing`;
const inbox = `
insert into referrals.inbox (id, report_id, organisation_id, receipt, delivered_at, audience)
  values ($1, $2, $3, '0000-0000', now(), $4) on conflict do nothing`;
const person = `
insert into referrals.report_person (id, report_id, ordinal, route, age_answer, age_band, sex, forms, still_exploited, audience)
  values ($1, $2, 1, 'official_report', 'adult', 'unknown', 'unknown', '{forced_labour}', 'not_sure', $3)`;

/** Puts a person straight into the database, in a report of the labour inspectorate that the Judicial Police has received. */
export const receivedPerson = async (
  administrator: Client,
  reportId = newId(),
): Promise<{ readonly reportId: string; readonly personId: string }> => {
  const personId = newId();
  const audience = [id('ITM'), id('SPJ')];
  await administrator.query(report, [reportId, id('ITM'), audience]);
  await administrator.query(inbox, [newId(), reportId, id('SPJ'), audience]);
  await administrator.query(person, [personId, reportId, audience]);
  return { reportId, personId };
};
