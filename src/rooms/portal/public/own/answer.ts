import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { codingFor } from '../ready-answer.ts';
import { alwaysHeaders, contentPolicy } from '../site.ts';
import { idleSeconds } from '../visit-cookie.ts';

/** Fast enough to be done for each answer, and small enough for one round trip. */
const quality = 5;

const packed = (html: string, coding: ReturnType<typeof codingFor>): Buffer => {
  if (coding === 'br') return brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
  return coding === 'gzip' ? gzipSync(html) : Buffer.from(html);
};

/**
 * Sends a page made for one reader: stored nowhere, known to no other site, leading back to the door when nobody touches it.
 * The referrer goes to our own site alone, or browsers would not say that a form is ours.
 */
export const sendOwn = (
  request: FastifyRequest,
  reply: FastifyReply,
  it: { readonly html: string; readonly language: string; readonly status?: number; readonly door?: string },
): FastifyReply => {
  const coding = codingFor(request.headers['accept-encoding']);
  return reply
    .code(it.status ?? 200)
    .headers({
      ...alwaysHeaders,
      'referrer-policy': 'same-origin',
      'content-security-policy': contentPolicy(it.html, "'self'"),
      'content-language': it.language,
      'x-robots-tag': 'noindex',
      vary: 'Accept-Encoding, Cookie',
      ...(it.door === undefined ? {} : { refresh: `${idleSeconds};url=${it.door}` }),
      ...(coding === 'identity' ? {} : { 'content-encoding': coding }),
      'content-type': 'text/html; charset=utf-8',
    })
    .send(packed(it.html, coding));
};

/** A file whose name says nothing. */
export const sendPaper = (reply: FastifyReply, it: { readonly type: string; readonly bytes: Buffer }): FastifyReply => {
  const ending = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' }[it.type] ?? 'bin';
  return reply
    .headers({
      ...alwaysHeaders,
      'content-security-policy': "default-src 'none'; sandbox",
      'content-type': it.type,
      'content-disposition': `attachment; filename="document.${ending}"`,
    })
    .send(it.bytes);
};

/** Sends the browser on, with nothing stored on the way. */
export const sendOn = (reply: FastifyReply, to: string): FastifyReply =>
  reply
    .code(303)
    .headers({ ...alwaysHeaders, location: to })
    .send();

/** True when the browser says that our own page sent this form; where it says nothing at all, the token must do. */
export const isOwnForm = (request: FastifyRequest): boolean => {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  return origin === undefined || URL.parse(String(origin))?.host === host;
};
