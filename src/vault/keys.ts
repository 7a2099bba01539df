import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { binding, deriveKey, newKey } from '../platform/sealing/aead.ts';
import { vaultOrganisationId } from '../platform/sealing/wraps.ts';
import { defaultUnlockIdle } from './custody/body-lock-files.ts';
import { CustodyFault, type KeyCustodian, type MakeCustodian } from './custody/custodian.ts';
import { type EraseKeyStore, openEraseKeys } from './erase-keys.ts';
import { openPairs, type PairStore } from './key-pairs.ts';
import { sealingKeyFrom } from './two-seals.ts';
import { readVaultFiles, restoredMark } from './recovery/folder.ts';
import type { VaultFiles } from './recovery/sealed-backup.ts';
import { privateFolder, writeSafely } from './safe-files.ts';
import { readOrMake, readSealed, type SealedFolder, writeSealed } from './sealed-folder.ts';
import { openTombstones, type Tombstones } from './tombstones.ts';

/*
 * The vault's folder:
 *   root.key            the custodian's (0400)
 *   keys/store.key      under the root key; all others stand under it
 *   keys/custodian      who keeps the root key
 *   keys/context.key    signs who is looking (the database holds the same)
 *   keys/audit.key      Ed25519, signs checkpoints of the journal
 *   keys/organisations/ <organisation>.<key id>.key, one X25519 private key each; the vault's own among them;
 *                       <organisation>.lock, the keys of a body whose own people unlock them
 *   keys/recovery.pub   whom backups are sealed to; its private half exists on paper only
 *   backups/            sealed backups, made by command
 *   erase-keys          see erase-keys.ts
 *   tombstones          see tombstones.ts
 *   clients/            <name>.key, what each process proves itself with (readable by it)
 */

/** The processes that may speak to the vault. */
export const clientNames = ['casework', 'portal', 'worker', 'cli'] as const;
export type ClientName = (typeof clientNames)[number];

/** The keys of an opened vault. */
export type VaultKeys = {
  readonly custodian: KeyCustodian;
  readonly contextKey: Buffer;
  /** Derived for the vault's own stored secrets and lookups: passwords, one-time secrets, activation codes, logins. */
  readonly secretKey: Buffer;
  readonly lookupKey: Buffer;
  /** Makes keys of what the codes of people without a name are stretched to. */
  readonly pepper: Buffer;
  /** The key of one body's marks for search. */
  readonly searchKey: (organisationId: string) => Buffer;
  /** The key of one body's marks of numbers that call. */
  readonly callerKey: (organisationId: string) => Buffer;
  /** Seals what two people do about a legal basis. */
  readonly sealingKey: Buffer;
  readonly auditKey: KeyObject;
  readonly eraseKeys: EraseKeyStore;
  readonly tombstones: Tombstones;
  readonly clientKey: (name: string) => Buffer | null;
  readonly pairs: PairStore;
  /** Remembers a small text sealed in the vault's folder (what was last signed), and gives it back. */
  readonly note: {
    readonly read: (name: string) => string | null;
    readonly write: (name: string, text: string) => void;
  };
  /** For backups: what the folder holds, with the key all of it is sealed under, and whom a backup is sealed to. */
  readonly recovery: {
    readonly folder: string;
    readonly files: () => VaultFiles;
    readonly publicKey: () => Buffer | null;
    readonly setPublicKey: (key: Buffer) => void;
    /** True at the first start after a ceremony: what the backup lacked is lost, and somebody knows. */
    readonly isRestored: () => boolean;
    readonly settled: () => void;
  };
  readonly close: () => void;
};

const openStoreKey = async (path: string, custodian: KeyCustodian): Promise<Buffer> => {
  const file = join(path, 'keys', 'store.key');
  const keeper = join(path, 'keys', 'custodian');
  if (!existsSync(file)) {
    writeSafely(keeper, Buffer.from(custodian.id));
    writeSafely(file, await custodian.wrap(newKey()));
  }
  const kept = existsSync(keeper) ? readFileSync(keeper, 'utf8') : 'file';
  if (kept !== custodian.id)
    throw new CustodyFault(
      'refused',
      `the root key of this vault is kept by ${kept}, and the settings say ${custodian.id}: set VAULT_CUSTODIAN=${kept}, or move it with "ariane vault move"`,
    );
  return custodian.unwrap(readFileSync(file));
};

const makeAuditKey = (): Buffer => generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' });

const recoveryOf = (folder: SealedFolder): VaultKeys['recovery'] => ({
  folder: folder.path,
  files: () => ({ storeKey: folder.storeKey, files: readVaultFiles(folder.path) }),
  publicKey: () => readSealed(folder, 'recovery.pub'),
  setPublicKey: (key) => writeSealed(folder, 'recovery.pub', key),
  isRestored: () => existsSync(join(folder.path, restoredMark)),
  settled: () => rmSync(join(folder.path, restoredMark), { force: true }),
});

const clientKeys = (path: string): Map<string, Buffer> => {
  const keys = new Map<string, Buffer>();
  for (const name of clientNames) {
    const file = join(path, 'clients', `${name}.key`);
    if (!existsSync(file)) writeSafely(file, Buffer.from(`${newKey().toString('hex')}\n`));
    keys.set(name, Buffer.from(readFileSync(file, 'utf8').trim(), 'hex'));
  }
  return keys;
};

/** The raw 32 bytes of the public key with which checkpoints are verified. */
export const auditPublicKey = (keys: VaultKeys): Buffer =>
  createPublicKey(keys.auditKey).export({ format: 'der', type: 'spki' }).subarray(-32);

/**
 * Opens the vault's folder, or makes it with all keys at the first start. Throws a clear sentence when others can
 * enter the folder, when a key file is damaged, or when the root key is not the one the others were sealed under.
 */
export const openKeys = async (
  path: string,
  makeCustodian: MakeCustodian,
  unlockIdle = defaultUnlockIdle,
): Promise<VaultKeys> => {
  for (const folder of ['', 'keys', 'keys/organisations', 'clients']) privateFolder(join(path, folder));
  const custodian = await makeCustodian(path);
  const storeKey = await openStoreKey(path, custodian);
  const folder = { path, storeKey };
  const clients = clientKeys(path);
  const eraseKeys = openEraseKeys(join(path, 'erase-keys'), storeKey);
  const tombstones = openTombstones(join(path, 'tombstones'), storeKey);
  const pairs = openPairs(folder, unlockIdle);
  pairs.newest(vaultOrganisationId);
  return {
    pairs,
    custodian,
    eraseKeys,
    tombstones,
    contextKey: readOrMake(folder, 'context.key', newKey),
    secretKey: deriveKey(storeKey, binding('vault', 'v1', 'secrets')),
    lookupKey: deriveKey(storeKey, binding('vault', 'v1', 'lookups')),
    pepper: deriveKey(storeKey, binding('vault', 'v1', 'pepper')),
    searchKey: (organisationId) => deriveKey(storeKey, binding('vault', 'v1', 'search', organisationId)),
    sealingKey: sealingKeyFrom(storeKey),
    callerKey: (organisationId) => deriveKey(storeKey, binding('vault', 'v1', 'callers', organisationId)),
    auditKey: createPrivateKey({ key: readOrMake(folder, 'audit.key', makeAuditKey), format: 'der', type: 'pkcs8' }),
    clientKey: (name) => clients.get(name) ?? null,
    note: {
      read: (name) => readSealed(folder, `${name}.note`)?.toString('utf8') ?? null,
      write: (name, text) => writeSealed(folder, `${name}.note`, Buffer.from(text)),
    },
    recovery: recoveryOf(folder),
    close: () => {
      pairs.close();
      eraseKeys.close();
      tombstones.close();
    },
  };
};
