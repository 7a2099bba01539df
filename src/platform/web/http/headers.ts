import type { FastifyReply } from 'fastify';

/**
 * What a page may load: its own sheet, its own islands, its own pictures. Nothing inline, nothing of others, no frame.
 * `data:` pictures are small drawings in the style sheet.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "font-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

const always: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), ' +
    'publickey-credentials-get=(self), publickey-credentials-create=(self)',
  'x-robots-tag': 'noindex, nofollow',
  'cache-control': 'no-store',
};

/** Headers of every answer, errors included. Strict transport only where the site is reached by https. */
export const securityHeaders = (https: boolean): Readonly<Record<string, string>> =>
  https ? { ...always, 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : always;

/** Puts the headers on an answer before anything else is done with the request. */
export const putHeaders = (reply: FastifyReply, https: boolean): void => {
  for (const [name, value] of Object.entries(securityHeaders(https))) reply.header(name, value);
};

/** The same headers as text, for an answer to something that is not even a request. */
export const rawHeaders = (https: boolean): string =>
  Object.entries(securityHeaders(https))
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
