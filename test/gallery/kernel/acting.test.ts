import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { type Gallery, gallerySite, open, send } from '../client.ts';

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
