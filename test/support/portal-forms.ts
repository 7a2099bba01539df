import type { FastifyInstance } from 'fastify';

/** Headers of a form that a page of the public site sends to itself. */
export const sameOrigin = { origin: 'http://portal.test', host: 'portal.test' };

const boundary = 'x'.repeat(30);
/** What a browser calls a form with a file. */
export const formType = `multipart/form-data; boundary=${boundary}`;

/** Fields by name; bytes stand for a file. */
export type Parts = Readonly<Record<string, string | Buffer>>;

/** A form as a browser sends it, with a file where a part is bytes. */
const bodyOf = (parts: Parts): Buffer =>
  Buffer.concat([
    ...Object.entries(parts).map(([name, value]) =>
      Buffer.concat([
        Buffer.from(
          `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${typeof value === 'string' ? '' : '; filename="canary-name.png"\r\ncontent-type: image/png'}\r\n\r\n`,
        ),
        Buffer.from(value),
        Buffer.from('\r\n'),
      ]),
    ),
    Buffer.from(`--${boundary}--\r\n`),
  ]);

/** Asks the public site for a page, without the network. */
export const getPage = (site: FastifyInstance, url: string, headers: Record<string, string> = {}) =>
  site.inject({ url, headers: { ...sameOrigin, ...headers } });

/** Sends a form of the public site. */
export const sendForm = (site: FastifyInstance, url: string, parts: Parts, headers: Record<string, string> = {}) =>
  site.inject({
    ...{ method: 'POST', url, payload: bodyOf(parts) },
    headers: { ...sameOrigin, 'content-type': formType, ...headers },
  });

/** Sends a form without a file: fields and nothing else. */
export const sendFields = (
  site: FastifyInstance,
  url: string,
  fields: Readonly<Record<string, string>> | readonly (readonly [string, string])[],
  headers: Record<string, string> = {},
) =>
  site.inject({
    ...{ method: 'POST', url, payload: new URLSearchParams(fields as Record<string, string>).toString() },
    headers: { ...sameOrigin, 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });

/** The ticket of a form in which one begins to write. */
export const ticketIn = (html: string): string => /name="c" value="([^"]+)"/.exec(html)?.[1] ?? '';
/** The token of a form inside a visit. */
export const tokenIn = (html: string): string => /name="t" value="([^"]+)"/.exec(html)?.[1] ?? '';
/** The code that a page shows. */
export const codeIn = (html: string): string =>
  (/dir="ltr">\s*((?:\d{4} ){4}\d{4})/.exec(html)?.[1] ?? '').replaceAll(' ', '');
/** The visit that an answer gives the browser. */
export const cookieOf = (answered: { headers: Record<string, unknown> }): string =>
  [answered.headers['set-cookie']]
    .flat()
    .map((one) => String(one).split(';')[0] ?? '')
    .findLast(Boolean) ?? '';
