import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { binding, newKey, openBytes, sealBytes } from '../../platform/sealing/aead.ts';
import { writeSafely } from '../safe-files.ts';
import { CustodyFault, type KeyCustodian } from './custodian.ts';

const context = binding('vault', 'v1', 'store-key');

const readRootKey = (file: string): Buffer => {
  if (!existsSync(file)) throw new CustodyFault('down', `the vault's root key is not there: restore ${file}`);
  const mode = statSync(file).mode & 0o777;
  if ((mode & 0o077) !== 0) throw new Error(`the vault's root key can be read by others: chmod 400 ${file}`);
  const key = readFileSync(file);
  if (key.length !== 32)
    throw new Error(`the vault's root key is damaged: ${file} must hold 32 bytes; restore its backup`);
  return key;
};

const unwrapWith = (rootKey: Buffer, wrapped: Uint8Array): Buffer => {
  try {
    return openBytes(rootKey, wrapped, context);
  } catch (cause) {
    throw new CustodyFault(
      'not-ours',
      'the root key is not the one this vault was sealed under; restore its backup',
      cause,
    );
  }
};

/**
 * The root key in a file of mode 0400, made at the first start and read anew each time, so that it does not stay in
 * memory. Throws a clear sentence when others can read it.
 */
export const fileCustodian = (directory: string): KeyCustodian => {
  const file = join(directory, 'root.key');
  if (!existsSync(file)) {
    writeSafely(file, newKey());
    chmodSync(file, 0o400);
  }
  readRootKey(file);
  return {
    id: 'file',
    wrap: async (key) => sealBytes(readRootKey(file), key, context),
    unwrap: async (wrapped) => unwrapWith(readRootKey(file), wrapped),
    health: async () => (existsSync(file) ? 'ok' : 'down'),
  };
};
