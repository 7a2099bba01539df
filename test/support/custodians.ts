import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '../../src/platform/ids.ts';
import { newKey } from '../../src/platform/sealing/index.ts';
import { openPairs, type PairStore } from '../../src/vault/key-pairs.ts';
import { environmentValue } from '../../src/platform/config.ts';
import type { CustodySettings, HardwareSettings, KeyServiceSettings } from '../../src/platform/custody-settings.ts';
import { custodianOf } from '../../src/vault/custody/choose.ts';
import type { KeyCustodian } from '../../src/vault/custody/custodian.ts';
import { type TestKeyService, testKeyService } from './key-service.ts';

/** A custodian as the contract needs it: made anew on the same root, on another one, and with its root gone for a while. */
export type TestCustody = {
  /** For a vault that is to be kept so; absent where it is a body's own lock. */
  readonly settings?: CustodySettings;
  /** As after a restart of the vault. */
  readonly again: () => Promise<KeyCustodian>;
  readonly stranger: () => Promise<KeyCustodian>;
  readonly takeAway: () => Promise<void>;
  readonly bringBack: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const folder = (): string => mkdtempSync(join(tmpdir(), 'ariane-custody-'));

/** A root key in a file of `directory`. */
export const fileCustody = (directory = folder()): TestCustody => {
  const other = folder();
  const settings: CustodySettings = { kind: 'file' };
  const file = join(directory, 'root.key');
  return {
    settings,
    again: async () => custodianOf(settings)(directory),
    stranger: async () => custodianOf(settings)(other),
    takeAway: async () => renameSync(file, `${file}.away`),
    bringBack: async () => renameSync(`${file}.away`, file),
    close: async () => {
      for (const one of [directory, other]) rmSync(one, { recursive: true, force: true });
    },
  };
};

/** Settings for a key service of the tests, in short times. */
export const keyServiceSettings = (
  service: TestKeyService,
  changes: Partial<KeyServiceSettings> = {},
): KeyServiceSettings => {
  const tokenFile = join(folder(), 'token');
  writeFileSync(tokenFile, service.token, { mode: 0o400 });
  const common = { kind: 'kms-http', key: 'ariane', caFile: '', timeout: 400, pause: 20 } as const;
  return { ...common, url: service.url(), tokenFile, ...changes };
};

/** A root key in a key service that really encrypts. */
export const keyServiceCustody = async (): Promise<TestCustody & { readonly service: TestKeyService }> => {
  const service = await testKeyService('ariane');
  const other = await testKeyService('ariane');
  const settings = keyServiceSettings(service);
  return {
    ...{ service, settings, again: async () => custodianOf(settings)('') },
    stranger: async () => custodianOf(keyServiceSettings(other))(''),
    takeAway: () => service.stop(),
    bringBack: () => service.start(),
    close: async () => void (await Promise.all([service.stop(), other.stop()])),
  };
};

const lockedBody = () => {
  const path = folder();
  mkdirSync(join(path, 'keys', 'organisations'), { recursive: true });
  const sealed = { path, storeKey: newKey() };
  const [body, ana, ben] = [newId(), newId(), newId()];
  const [salt, secret] = [Buffer.alloc(16), newKey()];
  const open = (): PairStore => {
    const pairs = openPairs(sealed, 60_000);
    pairs.locks.unlock(body, ana, secret);
    return pairs;
  };
  const first = open();
  first.newest(body);
  for (const staffId of [ana, ben]) first.locks.join(body, staffId, { salt, secret });
  return { path, open, body, ana, secret };
};

/** The keys of a body that its own people unlock. */
export const bodyCustody = (): TestCustody => {
  const [ours, theirs] = [lockedBody(), lockedBody()];
  const all: PairStore[] = [];
  return {
    again: async () => {
      const store = ours.open();
      all.push(store);
      return store.locks.custodian(ours.body);
    },
    stranger: async () => theirs.open().locks.custodian(theirs.body),
    takeAway: async () => all.forEach(({ locks }) => locks.lock(ours.body)),
    bringBack: async () => all.forEach(({ locks }) => void locks.unlock(ours.body, ours.ana, ours.secret)),
    close: async () => {
      for (const { path } of [ours, theirs]) rmSync(path, { recursive: true, force: true });
    },
  };
};

const places = [
  environmentValue('SOFTHSM2_MODULE') ?? '',
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so',
];

const libraryOf = (): string | null => {
  const named = environmentValue('VAULT_PKCS11_PACKAGE') ?? 'graphene-pk11';
  try {
    return createRequire(import.meta.url).resolve(named);
  } catch {
    return null;
  }
};

/** Why no software token can be tried here; null when it can. */
export const whyNoToken = (): string | null => {
  if (!places.some((place) => existsSync(place))) return 'no software token (softhsm2) on this machine';
  return libraryOf() === null ? 'no library for hardware modules (graphene-pk11) installed' : null;
};

const newToken = (directory: string): void => {
  const configuration = join(directory, 'softhsm2.conf');
  mkdirSync(join(directory, 'tokens'));
  writeFileSync(configuration, `directories.tokendir = ${join(directory, 'tokens')}\nobjectstore.backend = file\n`);
  process.env['SOFTHSM2_CONF'] = configuration;
  const tool = environmentValue('SOFTHSM2_UTIL') ?? 'softhsm2-util';
  const module = places.find((place) => existsSync(place)) ?? '';
  const pins = ['--pin', '471147', '--so-pin', '471148'];
  execFileSync(tool, ['--module', module, '--init-token', '--free', '--label', 'ariane', ...pins], { stdio: 'ignore' });
};

/** A root key in a software token. The process may load its module once, so keys stand beside each other in one token. */
export const tokenCustody = (): TestCustody => {
  const directory = folder();
  newToken(directory);
  const pinFile = join(directory, 'pin');
  writeFileSync(pinFile, '471147');
  chmodSync(pinFile, 0o400);
  const module = places.find((place) => existsSync(place)) ?? '';
  const settings: HardwareSettings = {
    ...{ kind: 'pkcs11', package: libraryOf() ?? '', module, token: 'ariane', pinFile, key: 'root' },
  };
  const tokens = join(directory, 'tokens');
  return {
    settings,
    again: async () => custodianOf(settings)(''),
    stranger: async () => custodianOf({ ...settings, key: 'other' })(''),
    takeAway: async () => renameSync(tokens, `${tokens}.away`),
    bringBack: async () => renameSync(`${tokens}.away`, tokens),
    close: async () => rmSync(directory, { recursive: true, force: true }),
  };
};
