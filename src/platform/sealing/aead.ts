import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomBytes } from 'node:crypto';

/** First byte of every envelope: which format follows. Older ones stay readable when a new one is added. */
const formatVersion = 0x01;
const ivLength = 12;
const tagLength = 16;

/** Bytes that an envelope is longer than what it holds: version, initialisation vector, tag. */
export const envelopeOverhead = 1 + ivLength + tagLength;

/*
 * Keys are handed to Node as key objects: with plain bytes each HMAC or cipher takes five times as long
 * (14 against 3 µs, Node 24), and sealing makes hundreds for one report.
 */

let drawn: Buffer = Buffer.alloc(0);

/** Initialisation vectors are drawn by the hundred, each used once: asking the system for each costs as much as sealing. */
const freshIv = (): Buffer => {
  if (drawn.length < ivLength) drawn = randomBytes(ivLength * 100);
  const iv = drawn.subarray(0, ivLength);
  drawn = drawn.subarray(ivLength);
  return iv;
};

/**
 * Seals bytes with AES-256-GCM into `0x01 | iv(12) | ciphertext | tag(16)`, bound to `context`:
 * the same bytes under another context do not open.
 */
export const sealBytes = (key: Uint8Array, plaintext: Uint8Array, context: string): Buffer => {
  const iv = freshIv();
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), iv).setAAD(Buffer.from(context));
  const head = Buffer.from([formatVersion]);
  return Buffer.concat([head, iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
};

/** Opens what `sealBytes` made. Throws when key, context, version or any bit differs. */
export const openBytes = (key: Uint8Array, envelope: Uint8Array, context: string): Buffer => {
  if (envelope.length < envelopeOverhead) throw new Error('not a sealed envelope');
  if (envelope[0] !== formatVersion) throw new Error('a sealed envelope of an unknown version');
  const iv = envelope.subarray(1, 1 + ivLength);
  const decipher = createDecipheriv('aes-256-gcm', createSecretKey(key), iv, { authTagLength: tagLength }).setAAD(
    Buffer.from(context),
  );
  decipher.setAuthTag(envelope.subarray(-tagLength));
  return Buffer.concat([decipher.update(envelope.subarray(1 + ivLength, -tagLength)), decipher.final()]);
};

const noSalt = createSecretKey(Buffer.alloc(32));
const firstBlock = Buffer.from([1]);

/** Derives 32 bytes from key material for one named use: HKDF-SHA256 (RFC 5869) without salt, one block. */
export const deriveKey = (material: Uint8Array, use: string): Buffer => {
  const extracted = createHmac('sha256', noSalt).update(material).digest();
  return createHmac('sha256', createSecretKey(extracted)).update(use).update(firstBlock).digest();
};

/** A fresh random 32-byte key. */
export const newKey = (): Buffer => randomBytes(32);

/** Joins the parts a ciphertext is bound to. A part with the separator in it is a fault: two bindings could read alike. */
export const binding = (...parts: readonly string[]): string => {
  if (parts.some((part) => part.includes('|'))) throw new Error('a part of a binding holds the separator');
  return ['ariane', ...parts].join('|');
};
