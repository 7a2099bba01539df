import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { plainDate } from '../../platform/clock.ts';
import { projectRoot } from '../../platform/root.ts';
import { readProfile } from '../../profile/index.ts';
import { readGuidance } from '../../rooms/portal/public/index.ts';
import { buildPortal, type PortalOptions } from './server.ts';

/** The first window of a connection: ten segments of 1,460 bytes. What fits comes in one round trip. */
const oneRoundTrip = 14_600;
const luxembourg = join(projectRoot, 'profiles', 'luxembourg');
const guidance = readGuidance(readProfile(luxembourg), luxembourg, plainDate('2026-11-21'));
const portalWith = (changes: Partial<PortalOptions> = {}): FastifyInstance =>
  buildPortal({ guidance: () => guidance, isDemonstration: true, requestsPerMinute: 1_000_000, ...changes });

const server = portalWith();
let port = 0;
before(async () => {
  await server.listen({ port: 0, host: '127.0.0.1' });
  const address = server.server.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
after(() => server.close());

/** Writes bytes to the open port and gives every byte that came back before the server closed. */
const raw = (request: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(request));
    const parts: Buffer[] = [];
    socket.on('data', (part) => parts.push(part));
    socket.on('close', () => resolve(Buffer.concat(parts)));
    socket.on('error', reject);
    socket.setTimeout(15_000, () => socket.destroy(new Error(`no end of the answer to ${request.slice(0, 200)}`)));
  });

const get = (path: string, headers = ''): Promise<Buffer> =>
  raw(`GET ${path} HTTP/1.1\r\nHost: portal\r\n${headers}Connection: close\r\n\r\n`);

const statusOf = (answer: Buffer): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer.toString('latin1'))?.[1] ?? 0);

/** What an answer says, its body decompressed. */
const opened = (answer: Buffer | undefined, coding: string): string => {
  const body = answer?.subarray(answer.indexOf('\r\n\r\n') + 4) ?? Buffer.alloc(0);
  return (coding === 'br' ? brotliDecompressSync(body) : gunzipSync(body)).toString('utf8');
};

test('files that cannot be read while somebody changes them leave the pages as they were drawn', async () => {
  const faults: unknown[] = [];
  let asked = 0;
  const unreadable = portalWith({
    guidance: () => {
      asked += 1;
      if (asked > 1) throw new Error('profile file contacts.json: planted');
      return guidance;
    },
    banners: async () => new Map([['en', 'A sentence at the head']]),
    onFault: (fault) => faults.push(fault),
  });
  try {
    const answer = await unreadable.inject('/en');
    assert.equal(answer.statusCode, 200);
    assert.equal(faults.length, 1);
  } finally {
    await unreadable.close();
  }
});

describe('the whole page fits one round trip', () => {
  for (const language of ['en', 'fr', 'ar'])
    for (const coding of ['gzip', 'br'])
      test(`${language}, ${coding}`, async (context) => {
        const paths = [`/${language}`, '/page.js', '/favicon.ico'];
        const answers = await Promise.all(paths.map((path) => get(path, `Accept-Encoding: ${coding}\r\n`)));
        assert.deepEqual(answers.map(statusOf), [200, 200, 200]);
        const bytes = answers.reduce((sum, { length }) => sum + length, 0);
        context.diagnostic(`${bytes} bytes on the wire`);
        assert.ok(bytes <= oneRoundTrip, `${bytes} bytes`);
        assert.ok(answers[0]?.toString('latin1').includes(`content-encoding: ${coding}`));
        assert.match(opened(answers[0], coding), /<\/html>\s*$/, 'every byte of the page came as it was compressed');
      });
});

describe('answers', () => {
  const inject = (url: string, headers: Record<string, string> = {}) => server.inject({ url, headers });

  test('pages are never stored and tell no other site where the reader was', async () => {
    for (const url of ['/', '/en', '/fr', '/ar', '/exit', '/nowhere', '/page.js', '/healthz']) {
      const { headers } = await inject(url);
      assert.equal(headers['cache-control'], 'no-store', url);
      assert.equal(headers['set-cookie'], undefined, url);
      if (url !== '/healthz') assert.equal(headers['referrer-policy'], 'no-referrer', url);
    }
  });

  test('the exit leads to the neutral site', async () => {
    const { statusCode, headers } = await inject('/exit');
    assert.deepEqual([statusCode, headers.location], [303, guidance.leaveTarget]);
    assert.match(String(headers['clear-site-data']), /"storage"/);
  });

  test('the start page is in the language the browser asks for, and nobody is sent elsewhere', async () => {
    const { statusCode, headers } = await inject('/', { 'accept-language': 'ar-SY,fr;q=0.5' });
    assert.deepEqual([statusCode, headers['content-language']], [200, 'ar']);
    assert.match(String(headers.vary), /Accept-Language/);
  });

  test('an unknown page says so in the language of its address', async () => {
    const arabic = await inject('/ar/nowhere', { 'accept-language': 'fr' });
    assert.deepEqual([arabic.statusCode, arabic.headers['content-language']], [404, 'ar']);
    assert.match(arabic.body, /tel:113/);
    assert.equal((await inject('/nowhere', { 'accept-language': 'fr' })).headers['content-language'], 'fr');
  });

  test('a capital letter or a slash too many still arrives', async () => {
    assert.equal((await inject('/EN/')).statusCode, 200);
  });

  test('what the browser has is not sent again', async () => {
    const first = await inject('/en', { 'accept-encoding': 'br' });
    const again = await inject('/en', { 'accept-encoding': 'br', 'if-none-match': String(first.headers.etag) });
    assert.deepEqual([again.statusCode, again.body.length], [304, 0]);
    assert.equal((await inject('/en', { 'if-none-match': String(first.headers.etag) })).statusCode, 200);
  });

  test('HEAD gives the headers alone', async () => {
    const answer = await raw('HEAD /en HTTP/1.1\r\nHost: portal\r\nConnection: close\r\n\r\n');
    assert.equal(statusOf(answer), 200);
    assert.ok(answer.toString('latin1').endsWith('\r\n\r\n'));
  });

  test('only reading is possible', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'] as const) {
      const { statusCode, headers } = await server.inject({ method, url: '/en', payload: '{"a":' });
      assert.deepEqual([statusCode, headers.allow], [405, 'GET, HEAD'], method);
    }
  });
});

describe('health', () => {
  for (const [name, isDatabaseUp, status] of [
    ['without a database', undefined, 200],
    ['with one that answers', async () => true, 200],
    ['with one that does not', async () => false, 503],
  ] as const) {
    test(name, async () => {
      const portal = portalWith(isDatabaseUp ? { isDatabaseUp } : {});
      assert.equal((await portal.inject('/healthz')).statusCode, status);
      assert.equal((await portal.inject('/en')).statusCode, 200, 'the page needs no database');
    });
  }
});

test('a law that changes on a day changes the page without a new start', async (context) => {
  context.mock.timers.enable({ apis: ['setInterval'] });
  let said = guidance;
  const portal = portalWith({ guidance: () => said });
  const papers = guidance.papers.map((statement) =>
    statement.says === 'papers.R07' ? { ...statement, values: { days: 120 } } : statement,
  );
  said = { ...guidance, papers };
  assert.match((await portal.inject('/en')).body, /<bdi>90<\/bdi> days/);
  context.mock.timers.tick(3_600_000);
  assert.match((await portal.inject('/en')).body, /<bdi>120<\/bdi> days/);
});

test('an address that asks too often is slowed in its language, and can still leave', async () => {
  const portal = portalWith({ requestsPerMinute: 3 });
  const ask = (url: string, address: string) => portal.inject({ url, remoteAddress: address });
  for (let each = 0; each < 3; each += 1) assert.equal((await ask('/ar', '192.0.2.1')).statusCode, 200);
  const refused = await ask('/ar', '192.0.2.1');
  assert.deepEqual([refused.statusCode, refused.headers['retry-after']], [429, '60']);
  assert.equal(refused.headers['content-language'], 'ar');
  assert.match(refused.body, /tel:113/);
  assert.equal((await ask('/exit', '192.0.2.1')).statusCode, 303);
  assert.equal((await ask('/ar', '192.0.2.2')).statusCode, 200);
});

test('no address, header or method, however hostile, makes the server fail', async (context) => {
  const seed = Number(process.hrtime.bigint() % 1_000_000n);
  context.diagnostic(`seed ${seed}`);
  const piece = fc.oneof(
    fc.constantFrom(
      '%',
      '%00',
      '%ff',
      '..',
      '//',
      '\\',
      '?',
      '#',
      'en',
      '/ar/',
      '%2e%2e%2f',
      '$%7B',
      "'",
      '<script>',
      ':',
    ),
    fc.string({ unit: 'binary-ascii', maxLength: 40 }),
    fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => Buffer.from(text).toString('latin1')),
    fc.string({ maxLength: 12 }).map((text) => text.repeat(800)),
  );
  const hostile = fc.record({
    method: fc.constantFrom('GET', 'HEAD', 'POST', 'TRACE', 'PROPFIND', 'get', 'X'),
    path: fc.array(piece, { maxLength: 6 }).map((parts) => `/${parts.join('')}`),
    header: fc.constantFrom(
      'Accept-Language',
      'Accept-Encoding',
      'If-None-Match',
      'X-Forwarded-For',
      'Host',
      'Content-Length',
    ),
    value: piece,
  });
  await fc.assert(
    fc.asyncProperty(hostile, async ({ method, path, header, value }) => {
      const head = `${method} ${path.replace(/[\r\n]/g, '')} HTTP/1.1\r\nHost: portal\r\nConnection: close\r\n`;
      const status = statusOf(await raw(`${head}${header}: ${value.replace(/[\r\n]/g, '')}\r\n\r\n`));
      assert.ok(status < 500 && status >= 200, `${status} for ${method} ${path.slice(0, 200)}`);
    }),
    { seed, numRuns: 300 },
  );
  assert.equal(statusOf(await get('/en')), 200);
});
