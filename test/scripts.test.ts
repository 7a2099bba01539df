import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { runInNewContext } from 'node:vm';

const root = join(import.meta.dirname, '..');

/** Runs the guard as a Node of that version would, and gives what it said and its exit code. */
const guardUnder = (version: string): { code: number; said: string } => {
  const result = { code: 0, said: '' };
  const process = { version, exit: (code: number) => void (result.code = code) };
  const console = { error: (text: string) => void (result.said += text) };
  runInNewContext(readFileSync(join(root, 'scripts/need-node.cjs'), 'utf8'), { process, console });
  return result;
};

describe('need-node', () => {
  for (const version of ['v12.22.0', 'v20.20.2', 'v24.6.0']) {
    test(`${version} is told what to do`, () => {
      const { code, said } = guardUnder(version);
      assert.equal(code, 1);
      assert.match(said, /needs Node 24\.7 or newer and found v\d+\.\d+\.\d+: run `npm ci`/);
    });
  }
  for (const version of ['v24.7.0', 'v24.21.0', 'v25.0.0']) {
    test(`${version} may go on`, () => assert.deepEqual(guardUnder(version), { code: 0, said: '' }));
  }
});

const ensureChromium = (environment: Record<string, string>) =>
  spawnSync(process.execPath, [join(root, 'scripts/ensure-chromium.mjs')], { env: environment, encoding: 'utf8' });

describe('ensure-chromium', () => {
  test('where there is none and none can be installed, one sentence with the apt line', () => {
    const { status, stderr } = ensureChromium({ PATH: '/nonexistent' });
    assert.equal(status, 1);
    assert.match(
      stderr,
      /^The browser journeys need Chromium.*apt-get install -y --no-install-recommends chromium.*\n$/,
    );
  });

  test('a CHROMIUM that does not run is named, and nothing is installed in its place', () => {
    const { status, stderr } = ensureChromium({ PATH: process.env['PATH'] ?? '', CHROMIUM: '/nonexistent/chromium' });
    assert.equal(status, 1);
    assert.match(stderr, /^CHROMIUM names \/nonexistent\/chromium, which does not run/);
  });

  test('a working one is found by CHROMIUM', () => {
    // Any program that answers --version will do to show that the named one is taken.
    const { status, stdout } = ensureChromium({ PATH: '/nonexistent', CHROMIUM: process.execPath });
    assert.equal(status, 0);
    assert.ok(stdout.startsWith(process.execPath));
  });

  test('of those on PATH the one without a window of its own goes first', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ariane-chromium-'));
    try {
      for (const name of ['chromium', 'chromium-headless-shell'])
        writeFileSync(join(folder, name), `#!/bin/sh\necho ${name} 1\n`, { mode: 0o755 });
      const { status, stdout } = ensureChromium({ PATH: folder });
      assert.deepEqual(
        [status, stdout.trim()],
        [0, `${join(folder, 'chromium-headless-shell')} (chromium-headless-shell 1)`],
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test('.ci/run can be executed and runs the two commands of the README', () => {
  assert.equal(statSync(join(root, '.ci/run')).mode & 0o111, 0o111);
  assert.match(readFileSync(join(root, '.ci/run'), 'utf8'), /set -euo pipefail[\s\S]*npm ci[\s\S]*npm test/);
});
