import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ownBodyNames } from './own-names.ts';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { type OwnPageWorld, ownPageWorld } from '../../../test/support/own-page-world.ts';
import { instantPlus, plainDate, systemClock } from '../../platform/clock.ts';
import { valueOf } from '../../platform/outcome.ts';
import { projectRoot } from '../../platform/root.ts';
import { givePaper, writeToPerson } from '../../rooms/portal/index.ts';
import { readGuidance } from '../../rooms/portal/public/index.ts';
import { sessionHeader, sessionIn } from '../../rooms/portal/public/own/session.ts';
import { clocksForPerson } from '../../rooms/protection/public/index.ts';
import { buildPortal } from './server.ts';

const oneRoundTrip = 14_600;
const key = Buffer.alloc(32, 5);
const origin = { origin: 'http://portal.test', host: 'portal.test' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

let world: OwnPageWorld;
let portal: FastifyInstance;
let page: Awaited<ReturnType<OwnPageWorld['drawnPage']>>;
let cookie = '';
const token = 'token-of-the-visit-token';

const newPortal = (triesOfAddress = 1000): FastifyInstance => {
  const { profile, tools } = world;
  const guidance = readGuidance(profile, join(projectRoot, 'profiles', 'luxembourg'), plainDate('2026-11-21'));
  return buildPortal({
    ...{ guidance: () => guidance, isDemonstration: true, requestsPerMinute: 1_000_000, triesOfAddress },
    own: {
      ...{ tools, key },
      names: { body: ownBodyNames(profile), clocks: clocksForPerson(profile), timeZone: profile.timeZone },
    },
  });
};

/** The cookie of a visit with the page's keys; as of another moment if told. */
const visitOf = (keys = page.keys, begun = systemClock.now(), clock = systemClock): string =>
  sessionHeader(key, { keys, token, begun }, clock).split(';')[0] ?? '';

before(async () => {
  world = await ownPageWorld();
  page = await world.drawnPage();
  portal = newPortal();
  cookie = visitOf();
  const add = `insert into protection.clock_event (id, case_id, event, on_day, recorded_at) values (gen_random_uuid(), $1, $2, (now() at time zone 'Europe/Luxembourg')::date - 33, now())`;
  for (const event of ['indications_found', 'reflection_granted'])
    await world.administrator.query(add, [page.caseId, event]);
  valueOf(await world.as(world.support, (scene) => writeToPerson(scene, page.pageId, '<script>alert("x")</script>')));
  const received = { name: 'Canary.pdf', type: 'x', bytes: Buffer.from('%PDF-1.7 matter') };
  valueOf(await world.as(world.support, (scene) => givePaper(scene, page.pageId, { kind: 'certificate', received })));
});
after(async () => {
  await portal.close();
  await world.close();
});

const get = (url: string, headers: Record<string, string> = { cookie }) =>
  portal.inject({ url, headers: { ...origin, ...headers } });
const post = (url: string, fields: Record<string, string>, headers: Record<string, string> = { cookie }) =>
  portal.inject({
    method: 'POST',
    url,
    headers: { ...origin, ...form, ...headers },
    payload: new URLSearchParams(fields).toString(),
  });

const places = ['', '/1', '/2', '/3', '/4', '/5', '/6'];
const doing = ['/0', '/3/a', '/3/b', '/4', '/5', '/6'];

describe('the door', () => {
  test('opens with number and words, for ten minutes, in a cookie no script reads and no other site sends', async () => {
    const answer = await post('/en/n', { number: page.number, words: page.words }, {});
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/en/n']);
    assert.match(String(answer.headers['set-cookie']), /^__Host-v=[\w-]+; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    assert.doesNotMatch(String(answer.headers['set-cookie']), new RegExp(page.words));
    const inside = await get('/en/n', { cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '' });
    assert.match(inside.body, /My days/);
  });

  test('says the same of an unknown number and of wrong words, and never keeps the words', async () => {
    const answers = [
      await post('/en/n', { number: '00000000000000000000', words: page.words }, {}),
      await post('/en/n', { number: page.number, words: 'canary wrong words' }, {}),
    ];
    const [one, other] = answers.map(({ body }) => body.replaceAll(/value="\d*"/g, ''));
    assert.equal(one, other);
    for (const { statusCode, body, headers } of answers) {
      assert.equal(statusCode, 422);
      assert.equal(headers['set-cookie'], undefined);
      assert.doesNotMatch(body, /canary|type="password"/);
    }
    await world.administrator.query('update portal.own_page set wrong_tries = 0, wrong_since = null');
  });

  test('says what cannot be a number before anything is tried', async () => {
    for (const [number, said] of [
      ['', /20 digits\. Count/],
      ['12345678901234567890', /One digit is not right/],
      ['<b>', /20 digits\. Count/],
    ] as const) {
      const answer = await post('/en/n', { number, words: 'x' }, {});
      assert.equal(answer.statusCode, 422);
      assert.match(answer.body, said);
      assert.doesNotMatch(answer.body, /value="<b>/);
    }
  });

  test('lets an address try only so often', async () => {
    const strict = newPortal(1);
    const tries = () =>
      strict.inject({
        method: 'POST',
        url: '/ar/n',
        headers: { ...origin, ...form },
        payload: 'number=00000000000000000000&words=x',
      });
    assert.doesNotMatch((await tries()).body, /بضع دقائق/);
    assert.match((await tries()).body, /بضع دقائق/);
    await strict.close();
  });

  test('takes no form of another site', async () => {
    const foreign = { origin: 'https://evil.test', host: 'portal.test' };
    const answer = await post('/en/n', { number: page.number, words: page.words }, foreign);
    assert.equal(answer.headers.location, '/en/n?d=9');
  });
});

describe('her pages', () => {
  for (const language of ['en', 'fr', 'ar'])
    test(`each fits one round trip with its script, in ${language}, and is stored nowhere`, async (context) => {
      const script = await portal.inject({ url: '/page.js', headers: { 'accept-encoding': 'gzip' } });
      for (const place of places) {
        const { statusCode, headers, rawPayload, body } = await get(`/${language}/n${place}`, {
          cookie,
          'accept-encoding': 'gzip',
        });
        assert.equal(statusCode, 200, place);
        const bytes = rawPayload.length + JSON.stringify(headers).length + script.rawPayload.length + 400;
        context.diagnostic(`${place || '/'}: ${bytes} bytes`);
        assert.ok(bytes <= oneRoundTrip, `${place}: ${bytes} bytes`);
        assert.equal(headers['cache-control'], 'no-store');
        assert.equal(headers['refresh'], `600;url=/${language}/n?d=9`);
        assert.match(String(headers['content-security-policy']), /form-action 'self'/);
        assert.doesNotMatch(String(headers['content-security-policy']), /unsafe/);
        assert.equal(body.includes('Canary'), false);
      }
    });

  test('have a title and addresses that say nothing, the exit first, the same page in the other languages', async () => {
    const { body } = await get('/en/n/3');
    assert.match(body, /<title>Information<\/title>/);
    assert.match(/<a [^>]*>/.exec(body)?.[0] ?? '', /id="leave" class="leave" href="\/exit"/);
    assert.match(body, /href="\/ar\/n\/3"/);
    for (const [, address] of body.matchAll(/(?:href|action)="([^"]*)"/g))
      assert.doesNotMatch(address ?? '', /consent|message|victim|page_|[0-9a-f]{8}-/);
  });

  test('tell her days in words, and what the end means', async () => {
    const { body } = await get('/en/n/1');
    assert.match(body, /Day <bdi>33<\/bdi> of <bdi>90<\/bdi>/);
    assert.match(body, /That it ends is no punishment/);
  });

  test('say of days that are over that they ended, and no more what is still to come', async () => {
    const other = await world.newPage();
    const past = `select gen_random_uuid(), $1, event, (now() at time zone 'Europe/Luxembourg')::date - ago, now() from (values ('reflection_granted', 40), ('permit_granted', 5)) it (event, ago)`;
    const add = 'insert into protection.clock_event (id, case_id, event, on_day, recorded_at)';
    await world.administrator.query(`${add} ${past}`, [other.caseId]);
    const { body } = await get('/en/n/1', { cookie: visitOf(other.keys) });
    assert.match(body, /Day <bdi>5<\/bdi> of/);
    assert.ok(!body.includes('That it ends is no punishment'));
  });

  test('show what was written as it was written', async () => {
    const { body } = await get('/en/n/4');
    assert.match(body, /&lt;script>alert\(&quot;x&quot;\)&lt;\/script>/);
    assert.equal(body.match(/<script/g)?.length, 1);
  });

  test('give a paper under a name that says nothing', async () => {
    const id = /name="d" value="([^"]+)"/.exec((await get('/en/n/5')).body)?.[1] ?? '';
    const { headers, rawPayload } = await post('/en/n/5', { t: token, d: id });
    assert.equal(headers['content-disposition'], 'attachment; filename="document.pdf"');
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(rawPayload.toString(), '%PDF-1.7 matter');
  });

  test('take a message, and keep what was typed when it is too long', async () => {
    assert.equal((await post('/en/n/4', { t: token, text: 'I need help' })).headers.location, '/en/n/4?d=1');
    assert.match((await get('/en/n/4?d=1')).body, /I need help/);
    const long = await post('/en/n/4', { t: token, text: 'canary '.repeat(400) });
    assert.equal(long.statusCode, 422);
    assert.match(long.body, /too long/);
    assert.match(long.body, /<textarea[^>]*>canary canary/);
    assert.equal((await post('/en/n/4', { t: token, text: '  ' })).statusCode, 422);
  });

  test('say first what follows when a consent is taken back, then take it back at once', async () => {
    const before = await post('/en/n/3/a', { t: token, c: page.consentId });
    assert.match(before.body, /cannot be called back/);
    assert.match(before.body, /These are the people who help you/);
    const done = await post('/en/n/3/b', { t: token, c: page.consentId });
    assert.equal(done.headers.location, '/en/n/3?d=1');
    assert.match((await get('/en/n/3?d=1')).body, /Taken back on/);
    assert.doesNotMatch((await get('/en/n/2')).body, /InfoTraite/);
    assert.deepEqual(ownBodyNames(world.profile)('SPJ', 'ar'), { ...ownBodyNames(world.profile)('SPJ', 'fr') });
    assert.equal(ownBodyNames(world.profile)('SPJ', 'de').language, 'de');
    assert.equal((await post('/en/n/3/b', { t: token, c: page.consentId })).headers.location, '/en/n/3?d=2');
  });
});

describe('a visit ends', () => {
  test('after ten minutes, after thirty in all, and when somebody changed the cookie', async () => {
    const now = systemClock.now();
    const ago = (minutes: number) => instantPlus(now, -minutes * 60_000);
    const then = (minutes: number) => ({ now: () => ago(minutes), today: systemClock.today });
    assert.notEqual(sessionIn(key, visitOf(page.keys, now, then(9)), systemClock), null);
    assert.equal(sessionIn(key, visitOf(page.keys, now, then(11)), systemClock), null);
    assert.equal(sessionIn(key, visitOf(page.keys, ago(31)), systemClock), null);
    assert.equal(sessionIn(Buffer.alloc(32, 6), cookie, systemClock), null);
    const middle = Math.floor(cookie.length / 2);
    const changed = `${cookie.slice(0, middle)}${cookie[middle] === 'A' ? 'B' : 'A'}${cookie.slice(middle + 1)}`;
    for (const place of places.slice(1))
      assert.equal((await get(`/en/n${place}`, { cookie: changed })).headers.location, '/en/n?d=9', place);
    assert.match((await get('/en/n', { cookie: changed })).body, /closed to keep it safe/);
  });

  test('with the exit, which takes the cookie back by name', async () => {
    assert.equal((await post('/en/n/0', { t: token })).headers.location, '/exit');
    const { headers } = await get('/exit');
    assert.match(String(headers['set-cookie']), /^__Host-v=; .*Max-Age=0/);
    assert.match(String(headers['clear-site-data']), /cookies/);
    assert.equal((await portal.inject('/exit')).headers['set-cookie'], undefined);
  });

  test('with the page itself, when she or the service closes it', async () => {
    const own = await world.newPage();
    const visit = visitOf(own.keys);
    assert.match((await get('/en/n/6', { cookie: visit })).body, /Close these pages for ever\?/);
    const closed = await post('/en/n/6', { t: token }, { cookie: visit });
    assert.match(closed.body, /Your number no longer works/);
    assert.match(String(closed.headers['set-cookie']), /Max-Age=0/);
    assert.equal((await get('/en/n/1', { cookie: visit })).headers.location, '/en/n?d=9');
  });
});

describe('whoever has no visit', () => {
  test('is sent to the door from every page and every form, in its language', async () => {
    for (const place of places.slice(1)) assert.equal((await get(`/fr/n${place}`, {})).headers.location, '/fr/n?d=9');
    for (const place of doing) {
      for (const headers of [
        {},
        { cookie: 'x=1' },
        { cookie, origin: 'https://evil.test' },
        { cookie, 'sec-fetch-site': 'cross-site' },
      ])
        assert.equal((await post(`/fr/n${place}`, { t: token }, headers)).headers.location, '/fr/n?d=9', place);
      assert.equal((await post(`/fr/n${place}`, { t: 'wrong' })).headers.location, '/fr/n?d=9', place);
    }
  });

  test('finds nothing in a language nobody may read, and writes nowhere else', async () => {
    assert.equal((await get('/xx/n', {})).statusCode, 404);
    assert.equal((await post('/en', { t: token }, {})).statusCode, 405);
    assert.equal((await portal.inject({ method: 'PUT', url: '/en/n' })).statusCode, 405);
  });
});

test('no body, however hostile, makes a form fail', async (context) => {
  const seed = Number(process.hrtime.bigint() % 1_000_000n);
  context.diagnostic(`seed ${seed}`);
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom('a'.repeat(30_000), '%', '%ff%fe', 't=1&t=2', '__proto__=1', 'c[]=1', '\u0000', '{"t":1}'),
    fc
      .constantFrom("' or 1=1 --", page.consentId, '00000000-0000-0000-0000-000000000000')
      .map((value) => `t=${token}&c=${value}&d=${value}`),
  );
  const types = ['application/x-www-form-urlencoded', 'application/json', 'text/plain', 'multipart/form-data', ''];
  const own = await world.newPage();
  const visit = visitOf(own.keys);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('', ...doing.filter((one) => one !== '/6')),
      hostile,
      fc.constantFrom(...types),
      async (place, payload, type) => {
        const headers = { ...origin, cookie: visit, ...(type === '' ? {} : { 'content-type': type }) };
        const { statusCode } = await portal.inject({ method: 'POST', url: `/en/n${place}`, headers, payload });
        assert.ok(statusCode < 500, `${statusCode}`);
      },
    ),
    { seed, numRuns: 150 },
  );
});
