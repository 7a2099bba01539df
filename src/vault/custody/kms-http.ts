import { readFileSync } from 'node:fs';
import { request as plainRequest, type RequestOptions } from 'node:http';
import { request as secureRequest } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { KeyServiceSettings } from '../../platform/custody-settings.ts';
import { binding } from '../../platform/sealing/aead.ts';
import { CustodyFault, type CustodianHealth, type KeyCustodian } from './custodian.ts';
import { readSecret } from './secret-file.ts';

/*
 * A key service over HTTP in the shape of the Transit engine: POST <url>/v1/transit/encrypt/<key> and …/decrypt/<key>, GET
 * <url>/v1/sys/health. The root key never leaves the service; what it sees is the vault's store key, 32 bytes.
 */

const attempts = 3;
const largestAnswer = 64 * 1024;
/** Bound to this use: the same key in the service opens nothing of another program. */
const associated = Buffer.from(binding('vault', 'v1', 'store-key')).toString('base64');

type Answer = { readonly status: number; readonly body: string };
type Service = KeyServiceSettings & { readonly token: string; readonly authority: string | undefined };
type Question = { readonly method: 'GET' | 'POST'; readonly path: string; readonly body?: string };

const optionsFor = ({ token, authority, timeout }: Service, { method }: Question): RequestOptions => ({
  method,
  timeout,
  headers: { 'x-vault-token': token, 'content-type': 'application/json', connection: 'close' },
  ...(authority === undefined ? {} : { ca: authority }),
  ...{ minVersion: 'TLSv1.2', rejectUnauthorized: true },
});

const send = (service: Service, question: Question): Promise<Answer> =>
  new Promise((answered, failed) => {
    const address = new URL(`${service.url}${question.path}`);
    const ask = address.protocol === 'https:' ? secureRequest : plainRequest;
    const asking = ask(address, optionsFor(service, question), (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        body += part;
        if (body.length > largestAnswer) asking.destroy(new Error('the answer is too long'));
      });
      response.on('end', () => answered({ status: response.statusCode ?? 0, body })).on('error', failed);
    });
    const late = setTimeout(() => asking.destroy(new Error('no answer in time')), service.timeout);
    asking.on('error', failed).on('close', () => clearTimeout(late));
    asking.end(question.body);
  });

const mayComeBack = (status: number): boolean => status === 429 || status >= 500;

/** Asks up to three times where time may help; anything the service decided is taken as it is. */
const insist = async (service: Service, question: Question): Promise<Answer> => {
  let last: unknown;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (attempt > 0) await pause(service.pause * 2 ** (attempt - 1));
    try {
      const answer = await send(service, question);
      if (!mayComeBack(answer.status)) return answer;
      last = new Error(`status ${answer.status}`);
    } catch (fault) {
      last = fault;
    }
  }
  throw new CustodyFault('down', `the key service at ${new URL(service.url).host} does not answer`, last);
};

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
};

const ask = async (service: Service, what: 'encrypt' | 'decrypt', body: Readonly<Record<string, string>>) => {
  const path = `/v1/transit/${what}/${encodeURIComponent(service.key)}`;
  const answer = await insist(service, { method: 'POST', path, body: JSON.stringify(body) });
  if (answer.status === 401 || answer.status === 403)
    throw new CustodyFault('refused', `the key service refuses our token for the key ${service.key}`);
  if (answer.status === 400 && what === 'decrypt')
    throw new CustodyFault('not-ours', 'the key service did not wrap this, or it was altered; restore the backup');
  if (answer.status !== 200)
    throw new CustodyFault('refused', `the key service answers ${answer.status}: is there a key ${service.key}?`);
  return parsed(answer.body);
};

const wrappedAnswer = z.object({ data: z.object({ ciphertext: z.string().regex(/^vault:v\d+:[A-Za-z0-9+/=]+$/) }) });
const openedAnswer = z.object({ data: z.object({ plaintext: z.base64() }) });

const understood = <T>(schema: z.ZodType<T>, answer: unknown): T => {
  const read = schema.safeParse(answer);
  if (!read.success) throw new CustodyFault('refused', 'the key service answers in another language than Transit');
  return read.data;
};

const healthOf = async (service: Service): Promise<CustodianHealth> => {
  try {
    const { status } = await send(service, { method: 'GET', path: '/v1/sys/health' });
    if (status === 503) return 'locked';
    return status === 200 || status === 429 || status === 473 ? 'ok' : 'down';
  } catch {
    return 'down';
  }
};

/** The root key in a key service. Throws a `SettingFault` on a missing or weak token or certificate; asks nothing yet. */
export const keyServiceCustodian = (settings: KeyServiceSettings): KeyCustodian => {
  const token = readSecret('VAULT_KMS_TOKEN_FILE', settings.tokenFile, 20);
  const authority = settings.caFile === '' ? undefined : readFileSync(settings.caFile, 'utf8');
  const service: Service = { ...settings, token, authority };
  return {
    id: 'kms-http',
    wrap: async (key) => {
      const plaintext = Buffer.from(key).toString('base64');
      const answer = await ask(service, 'encrypt', { plaintext, associated_data: associated });
      return Buffer.from(understood(wrappedAnswer, answer).data.ciphertext);
    },
    unwrap: async (wrapped) => {
      const ciphertext = Buffer.from(wrapped).toString('utf8');
      const answer = await ask(service, 'decrypt', { ciphertext, associated_data: associated });
      return Buffer.from(understood(openedAnswer, answer).data.plaintext, 'base64');
    },
    health: () => healthOf(service),
  };
};
