import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/*
 * The folder of a key server (0700), on a host of its own in production:
 *   epochs/<number>.key   one share each, 32 bytes
 *   clients/<name>.key    what a process proves itself with, in hexadecimal
 *   audit.log             what was asked, without points
 *   next-epoch            asks for a new time of the key; gone when it has begun
 */

/** Makes a folder that we alone may enter; throws a clear sentence when an existing one lets others in. */
export const ownFolder = (directory: string): void => {
  if (!existsSync(directory)) mkdirSync(directory, { recursive: true, mode: 0o700 });
  const { mode, uid } = statSync(directory);
  if ((mode & 0o077) !== 0) throw new Error(`others can enter the key server's folder: chmod 700 ${directory}`);
  const own = process.getuid?.();
  if (own !== undefined && uid !== own)
    throw new Error(`the key server's folder belongs to another user: ${directory}`);
};

/** Writes a file that is either whole and on the disk or not there; readable by us alone. */
export const writeWhole = (file: string, content: Uint8Array): void => {
  const beside = `${file}.new`;
  const handle = openSync(beside, 'w', 0o400);
  writeSync(handle, content);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(beside, file);
  const folder = openSync(dirname(file), 'r');
  fsyncSync(folder);
  closeSync(folder);
};

/** The bytes of a file in the folder, made with `make` when it is not there yet. */
export const readOrMake = (file: string, make: () => Uint8Array): Buffer => {
  if (!existsSync(file)) writeWhole(file, make());
  return readFileSync(file);
};

/** Asks the server of a folder for a new epoch; it begins within seconds. */
export const askForEpoch = (directory: string): void => writeWhole(join(directory, 'next-epoch'), new Uint8Array());

/** The places in a key server's folder, made when missing. */
export const openFolder = (directory: string) => {
  for (const part of ['', 'epochs', 'clients']) ownFolder(join(directory, part));
  return {
    epochs: join(directory, 'epochs'),
    clientKey: (name: string): string => join(directory, 'clients', `${name}.key`),
    audit: join(directory, 'audit.log'),
    nextEpoch: join(directory, 'next-epoch'),
  };
};
