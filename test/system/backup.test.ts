import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Client } from 'pg';
import type { Command } from '../../src/main/commands/command.ts';
import { databaseCommand } from '../../src/main/commands/database.ts';
import { recoveryCommand } from '../../src/main/commands/recovery.ts';
import { vaultCommand } from '../../src/main/commands/vault.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { readSettings, type Settings } from '../../src/platform/config.ts';
import { openDatabase } from '../../src/platform/database/index.ts';
import { type EmbeddedServer, startEmbeddedServer } from '../../src/platform/database/launcher.ts';
import { isRefusal, valueOf } from '../../src/platform/outcome.ts';
import { readProfile } from '../../src/profile/index.ts';
import { databaseOn } from '../support/database.ts';
import { allTexts, type Erasable, type ErasureWorld, erasureWorld } from '../support/erasure-world.ts';
import { texts } from '../support/sealed-world.ts';
import { testVault } from '../support/vault.ts';

/*
 * The drill of docs/backup.md: a server of our own with people in it, copied by the command while it runs; the vault backed up by its
 * command; then more happens, then everything is lost, and both are put back beside.
 */

const place = mkdtempSync(join(tmpdir(), 'ariane-drill-'));
const [copy, sheetsFolder] = [join(place, 'copy'), join(place, 'sheets')];
const [old, later] = [join(place, 'backups', 'old.ariane-vault'), join(place, 'backups', 'later.ariane-vault')];

type Ends = () => Promise<unknown>;
const ends: Ends[] = [];
let world: ErasureWorld;
let kept: string;
let erased: Erasable;
let takenBack: { readonly subject: string; readonly consent: string };

const run = async (command: Command, args: readonly string[], changes: Partial<Settings> = {}): Promise<number> => {
  const { dataDirectory, socketPath } = world.vault.settings;
  return command.run([...args, '--json'], {
    settings: { ...readSettings({ DATA_DIR: dataDirectory }), vaultSocket: socketPath, ...changes },
    clock: systemClock,
    profile: () => readProfile(readSettings({}).profileDirectory),
    openAs: () => Promise.reject(new Error('not here')),
    administratorUrl: () => world.vault.database.administratorUrl,
    print: () => undefined,
  });
};

const startServer = async (directory: string): Promise<EmbeddedServer> => {
  const server = await startEmbeddedServer({ directory, durable: true, bound: true });
  ends.unshift(server.stop);
  return server;
};

/** The world's vault on the copy: from now on it asks nothing else. */
const moveTo = async (url: string): Promise<void> => {
  const database = await databaseOn(url, place);
  const administrator = new Client({ connectionString: url });
  await administrator.connect();
  const casework = openDatabase(database.urlFor('casework'));
  ends.unshift(
    () => administrator.end(),
    () => casework.destroy(),
  );
  const { vault } = world;
  await vault.administrator.end();
  await vault.casework.destroy();
  Object.assign(vault.settings, { databaseUrl: database.urlFor('vault') });
  Object.assign(vault, { database, administrator, casework });
};

const sheets = (): string[] =>
  readdirSync(sheetsFolder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => join(sheetsFolder, name));

const codeOf = (outcome: unknown): string => (isRefusal(outcome) ? outcome.refused : 'done');

const peopleBefore = async (): Promise<void> => {
  kept = await world.sealPerson();
  erased = await world.person();
  const subject = await world.sealPerson();
  takenBack = { subject, consent: await world.agree(subject) };
  valueOf(await world.share(subject, takenBack.consent));
  valueOf(await world.vault.client('worker').collectEraseKeys({}));
};

const backUp = async (): Promise<void> => {
  mkdirSync(join(place, 'backups'));
  assert.equal(await run(recoveryCommand, ['split', '--to', sheetsFolder, '--holders', 'one,two,three']), 0);
  assert.equal(await run(vaultCommand, ['backup', '--to', old]), 0);
  assert.equal(await run(databaseCommand, ['copy', '--to', copy]), 0);
};

/** One is erased, a consent is taken back; the vault, which remembers both, is backed up once more. */
const afterwards = async (): Promise<void> => {
  valueOf(await world.erase(world.approver, await world.request(erased)));
  const { context, mac } = world.officer;
  const consentId = takenBack.consent;
  valueOf(await world.vault.client().withdrawConsent({ context, mac, consentId, on: '2026-01-01', how: 'oral' }));
  assert.equal(await run(vaultCommand, ['backup', '--to', later]), 0);
};

const vaultFolder = (): string => join(world.vault.settings.dataDirectory, 'vault');

before(async () => {
  // The server runs as another user when we are root.
  chmodSync(place, 0o755);
  const server = await startServer(join(place, 'server'));
  world = await erasureWorld(await testVault({}, () => databaseOn(server.url, place)));
  await peopleBefore();
  await backUp();
  await afterwards();
});
after(async () => {
  await world.close();
  for (const end of ends) await end();
  rmSync(place, { recursive: true, force: true });
});

/** Every file of a folder, as bytes. */
const filesIn = (folder: string): readonly Buffer[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name)));

describe('everything is lost but the backups', () => {
  test('a copy is never written over another, and a server of one’s own is left to its own tools', async () => {
    assert.equal(await run(databaseCommand, ['copy', '--to', copy]), 1);
    assert.equal(await run(databaseCommand, ['copy', '--to', join(place, 'no')], { databaseUrl: 'postgres://x' }), 2);
    assert.equal(await run(databaseCommand, ['copy']), 2);
  });

  test('the stolen copy holds no text in any file, and a vault without its backup does not open it', async () => {
    await world.vault.stop();
    rmSync(vaultFolder(), { recursive: true });
    const files = filesIn(copy);
    assert.ok(files.length > 500, 'a whole server');
    assert.ok(
      files.some((bytes) => bytes.includes('identity.share')),
      'what is no secret is found',
    );
    for (const text of allTexts)
      for (const shown of [text, Buffer.from(text).toString('hex'), Buffer.from(text).toString('base64')])
        assert.ok(!files.some((bytes) => bytes.includes(shown)), text);
    await moveTo((await startServer(copy)).url);
    await assert.rejects(world.vault.restart(), /does not belong to this database/);
    rmSync(vaultFolder(), { recursive: true });
  });

  test('with the backup of the vault and two sheets it opens as it was; who was erased since, and what was taken back, stays so', async () => {
    assert.ok(((await world.rowsOf(erased))['sealed_field'] ?? 0) > 0, 'in the copy she is there');
    assert.equal(await run(recoveryCommand, ['restore', '--backup', old, ...sheets().slice(1)]), 0);
    await world.vault.restart();
    const { fields } = valueOf(await world.open(world.officer, kept, ['identity', 'contact_safe', 'testimony']));
    assert.deepEqual(fields, texts);
    assert.equal(codeOf(await world.open(world.officer, erased.personId)), 'erased');
    assert.equal((await world.rowsOf(erased))['sealed_field'], 0);
    assert.equal(codeOf(await world.open(world.helper, takenBack.subject)), 'consent-withdrawn');
    const types = (await world.lines(erased.personId)).map(({ type }) => type);
    assert.equal(types.filter((type) => type === 'identity.erased_again').length, 1);
  });
});
