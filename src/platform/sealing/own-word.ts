import { createHmac } from 'node:crypto';
import { openDraft, sealDraft } from './draft.ts';

/** A body's own word for something, sealed, with the keyed hash by which it is found again. */
export type SealedWord = { readonly sealed: Buffer; readonly token: Buffer };

const boundTo = (organisationId: string) => ({ ownerId: organisationId, draftId: organisationId, version: 1 });

const normal = (word: string): string => word.trim().replace(/\s+/g, ' ').toLowerCase();

/** The keyed hash of a body's word: the same for the same word, however its letters and spaces; of no use to another body. */
export const ownWordToken = (key: Uint8Array, organisationId: string, word: string): Buffer =>
  createHmac('sha256', key)
    .update(`own-label|${organisationId}|${normal(word)}`)
    .digest();

/** Seals a body's own word under the 32-byte key of the staff program; nothing for an empty one. Needs no vault. */
export const sealOwnWord = (key: Uint8Array, organisationId: string, word: string): SealedWord | undefined => {
  const text = word.trim();
  if (text === '') return undefined;
  return {
    sealed: sealDraft(key, text, boundTo(organisationId)),
    token: ownWordToken(key, organisationId, text),
  };
};

/** Opens a body's own word; null when it has none, or was sealed under a key that is gone. */
export const openOwnWord = (key: Uint8Array, organisationId: string, sealed: Uint8Array | null): string | null => {
  if (sealed === null) return null;
  try {
    return openDraft(key, sealed, boundTo(organisationId));
  } catch {
    return null;
  }
};
