import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '../platform/ids.ts';
import { binding, deriveKey, newKey, openBytes, sealBytes } from '../platform/sealing/aead.ts';
import { newWrappingKeyPair } from '../platform/sealing/hpke.ts';
import { privateKeyFrom, rawPublicKey } from '../platform/sealing/hpke-native.ts';
import { vaultOrganisationId } from '../platform/sealing/wraps.ts';
import { CustodyFault, type KeyCustodian, type MakeCustodian } from './custody/custodian.ts';
import { type EraseKeyStore, openEraseKeys } from './erase-keys.ts';
import { privateFolder, writeSafely } from './safe-files.ts';
import { openTombstones, type Tombstones } from './tombstones.ts';

/*
 * The vault's folder:
 *   root.key            the custodian's (0400)
 *   keys/store.key      under the root key; all others stand under it
 *   keys/custodian      who keeps the root key
 *   keys/context.key    signs who is looking (the database holds the same)
 *   keys/audit.key      Ed25519, signs checkpoints of the journal
 *   keys/organisations/ <organisation>.<key id>.key, one X25519 private key each; the vault's own among them
 *   erase-keys          see erase-keys.ts
 *   tombstones          see tombstones.ts
 *   clients/            <name>.key, what each process proves itself with (readable by it)
 */

/** The processes that may speak to the vault. */
export const clientNames = ['casework', 'portal', 'worker', 'cli'] as const;
export type ClientName = (typeof clientNames)[number];

export type HeldPair = {
  readonly organisationId: string;
  readonly keyId: string;
  readonly publicKey: Buffer;
  readonly privateKey: Buffer;
};

/** The keys of an opened vault. */
export type VaultKeys = {
  readonly custodian: KeyCustodian;
  readonly contextKey: Buffer;
  /** Derived for the vault's own stored secrets and lookups: passwords, one-time secrets, activation codes, logins. */
  readonly secretKey: Buffer;
  readonly lookupKey: Buffer;
  readonly auditKey: KeyObject;
  readonly eraseKeys: EraseKeyStore;
  readonly tombstones: Tombstones;
  readonly clientKey: (name: string) => Buffer | null;
  /** The newest pair of an organisation; made now when it has none. */
  readonly pairOf: (organisationId: string) => HeldPair;
  readonly privateKeyOf: (organisationId: string, keyId: string) => Buffer | null;
  /** Remembers a small text sealed in the vault's folder (what was last signed), and gives it back. */
  readonly note: {
    readonly read: (name: string) => string | null;
    readonly write: (name: string, text: string) => void;
  };
  readonly close: () => void;
};

type Folder = { readonly path: string; readonly storeKey: Buffer };

const contextOf = (name: string): string => binding('vault-key', 'v1', name);

const readSealed = ({ path, storeKey }: Folder, name: string): Buffer | null => {
  const file = join(path, 'keys', name);
  if (!existsSync(file)) return null;
  try {
    return openBytes(storeKey, readFileSync(file), contextOf(name));
  } catch (fault) {
    throw new Error(`the vault's folder is damaged: ${file} does not open; restore its backup`, { cause: fault });
  }
};

const writeSealed = ({ path, storeKey }: Folder, name: string, content: Uint8Array): void =>
  writeSafely(join(path, 'keys', name), sealBytes(storeKey, content, contextOf(name)));

const readOrMake = (folder: Folder, name: string, make: () => Buffer): Buffer => {
  const known = readSealed(folder, name);
  if (known) return known;
  const made = make();
  writeSealed(folder, name, made);
  return made;
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

const pairFrom = (organisationId: string, keyId: string, privateKey: Buffer): HeldPair => ({
  organisationId,
  keyId,
  privateKey,
  publicKey: rawPublicKey(privateKeyFrom(privateKey)),
});

const readPairs = (folder: Folder): HeldPair[] =>
  readdirSync(join(folder.path, 'keys', 'organisations'))
    .filter((name) => name.endsWith('.key'))
    .sort()
    .flatMap((name) => {
      const [organisationId = '', keyId = ''] = name.split('.');
      const privateKey = readSealed(folder, `organisations/${name}`);
      return privateKey ? [pairFrom(organisationId, keyId, privateKey)] : [];
    });

/** Key ids are sortable by time, so the last of an organisation is its newest. */
const heldPairs = (folder: Folder): Pick<VaultKeys, 'pairOf' | 'privateKeyOf'> => {
  const pairs = readPairs(folder);
  const make = (organisationId: string): HeldPair => {
    const pair = pairFrom(organisationId, newId(), newWrappingKeyPair().privateKey);
    writeSealed(folder, `organisations/${organisationId}.${pair.keyId}.key`, pair.privateKey);
    pairs.push(pair);
    return pair;
  };
  return {
    pairOf: (organisationId) =>
      pairs.findLast((pair) => pair.organisationId === organisationId) ?? make(organisationId),
    privateKeyOf: (organisationId, keyId) =>
      pairs.find((pair) => pair.organisationId === organisationId && pair.keyId === keyId)?.privateKey ?? null,
  };
};

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
export const openKeys = async (path: string, makeCustodian: MakeCustodian): Promise<VaultKeys> => {
  for (const folder of ['', 'keys', 'keys/organisations', 'clients']) privateFolder(join(path, folder));
  const custodian = await makeCustodian(path);
  const storeKey = await openStoreKey(path, custodian);
  const folder = { path, storeKey };
  const clients = clientKeys(path);
  const eraseKeys = openEraseKeys(join(path, 'erase-keys'), storeKey);
  const tombstones = openTombstones(join(path, 'tombstones'), storeKey);
  const pairs = heldPairs(folder);
  pairs.pairOf(vaultOrganisationId);
  return {
    ...pairs,
    custodian,
    eraseKeys,
    tombstones,
    contextKey: readOrMake(folder, 'context.key', newKey),
    secretKey: deriveKey(storeKey, binding('vault', 'v1', 'secrets')),
    lookupKey: deriveKey(storeKey, binding('vault', 'v1', 'lookups')),
    auditKey: createPrivateKey({ key: readOrMake(folder, 'audit.key', makeAuditKey), format: 'der', type: 'pkcs8' }),
    clientKey: (name) => clients.get(name) ?? null,
    note: {
      read: (name) => readSealed(folder, `${name}.note`)?.toString('utf8') ?? null,
      write: (name, text) => writeSealed(folder, `${name}.note`, Buffer.from(text)),
    },
    close: () => {
      eraseKeys.close();
      tombstones.close();
    },
  };
};
