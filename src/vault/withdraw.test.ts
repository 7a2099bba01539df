import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { newId } from '../platform/ids.ts';
import { isRefusal, valueOf } from '../platform/outcome.ts';
import type { Compartment } from '../platform/sealing/index.ts';
import type { SignedContext } from '../platform/vault-client/index.ts';
import { type SealedWorld, sealedWorld, texts } from '../../test/support/sealed-world.ts';

let world: SealedWorld;
before(async () => {
  world = await sealedWorld();
});
after(() => world.close());

const query = (text: string, ...values: readonly unknown[]) => world.vault.administrator.query(text, [...values]);
const codeOf = (outcome: unknown): string => (isRefusal(outcome) ? outcome.refused : 'done');
const all: Compartment[] = ['identity', 'contact_safe', 'testimony'];

const withdraw = (consentId: string, as: SignedContext = world.officer, on = '2026-01-02') =>
  world.vault.client().withdrawConsent({ context: as.context, mac: as.mac, consentId, on, how: 'oral' });

/** Ids of everything sealed of a subject. */
const sealedOf = async (subject: string): Promise<string[]> =>
  (
    await query(
      `select k.id from identity.data_key k where k.subject_id = $1
       union select w.envelope_id from identity.data_key_wrap w join identity.data_key k on k.id = w.data_key_id where k.subject_id = $1`,
      subject,
    )
  ).rows.map(({ id }: { id: string }) => id);

const shared = async (): Promise<{ subject: string; consent: string }> => {
  const subject = await world.sealPerson();
  const consent = await world.agree(subject);
  valueOf(await world.share(subject, consent));
  valueOf(await world.open(world.helper, subject));
  return { subject, consent };
};

describe('a consent taken back', () => {
  test('opens nothing from now on, and who holds by another ground opens the same texts under new keys', async () => {
    const { subject, consent } = await shared();
    const authors = `select field, created_at::text as at, created_by from identity.sealed_field where subject_id = $1 order by field`;
    const [keys, written] = [await sealedOf(subject), (await query(authors, subject)).rows];
    assert.deepEqual(valueOf(await withdraw(consent)), { rekeyed: 2, removed: 0, waiting: 0, left: 0 });
    assert.equal(codeOf(await world.open(world.helper, subject)), 'consent-withdrawn');
    assert.deepEqual(valueOf(await world.open(world.officer, subject, all)).fields, texts);
    assert.deepEqual((await query(authors, subject)).rows, written, 'the same authors and moments');
    const epochs = `select compartment, epoch from identity.data_key where subject_id = $1 order by compartment`;
    assert.deepEqual((await query(epochs, subject)).rows, [
      { compartment: 'contact_safe', epoch: 2 },
      { compartment: 'identity', epoch: 2 },
      { compartment: 'testimony', epoch: 1 },
    ]);
    const left = await sealedOf(subject);
    assert.equal(keys.filter((id) => left.includes(id)).length, 2, 'the untouched key and the police’s envelope');
    assert.equal((await query(`select 1 from identity.envelope where basis_code = $1`, consent)).rowCount, 0);
  });

  test('is one line in the journal of both bodies, and a notice to the one that was let in', async () => {
    const { consent } = await shared();
    valueOf(await withdraw(consent));
    const line = (await world.lines(consent)).at(-1);
    assert.deepEqual(
      [line?.type, line?.audience.toSorted(), line?.data['how']],
      ['identity.consent_withdrawn', [world.police, world.service].toSorted(), 'oral'],
    );
    const told = await query(
      'select organisation_id, confirmed_at from identity.withdrawal_notice where consent_id = $1',
      consent,
    );
    assert.deepEqual(told.rows, [{ organisation_id: world.service, confirmed_at: null }]);
  });

  test('what nobody may open any more is gone', async () => {
    const subject = newId();
    const consent = await world.agree(subject, { organisations: [world.police] });
    await world.sealPerson({ kind: 'consent', code: consent }, subject);
    assert.deepEqual(valueOf(await withdraw(consent)), { rekeyed: 0, removed: 3, waiting: 0, left: 0 });
    assert.deepEqual(await sealedOf(subject), []);
    assert.equal((await query('select 1 from identity.sealed_field where subject_id = $1', subject)).rowCount, 0);
  });

  test('another consent of the same person goes on holding', async () => {
    const { subject, consent } = await shared();
    const second = await world.agree(subject);
    valueOf(await world.share(subject, second));
    valueOf(await withdraw(consent));
    assert.deepEqual(valueOf(await world.open(world.helper, subject)).fields, { identity: texts.identity });
    valueOf(await withdraw(second));
    assert.equal(codeOf(await world.open(world.helper, subject)), 'consent-withdrawn');
  });

  test('damage does not stop it: what does not open is left to who holds it, and closed to the other', async () => {
    const { subject, consent } = await shared();
    await query(
      `update identity.sealed_field set blob = set_byte(blob, 40, get_byte(blob, 40) # 1) where subject_id = $1 and compartment = 'identity'`,
      subject,
    );
    assert.deepEqual(valueOf(await withdraw(consent)), { rekeyed: 1, removed: 0, waiting: 0, left: 1 });
    assert.equal(codeOf(await world.open(world.helper, subject)), 'consent-withdrawn');
    assert.deepEqual(valueOf(await world.open(world.officer, subject, ['contact_safe'])).fields, {
      contact_safe: texts.contact_safe,
    });
  });

  test('is refused by name, noted, and done once however often it is asked', async () => {
    const { consent } = await shared();
    assert.equal(codeOf(await withdraw(newId())), 'unknown-consent');
    assert.equal(codeOf(await withdraw(consent, world.helper)), 'not-allowed');
    assert.equal(codeOf(await withdraw(consent, world.officer, '2099-01-01')), 'day-ahead');
    const foreign = await world.agree(newId(), { by: world.ministry });
    assert.equal(codeOf(await withdraw(foreign)), 'unknown-consent', 'of a body that has no part in it');
    const asked = await Promise.all(Array.from({ length: 6 }, () => withdraw(consent)));
    assert.deepEqual(asked.map(codeOf).sort(), [...Array<string>(5).fill('already-withdrawn'), 'done']);
    const noted = (await world.lines(consent)).filter(({ type }) => type === 'identity.consent_withdrawn');
    assert.equal(noted.length, 1);
    for (const name of ['portal', 'worker', 'cli'])
      assert.equal(
        codeOf(
          await world.vault
            .client(name)
            .withdrawConsent({ context: '', mac: '0'.repeat(64), consentId: consent, on: '2026-01-02', how: 'oral' }),
        ),
        'not-permitted',
      );
  });
});

describe('a consent that a person took back on her own page', () => {
  const takenBack = (consent: string) =>
    query(
      `update identity.consent set withdrawn_at = now(), withdrawn_on = current_date, withdrawn_how = 'own_page' where id = $1`,
      consent,
    );

  test('opens nothing while the vault is away or has not seen it; then the keys follow, with one line of nobody’s', async () => {
    const { subject, consent } = await shared();
    await world.vault.stop();
    await takenBack(consent);
    await world.vault.restart();
    assert.equal(codeOf(await world.open(world.helper, subject)), 'consent-withdrawn');
    assert.equal((await query(`select 1 from identity.envelope where basis_code = $1`, consent)).rowCount, 0);
    const epochs = await query('select max(epoch) as epoch from identity.data_key where subject_id = $1', subject);
    assert.deepEqual(epochs.rows, [{ epoch: 2 }]);
    assert.deepEqual(valueOf(await world.open(world.officer, subject, all)).fields, texts);
    await world.vault.stop();
    await world.vault.restart();
    const lines = (await world.lines(consent)).filter(({ type }) => type === 'identity.consent_withdrawn');
    assert.deepEqual(
      lines.map(({ actor, data }) => [actor, data['how']]),
      [[null, 'own_page']],
    );
  });

  test('opens nothing before the keys have followed either', async () => {
    const { subject, consent } = await shared();
    await takenBack(consent);
    assert.equal(codeOf(await world.open(world.helper, subject)), 'consent-withdrawn');
    assert.equal(codeOf(await world.share(subject, consent)), 'consent-withdrawn');
  });
});

describe('an old backup of the database', () => {
  const tables = [
    'consent',
    'data_key',
    'envelope',
    'data_key_wrap',
    'sealed_field',
    'erase_key_inbox',
    'withdrawal_notice',
  ];

  /** Keeps the rows of the sealed tables aside, and puts them back as a restored backup would. */
  const backup = async (): Promise<() => Promise<void>> => {
    for (const table of tables) await query(`create table public.${table}_old as select * from identity.${table}`);
    return async () => {
      await query('set session_replication_role = replica');
      for (const table of tables)
        await query(`delete from identity.${table}`).then(() =>
          query(`insert into identity.${table} select * from public.${table}_old`),
        );
      await query('set session_replication_role = origin');
    };
  };

  test('restored, opens nothing that was taken back since: the vault remembers, and takes it back again', async () => {
    const { subject, consent } = await shared();
    const restore = await backup();
    valueOf(await withdraw(consent));
    const file = join(world.vault.settings.dataDirectory, 'vault', 'tombstones');
    assert.ok(readFileSync(file).length > 0 && !readFileSync(file).includes(consent), 'sealed as well');
    await restore();
    const stands = () => query('select 1 from identity.consent where id = $1 and withdrawn_at is null', consent);
    assert.equal((await stands()).rowCount, 1, 'the database believes that the consent stands');
    assert.equal(codeOf(await world.open(world.helper, subject)), 'consent-withdrawn');
    assert.equal(codeOf(await world.share(subject, consent)), 'consent-withdrawn');
    await world.vault.stop();
    await world.vault.restart();
    assert.equal((await stands()).rowCount, 0);
    assert.equal(codeOf(await world.open(world.helper, subject)), 'consent-withdrawn');
    assert.deepEqual(valueOf(await world.open(world.officer, subject, all)).fields, texts);
    const again = (await world.lines(consent)).at(-1);
    assert.deepEqual(
      [again?.type, again?.actor, again?.data['how']],
      ['identity.consent_withdrawn', null, 'restored_backup'],
    );
  });
});
