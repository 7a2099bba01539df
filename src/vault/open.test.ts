import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '../platform/ids.ts';
import { systemClock } from '../platform/clock.ts';
import { isRefusal, valueOf } from '../platform/outcome.ts';
import { openFile as decryptFile, sealFile, sealForBodies, type Compartment } from '../platform/sealing/index.ts';
import type { SignedContext, VaultRequest } from '../platform/vault-client/index.ts';
import { addLaw } from '../../test/support/laws.ts';
import { insertSealed, stepInAs, type TestRole, type TestVault, testVault } from '../../test/support/vault.ts';

const officerRole: TestRole = { code: 'officer', opens: ['identity', 'testimony'], purposes: ['interview'] };
const helperRole: TestRole = { code: 'helper', opens: ['identity', 'contact_safe'], purposes: ['assistance'] };
const reporterRole: TestRole = { code: 'reporter', opens: [], purposes: [] };

let vault: TestVault;
let police: string;
let savteh: string;
let infotraite: string;
let officer: SignedContext;
let officerId: string;
let reporter: SignedContext;
let reporterId: string;

before(async () => {
  vault = await testVault();
  police = await vault.addOrganisation('POLICE');
  infotraite = await vault.addOrganisation('INFOTRAITE');
  savteh = await vault.addOrganisation('SAVTEH', infotraite);
  const inspectors = await vault.addOrganisation('ITM');
  await addLaw(vault, { id: 'LAW-2009-4', purposes: ['interview', 'assistance'] });
  officerId = (await vault.addStaff(police, [officerRole])).id;
  reporterId = (await vault.addStaff(inspectors, [reporterRole])).id;
  [officer, reporter] = [await stepInAs(vault, officerId), await stepInAs(vault, reporterId)];
});
after(() => vault.close());

type Fields = Partial<Record<Compartment, Record<string, string>>>;
const texts: Fields = {
  identity: { familyName: 'Canary-Popescu', givenName: 'Ilinca' },
  testimony: { account: 'Canary: sie nahmen den Pass.' },
  contact_safe: { telephone: 'Canary+352691' },
};

/** Seals for police and InfoTraite, as an inspector's report does. */
const sealPerson = async (fields: Fields = texts, subjectId = newId()): Promise<string> => {
  const { keys, vaultKey } = valueOf(await vault.client().organisationKeys({ organisationIds: [police, infotraite] }));
  const recipient = (organisationId: string, compartments: readonly Compartment[]) => {
    const key = keys.find((one) => one.organisationId === organisationId);
    assert.ok(key);
    const basis = { kind: 'law', code: 'LAW-2009-4' } as const;
    return { organisationId, keyId: key.keyId, publicKey: Buffer.from(key.publicKey, 'base64'), basis, compartments };
  };
  const rows = await sealForBodies({
    subjects: [{ subjectId, compartments: fields }],
    recipients: [recipient(police, ['identity', 'testimony']), recipient(infotraite, ['identity', 'contact_safe'])],
    vaultKey: { keyId: vaultKey.keyId, publicKey: Buffer.from(vaultKey.publicKey, 'base64') },
    by: reporterId,
    at: systemClock.now(),
  });
  await insertSealed(vault.casework, reporter, rows);
  return subjectId;
};

const asking = (
  signed: SignedContext,
  subjectId: string,
  changes: Partial<VaultRequest<'open'>> = {},
): VaultRequest<'open'> => ({
  context: signed.context,
  mac: signed.mac,
  subjectId,
  compartments: ['identity'],
  purpose: 'interview',
  reason: 'first-interview',
  ...changes,
});

type Line = { type: string; data: Record<string, unknown>; actor: string };

const lines = async (subjectId: string): Promise<Line[]> => {
  const text = 'select type, data, actor from journal.event where subject_id = $1 order by recorded_at';
  return (await vault.administrator.query<Line>(text, [subjectId])).rows;
};

const refusedAs = async (request: VaultRequest<'open'>, code: string): Promise<void> => {
  const outcome = await vault.client().open(request);
  assert.ok(isRefusal(outcome), `expected ${code}, was opened`);
  assert.equal(outcome.refused, code);
};

test('an officer opens what the police may, and the journal says so', async () => {
  const subject = await sealPerson();
  const opened = valueOf(
    await vault.client().open(asking(officer, subject, { compartments: ['identity', 'testimony'] })),
  );
  assert.deepEqual(opened.fields, { identity: texts.identity, testimony: texts.testimony });
  assert.deepEqual(await lines(subject), [
    {
      type: 'identity.opened',
      actor: officerId,
      data: {
        purpose: 'interview',
        reason: 'first-interview',
        compartments: ['identity', 'testimony'],
        bases: ['law:LAW-2009-4'],
      },
    },
  ]);
});

test('a service opens what was sealed to the body it acts for', async () => {
  const subject = await sealPerson();
  const helper = await stepInAs(vault, (await vault.addStaff(savteh, [helperRole])).id);
  const request = asking(helper, subject, { compartments: ['contact_safe'], purpose: 'assistance' });
  assert.deepEqual(valueOf(await vault.client().open(request)).fields, { contact_safe: texts.contact_safe });
});

test('the newest version of a field is given', async () => {
  const subject = await sealPerson();
  await sealPerson({ identity: { familyName: 'Corrected' } }, subject);
  const opened = valueOf(await vault.client().open(asking(officer, subject)));
  assert.deepEqual(opened.fields, { identity: { familyName: 'Corrected', givenName: 'Ilinca' } });
});

test('a forged or altered context opens nothing', async () => {
  const subject = await sealPerson();
  await refusedAs(asking({ ...officer, mac: '0'.repeat(64) }, subject), 'context-not-valid');
  await refusedAs(
    asking({ ...officer, context: officer.context.replace('POLICE', 'POLICf') }, subject),
    'context-not-valid',
  );
  assert.deepEqual(await lines(subject), []);
});

test('every missing condition is refused with its own reason, and journalled', async () => {
  const subject = await sealPerson();
  await refusedAs(asking(officer, subject, { compartments: ['identity', 'health'] }), 'compartment-not-allowed');
  await refusedAs(asking(officer, subject, { purpose: 'curiosity' }), 'purpose-not-allowed');
  await refusedAs(asking(officer, newId()), 'no-basis');
  const stranger = await vault.addStaff(await vault.addOrganisation('OTHER'), [officerRole]);
  await refusedAs(asking(await stepInAs(vault, stranger.id), subject), 'no-basis');
  const noted = (await lines(subject)).map(({ type, data }) => [type, data['refused']]);
  assert.deepEqual(noted, [
    ['identity.open-refused', 'compartment-not-allowed'],
    ['identity.open-refused', 'purpose-not-allowed'],
    ['identity.open-refused', 'no-basis'],
  ]);
});

test('a compartment that the organisation was not given is refused, whatever the role says', async () => {
  const subject = await sealPerson();
  const all: TestRole = { code: 'opens-all', opens: ['identity', 'contact_safe'], purposes: ['interview'] };
  const curious = await stepInAs(vault, (await vault.addStaff(police, [all])).id);
  await refusedAs(asking(curious, subject, { compartments: ['identity', 'contact_safe'] }), 'no-basis');
});

test('withdrawal, end of session, idleness, loss of a role and disabling work at the next request', async () => {
  const subject = await sealPerson();
  const opens = asking(await stepInAs(vault, (await vault.addStaff(police, [officerRole])).id), subject);
  const { staff, session } = JSON.parse(opens.context) as { staff: string; session: string };
  const change = (text: string, values: readonly unknown[]) => vault.administrator.query(text, [...values]);
  valueOf(await vault.client().open(opens));
  await change(`update identity.envelope set withdrawn_at = now() where organisation_id = $1`, [police]);
  await refusedAs(opens, 'no-basis');
  await change('update identity.envelope set withdrawn_at = null where organisation_id = $1', [police]);
  await change('delete from directory.staff_role where staff_id = $1', [staff]);
  await refusedAs(opens, 'session-ended'); // taking a role away ends the session
  await change(`insert into directory.staff_role (staff_id, role_code) values ($1, 'officer')`, [staff]);
  await change(`update security.session set ended_at = null where staff_id = $1`, [staff]);
  await change(`update directory.staff set state = 'disabled' where id = $1`, [staff]);
  await refusedAs(opens, 'session-ended');
  await change(`update directory.staff set state = 'active' where id = $1`, [staff]);
  await change(`update security.session set ended_at = null where staff_id = $1`, [staff]);
  await change(
    `update security.session set last_seen_at = now() - interval '16 minutes' where id_hash = decode($1, 'hex')`,
    [session],
  );
  await refusedAs(opens, 'session-ended');
  await change(`update security.session set last_seen_at = now() where id_hash = decode($1, 'hex')`, [session]);
  valueOf(await vault.client().open(opens));
  await change(`update security.session set ended_at = now() where id_hash = decode($1, 'hex')`, [session]);
  await refusedAs(opens, 'session-ended');
});

test('a role lent for today opens, one lent for yesterday does not', async () => {
  const subject = await sealPerson();
  const lent = async (days: number) => {
    const to = (await vault.addStaff(police, [reporterRole])).id;
    await vault.administrator.query(
      `insert into directory.delegation (id, organisation_id, from_staff_id, to_staff_id, role_code, from_day, to_day)
       values ($1, $2, $3, $4, 'officer', current_date - 9, current_date + $5::integer)`,
      [newId(), police, officerId, to, days],
    );
    return asking(await stepInAs(vault, to), subject);
  };
  valueOf(await vault.client().open(await lent(1)));
  await refusedAs(await lent(-2), 'compartment-not-allowed');
});

test('the sixty-first subject within an hour is refused; one already opened is not', async () => {
  const hungry = await stepInAs(vault, (await vault.addStaff(police, [officerRole])).id);
  const subjects: string[] = [];
  for (let at = 0; at < 61; at += 1) subjects.push(await sealPerson({ identity: { familyName: `N${at}` } }));
  for (const subject of subjects.slice(0, 60)) valueOf(await vault.client().open(asking(hungry, subject)));
  await refusedAs(asking(hungry, subjects[60] ?? ''), 'budget');
  valueOf(await vault.client().open(asking(hungry, subjects[0] ?? '')));
  valueOf(await vault.client().open(asking(officer, subjects[60] ?? '')));
});

test('a file opens through its key, which does not leave with the texts', async () => {
  const [fileId, bytes] = [newId(), Buffer.from('%PDF Canary-Passkopie')];
  const { blob, field } = sealFile(fileId, bytes);
  const subject = await sealPerson({ identity: { familyName: 'X', [field.name]: field.value } });
  assert.deepEqual(valueOf(await vault.client().open(asking(officer, subject))).fields, {
    identity: { familyName: 'X' },
  });
  const { compartments: _, ...request } = asking(officer, subject);
  const { fileKey } = valueOf(await vault.client().openFile({ ...request, compartment: 'identity', fileId }));
  assert.deepEqual(decryptFile(fileId, blob, fileKey), bytes);
  const missing = await vault.client().openFile({ ...request, compartment: 'identity', fileId: newId() });
  assert.ok(isRefusal(missing) && missing.refused === 'no-basis');
});

test('erase keys are collected into the vault, and what was sealed opens before and after', async () => {
  const subject = await sealPerson();
  valueOf(await vault.client().open(asking(officer, subject)));
  const { collected } = valueOf(await vault.client('worker').collectEraseKeys({}));
  assert.ok(collected > 0);
  const left = await vault.administrator.query(`select 1 from identity.erase_key_inbox union all
    select 1 from identity.envelope where organisation_id = '00000000-0000-0000-0000-000000000000'`);
  assert.equal(left.rowCount, 0);
  valueOf(await vault.client().open(asking(officer, subject)));
  await vault.stop();
  await vault.restart();
  valueOf(await vault.client().open(asking(officer, subject)));
});

test('the whole database, read by its owner, holds none of the texts in any encoding', async () => {
  await sealPerson();
  const tables = await vault.administrator.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  let content = '';
  for (const { name } of tables.rows)
    content += (await vault.administrator.query<{ row: string }>(`select t::text as row from ${name} t`)).rows
      .map(({ row }) => row)
      .join('\n');
  for (const canary of ['Canary-Popescu', 'Ilinca', 'Canary: sie nahmen', 'Canary+352691']) {
    const bytes = Buffer.from(canary);
    for (const needle of [
      canary,
      bytes.toString('hex'),
      bytes.toString('base64').slice(0, 10),
      Buffer.from(canary, 'utf16le').toString('hex'),
    ])
      assert.equal(content.includes(needle), false, `${canary} as ${needle}`);
  }
  assert.equal(vault.log.join().includes('Canary'), false);
});

test('casework itself cannot read ciphertext, wraps, erase keys or secrets, and sees only its own holdings', async () => {
  const subject = await sealPerson();
  const { asViewer } = await import('../platform/database/index.ts');
  const { sql } = await import('kysely');
  const ask = (signed: SignedContext, text: string) =>
    asViewer(vault.casework, signed, (tx) => sql.raw(text).execute(tx));
  for (const forbidden of [
    'select blob from identity.sealed_field',
    'select wrapped from identity.data_key_wrap',
    'select ciphertext from identity.envelope',
    'select 1 from identity.erase_key_inbox',
    'select secret_part from security.credential',
    'select code_hash from security.activation',
    'select 1 from security.sign_in_attempt',
    'select key from security.context_key',
  ])
    await assert.rejects(ask(officer, forbidden), /permission denied/, forbidden);
  const seen = async (signed: SignedContext): Promise<number> =>
    (await ask(signed, `select 1 from identity.sealed_field_published where subject_id = '${subject}'`)).rows.length;
  assert.equal(await seen(officer), 3);
  assert.equal(await seen(reporter), 0);
  const who = await ask(
    officer,
    `select compartment, organisation_id from identity.who_can_open(array['${subject}'::uuid]) order by 1, 2`,
  );
  assert.equal(who.rows.length, 4);
  assert.equal((await ask(reporter, `select 1 from identity.who_can_open(array['${subject}'::uuid])`)).rows.length, 0);
});
