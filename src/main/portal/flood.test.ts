import assert from 'node:assert/strict';
import vm from 'node:vm';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { type ConversationWorld, conversationWorld } from '../../../test/support/conversation-world.ts';
import { messagePortal, quickLanes, workFor } from '../../../test/support/message-portal.ts';
import { getPage, type Parts, sendForm, ticketIn } from '../../../test/support/portal-forms.ts';
import { usualLanes } from '../../rooms/portal/public/index.ts';

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

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('a flood', () => {
  test('fills the slow lane; who went through it keeps the text, who worked is through all the same', async () => {
    const narrow = messagePortal(world, { ...usualLanes, bits: 8, mostBits: 8, youngest: 0, slow: 3, fresh: 0 });
    const ticket = async (): Promise<string> => ticketIn((await get('/en/m/1', {}, narrow)).body);
    const statuses: number[] = [];
    for (let each = 0; each < 20; each += 1) {
      const answered = await post('/en/m/1', { c: await ticket(), w: '', text: `flood ${each}` }, {}, narrow);
      statuses.push(answered.statusCode);
      if (answered.statusCode === 503) assert.match(answered.body, /Very many people are writing now[\s\S]*flood/);
    }
    assert.equal(statuses.filter((status) => status === 303).length, 3);
    const mine = await ticket();
    const real = await post('/en/m/1', { c: mine, w: workFor(mine, 8), text: 'a real one' }, {}, narrow);
    assert.equal(real.statusCode, 303);
    const again = await post('/en/m/1', { c: mine, w: workFor(mine, 8), text: 'again' }, {}, narrow);
    assert.equal(again.statusCode, 422, 'a ticket passes once');
    const fresh = ticketIn(again.body);
    assert.notEqual(fresh, mine, 'whoever comes with a used one gets another, and is not early for ever');
    const once = await post('/en/m/1', { c: fresh, w: workFor(fresh, 8), text: 'again' }, {}, narrow);
    assert.equal(once.statusCode, 303);
    await narrow.close();
  });

  test('what could not be kept stays in the form, whose ticket is good for another try; who runs the site is told', async () => {
    const faults: unknown[] = [];
    let isDown = true;
    const tools = {
      ...world.tools,
      get database() {
        if (isDown) throw new Error('no database');
        return world.tools.database;
      },
    };
    const onFault = (fault: unknown): void => void faults.push(fault);
    const failing = messagePortal({ profile: world.profile, tools }, quickLanes, { onFault });
    try {
      const ticket = ticketIn((await get('/en/m/1', {}, failing)).body);
      const parts = { c: ticket, w: workFor(ticket, 4), text: 'a long letter' };
      const lost = await post('/en/m/1', parts, {}, failing);
      assert.equal(lost.statusCode, 503);
      assert.match(lost.body, />a long letter<\/textarea>/);
      assert.equal(ticketIn(lost.body), ticket);
      assert.equal(faults.length, 1);
      const back = await post('/en/m/6', { number: '00000000000000000000' }, {}, failing);
      assert.notEqual(back.statusCode, 404);
      isDown = false;
      assert.equal((await post('/en/m/1', parts, {}, failing)).statusCode, 303);
    } finally {
      await failing.close();
    }
  });

  test('pictures and sound are taken up to so many a day, and words all the same', async () => {
    const small = messagePortal(world, { ...quickLanes, dailyBytes: 10 });
    const ticket = ticketIn((await get('/en/m/1', {}, small)).body);
    const refused = await post('/en/m/1', { c: ticket, w: '', text: 'with a picture', file: png }, {}, small);
    assert.equal(refused.statusCode, 503);
    assert.match(refused.body, />with a picture<\/textarea>/);
    assert.equal((await post('/en/m/1', { c: ticket, w: '', text: 'without' }, {}, small)).statusCode, 303);
    await small.close();
  });

  test('who is too fast without script keeps text and ticket, and is through when it has aged', async (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-21T10:00:00Z') });
    const slow = messagePortal(world, { ...usualLanes });
    const form = await get('/en/m/1', {}, slow);
    const early = await post('/en/m/1', { c: ticketIn(form.body), w: '', text: 'quick' }, {}, slow);
    assert.equal(early.statusCode, 422);
    assert.match(early.body, /That was very fast[\s\S]*>quick<\/textarea>/);
    assert.equal(ticketIn(early.body), ticketIn(form.body));
    context.mock.timers.tick(16_000);
    assert.equal((await post('/en/m/1', { c: ticketIn(form.body), w: '', text: 'quick' }, {}, slow)).statusCode, 303);
    await slow.close();
  });

  test('a browser with script does the work that the lanes ask for', async () => {
    const script = await get('/work.js');
    const ticket = 'ticket.for-a-test';
    const form = { c: { value: ticket }, w: { value: '' }, getAttribute: () => '10' };
    const later: (() => void)[] = [];
    vm.runInNewContext(script.body, {
      document: { getElementById: () => form },
      window: { setTimeout: (work: () => void) => void later.push(work) },
    });
    for (let next = later.shift(); next !== undefined; next = later.shift()) next();
    assert.equal(form.w.value, workFor(ticket, 10));
  });
});
