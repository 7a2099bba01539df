import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { KeyCustodian, MakeCustodian } from '../custody/custodian.ts';
import { privateFolder, writeSafely } from '../safe-files.ts';
import type { VaultFiles } from './sealed-backup.ts';

/** What every vault keeps under its store key, and what its clients prove themselves with. Never what the custodian keeps. */
const parts = ['keys', 'clients', 'erase-keys', 'tombstones'];
const ofTheCustodian = ['keys/store.key', 'keys/custodian'];

/** Says to the next start that a ceremony built this folder from a backup. */
export const restoredMark = 'restored';

const filesUnder = (path: string, place: string): string[] => {
  const whole = join(path, place);
  if (!existsSync(whole)) return [];
  if (statSync(whole).isFile()) return [place];
  return readdirSync(whole).flatMap((name) => filesUnder(path, `${place}/${name}`));
};

const isHalfWritten = (name: string): boolean => name.endsWith('.new') || name.endsWith('.gone');

/** Reads all of a vault's folder at one moment (nothing else of this process runs meanwhile). */
export const readVaultFiles = (path: string): VaultFiles['files'] =>
  new Map(
    parts
      .flatMap((part) => filesUnder(path, part))
      .filter((name) => !ofTheCustodian.includes(name) && !isHalfWritten(name))
      .map((name) => [name, readFileSync(join(path, name))]),
  );

/** Notes who keeps the root key, and the store key as it wrapped it. */
export const handToCustodian = async (path: string, custodian: KeyCustodian, storeKey: Buffer): Promise<void> => {
  const wrapped = await custodian.wrap(storeKey);
  writeSafely(join(path, 'keys', 'custodian'), Buffer.from(custodian.id));
  writeSafely(join(path, 'keys', 'store.key'), wrapped);
};

/** True when a vault lives in this folder already: nothing may be restored over it. */
export const holdsVault = (path: string): boolean => existsSync(join(path, 'keys', 'store.key'));

/** Writes a vault's folder anew, its store key wrapped by a custodian of today. The last file makes it a vault. */
export const writeVaultFiles = async (path: string, restored: VaultFiles, make: MakeCustodian): Promise<void> => {
  for (const folder of ['', 'keys', 'keys/organisations', 'clients']) privateFolder(join(path, folder));
  for (const [name, content] of restored.files) {
    privateFolder(dirname(join(path, name)));
    writeSafely(join(path, name), content);
  }
  writeSafely(join(path, restoredMark), Buffer.alloc(0));
  await handToCustodian(path, await make(path), restored.storeKey);
};
