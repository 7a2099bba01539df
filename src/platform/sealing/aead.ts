import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** First byte of every envelope: which format follows. Older ones stay readable when a new one is added. */
const formatVersion = 0x01;
const ivLength = 12;
const tagLength = 16;

/** Bytes that an envelope is longer than what it holds: version, initialisation vector, tag. */
export const envelopeOverhead = 1 + ivLength + tagLength;

/**
 * Seals bytes with AES-256-GCM into `0x01 | iv(12) | ciphertext | tag(16)`, bound to `context`:
 * the same bytes under another context do not open.
 */
export const sealBytes = (key: Uint8Array, plaintext: Uint8Array, context: string): Buffer => {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
  const head = Buffer.from([formatVersion]);
  return Buffer.concat([head, iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
};

/** Opens what `sealBytes` made. Throws when key, context, version or any bit differs. */
export const openBytes = (key: Uint8Array, envelope: Uint8Array, context: string): Buffer => {
  if (envelope.length < envelopeOverhead) throw new Error('not a sealed envelope');
  if (envelope[0] !== formatVersion) throw new Error('a sealed envelope of an unknown version');
  const iv = envelope.subarray(1, 1 + ivLength);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagLength }).setAAD(Buffer.from(context));
  decipher.setAuthTag(envelope.subarray(-tagLength));
  return Buffer.concat([decipher.update(envelope.subarray(1 + ivLength, -tagLength)), decipher.final()]);
};

/** Derives 32 bytes from key material for one named use (HKDF-SHA256). */
export const deriveKey = (material: Uint8Array, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', material, Buffer.alloc(0), use, 32));

/** A fresh random 32-byte key. */
export const newKey = (): Buffer => randomBytes(32);

/** Joins the parts a ciphertext is bound to. A part with the separator in it is a fault: two bindings could read alike. */
export const binding = (...parts: readonly string[]): string => {
  if (parts.some((part) => part.includes('|'))) throw new Error('a part of a binding holds the separator');
  return ['ariane', ...parts].join('|');
};
