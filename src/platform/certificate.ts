import { createPublicKey, verify } from 'node:crypto';

/** What the vault signs when it has erased something. */
export const erasureFormat = 'ariane erasure certificate v1';

/** A signed certificate as it is handed on: the text that was signed, signature and raw public key in base64. */
export type SignedCertificate = {
  readonly certificate: string;
  readonly signature: string;
  readonly publicKey: string;
};

/** The header of an Ed25519 public key in DER, before its 32 bytes (RFC 8410). */
const keyHeader = Buffer.from('302a300506032b6570032100', 'hex');

/** Does the signature fit the text and the key? With `expected`, only that key counts. */
export const certificateHolds = (
  { certificate, signature, publicKey }: SignedCertificate,
  expected: string | null = null,
): boolean => {
  if (expected !== null && expected !== publicKey) return false;
  const raw = Buffer.from(publicKey, 'base64');
  if (raw.length !== 32) return false;
  const key = createPublicKey({ key: Buffer.concat([keyHeader, raw]), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(certificate), key, Buffer.from(signature, 'base64'));
};
