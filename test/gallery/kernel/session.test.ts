import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { cookie, type Gallery, gallerySite, open, send } from '../client.ts';

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
