import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { binding, openBytes } from '../platform/sealing/aead.ts';
import { isRefusal, valueOf } from '../platform/outcome.ts';
import type { SignedContext, VaultClient } from '../platform/vault-client/index.ts';
import { fileCustodian } from './custody/file.ts';
import { readSealed } from './sealed-folder.ts';
import { type SealedWorld, sealedWorld, texts } from '../../test/support/sealed-world.ts';
import { stepInAs, type TestRole } from '../../test/support/vault.ts';

const passphrases = {
  ana: 'sieben graue Reiher am Wehr',
  ben: 'drei alte Boote im Schilf',
  eve: 'vier neue Netze am Steg',
};
const role: TestRole = {
  ...{
    code: 'unlocker',
    opens: ['identity'],
    purposes: ['identify'],
    permits: ['identity.unlock', 'cases.refer-support', 'identity.record-consent'],
  },
};

let world: SealedWorld;
let client: VaultClient;
type Person = { readonly id: string; readonly signed: SignedContext };
const people: Record<'ana' | 'ben' | 'eve', Person> = {} as Record<'ana' | 'ben' | 'eve', Person>;
before(async () => {
  world = await sealedWorld();
  client = world.vault.client('casework', 10_000);
  for (const name of ['ana', 'ben', 'eve'] as const) {
    const { id } = await world.vault.addStaff(world.police, [role]);
    people[name] = { id, signed: await stepInAs(world.vault, id) };
  }
});
after(() => world.close());

const signed = (name: keyof typeof people) => ({ context: people[name].signed.context, mac: people[name].signed.mac });
const joinAs = (name: keyof typeof people) => client.unlockJoin({ ...signed(name), passphrase: passphrases[name] });
const unlock = (name: keyof typeof people, passphrase: string = passphrases[name]) =>
  client.unlock({ ...signed(name), passphrase });
const codeOf = (outcome: unknown): string => (isRefusal(outcome) ? outcome.refused : 'done');
const stateNow = async () => valueOf(await client.unlockState(signed('ana'))).state;
const openAs = (subject: string) =>
  client.open({
    ...signed('ana'),
    subjectId: subject,
    compartments: ['identity'],
    purpose: 'identify',
    reason: 'help',
  });

const policeFiles = (): string[] => {
  const folder = join(world.vault.settings.dataDirectory, 'vault', 'keys', 'organisations');
  return readdirSync(folder).filter((name) => name.startsWith(world.police));
};

const restart = async (): Promise<void> => {
  await world.vault.stop();
  await world.vault.restart();
};

const types = async (): Promise<string[]> => {
  const text = `select type from journal.event where chain = $1 and type like 'identity.%lock%' order by seq`;
  return (await world.vault.administrator.query<{ type: string }>(text, [world.police])).rows.map(({ type }) => type);
};

describe('keys that the people of a body unlock', () => {
  let subject: string;

  test('one who joins changes nothing yet; a second turns it on, and the keys leave the vault’s own files', async () => {
    subject = await world.sealPerson();
    valueOf(await world.vault.client('worker').collectEraseKeys({}));
    assert.equal(await stateNow(), 'vault');
    assert.deepEqual(codeOf(await client.unlockJoin({ ...signed('ana'), passphrase: 'short' })), 'password-too-short');
    assert.equal(valueOf(await joinAs('ana')).state, 'gathering');
    await restart();
    assert.equal(codeOf(await openAs(subject)), 'done', 'the vault still opens alone');
    assert.ok(policeFiles().some((name) => name.endsWith('.key')));
    assert.equal(valueOf(await joinAs('ben')).state, 'unlocked');
    assert.deepEqual(policeFiles(), [`${world.police}.lock`]);
    assert.deepEqual(valueOf(await openAs(subject)).fields, { identity: texts.identity });
  });

  test('after a restart openings, sharing and exchange of keys wait by name; sealing does not; the journal has the line', async () => {
    await restart();
    assert.equal(await stateNow(), 'locked');
    assert.equal(codeOf(await openAs(subject)), 'locked');
    const consent = await world.agree(subject);
    assert.equal(codeOf(await world.share(subject, consent)), 'locked');
    assert.equal(codeOf(await world.vault.client('cli').rotateKey({ organisation: 'POLICE' })), 'locked');
    const meanwhile = await world.sealPerson();
    assert.equal(codeOf(await openAs(meanwhile)), 'locked');
    assert.ok(
      (await world.lines(subject)).some(
        ({ type, data }) => type === 'identity.open-refused' && data['refused'] === 'locked',
      ),
    );
    const { context, mac } = world.officer;
    const done = await client.withdrawConsent({ context, mac, consentId: consent, on: '2026-01-01', how: 'oral' });
    assert.equal(codeOf(done), 'done', 'taking back a consent waits for nobody');
    assert.equal(valueOf(await unlock('ben')).state, 'unlocked');
    for (const one of [subject, meanwhile]) assert.equal(codeOf(await openAs(one)), 'done');
  });

  test('a wrong passphrase, somebody who is no member, and too many tries open nothing', async () => {
    valueOf(await client.lockNow(signed('eve')));
    assert.equal(codeOf(await openAs(subject)), 'locked');
    assert.equal(codeOf(await unlock('eve')), 'not-a-member');
    assert.equal(codeOf(await joinAs('eve')), 'locked', 'joining needs a colleague who has unlocked');
    assert.equal(codeOf(await unlock('ana', passphrases.ben)), 'wrong-passphrase');
    // The first wait is a second, which a slow machine spends on one try: each wait is twice as long as the one before.
    const codes: string[] = [];
    while (codes.at(-1) !== 'too-many-attempts' && codes.length < 9)
      codes.push(codeOf(await unlock('ana', 'something else entirely')));
    assert.equal(codes.at(-1), 'too-many-attempts');
    assert.ok(codes.length >= 5, 'who mistypes is not made to wait at once');
    assert.equal(await stateNow(), 'locked');
    assert.equal(
      codeOf(
        await client.unlock({
          ...{ context: world.officer.context, mac: world.officer.mac },
          passphrase: passphrases.ben,
        }),
      ),
      'not-allowed',
    );
    assert.equal(valueOf(await unlock('ben')).state, 'unlocked');
  });

  test('who left unlocks no more, two always stay, and a key exchanged while unlocked is locked with the others', async () => {
    assert.equal(codeOf(await client.unlockLeave({ ...signed('ben'), staffId: people.ana.id })), 'too-few-left');
    valueOf(await joinAs('eve'));
    valueOf(await client.unlockLeave({ ...signed('ben'), staffId: people.ben.id }));
    valueOf(await world.vault.client('cli').rotateKey({ organisation: 'POLICE' }));
    while (valueOf(await world.vault.client('cli').rewrapBatch({})).progress !== null);
    assert.deepEqual(policeFiles(), [`${world.police}.lock`]);
    await restart();
    assert.equal(codeOf(await unlock('ben')), 'not-a-member');
    assert.equal(codeOf(await openAs(subject)), 'locked');
    assert.equal(valueOf(await unlock('eve')).state, 'unlocked');
    assert.equal(codeOf(await openAs(subject)), 'done');
  });

  test('locks by itself when nobody used it, and each step stands in the body’s journal', async () => {
    Object.assign(world.vault.settings, { unlockIdle: 1500 });
    await restart();
    valueOf(await unlock('eve'));
    assert.equal(codeOf(await openAs(subject)), 'done');
    // Long enough for a slow machine to open once, so that it locks because nobody used it.
    await pause(1700);
    assert.equal(codeOf(await openAs(subject)), 'locked');
    const written = await types();
    for (const type of ['unlock_joined', 'unlock_left', 'unlocked', 'locked', 'unlock-refused'])
      assert.ok(written.includes(`identity.${type}`), type);
  });

  test('who has folder and root key still lacks the body’s keys, and no passphrase stands anywhere', async () => {
    const path = join(world.vault.settings.dataDirectory, 'vault');
    const storeKey = await fileCustodian(path).unwrap(readFileSync(join(path, 'keys', 'store.key')));
    const lock = readSealed({ path, storeKey }, `organisations/${world.police}.lock`)?.toString('utf8') ?? '';
    const { bodyKey, pairs } = JSON.parse(lock) as { bodyKey: null; pairs: { keyId: string; sealed: string }[] };
    assert.equal(bodyKey, null);
    assert.ok(pairs.length > 0);
    for (const { keyId, sealed } of pairs)
      assert.throws(() =>
        openBytes(storeKey, Buffer.from(sealed, 'base64'), binding('unlock-pair', 'v1', world.police, keyId)),
      );
    for (const passphrase of Object.values(passphrases)) assert.ok(!lock.includes(passphrase));
  });
});
