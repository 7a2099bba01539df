import type { FastifyInstance } from 'fastify';

/** The longest message takes 12 kB in a script of two bytes: what is too long is shown again all the same, up to here. */
export const formBytes = 64 * 1024;

/** Reads plain forms: names and texts, no larger than a long message. */
export const readForm = (server: FastifyInstance): void => {
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: formBytes },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
};
