import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createServer as createPlain, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { AddressInfo } from 'node:net';
import { keyServiceCertificate, keyServicePrivateKey } from './key-service-certificate.ts';

/** How the service misbehaves, for a test of what follows. */
export type Mischief = 'none' | 'silent' | 'failing' | 'sealed' | 'nonsense';

/** A key service in the shape of the Transit engine that really encrypts (AES-256-GCM), each version of its key beside the others. */
export type TestKeyService = {
  readonly url: () => string;
  readonly token: string;
  readonly asked: () => number;
  readonly misbehave: (how: Mischief, times?: number) => void;
  /** Goes away and comes back on the same port with the same keys. */
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
};

type Body = { readonly plaintext?: string; readonly ciphertext?: string; readonly associated_data?: string };

const encrypt = (key: Buffer, { plaintext = '', associated_data: bound = '' }: Body): string => {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(bound, 'base64'));
  const sealed = Buffer.concat([cipher.update(Buffer.from(plaintext, 'base64')), cipher.final(), cipher.getAuthTag()]);
  return `vault:v1:${Buffer.concat([iv, sealed]).toString('base64')}`;
};

const decrypt = (key: Buffer, { ciphertext = '', associated_data: bound = '' }: Body): string => {
  const bytes = Buffer.from(ciphertext.replace(/^vault:v1:/, ''), 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
  decipher.setAAD(Buffer.from(bound, 'base64')).setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('base64');
};

const bodyOf = async (request: IncomingMessage): Promise<Body> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString('utf8') || '{}') as Body;
};

type Answer = { readonly status: number; readonly body: unknown };

const answerTo = async (keys: ReadonlyMap<string, Buffer>, request: IncomingMessage): Promise<Answer> => {
  const [, what = '', name = ''] = /^\/v1\/transit\/(encrypt|decrypt)\/([^/?]+)$/.exec(request.url ?? '') ?? [];
  const key = keys.get(decodeURIComponent(name));
  if (!key || request.method !== 'POST') return { status: 404, body: { errors: [] } };
  const body = await bodyOf(request);
  try {
    const data = what === 'encrypt' ? { ciphertext: encrypt(key, body) } : { plaintext: decrypt(key, body) };
    return { status: 200, body: { data } };
  } catch {
    return { status: 400, body: { errors: ['cipher: message authentication failed'] } };
  }
};

type Trouble = { how: Mischief; times: number; asked: number };

const say = (response: ServerResponse, { status, body }: Answer): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

const misbehaves = (trouble: Trouble, response: ServerResponse): boolean => {
  trouble.asked += 1;
  if (trouble.how === 'none' || trouble.times <= 0) return false;
  trouble.times -= 1;
  if (trouble.how === 'failing') say(response, { status: 500, body: {} });
  if (trouble.how === 'sealed') say(response, { status: 503, body: { sealed: true } });
  if (trouble.how === 'nonsense') say(response, { status: 200, body: { hello: 'world' } });
  return true;
};

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** A server that comes back on the port it had. */
const comingAndGoing = (secure: boolean, listener: Listener) => {
  const make = () =>
    secure ? createSecure({ cert: keyServiceCertificate, key: keyServicePrivateKey }, listener) : createPlain(listener);
  let [server, port] = [make(), 0];
  return {
    url: () => `${secure ? 'https' : 'http'}://127.0.0.1:${port}`,
    start: (): Promise<void> =>
      new Promise((listening) => {
        server = make();
        server.listen(port, '127.0.0.1', () => {
          port = (server.address() as AddressInfo).port;
          listening();
        });
      }),
    stop: (): Promise<void> =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
};

/** Starts a key service with one key on a free port of this machine, with TLS if told. */
export const testKeyService = async (keyName: string, secure = false): Promise<TestKeyService> => {
  const keys = new Map([[keyName, randomBytes(32)]]);
  const token = `s.${randomBytes(18).toString('hex')}`;
  const trouble: Trouble = { how: 'none', times: 0, asked: 0 };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (misbehaves(trouble, response)) return;
    if (request.url === '/v1/sys/health') return say(response, { status: 200, body: { sealed: false } });
    if (request.headers['x-vault-token'] !== token) return say(response, { status: 403, body: {} });
    say(response, await answerTo(keys, request));
  };
  const server = comingAndGoing(secure, (request, response) => void handle(request, response));
  await server.start();
  return {
    ...{ ...server, token, asked: () => trouble.asked },
    misbehave: (how, times = Number.MAX_SAFE_INTEGER) => void Object.assign(trouble, { how, times }),
  };
};
