import type { FastifyInstance } from 'fastify';

const formBytes = 24 * 1024;

/** Reads plain forms: names and texts, no larger than a long message. */
export const readForm = (server: FastifyInstance): void => {
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: formBytes },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
};
