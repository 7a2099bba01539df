import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemClock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { isRefusal, valueOf } from '../platform/outcome.ts';
import { type Basis, type Compartment, sealForBodies } from '../platform/sealing/index.ts';
import type { SignedContext, VaultRequest } from '../platform/vault-client/index.ts';
import { addLaw } from '../../test/support/laws.ts';
import {
  addConsent,
  insertSealed,
  stepInAs,
  type TestConsent,
  type TestRole,
  type TestVault,
  testVault,
} from '../../test/support/vault.ts';

const opens = ['identity', 'contact_safe', 'testimony'];
const investigator: TestRole = {
  ...{ code: 'investigator', opens, purposes: ['identify'] },
  permits: ['cases.refer-support'],
};
const noticeRole: TestRole = { code: 'notice', opens, purposes: [], permits: ['identification.notify-minister'] };
const helperRole: TestRole = { code: 'helper', opens, purposes: ['assistance'], permits: ['cases.refer-support'] };

let vault: TestVault;
let police: string;
let service: string;
let ministry: string;
let officer: SignedContext;
let officerId: string;
let helper: SignedContext;

before(async () => {
  vault = await testVault();
  police = await vault.addOrganisation('POLICE');
  service = await vault.addOrganisation('SERVICE');
  ministry = await vault.addOrganisation('MINISTRY');
  officerId = (await vault.addStaff(police, [investigator])).id;
  officer = await stepInAs(vault, officerId);
  helper = await stepInAs(vault, (await vault.addStaff(service, [helperRole])).id);
});
after(() => vault.close());

const texts = {
  identity: { familyName: 'Canary-Dragomir' },
  contact_safe: { telephone: 'Canary+352621' },
  testimony: { account: 'Canary: der Pass lag im Tresor.' },
};

type Fields = Partial<Record<Compartment, Record<string, string>>>;

/** Seals for the police alone, all compartments. */
const sealPerson = async (fields: Fields = texts, basis: Basis = { kind: 'recipient', code: 'report' }) => {
  const subjectId = newId();
  const { keys, vaultKey } = valueOf(await vault.client().organisationKeys({ organisationIds: [police] }));
  const compartments = Object.keys(fields) as Compartment[];
  const rows = await sealForBodies({
    subjects: [{ subjectId, compartments: fields }],
    recipients: keys.map((key) => ({ ...key, publicKey: Buffer.from(key.publicKey, 'base64'), basis, compartments })),
    vaultKey: { ...vaultKey, publicKey: Buffer.from(vaultKey.publicKey, 'base64') },
    by: officerId,
    at: systemClock.now(),
  });
  await insertSealed(vault.casework, officer, rows);
  await consents(subjectId);
  return subjectId;
};

/** The consent by which a subject is shared with the service: its id is made of the subject's, so that each has one. */
const consentOf = (subjectId: string): string => subjectId.replace(/^.{8}/, 'c0c0c0c0');

const consents = async (subjectId: string, changes: Partial<TestConsent> = {}): Promise<string> =>
  addConsent(vault.administrator, {
    ...{ id: consentOf(subjectId), personId: subjectId, organisations: [service], by: police },
    ...changes,
  });

type Changes = Partial<VaultRequest<'share'>>;
const sharing = (subjectId: string, changes: Changes = {}): VaultRequest<'share'> => ({
  context: officer.context,
  mac: officer.mac,
  subjectId,
  compartments: ['identity', 'contact_safe'],
  toOrganisationId: service,
  basis: { kind: 'consent', code: consentOf(subjectId) },
  ...changes,
});

const openAs = (signed: SignedContext, subjectId: string, compartments: Compartment[], purpose = 'assistance') =>
  vault.client().open({ context: signed.context, mac: signed.mac, subjectId, compartments, purpose, reason: 'help' });

type Line = { type: string; actor: string; audience: string[]; data: Record<string, unknown> };
const lines = async (subjectId: string): Promise<Line[]> => {
  const text = `select type, actor, audience, data from journal.event where subject_id = $1 order by recorded_at`;
  return (await vault.administrator.query<Line>(text, [subjectId])).rows;
};

/** Envelopes of the recipient for this subject, with how many keys hang under each. */
const envelopesOf = async (subjectId: string, organisationId = service): Promise<number[]> => {
  const text = `select count(*)::integer as keys from identity.envelope e join identity.data_key_wrap w on w.envelope_id = e.id
    join identity.data_key k on k.id = w.data_key_id where k.subject_id = $1 and e.organisation_id = $2 group by e.id`;
  const found = await vault.administrator.query<{ keys: number }>(text, [subjectId, organisationId]);
  return found.rows.map(({ keys }) => keys);
};

const refusedAs = async (request: VaultRequest<'share'>, code: string): Promise<void> => {
  const outcome = await vault.client().share(request);
  assert.ok(isRefusal(outcome), `expected ${code}, was shared`);
  assert.equal(outcome.refused, code);
  assert.deepEqual(await envelopesOf(request.subjectId), []);
};

test('after sharing, exactly the listed compartments open for the recipient', async () => {
  const subject = await sealPerson();
  assert.ok(isRefusal(await openAs(helper, subject, ['identity'])));
  const about = { caseId: newId(), personId: subject };
  const shared = valueOf(await vault.client().share(sharing(subject, { about })));
  assert.deepEqual(shared, { added: ['identity', 'contact_safe'], already: [] });
  const opened = valueOf(await openAs(helper, subject, ['identity', 'contact_safe']));
  assert.deepEqual(opened.fields, { identity: texts.identity, contact_safe: texts.contact_safe });
  const beyond = await openAs(helper, subject, ['identity', 'testimony']);
  assert.ok(isRefusal(beyond) && beyond.refused === 'no-basis');
  assert.deepEqual(await envelopesOf(subject), [2]);
  const noted = (await lines(subject)).filter(({ type }) => type === 'identity.shared');
  assert.deepEqual(noted, [
    {
      type: 'identity.shared',
      actor: officerId,
      audience: [police, service],
      data: { compartments: ['identity', 'contact_safe'], recipient: service, basis: `consent:${consentOf(subject)}` },
    },
  ]);
});

test('it works the same once the erase keys are in the vault', async () => {
  const subject = await sealPerson();
  valueOf(await vault.client('worker').collectEraseKeys({}));
  valueOf(await vault.client().share(sharing(subject)));
  valueOf(await openAs(helper, subject, ['identity']));
});

test('sharing again adds nothing and says so; another consent stands beside the first', async () => {
  const subject = await sealPerson();
  valueOf(await vault.client().share(sharing(subject, { compartments: ['identity', 'identity'] })));
  const again = valueOf(await vault.client().share(sharing(subject)));
  assert.deepEqual(again, { added: ['contact_safe'], already: ['identity'] });
  const third = valueOf(await vault.client().share(sharing(subject)));
  assert.deepEqual(third, { added: [], already: ['identity', 'contact_safe'] });
  assert.deepEqual(await envelopesOf(subject), [1, 1]);
  assert.equal((await lines(subject)).length, 2);
  const second = await consents(subject, { id: newId() });
  const other = sharing(subject, { basis: { kind: 'consent', code: second } });
  assert.deepEqual(valueOf(await vault.client().share(other)).already, []);
});

test('asked eight times at once, it is done once', async () => {
  const subject = await sealPerson();
  const asked = Array.from({ length: 8 }, () => vault.client().share(sharing(subject)));
  const added = (await Promise.all(asked)).map((outcome) => valueOf(outcome).added.length);
  assert.deepEqual(
    added.toSorted((one, other) => one - other),
    [0, 0, 0, 0, 0, 0, 0, 2],
  );
  assert.deepEqual(await envelopesOf(subject), [2]);
});

test('every missing condition is refused with its own reason, and journalled', async () => {
  const subject = await sealPerson();
  const as = async (role: TestRole, organisation = police): Promise<Changes> => {
    const { context, mac } = await stepInAs(vault, (await vault.addStaff(organisation, [role])).id);
    return { context, mac };
  };
  const narrow = await as({ ...investigator, code: 'narrow', opens: ['identity'] });
  await refusedAs(sharing(subject, await as({ ...investigator, code: 'without', permits: [] })), 'not-allowed');
  await refusedAs(sharing(subject, narrow), 'compartment-not-allowed');
  await refusedAs(sharing(subject, await as(helperRole, ministry)), 'no-basis');
  await refusedAs(sharing(subject, { toOrganisationId: newId() }), 'unknown-organisation');
  await refusedAs(sharing(subject, { toOrganisationId: police }), 'own-organisation');
  await refusedAs(sharing(subject, { basis: { kind: 'law', code: 'any' } }), 'not-allowed');
  const noted = (await lines(subject)).map(({ type, data, audience }) => [type, data['refused'], audience.length]);
  assert.deepEqual(
    noted,
    [
      'not-allowed',
      'compartment-not-allowed',
      'no-basis',
      'unknown-organisation',
      'own-organisation',
      'not-allowed',
    ].map((code) => ['identity.share-refused', code, 1]),
  );
  await refusedAs(sharing(subject, { mac: '0'.repeat(64) }), 'context-not-valid');
  assert.equal((await lines(subject)).length, 6, 'a context that we never signed names nobody');
});

test('what is not held in full, was withdrawn, or belongs to an ended session is not shared', async () => {
  const partly = await sealPerson({ identity: texts.identity });
  await refusedAs(sharing(partly), 'no-basis');
  const subject = await sealPerson();
  const change = (text: string, values: readonly unknown[]) => vault.administrator.query(text, [...values]);
  const withdraw = `update identity.envelope set withdrawn_at = now() where id in (select w.envelope_id
    from identity.data_key_wrap w join identity.data_key k on k.id = w.data_key_id where k.subject_id = $1)`;
  await change(withdraw, [subject]);
  await refusedAs(sharing(subject), 'no-basis');
  const open = await sealPerson();
  const { context, mac } = await stepInAs(vault, (await vault.addStaff(police, [investigator])).id);
  const { session } = JSON.parse(context) as { session: string };
  await change(`update security.session set ended_at = now() where id_hash = decode($1, 'hex')`, [session]);
  await refusedAs(sharing(open, { context, mac }), 'session-ended');
});

test('by law only what is not held by consent, and only for a notice that the law foresees', async () => {
  const { context, mac } = await stepInAs(vault, (await vault.addStaff(police, [noticeRole])).id);
  const byLaw = { context, mac, toOrganisationId: ministry, basis: { kind: 'law', code: 'LAW-2009-1' } } as const;
  await addLaw(vault, { id: 'LAW-2009-1', givers: [police], receivers: [ministry] });
  const subject = await sealPerson();
  assert.equal(valueOf(await vault.client().share(sharing(subject, byLaw))).added.length, 2);
  assert.deepEqual(await envelopesOf(subject, ministry), [2]);
  const given = await addConsent(vault.administrator, { personId: newId(), organisations: [police], by: police });
  await refusedAs(sharing(await sealPerson(texts, { kind: 'consent', code: given }), byLaw), 'no-basis');
  await refusedAs(sharing(subject, { context, mac }), 'not-allowed');
});

test('the public site and the worker cannot share, and a shape that is not the contract is refused', async () => {
  const subject = await sealPerson();
  for (const name of ['portal', 'worker', 'cli']) {
    const outcome = await vault.client(name).share(sharing(subject));
    assert.ok(isRefusal(outcome) && outcome.refused === 'not-permitted', name);
  }
  await refusedAs(sharing(subject, { basis: { kind: 'recipient', code: 'x' } as never }), 'bad-request');
  await refusedAs(sharing(subject, { compartments: [] }), 'bad-request');
});

test('a moved row is damage: nothing is shared, and that is noted', async () => {
  const subject = await sealPerson();
  const move = `update identity.data_key set compartment = case compartment when 'identity' then 'testimony' else 'identity' end
    where subject_id = $1 and compartment in ('identity', 'testimony')`;
  await vault.administrator.query(move, [subject]);
  await refusedAs(sharing(subject), 'damaged');
  assert.deepEqual(
    (await lines(subject)).map(({ type, data }) => [type, data['refused']]),
    [['identity.share-refused', 'damaged']],
  );
});

test('the database policy lets the vault add only what is shared, never as itself or as addressed', async () => {
  const { sql } = await import('kysely');
  const { openDatabase } = await import('../platform/database/index.ts');
  const database = openDatabase(vault.settings.databaseUrl);
  const insert = (organisation: string, kind: string) =>
    sql`insert into identity.envelope (id, organisation_id, key_id, encapsulation, ciphertext, basis_kind, basis_code, created_at)
      select ${newId()}, ${organisation}, key_id, ${Buffer.alloc(32)}, ${Buffer.alloc(48)}, ${kind}, 'x', now()
      from identity.organisation_key limit 1`.execute(database);
  await insert(service, 'law');
  await assert.rejects(insert(service, 'recipient'), /row-level security/);
  await assert.rejects(insert('00000000-0000-0000-0000-000000000000', 'law'), /row-level security/);
  await database.destroy();
});

test('sharing leaves no text in the database nor in the log', async () => {
  valueOf(await vault.client().share(sharing(await sealPerson())));
  let content = vault.log.join();
  for (const table of ['identity.envelope', 'identity.data_key_wrap', 'identity.sealed_field', 'journal.event'])
    for (const { row } of (await vault.administrator.query<{ row: string }>(`select t::text as row from ${table} t`))
      .rows)
      content += row;
  for (const encoding of ['utf8', 'hex', 'base64'] as const)
    assert.equal(content.includes(Buffer.from('Canary-Drago').toString(encoding)), false, encoding);
});
