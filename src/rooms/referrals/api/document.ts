import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import { problemSchema } from './schema.ts';

const meanings: Readonly<Record<number, string>> = {
  400: 'The body is not JSON.',
  401: 'No living token.',
  403: 'The token has not this right.',
  404: 'No such report of your body.',
  409: 'It contradicts what stands there now.',
  413: 'The body is too large.',
  415: 'The body is not JSON.',
  422: 'Answers are to be put right, the key is missing or was used with another body.',
  429: 'Too many requests.',
};

/** Answers that say why not, as problem details. */
export const answers = (statuses: readonly number[]) =>
  Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: meanings[status] ?? '',
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    ]),
  );

/** Head of the OpenAPI document; paths come from the routes. */
export const document = (origin: string): NonNullable<FastifyDynamicSwaggerOptions['openapi']> => ({
  openapi: '3.1.0',
  info: {
    title: 'Ariane: reports',
    version: '1.0.0',
    description:
      'Send a report of one or more persons and read its receipts. Every sending needs an Idempotency-Key: the same key with the same body gives the same answer.',
  },
  servers: [{ url: origin }],
  components: {
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer', description: 'A token made by your administrator.' },
    },
  },
  security: [{ token: [] }],
});
