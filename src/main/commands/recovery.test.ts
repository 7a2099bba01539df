import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { systemClock } from '../../platform/clock.ts';
import { readSettings, type Settings } from '../../platform/config.ts';
import { isRefusal, valueOf } from '../../platform/outcome.ts';
import { readProfile } from '../../profile/index.ts';
import { backupHead } from '../../vault/recovery.ts';
import { keyServiceSettings } from '../../../test/support/custodians.ts';
import { testKeyService } from '../../../test/support/key-service.ts';
import { type ErasureWorld, erasureWorld } from '../../../test/support/erasure-world.ts';
import { texts } from '../../../test/support/sealed-world.ts';
import { keepTables } from '../../../test/support/table-backup.ts';
import type { Command, CommandContext } from './command.ts';
import { keysCommand } from './keys.ts';
import { recoveryCommand } from './recovery.ts';
import { vaultCommand } from './vault.ts';

let world: ErasureWorld;
let place: string;
before(async () => {
  world = await erasureWorld();
  place = mkdtempSync(join(tmpdir(), 'ariane-recovery-'));
});
after(async () => {
  await world.close();
  rmSync(place, { recursive: true, force: true });
});

const run = async (command: Command, args: readonly string[], changes: Partial<Settings> = {}) => {
  let said = '';
  const { dataDirectory, socketPath } = world.vault.settings;
  const settings = { ...readSettings({ DATA_DIR: dataDirectory }), vaultSocket: socketPath, ...changes };
  const context: CommandContext = {
    ...{ settings, clock: systemClock, profile: () => readProfile(settings.profileDirectory) },
    openAs: () => Promise.reject(new Error('not here')),
    administratorUrl: () => '',
    print: (text) => void (said += text),
  };
  const code = await command.run([...args, '--json'], context);
  const last = said.trim().split('\n').at(-1) ?? '';
  return { code, answer: last.startsWith('{') ? (JSON.parse(last) as Record<string, unknown>) : {}, said };
};

const vaultFolder = (): string => join(world.vault.settings.dataDirectory, 'vault');
const sheets = (): string[] =>
  readdirSync(place)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => join(place, name));
const backupFile = (): string => join(place, 'vault.backup');
const split = (more: readonly string[] = []) =>
  run(recoveryCommand, [
    'split',
    '--to',
    place,
    '--holders',
    'Ministry of Justice, Prosecutor General, Rapporteur',
    ...more,
  ]);

const opensAll = async (subjects: readonly string[]): Promise<void> => {
  for (const subject of subjects) {
    const { fields } = valueOf(await world.open(world.officer, subject, ['identity', 'contact_safe', 'testimony']));
    assert.deepEqual(fields, texts);
  }
};

test('a backup needs a recovery key, and its shares are written before anything is sealed to it', async () => {
  const early = await run(vaultCommand, ['backup']);
  assert.deepEqual([early.code, early.answer['refused']], [1, 'no-recovery-key']);
  assert.equal((await split()).code, 0);
  assert.equal(readdirSync(place).length, 6, 'three sheets, each as text and page');
  const second = await run(recoveryCommand, [
    'split',
    '--to',
    mkdtempSync(join(tmpdir(), 'ariane-again-')),
    '--holders',
    'a,b,c',
  ]);
  assert.deepEqual([second.code, second.answer['refused']], [1, 'recovery-key-set']);
  for (const args of [['split'], ['split', '--to', place, '--holders', 'a,b'], ['fetch']])
    assert.equal((await run(recoveryCommand, args)).code, 2);
});

test('sheets are verified alone and together, and a slip is told', async () => {
  const [one = '', two = ''] = sheets();
  assert.deepEqual((await run(recoveryCommand, ['verify', one])).answer['joined'], false);
  assert.deepEqual((await run(recoveryCommand, ['verify', one, two])).answer['joined'], true);
  assert.equal((await run(recoveryCommand, ['verify', one, one])).answer['fault'], 'too-few');
  assert.equal((await run(recoveryCommand, ['verify', one, 'ABCD-EFGH'])).answer['fault'], 'slip');
});

test('the vault folder is lost: the database alone opens nothing; with any two shares and the backup everything opens', async () => {
  const subjects = [await world.sealPerson(), await world.sealPerson()];
  valueOf(await world.vault.client('worker').collectEraseKeys({}));
  assert.equal((await run(keysCommand, ['rotate', 'POLICE'])).answer['state'], 'finished');
  const consent = await world.agree(subjects[0] ?? '');
  valueOf(await world.share(subjects[0] ?? '', consent));
  const { context, mac } = world.officer;
  valueOf(
    await world.vault.client().withdrawConsent({ context, mac, consentId: consent, on: '2026-01-01', how: 'oral' }),
  );
  await opensAll(subjects);
  const made = await run(vaultCommand, ['backup', '--to', backupFile()]);
  assert.equal(made.code, 0);
  const [one = '', two = '', three = ''] = sheets();
  const over = await run(recoveryCommand, ['restore', '--backup', backupFile(), one, two]);
  assert.deepEqual([over.code, over.answer['fault']], [1, 'vault-there']);
  for (const pair of [
    [one, two],
    [two, three],
    [three, one],
  ]) {
    await world.vault.stop();
    rmSync(vaultFolder(), { recursive: true });
    await assert.rejects(world.vault.restart(), /does not belong to this database/);
    rmSync(vaultFolder(), { recursive: true });
    const few = await run(recoveryCommand, ['restore', '--backup', backupFile(), pair[0] ?? '']);
    assert.deepEqual([few.code, few.answer['fault']], [1, 'too-few']);
    assert.ok(!existsSync(vaultFolder()));
    assert.equal((await run(recoveryCommand, ['restore', '--backup', backupFile(), ...pair])).code, 0);
    await world.vault.restart();
    await opensAll(subjects);
    const helper = await world.open(world.helper, subjects[0] ?? '');
    assert.ok(isRefusal(helper) && helper.refused === 'consent-withdrawn', 'what was taken back stays so');
  }
});

test('an old backup of the vault and one of the database, together: who was erased since stays erased while a newer backup lies beside', async () => {
  const person = await world.person();
  const spared = await world.sealPerson();
  valueOf(await world.vault.client('worker').collectEraseKeys({}));
  const folder = mkdtempSync(join(tmpdir(), 'ariane-old-'));
  const old = join(folder, 'old.ariane-vault');
  assert.equal((await run(vaultCommand, ['backup', '--to', old])).code, 0);
  const restoreTables = await keepTables(world.vault.administrator);
  const request = await world.request(person);
  valueOf(await world.erase(world.approver, request));
  const later = join(folder, 'later.ariane-vault');
  assert.equal((await run(vaultCommand, ['backup', '--to', later])).code, 0);
  const [one = '', two = ''] = sheets();
  const restoreBoth = async (): Promise<string> => {
    await world.vault.stop();
    await restoreTables();
    rmSync(vaultFolder(), { recursive: true });
    assert.equal((await run(recoveryCommand, ['restore', '--backup', old, one, two])).code, 0);
    await world.vault.restart();
    const opened = await world.open(world.officer, person.personId);
    return isRefusal(opened) ? opened.refused : 'opened';
  };
  assert.equal(await restoreBoth(), 'erased');
  await opensAll([spared]);
  // What no program can do: with the newer backup gone as well, nobody remembers.
  rmSync(later);
  assert.equal(await restoreBoth(), 'opened');
  rmSync(folder, { recursive: true });
});

const keysLost = async (): Promise<number> =>
  (await world.vault.administrator.query(`select 1 from journal.event where type = 'identity.key_lost'`)).rowCount ?? 0;

test('a backup from before a key was exchanged: what was sealed since is refused by name, all else opens', async () => {
  const earlier = await keysLost();
  const subject = await world.sealPerson();
  valueOf(await world.vault.client('worker').collectEraseKeys({}));
  assert.equal((await run(vaultCommand, ['backup', '--to', backupFile()])).code, 0);
  const organisationId = world.ministry;
  const other = valueOf(await world.vault.client('cli').rotateKey({ organisation: 'MINISTRY' }));
  assert.equal((await run(keysCommand, ['rotate', 'POLICE'])).answer['state'], 'finished');
  await world.vault.stop();
  rmSync(vaultFolder(), { recursive: true });
  assert.equal((await run(recoveryCommand, ['restore', '--backup', backupFile(), ...sheets().slice(0, 2)])).code, 0);
  await world.vault.restart();
  const refused = await world.open(world.officer, subject);
  assert.ok(isRefusal(refused) && refused.refused === 'key-revoked', JSON.stringify(refused));
  const fresh = await world.sealPerson();
  await opensAll([fresh]);
  assert.equal((await keysLost()) - earlier, 2);
  const { keys } = valueOf(await world.vault.client('cli').organisationKeys({ organisationIds: [organisationId] }));
  assert.notEqual(keys[0]?.keyId, other.keyId);
});

test('a stolen backup of the vault opens nothing without shares, and holds no key in clear', async () => {
  const backup = readFileSync(backupFile());
  const rootKey = readFileSync(join(vaultFolder(), 'root.key'));
  for (const secret of [rootKey, readFileSync(join(vaultFolder(), 'clients', 'casework.key'))])
    for (const shown of [secret, secret.toString('hex'), secret.toString('base64')]) assert.ok(!backup.includes(shown));
  const other = join(place, 'other.backup');
  copyFileSync(backupFile(), other);
  assert.equal((await split(['--replace'])).code, 0);
  const keyId = backupHead(backup)?.keyId ?? '';
  const named = sheets().filter((sheet) => !readFileSync(sheet, 'utf8').includes(keyId));
  await world.vault.stop();
  const elsewhere = mkdtempSync(join(tmpdir(), 'ariane-elsewhere-'));
  const wrong = await run(recoveryCommand, ['restore', '--backup', other, ...named.slice(0, 2)], {
    dataDirectory: elsewhere,
  });
  assert.deepEqual([wrong.code, wrong.answer['fault']], [1, 'other-key']);
  assert.ok(!existsSync(join(elsewhere, 'vault')));
  await world.vault.restart();
});

test('the root key moves to a key service: the vault starts with it, and no more with the file', async () => {
  const subject = await world.sealPerson();
  const service = await testKeyService('ariane');
  const custody = keyServiceSettings(service);
  const running = await run(vaultCommand, ['move', '--from', 'file'], { custody });
  assert.match(String(running.answer['sentence']), /is running/);
  await world.vault.stop();
  assert.equal((await run(vaultCommand, ['move', '--from', 'file'], { custody })).code, 0);
  await assert.rejects(world.vault.restart(), /kept by kms-http, and the settings say file/);
  Object.assign(world.vault.settings, { custody });
  rmSync(join(vaultFolder(), 'root.key'));
  await world.vault.restart();
  await opensAll([subject]);
  assert.equal((await run(vaultCommand, ['status'])).answer['custodian'], 'kms-http');
  await service.stop();
  const down = await run(vaultCommand, ['status']);
  assert.deepEqual([down.code, down.answer['refused']], [1, 'vault-down']);
  const waits = await world.open(world.officer, subject);
  assert.ok(isRefusal(waits) && waits.refused === 'vault-down', 'whoever keeps the root key closes the vault');
  await service.start();
  assert.equal((await run(vaultCommand, ['status'])).code, 0);
  await opensAll([subject]);
  await service.stop();
});
