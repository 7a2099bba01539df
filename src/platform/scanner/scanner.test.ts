import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { harmfulText, testClamd } from '../../../test/support/clamd.ts';
import { monotonicMilliseconds } from '../clock.ts';
import { readSettings } from '../config.ts';
import { clamdScanner, readScannerAddress, restingScanner } from './index.ts';

const at = (port: number) => ({ host: '127.0.0.1', port });

describe('a scanner that speaks the protocol of clamd', () => {
  test('says clean or infected of a file of any size, every byte of which arrived', async () => {
    const clamd = await testClamd();
    const scanner = clamdScanner(at(clamd.port));
    for (const size of [0, 1, 65_536, 65_537, 3_000_000]) {
      const bytes = randomBytes(size);
      assert.equal(await scanner.scan(bytes), 'clean');
      assert.ok(clamd.seen().last.equals(bytes), `${size} bytes`);
    }
    assert.equal(await scanner.scan(Buffer.concat([randomBytes(100_000), Buffer.from(harmfulText)])), 'infected');
    assert.equal(await scanner.answers(), true);
    await clamd.close();
    assert.deepEqual([await scanner.scan(Buffer.from('x')), await scanner.answers()], ['unavailable', false]);
  });

  test('gives up on one that is silent, strange or refuses the size, and never rejects', async () => {
    for (const manner of ['silent', 'strange', 'too large'] as const) {
      const clamd = await testClamd(manner);
      const begun = monotonicMilliseconds();
      assert.equal(await clamdScanner(at(clamd.port), 200).scan(randomBytes(500_000)), 'unavailable');
      assert.ok(monotonicMilliseconds() - begun < 1500, manner);
      await clamd.close();
    }
  });

  test('that did not answer is left alone for a minute, then asked again', async () => {
    let asked = 0;
    let time = 1000;
    const answer = async () => {
      asked += 1;
      return asked === 1 ? ('unavailable' as const) : ('clean' as const);
    };
    const scanner = restingScanner({ scan: answer, answers: async () => true }, () => time);
    const scan = () => scanner.scan(Buffer.from('x'));
    assert.deepEqual([await scan(), await scan(), asked], ['unavailable', 'unavailable', 1]);
    time += 60_001;
    assert.deepEqual([await scan(), asked], ['clean', 2]);
  });
});

test('the setting is an address or nothing; anything else stops the start and says which', () => {
  assert.deepEqual(readScannerAddress('unix:/run/clamav/clamd.ctl'), { path: '/run/clamav/clamd.ctl' });
  assert.deepEqual(readScannerAddress('tcp://scan.example.lu:3310'), { host: 'scan.example.lu', port: 3310 });
  assert.equal(readSettings({}).scanner, null);
  assert.deepEqual(readSettings({ CLAMD_ADDRESS: 'tcp://127.0.0.1:3310' }).scanner, at(3310));
  for (const wrong of [
    '3310',
    'tcp://host',
    'tcp://host:0',
    'tcp://host:99999',
    'http://host:1',
    'unix:relative',
    'yes',
  ])
    assert.throws(() => readSettings({ CLAMD_ADDRESS: wrong }), /CLAMD_ADDRESS/);
});
