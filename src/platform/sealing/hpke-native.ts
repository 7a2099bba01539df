import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';

/*
 * RFC 9180 (HPKE), base mode, one message per key, in the one suite this program uses:
 * DHKEM(X25519, HKDF-SHA256) 0x0020 · HKDF-SHA256 0x0001 · AES-256-GCM 0x0002.
 * Every primitive is OpenSSL's; only their composition, which the RFC prescribes, is written here.
 */

/** What HPKE gives: the encapsulated key `enc` (32 bytes) and the ciphertext with its tag (plaintext + 16 bytes). */
export type HpkeMessage = { readonly encapsulation: Buffer; readonly ciphertext: Buffer };

const empty = Buffer.alloc(0);
const kemSuite = Buffer.from([...Buffer.from('KEM'), 0x00, 0x20]);
const hpkeSuite = Buffer.from([...Buffer.from('HPKE'), 0x00, 0x20, 0x00, 0x01, 0x00, 0x02]);
const version = Buffer.from('HPKE-v1');
const publicPrefix = Buffer.from('302a300506032b656e032100', 'hex');
const privatePrefix = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** Without a salt HMAC is keyed with zeros. Key objects, for plain bytes take Node five times as long. */
const noSalt = createSecretKey(Buffer.alloc(32));

const hmac = (key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer => {
  const code = createHmac('sha256', key.length === 0 ? noSalt : createSecretKey(key));
  for (const part of parts) code.update(part);
  return code.digest();
};

const labeledExtract = (salt: Uint8Array, suite: Uint8Array, label: string, material: Uint8Array): Buffer =>
  hmac(salt, version, suite, Buffer.from(label), material);

/** One block of HKDF-Expand is enough: nothing here is longer than the 32 bytes of SHA-256. */
const labeledExpand = (
  secret: Uint8Array,
  suite: Uint8Array,
  [label, length]: [string, number],
  info: Uint8Array,
): Buffer =>
  hmac(secret, Buffer.from([0, length]), version, suite, Buffer.from(label), info, Buffer.from([1])).subarray(
    0,
    length,
  );

/** Makes an X25519 private key of its 32 raw bytes. */
export const privateKeyFrom = (raw: Uint8Array): KeyObject => {
  if (raw.length !== 32) throw new Error('an X25519 private key has 32 bytes');
  return createPrivateKey({ key: Buffer.concat([privatePrefix, raw]), format: 'der', type: 'pkcs8' });
};

/** Makes an X25519 public key of its 32 raw bytes. */
export const publicKeyFrom = (raw: Uint8Array): KeyObject => {
  if (raw.length !== 32) throw new Error('an X25519 public key has 32 bytes');
  return createPublicKey({ key: Buffer.concat([publicPrefix, raw]), format: 'der', type: 'spki' });
};

/** The 32 raw bytes of the public key that belongs to an X25519 key. */
export const rawPublicKey = (key: KeyObject): Buffer =>
  (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'der', type: 'spki' }).subarray(-32);

/** The 32 raw bytes of an X25519 private key. */
export const rawPrivateKey = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'pkcs8' }).subarray(-32);

/** RFC 9180 §7.1.3 DeriveKeyPair: the key pair that belongs to seed material (used by the published vectors). */
export const derivePrivateKey = (material: Uint8Array): KeyObject => {
  const secret = labeledExtract(empty, kemSuite, 'dkp_prk', material);
  return privateKeyFrom(labeledExpand(secret, kemSuite, ['sk', 32], empty));
};

/** The empty pre-shared key id of base mode always hashes to the same value. */
const idHash = labeledExtract(empty, hpkeSuite, 'psk_id_hash', empty);

const sharedSecret = (dh: Uint8Array, encapsulation: Uint8Array, recipient: Uint8Array): Buffer => {
  const secret = labeledExtract(empty, kemSuite, 'eae_prk', dh);
  return labeledExpand(secret, kemSuite, ['shared_secret', 32], Buffer.concat([encapsulation, recipient]));
};

const keySchedule = (shared: Uint8Array, info: Uint8Array): { key: Buffer; nonce: Buffer } => {
  const context = Buffer.concat([Buffer.from([0]), idHash, labeledExtract(empty, hpkeSuite, 'info_hash', info)]);
  const secret = labeledExtract(shared, hpkeSuite, 'secret', empty);
  return {
    key: labeledExpand(secret, hpkeSuite, ['key', 32], context),
    nonce: labeledExpand(secret, hpkeSuite, ['base_nonce', 12], context),
  };
};

/** What a message is bound to: `info` goes into the keys, `aad` is authenticated beside the plaintext. */
export type HpkeBinding = { readonly info: Uint8Array; readonly aad: Uint8Array };

const sealWith = (
  ephemeral: KeyObject,
  recipient: Uint8Array,
  plaintext: Uint8Array,
  binding: HpkeBinding,
): HpkeMessage => {
  const encapsulation = rawPublicKey(ephemeral);
  const dh = diffieHellman({ privateKey: ephemeral, publicKey: publicKeyFrom(recipient) });
  const { key, nonce } = keySchedule(sharedSecret(dh, encapsulation, recipient), binding.info);
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), nonce).setAAD(binding.aad);
  return { encapsulation, ciphertext: Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]) };
};

/** Seals to a raw public key with a key pair made of the seed: only for the published vectors, never twice with one seed. */
export const sealFromSeed = (
  seed: Uint8Array,
  recipient: Uint8Array,
  plaintext: Uint8Array,
  binding: HpkeBinding,
): HpkeMessage => sealWith(derivePrivateKey(seed), recipient, plaintext, binding);

/** RFC 9180 single-shot seal, base mode. Throws on a public key of small order (OpenSSL refuses the zero secret). */
export const seal = (recipient: Uint8Array, plaintext: Uint8Array, binding: HpkeBinding): HpkeMessage =>
  sealWith(generateKeyPairSync('x25519').privateKey, recipient, plaintext, binding);

/** RFC 9180 single-shot open, base mode. Throws when any bit of message, info or aad differs. */
export const open = (privateKey: KeyObject, message: HpkeMessage, binding: HpkeBinding): Buffer => {
  if (message.encapsulation.length !== 32 || message.ciphertext.length < 16) throw new Error('not an HPKE message');
  const dh = diffieHellman({ privateKey, publicKey: publicKeyFrom(message.encapsulation) });
  const shared = sharedSecret(dh, message.encapsulation, rawPublicKey(privateKey));
  const { key, nonce } = keySchedule(shared, binding.info);
  const decipher = createDecipheriv('aes-256-gcm', createSecretKey(key), nonce, { authTagLength: 16 }).setAAD(
    binding.aad,
  );
  decipher.setAuthTag(message.ciphertext.subarray(-16));
  return Buffer.concat([decipher.update(message.ciphertext.subarray(0, -16)), decipher.final()]);
};
