import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import fc from 'fast-check';
import { createStaffSite, registerScreens } from '../../../src/platform/web/index.ts';
import { cookie, freePort, type Gallery, gallerySite, open, send, tokenIn } from '../client.ts';
import { token } from '../environment.ts';
import { galleryScreens } from '../screens.tsx';

let gallery: Gallery;

before(async () => {
  gallery = await gallerySite();
});
after(() => gallery.site.close());
beforeEach(() => {
  gallery.trail.steps.length = 0;
  gallery.trail.faults.length = 0;
  gallery.trail.ended.clear();
});

const policy = (answer: { headers: Record<string, unknown> }): string =>
  String(answer.headers['content-security-policy']);

describe('bad requests', () => {
  const raw = (method: 'GET' | 'POST', url: string, payload: string | Buffer, type: string) =>
    gallery.site.inject({
      method,
      url,
      payload,
      headers: { cookie, 'content-type': type, 'sec-fetch-site': 'same-origin' },
    });

  test('too large is 413, another type 415, broken JSON 400, a missing page 404', async () => {
    const form = 'application/x-www-form-urlencoded';
    assert.equal((await raw('POST', '/gallery/form', `account=${'x'.repeat(1_100_000)}`, form)).statusCode, 413);
    assert.equal((await raw('POST', '/gallery/form', '<x/>', 'text/xml')).statusCode, 415);
    assert.equal((await raw('POST', '/gallery/form', '{"a":1}', 'application/json')).statusCode, 415);
    assert.equal((await raw('POST', '/gallery/form', '{"a":', 'application/json')).statusCode, 400);
    assert.equal((await raw('POST', '/gallery/form', 'x', 'multipart/form-data')).statusCode, 400);
    assert.equal((await open(gallery, '/nowhere')).statusCode, 404);
    assert.equal((await gallery.site.inject({ method: 'PUT', url: '/gallery' })).statusCode, 404);
  });

  test('what is not even a request gets the headers too', async () => {
    const listening = await gallerySite();
    const port = await freePort();
    await listening.site.listen({ port, host: '127.0.0.1' });
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write('NONSENSE\r\n\r\n'));
      let text = '';
      socket.on('data', (bytes) => {
        text += bytes.toString();
      });
      socket.on('close', () => resolve(text));
    });
    await listening.site.close();
    assert.match(answer, /^HTTP\/1\.1 400 /);
    assert.match(answer, /content-security-policy: default-src 'none'/);
  });

  test('files arrive with their form; one that is too large, empty or of another type is said at its field', async () => {
    const page = tokenIn((await open(gallery, '/gallery/shared')).body);
    const upload = (type: string, bytes: string) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({
        _token: page,
        code: 'x',
        channel: 'check',
        account: 'a',
        minor: 'no',
      }))
        form.set(name, value);
      form.set('evidence', new Blob([bytes], { type }), 'report.pdf');
      return new Response(form);
    };
    const sent = async (type: string, bytes: string) => {
      const body = upload(type, bytes);
      return raw(
        'POST',
        '/gallery/form',
        Buffer.from(await body.arrayBuffer()),
        body.headers.get('content-type') ?? '',
      );
    };
    assert.equal((await sent('application/pdf', '%PDF')).statusCode, 303);
    for (const [type, bytes, said] of [
      ['text/html', 'x', /type of file/],
      ['application/pdf', '', /file is empty/],
      ['application/pdf', 'x'.repeat(1_100_000), /larger than 1/],
    ] as const) {
      const answer = await sent(type, bytes);
      assert.equal(answer.statusCode, 422);
      assert.match(answer.body, said);
    }
    assert.equal((await sent('application/pdf', 'x'.repeat(26 * 1024 * 1024))).statusCode, 413);
  });

  test('every answer carries the same strict headers', async () => {
    const answers = await Promise.all([
      open(gallery, '/gallery'),
      open(gallery, '/nowhere'),
      open(gallery, '/gallery/of/%F0%9F'),
      open(gallery, '/gallery/secret'),
      open(gallery, `/gallery/of/${'x'.repeat(500)}`),
      gallery.site.inject('/gallery'),
      gallery.site.inject('/healthz'),
      raw('POST', '/gallery/form', '{', 'application/json'),
      raw('POST', '/gallery/form', `x=${'x'.repeat(1_100_000)}`, 'application/x-www-form-urlencoded'),
      send(gallery, '/gallery/form', { code: 'boom', channel: 'check', account: 'a', minor: 'no' }),
      gallery.site.inject('/api/v1/nowhere'),
    ]);
    for (const answer of answers) {
      assert.match(policy(answer), /^default-src 'none'; style-src 'self'; script-src 'self'/, `${answer.statusCode}`);
      assert.equal(answer.headers['cache-control'], 'no-store');
      assert.equal(answer.headers['referrer-policy'], 'no-referrer');
      assert.equal(answer.headers['x-content-type-options'], 'nosniff');
      assert.equal(answer.headers['strict-transport-security'], undefined);
      assert.ok(!answer.body.includes('node_modules'), 'no stack');
    }
    assert.equal(answers.at(-1)?.headers['content-type'], 'application/problem+json; charset=utf-8');
  });

  test('strict transport where the site is reached by https', async () => {
    const secure = await gallerySite({ origin: 'https://ariane.example' });
    assert.match(String((await secure.site.inject('/nowhere')).headers['strict-transport-security']), /max-age=/);
    await secure.site.close();
  });

  test('a broken database is a page, not a stack', async () => {
    const broken = { ...gallery.environment, sessionFor: () => Promise.reject(new Error('no database for Maria')) };
    const site = await createStaffSite(broken);
    registerScreens(site, galleryScreens(token), broken);
    const answer = await site.inject({ url: '/gallery', headers: { cookie } });
    assert.equal(answer.statusCode, 500);
    assert.match(answer.body, /fault of the program/);
    assert.ok(!answer.body.includes('Maria') && !JSON.stringify(gallery.trail.faults).includes('Maria'));
    await site.close();
  });

  test('too many requests are 429 with a page', async () => {
    const busy = await gallerySite({ requestsPerMinute: 3 });
    const answers = [];
    for (let count = 0; count < 5; count += 1) answers.push(await open(busy, '/gallery/check'));
    const late = answers.filter((it) => it.statusCode === 429);
    assert.equal(late.length, 2);
    assert.match(late[0]?.body ?? '', /Wait a minute/);
    await busy.site.close();
  });

  test('hostile bodies and addresses are never a 500', async () => {
    const paths = [
      '/gallery/form',
      '/gallery/draft',
      '/gallery/shared',
      '/gallery/search',
      '/session/keep',
      '/session/language',
    ];
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '__proto__',
        'constructor',
        'places.0',
        'born',
        '_add',
        '_remove',
        '_take.x',
        '_settle',
        '_version',
        'a.b.c',
      ),
    );
    const hostile = fc.tuple(fc.constantFrom(...paths), fc.array(fc.tuple(part, part), { maxLength: 12 }));
    await fc.assert(
      fc.asyncProperty(hostile, async ([path, pairs]) => {
        const body = new URLSearchParams(pairs.map(([name, value]) => [name, value]));
        body.delete('_token');
        const answer = await send(gallery, path, body.toString());
        assert.ok(answer.statusCode < 500, `${path} ${answer.statusCode} ${JSON.stringify(gallery.trail.faults)}`);
      }),
      { numRuns: 300 },
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const answer = await open(
          gallery,
          `/gallery/of/${encodeURI(text.toWellFormed()).replaceAll('#', '%')}?${encodeURIComponent(text.toWellFormed())}`,
        );
        assert.ok(answer.statusCode < 500);
      }),
      { numRuns: 200 },
    );
  });
});
