import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { type KeyWrapping, nativeWrapping, newWrappingKeyPair } from './hpke.ts';
import { derivePrivateKey, open, privateKeyFrom, rawPrivateKey, rawPublicKey, sealFromSeed } from './hpke-native.ts';

const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

/** The same RFC by `@hpke/core`: the second opinion, and what takes over in `hpke.ts` should ours ever be doubted. */
const libraryWrapping: KeyWrapping = {
  wrapKey: async (publicKey, key, { info, aad }) => {
    const recipientPublicKey = await suite.kem.deserializePublicKey(publicKey);
    const { enc, ct } = await suite.seal({ recipientPublicKey, info }, key, aad);
    return { encapsulation: Buffer.from(enc), ciphertext: Buffer.from(ct) };
  },
  unwrapKey: async (privateKey, message, { info, aad }) => {
    const recipientKey = await suite.kem.deserializePrivateKey(privateKey);
    return Buffer.from(await suite.open({ recipientKey, enc: message.encapsulation, info }, message.ciphertext, aad));
  },
};

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

/*
 * The published vector of RFC 9180 for mode 0 (base), kem 0x0020, kdf 0x0001, aead 0x0002
 * (`test-vectors.json` of the CFRG, to which the RFC refers; the suite is not among those printed in its appendix A).
 */
const vector = {
  info: hex('4f6465206f6e2061204772656369616e2055726e'),
  ikmE: hex('2cd7c601cefb3d42a62b04b7a9041494c06c7843818e0ce28a8f704ae7ab20f9'),
  ikmR: hex('dac33b0e9db1b59dbbea58d59a14e7b5896e9bdf98fad6891e99d1686492b9ee'),
  skRm: hex('497b4502664cfea5d5af0b39934dac72242a74f8480451e1aee7d6a53320333d'),
  pkRm: hex('430f4b9859665145a6b1ba274024487bd66f03a2dd577d7753c68d7d7d00c00c'),
  enc: hex('6c93e09869df3402d7bf231bf540fadd35cd56be14f97178f0954db94b7fc256'),
  aad: hex('436f756e742d30'),
  pt: hex('4265617574792069732074727574682c20747275746820626561757479'),
  ct: hex('e5d84cd531cfb583096e7cfa9641bd3079cf3a91cda813c52deb5f512be9931980a41de125a925cdad859d5b7a'),
};
const message = { encapsulation: vector.enc, ciphertext: vector.ct };
const implementations: Record<string, KeyWrapping> = { native: nativeWrapping, library: libraryWrapping };

test('the published vector: key derivation', () => {
  assert.deepEqual(rawPrivateKey(derivePrivateKey(vector.ikmR)), vector.skRm);
  assert.deepEqual(rawPublicKey(derivePrivateKey(vector.ikmR)), vector.pkRm);
  assert.deepEqual(rawPublicKey(derivePrivateKey(vector.ikmE)), vector.enc);
});

test('the published vector: sealing gives its bytes', () => {
  assert.deepEqual(sealFromSeed(vector.ikmE, vector.pkRm, vector.pt, vector), message);
});

for (const [name, { unwrapKey }] of Object.entries(implementations)) {
  test(`the published vector: ${name} opens it`, async () => {
    assert.deepEqual(await unwrapKey(vector.skRm, message, vector), vector.pt);
  });
}

test('what one implementation seals the other opens, 50 times each way', async () => {
  for (let round = 0; round < 50; round += 1) {
    const { publicKey, privateKey } = newWrappingKeyPair();
    const key = randomBytes(32);
    const binding = { info: randomBytes(round), aad: randomBytes(round % 7) };
    const ours = await nativeWrapping.wrapKey(publicKey, key, binding);
    const theirs = await libraryWrapping.wrapKey(publicKey, key, binding);
    assert.deepEqual(await libraryWrapping.unwrapKey(privateKey, ours, binding), key);
    assert.deepEqual(await nativeWrapping.unwrapKey(privateKey, theirs, binding), key);
  }
});

const flipped = (bytes: Uint8Array, bit: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
};

test('one flipped bit anywhere in encapsulation, ciphertext, info or aad is detected', () => {
  const privateKey = privateKeyFrom(vector.skRm);
  const opens = (change: Partial<typeof message & { info: Buffer; aad: Buffer }>): boolean => {
    try {
      const changed = { ...message, info: vector.info, aad: vector.aad, ...change };
      return open(privateKey, changed, changed).length > 0;
    } catch {
      return false;
    }
  };
  assert.equal(opens({}), true);
  for (const part of ['encapsulation', 'ciphertext', 'info', 'aad'] as const) {
    const bytes = { ...message, info: vector.info, aad: vector.aad }[part];
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      assert.equal(opens({ [part]: flipped(bytes, bit) }), false, `${part}, bit ${bit}`);
    }
  }
});

test('keys of small order and of wrong length are refused', async () => {
  for (const small of [Buffer.alloc(32), hex(`01${'00'.repeat(31)}`), hex(`ecff${'ff'.repeat(29)}7f`)]) {
    await assert.rejects(async () => nativeWrapping.wrapKey(small, randomBytes(32), vector));
    await assert.rejects(async () =>
      nativeWrapping.unwrapKey(vector.skRm, { ...message, encapsulation: small }, vector),
    );
  }
  await assert.rejects(async () => nativeWrapping.wrapKey(randomBytes(31), randomBytes(32), vector));
  await assert.rejects(async () =>
    nativeWrapping.unwrapKey(vector.skRm, { ...message, ciphertext: randomBytes(9) }, vector),
  );
});
