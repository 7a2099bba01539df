import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import { type Clock, type Instant, instant, instantPlus, plainDate } from '../../platform/clock.ts';
import { everyNight, type Nights } from './nights.ts';

const hour = 3_600_000;
let now: Instant;
const clock: Clock = { now: () => now, today: () => plainDate(now.slice(0, 10)) };
let running: ChildProcess[] = [];
let started = 0;
let nights: Nights;

const launch = (): ChildProcess => {
  const child = new EventEmitter() as ChildProcess;
  started += 1;
  running.push(child);
  return child;
};
const endWith = (code: number): void => running.splice(0).forEach((child) => child.emit('exit', code));
const pass = (hours: number): void => {
  for (let gone = 0; gone < hours * 60; gone += 1) {
    now = instantPlus(now, hour / 60);
    mock.timers.tick(60_000);
  }
};

beforeEach(() => {
  mock.timers.enable({ apis: ['setInterval'] });
  [now, running, started] = [instant('2026-03-02T10:00:00Z'), [], 0];
  nights = everyNight({ clock, timeZone: 'UTC', launch });
});
afterEach(async () => {
  endWith(0);
  await nights.stop();
  mock.timers.reset();
});

describe('the nightly run of matching', () => {
  test('runs at once for a missed night, ends, and runs again from two in the morning, once', () => {
    assert.equal(started, 1);
    endWith(0);
    pass(15);
    assert.equal(started, 1, 'nothing of it runs by day, nor before two');
    pass(2);
    assert.equal(started, 2);
    endWith(0);
    pass(20);
    assert.equal(started, 2);
  });

  test('is never started twice at a time, however long it takes', () => {
    pass(40);
    assert.equal(started, 1);
  });

  test('that fails is tried again after growing pauses, until it succeeds', () => {
    for (let tried = 1; tried <= 4; tried += 1) {
      assert.equal(started, tried);
      endWith(1);
      pass((2 ** (tried - 1) + 1) / 60);
    }
    endWith(0);
    const then = started;
    pass(12);
    assert.equal(started, then);
  });

  test('stopped, it starts nothing more', async () => {
    endWith(0);
    await nights.stop();
    pass(48);
    assert.equal(started, 1);
  });
});
