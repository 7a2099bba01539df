import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../platform/clock.ts';
import type { JournalEntry } from '../platform/journal.ts';
import { refuse } from '../platform/outcome.ts';
import { vaultOrganisationId } from '../platform/sealing/wraps.ts';
import type { VaultOutcome, VaultRequest } from '../platform/vault-client/contract.ts';
import { sealBackup } from './recovery/sealed-backup.ts';
import { recoveryKeyId } from './recovery/shares.ts';
import { privateFolder, writeSafely } from './safe-files.ts';
import { record } from './store/journal.ts';
import { now, type Vault } from './vault.ts';

/** So many sealed backups stay in a folder; the older go, since what was erased must not live on in them for ever. */
const backupsKept = 100;
const ending = '.ariane-vault';

const entryOf = (type: string, data: NonNullable<JournalEntry['data']>): JournalEntry => ({
  type,
  subject: { kind: 'vault', id: vaultOrganisationId },
  data,
});

const note = (vault: Vault, entry: JournalEntry): Promise<void> =>
  record(vault.database, { organisationId: vaultOrganisationId, staffId: null, now: now(vault) }, entry);

/**
 * Takes the public half of the recovery key, whose private half exists only as shares on paper. Refusal: `recovery-key-set`
 * when there is one and it is not to be replaced; backups sealed to the earlier one still need its shares.
 */
export const setRecoveryKey = async (
  vault: Vault,
  { publicKey, replace }: VaultRequest<'setRecoveryKey'>,
): Promise<VaultOutcome<'setRecoveryKey'>> => {
  const { recovery } = vault.keys;
  if (recovery.publicKey() !== null && !replace) return refuse('recovery-key-set');
  const key = Buffer.from(publicKey, 'base64');
  if (key.length !== 32) return refuse('bad-request', { field: 'publicKey' });
  const keyId = recoveryKeyId(key);
  const entry = entryOf('identity.recovery_key_set', { keyId, replaced: recovery.publicKey() !== null });
  await note(vault, entry);
  recovery.setPublicKey(key);
  return { keyId };
};

const forgetOldest = (folder: string): void => {
  const names = readdirSync(folder).filter((name) => name.endsWith(ending));
  for (const name of names.sort().slice(0, -backupsKept)) rmSync(join(folder, name));
};

type Written = { readonly file: string; readonly bytes: number; readonly sha256: string; readonly keyId: string };

const writeBackup = async (vault: Vault, publicKey: Buffer, folder: string): Promise<Written> => {
  const made = systemClock.now();
  const content = await sealBackup(publicKey, vault.keys.recovery.files(), made);
  privateFolder(folder);
  const file = join(folder, `${made.replaceAll(':', '-')}${ending}`);
  writeSafely(file, content);
  forgetOldest(folder);
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { file, bytes: content.length, sha256, keyId: recoveryKeyId(publicKey) };
};

/** Writes a backup of the vault, sealed to the recovery key, into the vault's folder. Refusal: `no-recovery-key`. */
export const backup = async (vault: Vault): Promise<VaultOutcome<'backup'>> => {
  const publicKey = vault.keys.recovery.publicKey();
  if (!publicKey) return refuse('no-recovery-key');
  const written = await writeBackup(vault, publicKey, join(vault.keys.recovery.folder, 'backups'));
  await note(vault, entryOf('identity.vault_backed_up', { bytes: written.bytes, keyId: written.keyId }));
  return written;
};

const newest = new WeakMap<Vault, string>();

/** Writes a backup into another folder when something has changed since the last one. Nothing without a recovery key. */
export const backupWhatChanged = async (vault: Vault, folder: string): Promise<boolean> => {
  const publicKey = vault.keys.recovery.publicKey();
  if (!publicKey || folder === '') return false;
  const { files } = vault.keys.recovery.files();
  const state = createHash('sha256').update(publicKey);
  for (const [name, content] of files) state.update(`${name}:${content.length}:`).update(content);
  const digest = state.digest('hex');
  if (newest.get(vault) === digest && existsSync(folder)) return false;
  await writeBackup(vault, publicKey, folder);
  newest.set(vault, digest);
  return true;
};
