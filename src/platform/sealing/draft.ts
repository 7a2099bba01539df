import { binding, openBytes, sealBytes } from './aead.ts';
import { pad, unpad } from './padding.ts';

/** A draft belongs to one member of staff; an old version cannot be put back in place of a newer one. */
export type DraftBinding = { readonly ownerId: string; readonly draftId: string; readonly version: number };

const contextOf = ({ ownerId, draftId, version }: DraftBinding): string =>
  binding('draft', 'v1', ownerId, draftId, String(version));

/**
 * Seals a half-filled form under the 32-byte key of the process that keeps drafts. No vault is needed, so that
 * work goes on while it is down; drafts are short-lived and leave the backup readable by nobody without that key.
 */
export const sealDraft = (key: Uint8Array, text: string, bound: DraftBinding): Buffer =>
  sealBytes(key, pad(Buffer.from(text, 'utf8')), contextOf(bound));

/** Opens a sealed draft. Throws when key, owner, draft, version or any bit differs. */
export const openDraft = (key: Uint8Array, envelope: Uint8Array, bound: DraftBinding): string =>
  unpad(openBytes(key, envelope, contextOf(bound))).toString('utf8');
