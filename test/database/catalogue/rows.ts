import { testPrefix } from '../probe.ts';
import { type Check, caseworkIn, expression, ours, plant, policies, policyName, secured, tables } from './parts.ts';

/** Row security and its policies. */
export const rowSecurity: readonly Check[] = [
  {
    name: 'every table has row security, also for its owner',
    advice: 'alter table … enable row level security, force row level security',
    sql: `select n.nspname || '.' || c.relname as found from ${tables} and not (c.relrowsecurity and c.relforcerowsecurity)`,
    fault: { sql: `${plant}; alter table cases.planted enable row level security`, finds: 'cases.planted' },
  },
  {
    name: 'every table has a policy',
    advice: 'write database/policies/<schema>.<table>.sql',
    sql: `select n.nspname || '.' || c.relname as found from ${tables} and not exists (select 1 from pg_policy where polrelid = c.oid)`,
    fault: { sql: secured, finds: 'cases.planted' },
  },
  {
    name: 'no policy is for everybody',
    advice: 'name the roles: to {{casework}}',
    sql: `select ${policyName} as found from ${policies} and p.polroles = '{0}'`,
    fault: {
      sql: `${secured}; create policy open on cases.planted using (id is not null)`,
      finds: 'cases.planted open',
    },
  },
  {
    name: 'no policy is simply true',
    advice: 'say of which rows it holds',
    sql: `select ${policyName} as found from ${policies} and p.polpermissive
      and 'true' in (pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))`,
    fault: {
      sql: `${secured}; create policy open on cases.planted to ${testPrefix}_worker using (true)`,
      finds: 'cases.planted open',
    },
  },
  {
    name: 'what staff and visitors see depends on who looks',
    advice: 'compare with security.viewer_organisations(), viewer_staff() or may()',
    sql: `select ${policyName} as found from ${policies} and p.polpermissive and p.polroles && array(select oid from ${caseworkIn} o)
      and ${expression} !~ 'security\\.(viewer|may)' and ${expression} !~ 'EXISTS'`,
    fault: {
      sql: `${secured}; create policy open on cases.planted to ${testPrefix}_casework using (id is not null)`,
      finds: 'cases.planted open',
    },
    reviewed: {
      'security.installation everyone_knows': 'whether people are invented is shown before anybody signs in',
      'identity.organisation_key sealers_read': 'public keys are public',
    },
  },
  {
    name: 'helper functions are asked once, not for every row',
    advice: 'wrap the call: (select security.may(…))',
    sql: `select ${policyName} as found from ${policies}
      and regexp_replace(${expression}, '\\( SELECT \\(*[a-z]+\\.[a-z_]+\\(', '', 'g') ~ '\\m(security|journal|directory|identity|referrals|cases|identification|protection|statistics|accommodation|assistance|portal|proceedings)\\.[a-z_]+\\('`,
    fault: {
      sql: `${secured}; create policy slow on cases.planted to ${testPrefix}_casework using (organisation_id = security.viewer_organisation())`,
      finds: 'cases.planted slow',
    },
    reviewed: { 'referrals.report police_splits': 'asks about the columns of the one row that is inserted' },
  },
  {
    name: 'identifiers that policies compare lead an index',
    advice: 'create index on the column (gin for a list), or the policy reads the whole table',
    sql: `select distinct n.nspname || '.' || c.relname || '.' || a.attname as found
      from pg_policy p join pg_depend d on d.classid = 'pg_policy'::regclass and d.objid = p.oid and d.refclassid = 'pg_class'::regclass
      join pg_class c on c.oid = d.refobjid and c.relkind = 'r' join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid and a.attnum > 0
      where ${ours} and a.atttypid in ('uuid'::regtype, 'uuid[]'::regtype) and p.polcmd <> 'a'
      and p.polroles && array(select oid from ${caseworkIn} o)
      and not exists (select 1 from pg_index i where i.indrelid = c.oid and i.indkey[0] = a.attnum and i.indpred is null)
      and not exists (select 1 from pg_index i where i.indrelid = c.oid and i.indkey[0] = a.attnum and pg_get_expr(i.indpred, i.indrelid) ~ 'IS NOT NULL')`,
    fault: {
      sql: `${secured}; create policy slow on cases.planted to ${testPrefix}_casework using (organisation_id = (select security.viewer_organisation()))`,
      finds: 'cases.planted.organisation_id',
    },
    // Only asked about a row that is found already or just being written.
    reviewed: {
      'assistance.aid.answered_by': 'who answers signs',
      'assistance.funding.withdrawn_by': 'who takes out signs',
      'accommodation.abroad.answered_by': 'the police answers once, and it is there or not',
      'accommodation.alarm.closed_by': 'who closes signs',
      'referrals.report_link.revoked_by': 'who takes back signs',
      'portal.banner.ended_by': 'who takes away signs',
      'identification.decision.decided_by': 'who reviews is somebody else',
      'identification.decision.reviewed_by': 'who reviews signs',
      'identification.minister_notice.received_by': 'who receives signs',
      'identification.stay_report.received_by': 'who receives signs',
      'identity.legal_hold.lifted_by': 'who lifts signs',
      'identity.rights_notice.confirmed_by': 'who confirms signs',
      'identity.withdrawal_notice.confirmed_by': 'who confirms signs',
      'portal.own_message.read_by': 'who reads signs',
      'proceedings.claim.decided_by': 'who decides signs',
      'portal.own_page.closed_by': 'who closes signs',
      'referrals.inbox.acknowledged_by': 'who acknowledges signs',
    },
  },
];
