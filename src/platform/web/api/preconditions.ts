import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Refusal, refuse } from '../../outcome.ts';

/** Puts the version of what is sent into the answer, as a strong entity tag. */
export const putVersion = (reply: FastifyReply, version: string): FastifyReply => reply.header('etag', `"${version}"`);

/** The version the caller has seen (`If-Match`); a change without it is refused, so that nobody overwrites blindly. */
export const versionOf = (request: FastifyRequest): string | Refusal<'version_missing'> => {
  const tag = /^\s*"([^"]{1,200})"\s*$/.exec(request.headers['if-match'] ?? '')?.[1];
  return tag ?? refuse('version_missing');
};

/** True when the caller already has this version (`If-None-Match`): the answer is 304. */
export const hasVersion = (request: FastifyRequest, version: string): boolean =>
  (request.headers['if-none-match'] ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .includes(`"${version}"`);

/** Key by which a repeated sending is recognised; the room's store keeps it with the answer it gave. */
export type IdempotencyKey = string & { readonly __brand: 'IdempotencyKey' };

/** What a store of keys does, in the transaction of the change. `bodyHash` tells the same key with another body. */
export type IdempotencyStore<Answer> = {
  readonly find: (key: IdempotencyKey) => Promise<{ readonly bodyHash: string; readonly answer: Answer } | null>;
  readonly keep: (key: IdempotencyKey, bodyHash: string, answer: Answer) => Promise<void>;
};

/** Reads the `Idempotency-Key` of a request: 8 to 128 visible characters. Every change needs one. */
export const idempotencyKeyOf = (request: FastifyRequest): IdempotencyKey | Refusal<'idempotency_key_missing'> => {
  const header = request.headers['idempotency-key'];
  const key = typeof header === 'string' ? header.trim().replace(/^"(.*)"$/, '$1') : '';
  return /^[\x21-\x7e]{8,128}$/.test(key) ? (key as IdempotencyKey) : refuse('idempotency_key_missing');
};
