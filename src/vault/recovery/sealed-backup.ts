import { createHash } from 'node:crypto';
import { z } from 'zod';
import { binding, newKey, openBytes, sealBytes } from '../../platform/sealing/aead.ts';
import { unwrapKey, wrapKey } from '../../platform/sealing/hpke.ts';
import { recoveryKeyId } from './shares.ts';

/*
 * A backup of the vault, sealed to the recovery key: one line of JSON (which key, when), then one sealed body with all files.
 * The body is bound to the line, so neither can be exchanged. What keeps the root key is not in it: whoever restores brings
 * a custodian of her own.
 */

const magic = 'ariane-vault-backup';
const headSchema = z.strictObject({
  kind: z.literal(magic),
  v: z.literal(1),
  keyId: z.string().regex(/^[0-9a-f]{8}$/),
  made: z.iso.datetime(),
  encapsulation: z.base64(),
  wrapped: z.base64(),
});

/** What stands in clear at the head of a backup. */
export type BackupHead = z.infer<typeof headSchema>;

/** The files of the vault by their path in its folder, and the key all of them are sealed under. */
export type VaultFiles = { readonly storeKey: Buffer; readonly files: ReadonlyMap<string, Buffer> };

const bodySchema = z.strictObject({
  storeKey: z.base64(),
  files: z.array(z.tuple([z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/-]*$/), z.base64()])),
});

const bound = (keyId: string, made: string) => ({
  info: Buffer.from(binding('vault-backup', 'v1', keyId)),
  aad: Buffer.from(binding('vault-backup-made', made)),
});
const bodyContext = (line: string): string =>
  binding('vault-backup-body', 'v1', createHash('sha256').update(line).digest('hex'));

/** Seals a backup to a recovery key's public half. */
export const sealBackup = async (publicKey: Buffer, { storeKey, files }: VaultFiles, made: string): Promise<Buffer> => {
  const [keyId, key] = [recoveryKeyId(publicKey), newKey()];
  const message = await wrapKey(publicKey, key, bound(keyId, made));
  const head: BackupHead = {
    ...{ kind: magic, v: 1, keyId, made },
    encapsulation: message.encapsulation.toString('base64'),
    wrapped: message.ciphertext.toString('base64'),
  };
  const line = JSON.stringify(head);
  const listed = [...files].map(([path, content]) => [path, content.toString('base64')]);
  const body = Buffer.from(JSON.stringify({ storeKey: storeKey.toString('base64'), files: listed }));
  const sealed = sealBytes(key, body, bodyContext(line));
  key.fill(0);
  return Buffer.concat([Buffer.from(`${line}\n`), sealed]);
};

const split = (backup: Buffer): { readonly line: string; readonly body: Buffer } => {
  const end = backup.indexOf('\n');
  return { line: backup.subarray(0, Math.max(0, end)).toString('utf8'), body: backup.subarray(end + 1) };
};

/** Reads which key a backup is sealed to, and when it was made; null when it is no backup of a vault. */
export const backupHead = (backup: Buffer): BackupHead | null => {
  try {
    return headSchema.parse(JSON.parse(split(backup).line));
  } catch {
    return null;
  }
};

/** Opens a backup with the recovery key's private half; null when key or backup do not fit or a bit was altered. */
export const openBackup = async (privateKey: Buffer, backup: Buffer): Promise<VaultFiles | null> => {
  const head = backupHead(backup);
  if (!head) return null;
  const message = {
    encapsulation: Buffer.from(head.encapsulation, 'base64'),
    ciphertext: Buffer.from(head.wrapped, 'base64'),
  };
  const { line, body } = split(backup);
  try {
    const key = await unwrapKey(privateKey, message, bound(head.keyId, head.made));
    const opened = bodySchema.parse(JSON.parse(openBytes(key, body, bodyContext(line)).toString('utf8')));
    const files = new Map(opened.files.map(([path, content]) => [path, Buffer.from(content, 'base64')]));
    return { storeKey: Buffer.from(opened.storeKey, 'base64'), files };
  } catch {
    return null;
  }
};
