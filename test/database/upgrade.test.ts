import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Client } from 'pg';
import { newId } from '../../src/platform/ids.ts';
import { projectRoot } from '../../src/platform/root.ts';
import { earlierDatabase } from '../support/database.ts';

/** Migrations of what was once released are never edited; who starts a newer version keeps all that was written before. */
const folder = join(projectRoot, 'database/migrations');
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.sql'))
  .sort();
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');

/** What stands in a function runs when it is called, not at the upgrade. */
const statementsOf = (name: string): readonly string[] =>
  textOf(name)
    .replaceAll(/\$\$[^]*?\$\$/g, '$$')
    .replaceAll(/--[^\n]*/g, '')
    .split(';')
    .map((one) => one.replaceAll(/\s+/g, ' ').trim());

const takesAway = /^(delete from|truncate|drop table|drop schema|update) |drop column|alter column \w+ type/i;

/** Each with why nothing that somebody wrote is lost by it. */
const reviewed: Readonly<Record<string, string>> = {
  '0016 alter table security.session alter column idle_minutes type integer': 'a wider number',
  '0019 alter table referrals.report drop column outcome_reason, drop column redirected_reason, drop column redirected_to':
    'before a first release',
  '0024 alter table cases.case_reference drop column own_label_folded, drop column own_label': 'before a first release',
  '0024 update cases.change set old_value':
    'words that might be names leave the history in clear; sealed ones came in their place',
  '0027 update cases.support_referral set consent_id = id': 'fills a new column',
  '0038 update identity.consent c set explained_by_recorder': 'fills a new column',
  '0051 alter table referrals.period alter column exploiter_number type smallint[]':
    'one number becomes a list of it and of the second',
  '0051 alter table referrals.period drop column second_exploiter_number': 'moved into that list before',
  '0058 alter table identity.search_index drop column sealed_at': 'marks are made anew from what is sealed',
  '0091 alter table referrals.api_request drop column response':
    'the report it names says the same: its id and the reference of the body',
};

type Row = Readonly<Record<string, unknown>>;
const tables = [
  ...['directory.organisation', 'directory.staff', 'referrals.report', 'referrals.report_person', 'referrals.period'],
  ...['identity.consent', 'identity.sealed_field', 'journal.event'],
] as const;

const contentOf = async (client: Client): Promise<ReadonlyMap<string, readonly Row[]>> => {
  const found = new Map<string, readonly Row[]>();
  for (const table of tables) found.set(table, (await client.query<Row>(`select * from ${table}`)).rows);
  return found;
};

/** Columns of before, as they are now; those that moved into others (reviewed above) aside. */
const moved = new Set(['exploiter_number', 'second_exploiter_number']);
const kept = (before: readonly Row[], now: readonly Row[]): readonly Row[] =>
  before.map((row, at) =>
    Object.fromEntries(Object.keys(row).map((name) => [name, moved.has(name) ? row[name] : now[at]?.[name]])),
  );

/** One row of each of these tables as they stood: a report with a person and where she was exploited, what she agreed to, a sealed text. */
const fill = async (client: Client): Promise<void> => {
  const [body, staff, report, person, key] = [newId(), newId(), newId(), newId(), newId()];
  const insert = (table: string, row: Row) => {
    const names = Object.keys(row);
    const places = names.map((_, at) => `$${at + 1}`).join(', ');
    return client.query(`insert into ${table} (${names.join(', ')}) values (${places})`, Object.values(row));
  };
  const at = '2025-03-04T05:06:07Z';
  await client.query('set session_replication_role = replica');
  await insert('directory.organisation', { id: body, code: 'BODY', kind: 'police', names: { en: 'A body' } });
  await insert('directory.staff', {
    id: staff,
    organisation_id: body,
    login: 'body.somebody',
    display_name: 'Somebody',
  });
  await insert('referrals.report', {
    ...{ id: report, client_reference: report, sender_organisation_id: body, intake_channel: 'form' },
    ...{
      route: 'referral_with_consent',
      how_came_to_light: 'own_check',
      form_version: 3,
      language: 'en',
      in_danger: 'no',
    },
    ...{
      urgency: 'routine',
      urgency_rank: 4,
      has_child: false,
      n_persons: 1,
      sent_at: at,
      state: 'received',
      audience: [body],
    },
  });
  await insert('referrals.report_person', {
    ...{
      id: person,
      report_id: report,
      ordinal: 1,
      route: 'referral_with_consent',
      age_answer: 'adult',
      age_band: 'unknown',
    },
    ...{ sex: 'female', forms: ['forced_labour'], still_exploited: 'not_sure', audience: [body] },
  });
  await insert('referrals.period', {
    ...{ id: newId(), person_id: person, ordinal: 1, date_precision: 'unknown', audience: [body] },
    ...{ exploiter_number: 1, second_exploiter_number: 2 },
  });
  await insert('identity.consent', {
    ...{ id: newId(), person_id: person, answer: 'given', given_by: 'person', organisations: [body] },
    ...{
      compartments: ['identity'],
      purposes: ['support'],
      language: 'en',
      text_version: '1',
      interpreter: 'none',
      method: 'oral',
    },
    ...{ given_on: '2025-03-04', recorded_by_organisation: body, recorded_at: at, audience: [body] },
  });
  await insert('identity.sealed_field', {
    ...{ id: newId(), subject_id: person, compartment: 'identity', data_key_id: key, field: 'full_name' },
    ...{ blob: Buffer.alloc(256, 7), created_at: at },
  });
  await insert('journal.event', {
    ...{
      chain: body,
      seq: 1,
      id: newId(),
      type: 'referrals.report_sent',
      at,
      recorded_at: at,
      subject_kind: 'report',
      subject_id: report,
    },
    ...{ audience: [body], data: {}, body: '{}', prev: Buffer.alloc(32), hash: Buffer.alloc(32, 1) },
  });
  await client.query('set session_replication_role = origin');
};

describe('an upgrade', () => {
  test('goes step by step: no two migrations have one number', () => {
    const numbers = files.map((name) => name.slice(0, 4));
    assert.deepEqual(numbers, [...new Set(numbers)]);
  });

  test('takes nothing away that somebody wrote, but for what was reviewed with its reason', () => {
    const found = files.flatMap((name) =>
      statementsOf(name)
        .filter((statement) => takesAway.test(statement))
        .map((statement) => `${name.slice(0, 4)} ${statement}`),
    );
    const unknown = found.filter((one) => !Object.keys(reviewed).some((known) => one.startsWith(known)));
    assert.deepEqual(unknown, []);
    const stale = Object.keys(reviewed).filter((known) => !found.some((one) => one.startsWith(known)));
    assert.deepEqual(stale, [], 'reviewed, and no longer there');
  });

  test('of a database with people in it, from well back to today: every row is there afterwards, and says the same', async () => {
    const database = await earlierDatabase('0050');
    const client = new Client({ connectionString: database.administratorUrl });
    await client.connect();
    try {
      await fill(client);
      const before = await contentOf(client);
      assert.ok([...before.values()].every((rows) => rows.length === 1));
      await database.upgrade();
      const afterwards = await contentOf(client);
      for (const [table, rows] of before) assert.deepEqual(kept(rows, afterwards.get(table) ?? []), rows, table);
      const exploiters = await client.query<{ numbers: number[] }>(
        'select exploiter_numbers as numbers from referrals.period',
      );
      assert.deepEqual(exploiters.rows, [{ numbers: [1, 2] }], 'moved, not lost');
    } finally {
      await client.end();
      await database.close();
    }
  });
});
