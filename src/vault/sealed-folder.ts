import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { binding, openBytes, sealBytes } from '../platform/sealing/aead.ts';
import { destroyFile, writeSafely } from './safe-files.ts';

/** The vault's folder with the key that everything in its part `keys` is sealed under. */
export type SealedFolder = { readonly path: string; readonly storeKey: Buffer };

const contextOf = (name: string): string => binding('vault-key', 'v1', name);

/** Reads a file of the folder; null when it is not there. Throws a clear sentence when it does not open. */
export const readSealed = ({ path, storeKey }: SealedFolder, name: string): Buffer | null => {
  const file = join(path, 'keys', name);
  if (!existsSync(file)) return null;
  try {
    return openBytes(storeKey, readFileSync(file), contextOf(name));
  } catch (fault) {
    throw new Error(`the vault's folder is damaged: ${file} does not open; restore its backup`, { cause: fault });
  }
};

/** Writes a file of the folder, whole or not at all. */
export const writeSealed = ({ path, storeKey }: SealedFolder, name: string, content: Uint8Array): void =>
  writeSafely(join(path, 'keys', name), sealBytes(storeKey, content, contextOf(name)));

/** Destroys a file of the folder for good. */
export const destroySealed = ({ path }: SealedFolder, name: string): void => destroyFile(join(path, 'keys', name));

/** Reads a file of the folder, or makes it. */
export const readOrMake = (folder: SealedFolder, name: string, make: () => Buffer): Buffer => {
  const known = readSealed(folder, name);
  if (known) return known;
  const made = make();
  writeSealed(folder, name, made);
  return made;
};
