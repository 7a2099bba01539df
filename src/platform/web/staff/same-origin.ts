import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/**
 * True when the browser says that our own page sent this form. `Sec-Fetch-Site` decides where the browser has it (with
 * `no-referrer` the origin of a form is `null`); else the origin must be ours. A request that says neither is not ours.
 */
export const isSameOrigin = (request: FastifyRequest, origin: string): boolean => {
  const site = request.headers['sec-fetch-site'];
  const from = request.headers.origin;
  if (from !== undefined && from !== 'null' && from !== origin) return false;
  return site === undefined ? from === origin : site === 'same-origin';
};

/** The token every form carries: computed from the session (or visit), so that nothing need be stored. */
export const formTokenOf = (secret: Buffer, token: string): string =>
  createHmac('sha256', secret).update(`ariane form token\n${token}`).digest('base64url');

/** Compares a sent form token with the right one in constant time. */
export const isFormToken = (sent: string, right: string): boolean => {
  const [one, other] = [Buffer.from(sent), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
};
