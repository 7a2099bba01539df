import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { after, before, describe, test } from 'node:test';
import { type RunningKeyServer, startKeyServer } from '../../linkage/index.ts';
import { systemClock } from '../../platform/clock.ts';
import { checkProductionSettings, readSettings } from '../../platform/config.ts';
import type { CommandContext } from './command.ts';
import { linkageCommand } from './linkage.ts';

const root = mkdtempSync(join(tmpdir(), 'ariane-linkage-command-'));
const directory = join(root, 'linkage-key-first');
let server: RunningKeyServer;
let said = '';
const context: CommandContext = {
  ...{ settings: readSettings({ DATA_DIR: root }), clock: systemClock, administratorUrl: () => '' },
  profile: () => {
    throw new Error('no profile is needed');
  },
  openAs: async () => {
    throw new Error('no database is needed');
  },
  print: (text) => {
    said += text;
  },
};

before(async () => {
  const socketPath = join(directory, 'key.sock');
  server = await startKeyServer({ directory, socketPath, clock: systemClock, log: () => undefined });
});
after(async () => {
  await server.close();
  rmSync(root, { recursive: true, force: true });
});

describe('the keepers of matching', () => {
  test('read the public keys and the log of the share that runs here; the other is elsewhere', async () => {
    assert.equal(await linkageCommand.run(['keys', '--json'], context), 0);
    const [share, ...others] = JSON.parse(said) as { share: string; epochs: { number: number }[] }[];
    assert.deepEqual([share?.share, share?.epochs.map(({ number }) => number), others], ['first', [1], []]);
  });

  test('begin a new epoch of one share; the log says so', async () => {
    assert.equal(await linkageCommand.run(['epoch', 'first'], context), 0);
    for (let waited = 0; waited < 100; waited += 1) {
      await pause(50);
      const log = join(directory, 'audit.log');
      said = '';
      await linkageCommand.run(['keys', '--json'], context);
      if (said.includes('"number": 2') && readFileSync(log, 'utf8').includes('"epoch"')) return;
    }
    assert.fail('no new epoch within five seconds');
  });

  test('are told what they must say', async () => {
    assert.equal(await linkageCommand.run(['epoch', 'third'], context), 2);
    assert.equal(await linkageCommand.run([], context), 2);
  });
});

describe('settings of the key servers', () => {
  const production = { PORTAL_ORIGIN: 'https://a.example', CASEWORK_ORIGIN: 'https://b.example' };
  const both = (first: string, second: string) => ({
    ...production,
    ...{ LINKAGE_KEY_FIRST: first, LINKAGE_KEY_SECOND: second },
  });

  test('real people: never both shares on one host, never one alone', () => {
    assert.throws(() => checkProductionSettings(both('here', 'here')), /two bodies/);
    assert.throws(() => checkProductionSettings(both('here', '')), /needs both/);
  });

  test('real people without key servers are not matched; the demonstration runs both', () => {
    assert.deepEqual(readSettings({ ARIANE_MODE: 'serve', DATA_DIR: root }).keyServers, []);
    const shares = readSettings({ DATA_DIR: root }).keyServers;
    assert.deepEqual(
      shares.map(({ share, isOurs }) => [share, isOurs]),
      [
        ['first', true],
        ['second', true],
      ],
    );
    const [, second] = readSettings({ DATA_DIR: root, ...both('here', '/run/other.sock') }).keyServers;
    assert.deepEqual([second?.isOurs, second?.clientKeyFile], [false, '/run/other.sock.key']);
  });
});
