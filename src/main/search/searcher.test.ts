import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { systemClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { isRefusal, valueOf } from '../../platform/outcome.ts';
import { type Compartment, sealForBodies } from '../../platform/sealing/index.ts';
import type { SignedContext, VaultClient, VaultRequest } from '../../platform/vault-client/index.ts';
import {
  addConsent,
  insertSealed,
  stepInAs,
  testTelephone,
  type TestRole,
  type TestVault,
  testVault,
} from '../../../test/support/vault.ts';
import { searcherFor } from './searcher.ts';

const searcher = searcherFor(testTelephone);

type Sought = VaultRequest<'search'>['sought'];

describe('what marks are made of', () => {
  const born = JSON.stringify({ precision: 'exact', from: '1998-03-11', to: '1998-03-11' });
  const marksOf = (identity: Record<string, string>) => searcher.textsOf({ identity });
  const meets = (identity: Record<string, string>, sought: Sought): boolean =>
    searcher.soughtTexts(sought).some((text) => marksOf(identity).includes(text));

  test('order, case, marks and script of a name do not matter; another date or name does not meet', () => {
    for (const name of ['Ivanova Éva', 'éva IVANOVA', 'Ева Иванова', 'IVANOVA, Eva'])
      assert.ok(meets({ full_name: 'Eva Ivanova', born }, { name, born: '1998-03-11' }), name);
    assert.ok(meets({ given_name: 'Jürgen', family_name: 'Müller', born }, { name: 'Muller Jurgen', born: '1998' }));
    assert.ok(!meets({ full_name: 'Eva Ivanova', born }, { name: 'Eva Petrova', born: '1998-03-11' }));
    assert.ok(!meets({ full_name: 'Eva Ivanova', born }, { name: 'Eva Ivanova', born: '1997' }));
    assert.ok(meets({ full_name: 'Eva Ivanova', born }, { name: 'Eva Ivanova', born: '1998' }));
  });

  test('a name alone, a date alone, a sex or a country is no mark', () => {
    assert.deepEqual(marksOf({ full_name: 'Eva Ivanova' }), []);
    assert.deepEqual(marksOf({ born, birth_place: 'Varna' }), []);
    assert.deepEqual(searcher.soughtTexts({ name: 'Eva Ivanova' }), []);
    assert.deepEqual(searcher.soughtTexts({ born: '1998-03-11' }), []);
  });

  test('document, telephone and alias stand for themselves, however they are written', () => {
    assert.ok(meets({ 'documents.0.document_number': 'ab 123-456' }, { document: 'AB123456' }));
    assert.ok(meets({ 'aliases.0.alias': 'Die Blonde' }, { alias: 'blonde die' }));
    const marks = searcher.textsOf({ contact_safe: { 'channels.0.channel_value': '+352 621 123 456' } });
    for (const phone of ['00352621123456', '621 123 456', '621-123-456', '+352 (0) 621 123 456', '352621123456'])
      assert.deepEqual(searcher.soughtTexts({ phone }), marks, phone);
    assert.notDeepEqual(searcher.soughtTexts({ phone: '621 123 457' }), marks);
    assert.deepEqual(searcher.soughtTexts({ phone: '12' }), []);
  });
});

const role = (code: string, more: Partial<TestRole> = {}): TestRole => ({
  ...{ code, opens: ['identity'], purposes: ['identify'], permits: ['identity.record-consent'] },
  ...more,
});

describe('search in the files of one’s own body', () => {
  let vault: TestVault;
  let client: VaultClient;
  let police: string;
  let service: string;
  let officer: SignedContext;
  let officerId: string;
  let helper: SignedContext;
  let bystander: SignedContext;
  before(async () => {
    vault = await testVault({ searcher });
    client = vault.client();
    police = await vault.addOrganisation('POLICE');
    service = await vault.addOrganisation('SERVICE');
    officerId = (await vault.addStaff(police, [role('officer')])).id;
    officer = await stepInAs(vault, officerId);
    helper = await stepInAs(vault, (await vault.addStaff(service, [role('helper', { permits: [] })])).id);
    bystander = await stepInAs(vault, (await vault.addStaff(police, [role('clerk', { opens: [], permits: [] })])).id);
  });
  after(() => vault.close());

  const born = JSON.stringify({ precision: 'exact', from: '1998-03-11', to: '1998-03-11' });

  const seal = async (
    name: string,
    to: Readonly<Record<string, { kind: 'recipient' | 'consent'; code: string }>>,
    subjectId = newId(),
  ) => {
    const { keys, vaultKey } = valueOf(await client.organisationKeys({ organisationIds: Object.keys(to) }));
    const compartments: Compartment[] = ['identity'];
    const recipients = keys.map((key) => ({
      ...{ ...key, publicKey: Buffer.from(key.publicKey, 'base64'), compartments },
      basis: to[key.organisationId] ?? { kind: 'recipient' as const, code: 'report' },
    }));
    const rows = await sealForBodies({
      subjects: [{ subjectId, compartments: { identity: { full_name: name, born } } }],
      ...{ recipients, by: officerId, at: systemClock.now() },
      vaultKey: { ...vaultKey, publicKey: Buffer.from(vaultKey.publicKey, 'base64') },
    });
    await insertSealed(vault.casework, officer, rows);
    return subjectId;
  };

  const index = async (): Promise<void> => {
    while (valueOf(await vault.client('worker', 10_000).indexWaiting({})).taken > 0);
  };

  const find = ({ context, mac }: SignedContext, sought: Sought, purpose = 'identify') =>
    client.search({ context, mac, purpose, sought });
  const eva: Sought = { name: 'Ivanova Eva', born: '1998-03-11' };
  const recipient = { kind: 'recipient', code: 'report' } as const;

  test('finds by name and date what the own body holds; another body finds its own alone, and learns nothing of this one', async () => {
    const ours = await seal('Eva Ivanova', { [police]: recipient });
    const theirs = await seal('Eva Ivanova', { [service]: recipient });
    assert.deepEqual(valueOf(await find(officer, eva)).subjects, [], 'not yet taken in');
    await index();
    assert.deepEqual(valueOf(await find(officer, eva)).subjects, [ours]);
    assert.deepEqual(valueOf(await find(helper, eva)).subjects, [theirs]);
    assert.deepEqual(valueOf(await find(officer, { name: 'Nobody Else', born: '1998-03-11' })).subjects, []);
  });

  test('the rows name nobody: as many marks for each person, none alike in two bodies, and no text of anybody', async () => {
    type Row = { organisation_id: string; subject_id: string; token: Buffer };
    const { rows } = await vault.administrator.query<Row>(
      'select organisation_id, subject_id, token from identity.search_token',
    );
    const counts = [...Map.groupBy(rows, ({ subject_id: id, organisation_id: body }) => `${id} ${body}`).values()].map(
      (all) => all.length,
    );
    assert.deepEqual([...new Set(counts)], [24]);
    const tokensOf = (body: string) =>
      rows.filter((row) => row.organisation_id === body).map(({ token }) => token.toString('hex'));
    assert.ok(!tokensOf(police).some((token) => tokensOf(service).includes(token)));
  });

  test('what is sealed later is taken in too, and a corrected name is found no more under the old one', async () => {
    const subject = await seal('Olga Marin', { [police]: recipient });
    await index();
    await seal('Olha Maryn Kovalenko', { [police]: recipient }, subject);
    await index();
    assert.deepEqual(valueOf(await find(officer, { name: 'Olha Maryn Kovalenko', born: '1998' })).subjects, [subject]);
    assert.deepEqual(valueOf(await find(officer, { name: 'Olga Marin', born: '1998-03-11' })).subjects, []);
  });

  test('who opens no identity, or not for this purpose, searches nothing; the line says so, and never what was sought', async () => {
    for (const [who, purpose, code] of [
      [bystander, 'identify', 'not-allowed'],
      [officer, 'curiosity', 'purpose-not-allowed'],
    ] as const) {
      const refused = await find(who, eva, purpose);
      assert.ok(isRefusal(refused) && refused.refused === code, JSON.stringify(refused));
    }
    const nothing = await find(officer, { name: 'Eva Ivanova' });
    assert.ok(isRefusal(nothing) && nothing.refused === 'nothing-to-search');
    const found = await vault.administrator.query<{ type: string; body: string }>(
      `select type, body from journal.event where type like 'identity.search%'`,
    );
    assert.ok(
      found.rows.some(({ type }) => type === 'identity.searched') &&
        found.rows.some(({ type }) => type === 'identity.search-refused'),
    );
    for (const { body } of found.rows) assert.ok(!/ivanova|1998/i.test(body));
  });

  test('a consent that is taken back takes the marks along at once', async () => {
    const subject = newId();
    const consentId = await addConsent(vault.administrator, {
      ...{
        personId: subject,
        organisations: [service],
        by: police,
        compartments: ['identity'],
        purposes: ['identify'],
      },
    });
    await seal('Mira Stan', { [police]: recipient, [service]: { kind: 'consent', code: consentId } }, subject);
    await index();
    const mira: Sought = { name: 'Mira Stan', born: '1998-03-11' };
    assert.deepEqual(valueOf(await find(helper, mira)).subjects, [subject]);
    const { context, mac } = officer;
    valueOf(await client.withdrawConsent({ context, mac, consentId, on: '2026-01-01', how: 'oral' }));
    await index();
    assert.deepEqual(valueOf(await find(helper, mira)).subjects, []);
    const left = 'select 1 from identity.search_token where subject_id = $1 and organisation_id = $2';
    assert.equal((await vault.administrator.query(left, [subject, service])).rowCount, 0);
    assert.deepEqual(valueOf(await find(officer, mira)).subjects, [subject], 'who holds it otherwise still finds it');
  });

  const queueOf = async (subject: string) => {
    const asked =
      'select organisation_id, tries, due_at > now() as later from identity.search_due where subject_id = $1';
    return (
      await vault.administrator.query<{ organisation_id: string; tries: number; later: boolean }>(asked, [subject])
    ).rows;
  };

  test('who cannot be opened today waits and lets the others pass; who is taken in leaves the line', async () => {
    const waiting = newId();
    const ended = await addConsent(vault.administrator, {
      ...{
        personId: waiting,
        organisations: [service],
        by: police,
        compartments: ['identity'],
        purposes: ['identify'],
      },
      validUntil: '2020-06-01',
    });
    await seal('Ana Waits', { [service]: { kind: 'consent', code: ended } }, waiting);
    const passing = await seal('Ana Passes', { [service]: recipient });
    await index();
    assert.deepEqual(
      (await queueOf(waiting)).map(({ tries, later }) => ({ tries, later })),
      [{ tries: 1, later: true }],
    );
    assert.deepEqual(await queueOf(passing), []);
    assert.deepEqual(valueOf(await find(helper, { name: 'Ana Passes', born: '1998' })).subjects, [passing]);
  });

  test('who is reported now does not wait behind all whom a new release put in line', async () => {
    await vault.administrator.query(
      `insert into identity.search_due (subject_id, organisation_id, stamp, due_at, tries)
       select gen_random_uuid(), $1, gen_random_uuid(), now() - interval '1 hour', 0 from generate_series(1, 200)`,
      [police],
    );
    const fresh = await seal('Ilka Today', { [police]: recipient });
    const { taken } = valueOf(await vault.client('worker', 10_000).indexWaiting({}));
    assert.ok(taken > 0 && taken < 200, 'a round is short');
    assert.deepEqual(valueOf(await find(officer, { name: 'Ilka Today', born: '1998' })).subjects, [fresh]);
    await index();
  });

  test('what another version of the reader left behind is put in line when the vault starts, once', async () => {
    const subject = await seal('Ivana Early', { [police]: recipient });
    await index();
    await vault.administrator.query('update identity.search_index set version = version + 1 where subject_id = $1', [
      subject,
    ]);
    await index();
    assert.deepEqual(await queueOf(subject), [], 'nobody looks at everybody every minute');
    await vault.stop();
    await vault.restart();
    await index();
    const asked = 'select version from identity.search_index where subject_id = $1';
    const { rows } = await vault.administrator.query<{ version: number }>(asked, [subject]);
    assert.deepEqual(rows, [{ version: searcher.version }]);
  });

  test('the sixty-first search within an hour is refused', async () => {
    const fresh = await stepInAs(vault, officerId);
    for (let asked = 0; asked < 60; asked += 1) valueOf(await find(fresh, eva));
    const refused = await find(fresh, eva);
    assert.ok(isRefusal(refused) && refused.refused === 'budget');
  });
});
