import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { cookie, type Gallery, gallerySite, open, origin, send, tokenIn } from '../client.ts';

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
    assert.deepEqual([...new Set(answer.body.match(/name="_key" value="[^"]*"/g))], ['name="_key" value="once"']);
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
