import { binding, newKey, openBytes, sealBytes } from './aead.ts';
import { pad, unpad } from './padding.ts';

/** Larger files are refused at the door: one file is sealed in one piece, in memory. */
export const largestFile = 25 * 1024 * 1024;

/** A sealed file and the field that carries its key: hand the field to `sealForBodies` among the subject's others. */
export type SealedFile = {
  readonly blob: Buffer;
  readonly field: { readonly name: string; readonly value: string };
};

const contextOf = (fileId: string): string => binding('file', 'v1', fileId);

/** The name of the sealed field that holds the key of a file. */
export const fileField = (fileId: string): string => `file:${fileId}`;

/**
 * Seals a file of at most 25 MB under a key of its own. Opening the key's field opens the file, so a file follows the
 * same consents, purposes and journal as any other field. Throws when it is too large.
 */
export const sealFile = (fileId: string, bytes: Uint8Array): SealedFile => {
  if (bytes.length > largestFile) throw new Error('the file is larger than 25 MB');
  const key = newKey();
  const blob = sealBytes(key, pad(bytes), contextOf(fileId));
  return { blob, field: { name: fileField(fileId), value: key.toString('base64') } };
};

/** Opens a sealed file with the text of its key's field. Throws when key, file or any bit differs. */
export const openFile = (fileId: string, blob: Uint8Array, keyText: string): Buffer =>
  unpad(openBytes(Buffer.from(keyText, 'base64'), blob, contextOf(fileId)));
