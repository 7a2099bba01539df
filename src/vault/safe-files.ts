import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

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

/** Makes a folder that we alone may enter; throws a clear sentence when an existing one lets others in. */
export const privateFolder = (directory: string): void => {
  if (!existsSync(directory)) mkdirSync(directory, { recursive: true, mode: 0o700 });
  const { mode, uid } = statSync(directory);
  if ((mode & 0o077) !== 0) throw new Error(`others can enter the vault's folder: chmod 700 ${directory}`);
  const own = process.getuid?.();
  if (own !== undefined && uid !== own) throw new Error(`the vault's folder belongs to another user: ${directory}`);
};
