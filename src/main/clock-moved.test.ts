import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { readSettings } from '../platform/config.ts';
import { moveClock } from './clock.ts';
import { followClock } from './clock-moved.ts';

const folder = mkdtempSync(join(tmpdir(), 'ariane-clock-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const settings = { ...readSettings({ DATA_DIR: folder }), dataDirectory: folder };

const follow = (mode: 'demonstration' | 'serve') => {
  const ran: string[] = [];
  const faults: string[] = [];
  const task = (name: string) => async (): Promise<void> => {
    ran.push(name);
    if (name === 'protection:terms') throw new Error('the database is away');
  };
  const names = [
    'cases:end-access',
    'identification:reviews',
    'protection:terms',
    'assistance:assessments',
    'assistance:packets',
    'other:job',
  ];
  const tasks = Object.fromEntries(names.map((name) => [name, task(name)]));
  const stop = followClock({ settings: { ...settings, mode }, tasks, onFault: (name) => faults.push(name) }, 10);
  return { ran, faults, stop };
};

const until = async (isSo: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 300 && !isSo(); tries++) await pause(10);
  assert.ok(isSo());
};

test('the work of a day is done once when the clock was moved; one job that fails does not keep the next', async () => {
  moveClock(settings, 3);
  const { ran, faults, stop } = follow('demonstration');
  await pause(60);
  assert.deepEqual(ran, [], 'where it stood at the start is nothing new');
  moveClock(settings, 90);
  await until(() => ran.length === 5);
  await pause(60);
  assert.deepEqual(ran, [
    'cases:end-access',
    'identification:reviews',
    'protection:terms',
    'assistance:assessments',
    'assistance:packets',
  ]);
  assert.deepEqual(faults, ['protection:terms']);
  stop();
});

test('in production no clock is followed', async () => {
  const { ran, stop } = follow('serve');
  moveClock(settings, 200);
  await pause(80);
  stop();
  assert.deepEqual(ran, []);
});
