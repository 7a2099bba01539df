/* Parts that several figures put together; each figure shows its query whole. */

/** What changes reports and the human beings in them: a new one, one divided, two joined, one that was about something else. */
export const reportsChange = ['referrals.report_sent', 'referrals.split', 'referrals.merged', 'referrals.redirected'];

/** What changes whether indications were found for a human being. */
export const findingsChange = ['identification.indications_found'];

/** A report that was split stays one report: each part knows the report it came from. */
export const wholeReports = `whole (id, origin) as (
  select id, id from referrals.report_published where split_from is null
  union all
  select r.id, whole.origin from referrals.report_published r join whole on r.split_from = whole.id
)`;

/** A human being reported twice is one: each person of a report knows the first record of the same human being. */
export const knownHumans = `human (id, first_id) as (
  select id, id from referrals.report_person_published where same_as is null
  union all
  select p.id, human.first_id from referrals.report_person_published p join human on p.same_as = human.id
)`;

/** Human beings for whom the police at any time found indications, whatever became of their status later. */
export const indicationsFound = `found as (
  select human.first_id, array_agg(e.id) as event_ids
  from journal.event_published e
  join human on human.id = e.person_id
  where e.type = 'identification.indications_found'
  group by human.first_id
)`;
