import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import fc from 'fast-check';
import { createStaffSite, registerScreens } from '../../src/platform/web/index.ts';
import { cookie, type Gallery, gallerySite, open, origin, send, tokenIn } from './client.ts';
import { galleryEnvironment, newTrail, token } from './environment.ts';
import { galleryScreens } from './screens.tsx';

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

describe('deny by default', () => {
  const start = async (change: (screen: ReturnType<typeof galleryScreens>[number]) => object) => {
    const environment = galleryEnvironment(newTrail());
    const site = await createStaffSite(environment);
    const screens = galleryScreens(token);
    const changed = [...screens, { ...screens[0], ...change(screens[0] as never) }];
    try {
      registerScreens(site, changed as never, environment);
    } finally {
      await site.close();
    }
  };

  test('a screen without a permit stops the start', async () => {
    await assert.rejects(
      start(() => ({ path: '/new', permit: '' })),
      /GET \/new of gallery states no permit/,
    );
    await assert.rejects(
      start(() => ({ path: '/new', permit: undefined })),
      /states no permit/,
    );
  });
  test('open is not a permit one can write', async () => {
    await assert.rejects(
      start(() => ({ path: '/new', permit: 'open' })),
      /not made with openGet/,
    );
  });
  test('two screens with the same method and path stop the start', async () => {
    await assert.rejects(
      start(() => ({})),
      /GET \/gallery is stated by 2 screens/,
    );
    await assert.rejects(
      start(() => ({ path: '/gallery/of/:other' })),
      /stated by 2 screens/,
    );
  });
  test('a permit that nobody holds is 403, and nothing is loaded', async () => {
    const answer = await open(gallery, '/gallery/secret');
    assert.equal(answer.statusCode, 403);
    assert.deepEqual(gallery.trail.steps, []);
  });
});

describe('reading', () => {
  test('the journal line is committed before the read-only transaction begins', async () => {
    const answer = await open(gallery, '/gallery');
    assert.equal(answer.statusCode, 200);
    assert.deepEqual(gallery.trail.steps, ['begin', 'journal gallery.read {}', 'commit', 'begin read', 'commit']);
  });
  test('nothing there, hidden and badly addressed are the same 404', async () => {
    for (const id of ['30000000-0000-7000-8000-000000000000', 'x', '%F0%9F']) {
      const answer = await open(gallery, `/gallery/of/${id}`);
      assert.equal(answer.statusCode, id === '%F0%9F' ? 400 : 404, id);
      assert.match(answer.body, /<h1>/);
    }
  });
  test('a refused reading says so, never an empty page', async () => {
    const answer = await open(gallery, '/gallery/of/10000000-0000-7000-8000-000000000000');
    assert.equal(answer.statusCode, 403);
    assert.match(answer.body, /belongs to another colleague/);
  });
  test('a query that does not fit is 400', async () => {
    assert.equal((await open(gallery, '/gallery?page=minus')).statusCode, 400);
  });
  test('without a session one is sent to sign in and back', async () => {
    const answer = await gallery.site.inject('/gallery/form?x=1');
    assert.equal(answer.statusCode, 303);
    assert.equal(answer.headers.location, '/sign-in?next=%2Fgallery%2Fform%3Fx%3D1');
  });
  test('a link from elsewhere arrives without the strict cookie: our own page brings it along once', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    const first = await gallery.site.inject({ url: '/gallery/form?a="b', headers });
    assert.match(first.body, /http-equiv="refresh" content="0;url=\/gallery\/form\?a=%22b&amp;arrived=1"/);
    const second = await gallery.site.inject({ url: '/gallery/form?arrived=1', headers });
    assert.equal(second.statusCode, 303);
  });
});

describe('acting', () => {
  const good = { code: 'Wren', channel: 'check', 'account.untold': 'declined', minor: 'not_sure', _key: 'k1' };

  test('one transaction, the journal last, then a redirect', async () => {
    const answer = await send(gallery, '/gallery/form', good);
    assert.equal(answer.statusCode, 303);
    assert.equal(answer.headers.location, '/gallery?done=kept');
    assert.deepEqual(gallery.trail.steps, ['begin', 'journal gallery.kept {}', 'commit']);
    assert.match((await open(gallery, '/gallery?done=kept')).body, /The form was kept/);
  });
  test('errors: 422, a summary with links, a title that says so, everything typed kept, no transaction but the page’s', async () => {
    const typed = '\nфон <script>alert(1)</script> " \' & \u202e end';
    const answer = await send(gallery, '/gallery/form', { account: typed, channel: 'nothing', _key: 'k' });
    assert.equal(answer.statusCode, 422);
    assert.match(answer.body, /<title>Error: Gallery/);
    assert.match(answer.body, /role="alert"[^>]*tabindex="-1" autofocus/);
    assert.match(answer.body, /<a href="#code">Label of your own: give an answer\.<\/a>/);
    assert.ok(
      answer.body.includes('>\n\nфон &lt;script>alert(1)&lt;/script> &quot;'),
      'typed text, its first line break kept',
    );
    assert.ok(!answer.body.includes('<script>alert'));
    assert.deepEqual(gallery.trail.steps, ['begin read', 'commit']);
  });
  test('a refusal undoes the action and leaves its own event', async () => {
    const answer = await send(gallery, '/gallery/form', { ...good, code: 'far' });
    assert.equal(answer.statusCode, 422);
    assert.match(answer.body, /<a href="#code">It lies too far away/);
    const refused = 'journal gallery.refused {"code":"too_far","path":"/gallery/form","params":{}}';
    assert.deepEqual(gallery.trail.steps, ['begin', 'rollback', 'begin', refused, 'commit', 'begin read', 'commit']);
    assert.equal((await send(gallery, '/gallery/form', { ...good, code: 'theirs' })).statusCode, 403);
  });
  test('a fault: 500, a reference, nothing of what went wrong on the page or in the log', async () => {
    const answer = await send(gallery, '/gallery/form', { ...good, code: 'boom' });
    assert.equal(answer.statusCode, 500);
    assert.ok(!answer.body.includes('secret of somebody'));
    const [fault] = gallery.trail.faults;
    assert.ok(fault && answer.body.includes(fault.reference));
    assert.ok(!JSON.stringify(fault).includes('secret of somebody'));
    assert.equal(fault.route, '/gallery/form');
  });
  test('a draft keeps a half-filled page without judging it', async () => {
    const answer = await send(gallery, '/gallery/draft', { hours: 'many', 'born.day': '99' });
    assert.equal(answer.statusCode, 204);
    assert.deepEqual(gallery.trail.steps, ['begin', 'journal gallery.drafted {"inputs":2}', 'commit']);
  });
  test('rows are added and removed without script and without errors', async () => {
    const two = { 'places.0._row': '', 'places.0.country': 'LU', 'places.1._row': '', 'places.1.country': 'PT' };
    const added = await send(gallery, '/gallery/form', { ...two, _add: 'places' });
    assert.equal(added.statusCode, 200);
    assert.match(added.body, /id="places\.2"[^>]*autofocus/);
    assert.ok(!added.body.includes('role="alert"'));
    const removed = await send(gallery, '/gallery/form', { ...two, _remove: 'places.0' });
    assert.ok(!removed.body.includes('id="places.1"'));
    assert.match(removed.body, /<option value="PT" selected/);
  });
  test('the address of a form leads back to its page', async () => {
    const answer = await open(gallery, '/gallery/search');
    assert.equal(answer.statusCode, 303);
    assert.equal(answer.headers.location, '/gallery');
  });
  test('a search is journalled first, reads only, and stands in no address', async () => {
    const answer = await send(gallery, '/gallery/search', { words: '<b>Wren' });
    assert.equal(answer.statusCode, 200);
    assert.match(answer.body, /<h1>&lt;b>Wren<\/h1>/);
    assert.deepEqual(gallery.trail.steps, ['begin', 'journal gallery.searched {}', 'commit', 'begin read', 'commit']);
  });
});

describe('two people change the same thing', () => {
  const mine = {
    code: 'Wren',
    account: 'I wrote this',
    'seen.day': '2',
    'seen.month': 'Nov',
    'seen.year': '2026',
    _version: '1',
  };

  test('shows the differences alone, mine and theirs, and keeps mine', async () => {
    const answer = await send(gallery, '/gallery/shared', mine);
    assert.equal(answer.statusCode, 409);
    assert.match(answer.body, /M\. Other saved a change/);
    assert.match(answer.body, /name="_take\.account" value="mine"/);
    assert.ok(!answer.body.includes('_take.code'));
    assert.ok(!answer.body.includes('_take.seen'), 'the same date in words is the same');
    assert.match(answer.body, /type="hidden" name="account" value="I wrote this"/);
    assert.match(answer.body, /name="_version" value="2"/);
  });
  test('a difference without a choice is asked again', async () => {
    const answer = await send(gallery, '/gallery/shared', { ...mine, _version: '2', _settle: 'yes' });
    assert.equal(answer.statusCode, 409);
    assert.match(answer.body, /href="#_take\.account"/);
  });
  for (const [choice, kept] of [
    ['mine', 'I wrote this'],
    ['theirs', 'Another one wrote this'],
  ] as const) {
    test(`saves what was chosen: ${choice}`, async () => {
      const answer = await send(gallery, '/gallery/shared', {
        ...mine,
        _version: '2',
        _settle: 'yes',
        '_take.account': choice,
      });
      assert.equal(answer.statusCode, 303);
      assert.match(gallery.trail.steps.join(), new RegExp(`"account":"${kept}","seen":"2026-11-02"`));
    });
  }
});

describe('forms from elsewhere', () => {
  const refusedWith = async (headers: Record<string, string>, inputs: Record<string, string> = {}) => {
    const answer = await send(gallery, '/gallery/draft', { code: 'x', ...inputs }, headers);
    assert.ok(!gallery.trail.steps.includes('begin'), 'nothing was done');
    return answer;
  };

  for (const site of ['cross-site', 'same-site', 'none', 'nonsense']) {
    test(`Sec-Fetch-Site: ${site} is refused`, async () => {
      assert.equal((await refusedWith({ 'sec-fetch-site': site })).statusCode, 403);
    });
  }
  test('another origin is refused whatever Sec-Fetch-Site says', async () => {
    assert.equal((await refusedWith({ origin: 'https://elsewhere.example' })).statusCode, 403);
  });
  test('a browser that says nothing is refused; an old one that names our origin is taken', async () => {
    const page = tokenIn((await open(gallery, '/gallery/shared')).body);
    const old = (headers: Record<string, string>) =>
      gallery.site.inject({
        method: 'POST',
        url: '/gallery/draft',
        payload: new URLSearchParams({ _token: page }).toString(),
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', ...headers },
      });
    assert.equal((await old({})).statusCode, 403);
    assert.equal((await old({ origin: 'null' })).statusCode, 403);
    assert.equal((await old({ origin })).statusCode, 204);
  });
  test('a missing or foreign token is asked to be sent again, with everything typed', async () => {
    for (const _token of ['', 'x', tokenIn((await gallery.site.inject('/sign-in')).body)]) {
      const answer = await refusedWith({}, { _token, account: 'my text' });
      assert.equal(answer.statusCode, 403);
      assert.match(answer.body, /name="account" value="my text"/);
    }
  });
  test('a form sent after the session ended loses nothing', async () => {
    const answer = await refusedWith({ cookie: '' }, { account: 'my text', _key: 'once' });
    assert.equal(answer.statusCode, 401);
    assert.match(answer.body, /name="account" value="my text"/);
    assert.match(answer.body, /name="_key" value="once"/);
  });
  test('sign-in needs the token of this browser', async () => {
    const page = await gallery.site.inject('/sign-in');
    const visit = page.cookies.find((it) => it.name === '__Host-visit');
    assert.ok(visit?.httpOnly && visit.secure && visit.sameSite === 'Strict');
    const post = (cookies: Record<string, string>, secret = 'right') =>
      gallery.site.inject({
        method: 'POST',
        url: '/sign-in',
        cookies,
        payload: new URLSearchParams({ _token: tokenIn(page.body), login: 'n', password: secret }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      });
    assert.equal((await post({})).statusCode, 403);
    const done = await post({ '__Host-visit': visit.value });
    assert.equal(done.statusCode, 303);
    const session = done.cookies.find((it) => it.name === '__Host-session');
    assert.ok(session?.httpOnly && session.secure && session.sameSite === 'Strict' && session.path === '/');
    const wrong = await post({ '__Host-visit': visit.value }, 'not-the-password');
    assert.ok(!wrong.body.includes('not-the-password'), 'a password is never sent back');
  });
});

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

describe('the session’s own forms', () => {
  test('sign out ends the session and takes the cookie', async () => {
    const answer = await send(gallery, '/session/end', {});
    assert.equal(answer.headers.location, '/sign-in');
    assert.equal(answer.cookies.find((it) => it.name === '__Host-session')?.value, '');
    assert.equal(gallery.trail.ended.size, 1);
  });
  test('stay signed in answers a page with a redirect and script with the new end', async () => {
    assert.equal((await send(gallery, '/session/keep', { back: '/gallery/form' })).headers.location, '/gallery/form');
    const answer = await send(gallery, '/session/keep', {}, { accept: 'application/json' });
    assert.deepEqual(answer.json(), { endsAt: '2026-11-21T11:00:00.000Z', now: '2026-11-21T10:00:00.000Z' });
  });
  test('another language is kept; going back leads nowhere else', async () => {
    const answer = await send(gallery, '/session/language?language=fr', { back: '//elsewhere.example' });
    assert.equal(answer.headers.location, '/gallery');
    assert.equal(answer.cookies.find((it) => it.name === 'language')?.value, 'fr');
    const page = await open(gallery, '/nowhere', { cookie: `${cookie}; language=fr` });
    assert.match(page.body, /lang="fr"/);
    assert.equal(
      (await open(gallery, '/nowhere', { cookie: `${cookie}; language=xx` })).body.includes('lang="en"'),
      true,
    );
  });
});

describe('assets', () => {
  test('have a name by content, are kept for a year, and exist', async () => {
    const page = await open(gallery, '/gallery/check');
    const paths = [...page.body.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((it) => it[1] ?? '');
    assert.equal(paths.length, 2);
    for (const url of paths) {
      const answer = await gallery.site.inject({ url, headers: { 'accept-encoding': 'br' } });
      assert.equal(answer.statusCode, 200);
      assert.match(String(answer.headers['cache-control']), /immutable/);
      assert.equal(answer.headers['content-encoding'], 'br');
    }
  });
});
