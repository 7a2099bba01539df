import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';

/** Head of the OpenAPI document; paths come from the routes. */
export const document = (origin: string): NonNullable<FastifyDynamicSwaggerOptions['openapi']> => ({
  openapi: '3.1.0',
  info: {
    title: 'Ariane',
    version: '1.0.0',
    description:
      'Send a report of one or more persons and read its receipts; read and work on the cases of your body, and record what persons agreed to, as the pages do and refused as they are. Adding needs an Idempotency-Key: the same key with the same body gives the same answer. Changing needs If-Match with the ETag that was read. A report may still say second_citizenship, second_language, exploiter_number, second_exploiter_number or exploiter_second_language where it now has a list, but not both. Nothing sealed leaves by this way: names, contacts and texts are opened on the pages, by people.',
  },
  servers: [{ url: origin }],
  components: {
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer', description: 'A token made by your administrator.' },
    },
  },
  security: [{ token: [] }],
});
