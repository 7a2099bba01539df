import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { isRefusal, valueOf } from '../platform/outcome.ts';
import type { SignedContext, VaultClient } from '../platform/vault-client/index.ts';
import { type ErasureWorld, erasureWorld } from '../../test/support/erasure-world.ts';
import { texts } from '../../test/support/sealed-world.ts';
import { stepInAs, type TestRole } from '../../test/support/vault.ts';
import { forkVault, killVault } from '../../test/support/vault-child.ts';

const passphrase = 'zwölf weiße Segel am Horizont';
const member: TestRole = { code: 'member', permits: ['identity.unlock'] };

let world: ErasureWorld;
let client: VaultClient;
const members: SignedContext[] = [];
before(async () => {
  world = await erasureWorld();
  client = world.vault.client('casework', 15_000);
  for (let one = 0; one < 2; one += 1) {
    const { id } = await world.vault.addStaff(world.police, [member]);
    const signed = await stepInAs(world.vault, id);
    members.push(signed);
    valueOf(await client.unlockJoin({ context: signed.context, mac: signed.mac, passphrase }));
  }
});
after(() => world.close());

const first = (): { context: string; mac: string } => {
  const [one] = members;
  assert.ok(one);
  return { context: one.context, mac: one.mac };
};
const lock = async () => valueOf(await client.lockNow(first()));
const unlock = async () => valueOf(await client.unlock({ ...first(), passphrase }));
const query = async (text: string, ...values: readonly unknown[]) =>
  (await world.vault.administrator.query(text, [...values])).rows as Record<string, unknown>[];

/** A person whose identity and contact the service holds by consent beside the police. */
const shared = async (): Promise<{ subject: string; consent: string }> => {
  const subject = await world.sealPerson();
  const consent = await world.agree(subject);
  valueOf(await world.share(subject, consent));
  return { subject, consent };
};

const withdraw = async (consentId: string) => {
  const { context, mac } = world.officer;
  return valueOf(await client.withdrawConsent({ context, mac, consentId, on: '2026-01-02', how: 'oral' }));
};

const waiting = async (): Promise<number> =>
  (await query('select 1 from identity.data_key where renew_since is not null')).length;
const untilNothingWaits = async (): Promise<void> => {
  for (let tries = 0; (await waiting()) > 0 && tries < 200; tries += 1) await pause(20);
  assert.equal(await waiting(), 0);
};
const epochs = async (subject: string) =>
  (await query('select epoch from identity.data_key where subject_id = $1 order by epoch', subject)).map(
    ({ epoch }) => epoch,
  );

describe('a consent taken back while another holder has locked her keys', () => {
  test('closes at once, waits, and is sealed anew when she unlocks; the journal has both', async () => {
    const { subject, consent } = await shared();
    await lock();
    assert.deepEqual(await withdraw(consent), { rekeyed: 0, removed: 0, waiting: 2, left: 0 });
    const closed = await world.open(world.helper, subject);
    assert.ok(isRefusal(closed) && closed.refused === 'consent-withdrawn');
    assert.equal(await waiting(), 2);
    assert.deepEqual(await epochs(subject), [1, 1, 1]);
    await unlock();
    await untilNothingWaits();
    assert.deepEqual(await epochs(subject), [1, 2, 2], 'what was never shared keeps its key');
    assert.deepEqual(valueOf(await world.open(world.officer, subject)).fields, { identity: texts.identity });
    const lines = (await world.lines(subject)).filter(({ type }) => type === 'identity.sealed_anew');
    assert.deepEqual(
      lines.map(({ data }) => data['fate']),
      ['rekeyed', 'rekeyed'],
    );
  });

  test('killed in the middle of it, four times: nothing is lost, nothing is done twice, and it ends', async () => {
    const people = await Promise.all(Array.from({ length: 16 }, shared));
    await lock();
    for (const { consent } of people) await withdraw(consent);
    await world.vault.stop();
    for (let round = 0; round < 4; round += 1) {
      const child = await forkVault(world.vault.settings);
      const asked = client.unlock({ ...first(), passphrase });
      await Promise.race([asked, pause(3000)]);
      await pause(randomInt(60));
      await killVault(child);
      await asked;
    }
    await world.vault.restart();
    await unlock();
    await untilNothingWaits();
    for (const { subject } of people) {
      assert.deepEqual(await epochs(subject), [1, 2, 2]);
      assert.deepEqual(valueOf(await world.open(world.officer, subject)).fields, { identity: texts.identity });
    }
  });

  test('damage and a key that is gone wait for nobody', async () => {
    const { subject, consent } = await shared();
    await lock();
    await withdraw(consent);
    await query(
      `update identity.sealed_field set blob = set_byte(blob, 40, get_byte(blob, 40) # 1) where subject_id = $1 and compartment = 'identity'`,
      subject,
    );
    await unlock();
    await untilNothingWaits();
    assert.deepEqual(await epochs(subject), [1, 1, 2]);
  });
});

test('nobody’s part is destroyed because she had locked her keys: the erasure waits for her', async () => {
  const one = await world.person();
  await world.give(one, 'law');
  // The service is asked to erase what it holds; the police keep theirs by a ground of their own.
  const [body] = await query(`select organisation_id as id from identity.rights_request limit 1`);
  assert.equal(body, undefined);
  const request = await world.request(one);
  await query('update identity.rights_request set organisation_id = $2 where id = $1', request, world.service);
  await lock();
  const refused = await world.erase(world.stranger, request);
  assert.ok(isRefusal(refused) && refused.refused === 'keeper-locked', JSON.stringify(refused));
  await unlock();
  assert.deepEqual(valueOf(await world.erase(world.stranger, request)).keptBy, [world.police]);
  assert.deepEqual(valueOf(await world.open(world.officer, one.personId)).fields, { identity: texts.identity });
});

test('the keys go back to the vault by two members, each with her passphrase, and not by one', async () => {
  const subject = await world.sealPerson();
  const [ana, ben] = members;
  assert.ok(ana && ben);
  const end = (by: SignedContext, said = passphrase) =>
    client.unlockEnd({ context: by.context, mac: by.mac, passphrase: said });
  const codeOf = (outcome: unknown): string => (isRefusal(outcome) ? outcome.refused : 'done');
  assert.equal(codeOf(await end(ana, 'something else entirely')), 'wrong-passphrase');
  assert.equal(codeOf(await end(world.officer)), 'not-allowed');
  const asked = valueOf(await end(ana));
  assert.equal(asked.state, 'unlocked');
  assert.equal(asked.endAskedBy, (JSON.parse(ana.context) as { staff: string }).staff);
  assert.equal(codeOf(await end(ana)), 'second-member');
  await lock();
  assert.equal(codeOf(await end(ben)), 'locked');
  await unlock();
  assert.equal(valueOf(await end(ana)).state, 'unlocked', 'locking ended the request: she asks anew');
  assert.equal(valueOf(await end(ben)).state, 'vault');
  await world.vault.stop();
  await world.vault.restart();
  assert.deepEqual(valueOf(await world.open(world.officer, subject)).fields, { identity: texts.identity });
  const types = (await query(`select type from journal.event where type like 'identity.unlock_end%' order by seq`)).map(
    ({ type }) => type,
  );
  assert.deepEqual(types, ['identity.unlock_end_asked', 'identity.unlock_end_asked', 'identity.unlock_ended']);
});
