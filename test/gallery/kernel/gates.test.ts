import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createStaffSite, registerScreens } from '../../../src/platform/web/index.ts';
import { type Gallery, gallerySite, open } from '../client.ts';
import { galleryEnvironment, newTrail, token } from '../environment.ts';
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
    assert.deepEqual(gallery.trail.steps, [
      'begin',
      'journal gallery.refused {"code":"not_allowed","path":"/gallery/secret","params":{}}',
      'commit',
    ]);
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
  test('what is not there for somebody leaves a line of who asked for what, the same whether it exists or not', async () => {
    const id = '30000000-0000-7000-8000-000000000000';
    await open(gallery, `/gallery/of/${id}`);
    const line = `journal gallery.refused {"code":"not_found","path":"/gallery/of/:id","params":{"id":"${id}"}}`;
    assert.deepEqual(gallery.trail.steps, ['begin read', 'commit', 'begin', line, 'commit']);
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
