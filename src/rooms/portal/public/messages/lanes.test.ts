import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { type Lanes, openLanes, usualLanes } from './lanes.ts';

const workFor = (ticket: string, bits: number): string => {
  for (let tried = 0; ; tried += 1) {
    const digest = createHash('sha256').update(`${ticket}:${tried}`).digest();
    if (Math.clz32(digest.readUInt32BE(0)) >= bits) return String(tried);
  }
};

const flood = 10_000;
const machines = 50;
const real = 10;

/** A minute of a flood without script from some dozens of machines; in between, ten times, somebody who is real sends. */
const minuteOf = (lanes: Lanes, tickets: readonly string[], send: (at: number) => void, tick: () => void): number => {
  let through = 0;
  for (const [sent, ticket] of tickets.entries()) {
    if (lanes.pass({ ticket, answer: '', address: `203.0.113.${sent % machines}` }) === 'pass') through += 1;
    if (sent % (flood / real) !== flood / real / 2) continue;
    send(Math.floor(sent / (flood / real)));
    tick();
  }
  return through;
};

test('of ten thousand messages in a minute few get through; whoever is real does: with script at once, without script a minute later', (context) => {
  context.mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-21T10:00:00Z') });
  // Less work than usual, or the test itself would work for a minute; the lanes are as wide as they are.
  const lanes = openLanes(Buffer.alloc(32, 7), { ...usualLanes, bits: 6, mostBits: 6 });
  const draw = (count: number): readonly string[] => Array.from({ length: count }, () => lanes.ticket().ticket);
  const [first, second, theirs] = [draw(flood), draw(flood), draw(real)];
  const tick = (): void => context.mock.timers.tick(5_900);
  const passed: string[] = [];
  context.mock.timers.tick(20_000);
  const worked = (): void => {
    const { ticket, bits } = lanes.ticket();
    passed.push(lanes.pass({ ticket, answer: workFor(ticket, bits), address: '203.0.113.7' }));
  };
  const wide = usualLanes.slow + usualLanes.fresh;
  assert.ok(minuteOf(lanes, first, worked, tick) <= wide);
  context.mock.timers.tick(2_000);
  const without = (at: number): void => {
    passed.push(lanes.pass({ ticket: theirs[at] ?? '', answer: '', address: `198.51.100.${at}` }));
  };
  assert.ok(minuteOf(lanes, second, without, tick) <= wide);
  assert.deepEqual(
    passed,
    Array.from({ length: 2 * real }, () => 'pass'),
  );
});

test('one machine that works does not fill the lane of all who do; its line goes by the others', () => {
  const lanes = openLanes(Buffer.alloc(32, 7), {
    ...usualLanes,
    bits: 4,
    mostBits: 4,
    workedOfAddress: 3,
    worked: 5,
    youngest: 0,
    fresh: 0,
    slow: 0,
  });
  const by = (address: string): string => {
    const { ticket, bits } = lanes.ticket();
    return lanes.pass({ ticket, answer: workFor(ticket, bits), address });
  };
  assert.deepEqual([by('a'), by('a'), by('a'), by('a')], ['pass', 'pass', 'pass', 'busy']);
  assert.equal(by('b'), 'pass');
});

test('tickets drawn while little work was asked for do not pay when much is', () => {
  const lanes = openLanes(Buffer.alloc(32, 7), { ...usualLanes, bits: 2, mostBits: 8, worked: 8, youngest: 60_000 });
  const hoarded = Array.from({ length: 12 }, () => lanes.ticket());
  const passages = hoarded.map(({ ticket, bits }, at) =>
    lanes.pass({ ticket, answer: workFor(ticket, bits), address: `line ${at}` }),
  );
  assert.equal(passages[0], 'pass');
  assert.equal(passages.at(-1), 'early', 'it waits as who has no script does');
});

test('a ticket given back passes again; a used, old or foreign one asks for a new one', (context) => {
  context.mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-21T10:00:00Z') });
  const lanes = openLanes(Buffer.alloc(32, 7), { ...usualLanes, youngest: 0 });
  const pass = (ticket: string): string => lanes.pass({ ticket, answer: '', address: 'a' });
  const { ticket } = lanes.ticket();
  assert.deepEqual([pass(ticket), pass(ticket)], ['pass', 'stale']);
  lanes.giveBack(ticket);
  assert.equal(pass(ticket), 'pass');
  const old = lanes.ticket().ticket;
  context.mock.timers.tick(3 * 3_600_000);
  assert.deepEqual([pass(old), pass('not.ours.at.all'), pass('')], ['stale', 'stale', 'stale']);
});

test('pictures and sound are taken up to so many bytes a day; what is refused takes no room', (context) => {
  context.mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-21T10:00:00Z') });
  const lanes = openLanes(Buffer.alloc(32, 7), { ...usualLanes, dailyBytes: 100 });
  assert.deepEqual([60, 60, 40, 1].map(lanes.hasRoom), [true, false, true, false]);
  context.mock.timers.tick(25 * 3_600_000);
  assert.equal(lanes.hasRoom(100), true);
});
