import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { type ConversationWorld, conversationWorld } from '../../../test/support/conversation-world.ts';
import { messagePortal } from '../../../test/support/message-portal.ts';
import {
  codeIn,
  cookieOf,
  formType,
  getPage,
  type Parts,
  sameOrigin,
  sendForm,
  ticketIn,
  tokenIn,
} from '../../../test/support/portal-forms.ts';
import { valueOf } from '../../platform/outcome.ts';
import { answer, openMessages } from '../../rooms/portal/index.ts';

const oneRoundTrip = 14_600;
let world: ConversationWorld;
let portal: FastifyInstance;

before(async () => {
  world = await conversationWorld();
  portal = messagePortal(world);
});
after(async () => {
  await portal.close();
  await world.close();
});

const get = (url: string, headers: Record<string, string> = {}, site = portal) => getPage(site, url, headers);
const post = (url: string, parts: Parts, headers: Record<string, string> = {}, site = portal) =>
  sendForm(site, url, parts, headers);

const sent = async (text: string, more: Parts = {}, language = 'en', door = 1) => {
  const form = await get(`/${language}/m/${door}`);
  return post(`/${language}/m/${door}`, { c: ticketIn(form.body), w: '', text, ...more });
};

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Numbers of a message from its code: opens it as somebody does who comes back. */
const back = async (code: string, language = 'en'): Promise<string> => {
  const answered = await portal.inject({
    ...{ method: 'POST', url: `/${language}/m/6` },
    headers: { ...sameOrigin, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ number: code }).toString(),
  });
  return answered.statusCode === 303 ? cookieOf(answered) : '';
};

describe('from the door to the answer, without script', () => {
  test('a message in Arabic, its code in Arabic digits, an answer, one more, and everything erased', async () => {
    const door = await get('/ar/m');
    assert.equal(door.headers['set-cookie'], undefined, 'no cookie before something is sent');
    const first = await sent('أحتاج إلى مساعدة', { file: png }, 'ar');
    assert.deepEqual([first.statusCode, first.headers.location], [303, '/ar/m/5']);
    const cookie = cookieOf(first);
    const kept = await get('/ar/m/5', { cookie });
    const code = codeIn(kept.body);
    assert.match(code, /^\d{20}$/);
    const wrong = await post('/ar/m/5', { t: tokenIn(kept.body), last: '0' }, { cookie });
    assert.equal(wrong.statusCode, 422);
    assert.equal(codeIn(wrong.body), code, 'shown again until it was kept');
    const eastern = [...code].map((digit) => String.fromCodePoint(0x660 + Number(digit))).join('');
    const shown = await post('/ar/m/5', { t: tokenIn(kept.body), last: eastern.slice(-4) }, { cookie });
    assert.equal(shown.headers.location, '/ar/m/6?d=2');
    const known = cookieOf(shown);
    assert.equal((await get('/ar/m/5', { cookie: known })).headers.location, '/ar/m/6', 'and never after');
    const found = await world.administrator.query<{ id: string }>(
      'select id from portal.conversation order by id desc limit 1',
    );
    const id = found.rows[0]?.id ?? '';
    const opened = await world.as(world.hotline, (scene) =>
      openMessages(scene, world.asked, { id, purpose: 'protect_from_danger' }),
    );
    assert.deepEqual(
      valueOf(opened).notes.map(({ text, isSigned, file }) => [text, isSigned, file?.type]),
      [['أحتاج إلى مساعدة', true, 'image/png']],
    );
    valueOf(await world.as(world.hotline, (scene) => answer(scene, { id, version: null }, { answer_text: 'نحن هنا' })));
    const visit = await back(eastern, 'ar');
    const inside = await get('/ar/m/6', { cookie: visit });
    assert.match(inside.body, /نحن هنا/);
    const more = await post('/ar/m/8', { t: tokenIn(inside.body), text: '<b>شكرا</b>' }, { cookie: visit });
    assert.equal(more.headers.location, '/ar/m/6?d=1');
    assert.match((await get('/ar/m/6?d=1', { cookie: visit })).body, /&lt;b>شكرا/);
    const due = await world.administrator.query<{ days: number }>(
      `select c.due_on - max(m.sent_on) as days from portal.conversation c join portal.conversation_message m on m.conversation_id = c.id
       where c.id = $1 group by c.id`,
      [id],
    );
    assert.equal(due.rows[0]?.days, 1, 'the days of the door by which she came');
    const asked = await get('/ar/m/9', { cookie: visit });
    const gone = await post('/ar/m/9', { t: tokenIn(asked.body) }, { cookie: visit });
    assert.equal(gone.headers.location, '/ar/m?d=1');
    assert.match(String(gone.headers['clear-site-data']), /storage/);
    assert.equal(await back(code, 'ar'), '');
  });

  test('an advert tells its address and language in words of the page', async () => {
    const answered = await sent('She looks young', { address: 'https://example.org/1', tongue: 'Romanian' }, 'en', 4);
    assert.equal(answered.statusCode, 303);
    const visit = cookieOf(answered);
    const kept = await get('/en/m/5', { cookie: visit });
    await post('/en/m/5', { t: tokenIn(kept.body), last: codeIn(kept.body).slice(-4) }, { cookie: visit });
    const inside = await get('/en/m/6', { cookie: visit });
    assert.match(inside.body, /Address of the advert on the internet: https:\/\/example\.org\/1/);
    assert.match(inside.body, /Language of the advert: Romanian/);
  });
});

describe('what cannot be sent', () => {
  for (const [name, parts, says] of [
    ['nothing', { text: '  ' }, /Write something first/],
    ['too many letters', { text: 'a'.repeat(5001) }, /too long for one message/],
    [
      'a disguised program',
      { text: 'kept text', file: Buffer.from('MZ a program') },
      /cannot be removed from this file/,
    ],
    ['a damaged picture', { text: 'kept text', file: png.subarray(0, 40) }, /cannot be removed from this file/],
  ] as const)
    test(`${name} is told in kind words, and what was typed stays`, async () => {
      const answered = await sent(parts.text, parts);
      assert.equal(answered.statusCode, 422);
      assert.match(answered.body, says);
      if (parts.text === 'kept text') assert.match(answered.body, />kept text<\/textarea>/);
      assert.equal(answered.headers['set-cookie'], undefined);
    });

  test('ten megabytes are turned away before they are read, in the language of the page', async () => {
    const answered = await portal.inject({
      ...{ method: 'POST', url: '/uk/m/1', payload: Buffer.alloc(10 * 1024 * 1024, 97) },
      headers: { ...sameOrigin, 'content-type': formType },
    });
    assert.equal(answered.statusCode, 422);
    assert.match(answered.body, /Це не надійшло/);
  });

  test('a form of another site, and bytes that are no form, send nothing', async () => {
    const foreign = await post('/en/m/1', { text: 'x' }, { origin: 'https://evil.test' });
    assert.equal(foreign.statusCode, 422);
    const garbage = await portal.inject({
      ...{ method: 'POST', url: '/en/m/1', payload: 'no form at all' },
      headers: { ...sameOrigin, 'content-type': formType },
    });
    assert.equal(garbage.statusCode, 422);
  });

  test('a code that is none, one that nobody has, and a visit that somebody changed open nothing', async () => {
    for (const [number, says] of [
      ['123', /20 digits\. Count/],
      ['12345678901234567890', /One digit is not right/],
      ['00000000000000000000', /opens nothing/],
    ] as const) {
      const answered = await post('/en/m/6', { number });
      assert.equal(answered.statusCode, 422);
      assert.match(answered.body, says);
    }
    assert.equal((await get('/en/m/9', { cookie: `__Host-w=${'A'.repeat(80)}` })).headers.location, '/en/m/6?d=9');
  });
});

test('each page fits one round trip with its scripts in every language, is stored nowhere, and says nothing in its title', async (context) => {
  const scripts = await Promise.all(['/page.js', '/work.js'].map((url) => get(url, { 'accept-encoding': 'gzip' })));
  const script = scripts.reduce(
    (sum, { rawPayload, headers }) => sum + rawPayload.length + JSON.stringify(headers).length,
    0,
  );
  let most = 0;
  const visits = (await get('/en/m')).body.match(/hreflang="(\w+)"/g) ?? [];
  const languages = ['en', ...new Set(visits.map((one) => /"(\w+)"/.exec(one)?.[1] ?? ''))];
  assert.ok(languages.length >= 28);
  for (const language of languages)
    for (const place of ['', '/1', '/4', '/6']) {
      const { statusCode, headers, rawPayload } = await get(`/${language}/m${place}`, { 'accept-encoding': 'gzip' });
      assert.deepEqual([statusCode, headers['cache-control'], headers['set-cookie']], [200, 'no-store', undefined]);
      const bytes = rawPayload.length + JSON.stringify(headers).length + script + 400;
      most = Math.max(most, bytes);
      assert.ok(bytes <= oneRoundTrip, `${language}/m${place}: ${bytes} bytes`);
    }
  context.diagnostic(`${most} bytes at most`);
  const [one, other] = [await get('/fr/m/1'), await get('/fr')].map(
    ({ body }) => /<title>(.*?)<\/title>/.exec(body)?.[1],
  );
  assert.equal(one, other);
});
