import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { binding, newKey, openBytes, sealBytes } from '../platform/sealing/aead.ts';
import { writeSafely } from './safe-files.ts';

/**
 * Who keeps the root key. The vault asks at its start to unwrap the one key under which all its others stand, so a
 * hardware module or a key service can take the place of the file without touching anything else.
 */
export type KeyCustodian = {
  readonly id: 'file';
  readonly wrap: (key: Uint8Array) => Promise<Buffer>;
  readonly unwrap: (wrapped: Uint8Array) => Promise<Buffer>;
  readonly health: () => Promise<'ok' | 'down'>;
};

const context = binding('vault', 'v1', 'store-key');

const readRootKey = (file: string): Buffer => {
  const mode = statSync(file).mode & 0o777;
  if ((mode & 0o077) !== 0) throw new Error(`the vault's root key can be read by others: chmod 400 ${file}`);
  const key = readFileSync(file);
  if (key.length !== 32)
    throw new Error(`the vault's root key is damaged: ${file} must hold 32 bytes; restore its backup`);
  return key;
};

/** The root key in a file of mode 0400, made at the first start. Throws a clear sentence when others can read it. */
export const fileCustodian = (directory: string): KeyCustodian => {
  const file = join(directory, 'root.key');
  if (!existsSync(file)) {
    writeSafely(file, newKey());
    chmodSync(file, 0o400);
  }
  const rootKey = readRootKey(file);
  return {
    id: 'file',
    wrap: async (key) => sealBytes(rootKey, key, context),
    unwrap: async (wrapped) => openBytes(rootKey, wrapped, context),
    health: async () => (existsSync(file) ? 'ok' : 'down'),
  };
};
