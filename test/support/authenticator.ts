import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/** An authenticator in software: ES256, discoverable, person verified. */
export type Authenticator = { readonly id: Buffer; readonly key: KeyObject; counter: number };
/** Makes a device with a fresh key. */
export const newAuthenticator = (): Authenticator => ({
  id: randomBytes(32),
  key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
  counter: 0,
});
const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest();
const origin = 'http://localhost:8081';
const clientData = (type: string, challenge: string, from = origin): Buffer =>
  Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }));
const authData = (device: Authenticator, flags: number, more = Buffer.alloc(0), host = 'localhost'): Buffer => {
  const head = Buffer.alloc(5);
  head.writeUInt8(flags);
  head.writeUInt32BE(device.counter, 1);
  return Buffer.concat([sha256(host), head, more]);
};

/** What `navigator.credentials.create` would give. */
export const registered = (device: Authenticator, challenge: string): { id: string } & Record<string, unknown> => {
  const { x = '', y = '' } = device.key.export({ format: 'jwk' });
  const cose = new Map<number, number | Uint8Array>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, Buffer.from(x, 'base64url')],
    [-3, Buffer.from(y, 'base64url')],
  ]);
  const length = Buffer.from([0, device.id.length]);
  const data = authData(device, 0x45, Buffer.concat([Buffer.alloc(16), length, device.id, isoCBOR.encode(cose)]));
  const attestation = isoCBOR.encode(
    new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', data],
    ]) as never,
  );
  const id = device.id.toString('base64url');
  const response = {
    clientDataJSON: clientData('webauthn.create', challenge).toString('base64url'),
    attestationObject: Buffer.from(attestation).toString('base64url'),
    transports: ['internal'],
  };
  return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
};

export type Doing = {
  readonly challenge: string;
  readonly staffId: string;
  readonly flags?: number;
  readonly from?: string;
  readonly host?: string;
};
/** What `navigator.credentials.get` would give; flags, origin and host can be wrong on purpose. */
export const asserted = (
  device: Authenticator,
  { challenge, staffId, flags = 0x05, from = origin, host = 'localhost' }: Doing,
): { id: string } & Record<string, unknown> => {
  device.counter += 1;
  const data = authData(device, flags, Buffer.alloc(0), host);
  const said = clientData('webauthn.get', challenge, from);
  const signature = sign('sha256', Buffer.concat([data, sha256(said)]), device.key);
  const id = device.id.toString('base64url');
  const response = {
    clientDataJSON: said.toString('base64url'),
    authenticatorData: data.toString('base64url'),
    signature: signature.toString('base64url'),
    userHandle: Buffer.from(staffId).toString('base64url'),
  };
  return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
};
