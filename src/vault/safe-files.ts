import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** Makes sure that what a folder lists survives a loss of power. */
export const syncFolder = (directory: string): void => {
  const handle = openSync(directory, 'r');
  fsyncSync(handle);
  closeSync(handle);
};

/** Writes a file that is either there whole and on the disk or not there at all; readable by us alone. */
export const writeSafely = (file: string, content: Uint8Array): void => {
  const beside = `${file}.new`;
  const handle = openSync(beside, 'w', 0o600);
  writeSync(handle, content);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(beside, file);
  syncFolder(dirname(file));
};

const overwrite = (file: string): void => {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(statSync(file).size), 0);
  fsyncSync(handle);
  closeSync(handle);
  rmSync(file);
};

/**
 * Overwrites a file with zeros and removes it, so that nothing of it stands on the disk when this returns. It loses its
 * name first: nobody finds half of it after a crash, and `clearLeftovers` ends the work.
 */
export const destroyFile = (file: string): void => {
  if (!existsSync(file)) return;
  const gone = `${file}.gone`;
  renameSync(file, gone);
  syncFolder(dirname(file));
  overwrite(gone);
  syncFolder(dirname(file));
};

/** Removes what a crash left of files half written or half destroyed. */
export const clearLeftovers = (directory: string): void => {
  for (const name of readdirSync(directory))
    if (name.endsWith('.new') || name.endsWith('.gone')) overwrite(join(directory, name));
};

/** Makes a folder that we alone may enter; throws a clear sentence when an existing one lets others in. */
export const privateFolder = (directory: string): void => {
  if (!existsSync(directory)) mkdirSync(directory, { recursive: true, mode: 0o700 });
  const { mode, uid } = statSync(directory);
  if ((mode & 0o077) !== 0) throw new Error(`others can enter the vault's folder: chmod 700 ${directory}`);
  const own = process.getuid?.();
  if (own !== undefined && uid !== own) throw new Error(`the vault's folder belongs to another user: ${directory}`);
};
