import { binding, openBytes, sealBytes } from './aead.ts';
import { pad, unpad } from './padding.ts';

/** What a sealed field is bound to: moved to another person, key or field it no longer opens. */
export type FieldBinding = { readonly subjectId: string; readonly dataKeyId: string; readonly field: string };

const contextOf = ({ subjectId, dataKeyId, field }: FieldBinding): string =>
  binding('field', 'v1', subjectId, dataKeyId, field);

/** Seals the text of one field under its data key, filled up to a size class: `0x01 | iv | ciphertext | tag`. */
export const sealField = (dataKey: Uint8Array, text: string, bound: FieldBinding): Buffer =>
  sealBytes(dataKey, pad(Buffer.from(text, 'utf8')), contextOf(bound));

/** Opens a sealed field. Throws when key, binding or any bit differs. */
export const openField = (dataKey: Uint8Array, envelope: Uint8Array, bound: FieldBinding): string =>
  unpad(openBytes(dataKey, envelope, contextOf(bound))).toString('utf8');
