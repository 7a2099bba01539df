import { z } from 'zod';

/** Problem details (RFC 9457), with each field that is to be put right. */
export const problemSchema = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  reference: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() })).optional(),
});

const meanings: Readonly<Record<number, string>> = {
  400: 'The body is not JSON.',
  401: 'No living token.',
  403: 'The token has not this right.',
  404: 'No such thing of your body.',
  409: 'It contradicts what stands there now.',
  412: 'Changed after the version named in If-Match.',
  413: 'The body is too large.',
  415: 'The body is not JSON.',
  422: 'Answers are to be put right, the key is missing or was used with another body.',
  428: 'If-Match is missing.',
  429: 'Too many requests.',
  503: 'Not now; nothing was done.',
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
