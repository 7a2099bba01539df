import type { Client } from 'pg';

type Check = { readonly what: string; readonly sql: string };

/** Each question finds what must not be there; `$1` are the keys of the acknowledged reports, `$2` their ids. */
const checks: readonly Check[] = [
  {
    what: 'an acknowledged report is not there',
    sql: `select id::text from unnest($2::uuid[]) as promised (id)
      where not exists (select 1 from referrals.report r where r.id = promised.id)`,
  },
  {
    what: 'an acknowledged report is kept under another key',
    sql: `select id::text from unnest($1::text[], $2::uuid[]) as promised (key, id) where not exists
      (select 1 from referrals.api_request a where a.report_id = promised.id and a.key_hash = sha256(convert_to(promised.key, 'UTF8')))`,
  },
  {
    what: 'a report that nobody was promised, or a second one of the same sending',
    sql: 'select id::text from referrals.report where id <> all ($2::uuid[])',
  },
  { what: 'a key without its report', sql: 'select key_hash::text from referrals.api_request where report_id is null' },
  {
    what: 'a report without deliveries',
    sql: 'select id::text from referrals.report r where not exists (select 1 from referrals.outbox o where o.report_id = r.id)',
  },
  { what: 'a delivery that still waits', sql: "select id::text from referrals.outbox where state = 'waiting'" },
  {
    what: 'a delivery without exactly one receipt',
    sql: `select o.id::text from referrals.outbox o left join referrals.inbox i on i.report_id = o.report_id and i.organisation_id = o.organisation_id
      group by o.id having count(i.id) <> 1`,
  },
  {
    what: 'a receipt that nobody was to get',
    sql: `select i.id::text from referrals.inbox i where not exists
      (select 1 from referrals.outbox o where o.report_id = i.report_id and o.organisation_id = i.organisation_id)`,
  },
  {
    what: 'a report with too few persons',
    sql: 'select id::text from referrals.report r where n_persons <> (select count(*) from referrals.report_person p where p.report_id = r.id)',
  },
  {
    what: 'a person without a sealed name',
    sql: `select id::text from referrals.report_person p where not exists
      (select 1 from identity.sealed_field f where f.subject_id = p.id and f.field = 'full_name')`,
  },
  {
    what: 'a sealed field without its report',
    sql: `select id::text from identity.sealed_field f where not exists (select 1 from referrals.report r where r.id = f.subject_id)
      and not exists (select 1 from referrals.report_person p where p.id = f.subject_id)`,
  },
  {
    what: 'a data key that nobody holds, or an envelope without keys',
    sql: `select id::text from identity.data_key k where not exists (select 1 from identity.data_key_wrap w where w.data_key_id = k.id)
      union all select id::text from identity.envelope e where basis_code <> 'vault'
        and not exists (select 1 from identity.data_key_wrap w where w.envelope_id = e.id)`,
  },
  {
    what: 'a report whose sending is not in the journal exactly once',
    sql: `select r.id::text from referrals.report r left join journal.event e on e.report_id = r.id and e.type = 'referrals.report_sent'
      group by r.id having count(e.id) <> 1`,
  },
  {
    what: 'a receipt that is not in the journal exactly once',
    sql: `select i.id::text from referrals.inbox i left join journal.event e
      on e.report_id = i.report_id and e.chain = i.organisation_id and e.type = 'referrals.received' group by i.id having count(e.id) <> 1`,
  },
];

/** What is not as it should be, in words; nothing when all is well. */
export const findingsIn = async (
  administrator: Client,
  promised: readonly { readonly key: string; readonly id: string }[],
): Promise<readonly string[]> => {
  const values = [promised.map(({ key }) => key), promised.map(({ id }) => id)];
  const findings: string[] = [];
  for (const { what, sql } of checks) {
    const used = values.filter((_, index) => sql.includes(`$${index + 1}`));
    const text = sql.includes('$1') ? sql : sql.replaceAll('$2', '$1');
    const found = await administrator.query<string[]>({ text, values: used, rowMode: 'array' });
    if (found.rows.length > 0) findings.push(`${what}: ${found.rows.length}, such as ${found.rows[0]?.[0]}`);
  }
  return findings;
};

/** How many deliveries wait for the worker. */
export const waitingDeliveries = async (administrator: Client): Promise<number> => {
  const found = await administrator.query("select 1 from referrals.outbox where state = 'waiting'");
  return found.rowCount ?? 0;
};
