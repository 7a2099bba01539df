import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { alreadyHas, codingFor, readyAnswer } from './ready-answer.ts';

describe('the coding for a browser', () => {
  for (const [header, expected] of [
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['GZIP;q=0.5', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0.0, gzip; q=0', 'identity'],
    ['*', 'gzip'],
    ['identity', 'identity'],
    ['brotli', 'identity'],
    [';,;q=,=', 'identity'],
  ] as const) {
    test(`${header} is ${expected}`, () => {
      assert.equal(codingFor(header), expected);
      assert.equal(codingFor(header), expected, 'asked a second time');
    });
  }

  test('a flood of different headers fills no memory and confuses nobody', () => {
    for (let each = 0; each < 2000; each += 1) assert.equal(codingFor(`gzip;q=0.${each + 1}`), 'gzip');
  });
});

test('every coding holds the same page, under its own tag', () => {
  const { wires } = readyAnswer({ type: 'text/html', body: 'é'.repeat(500), headers: { vary: 'Accept-Encoding' } });
  assert.equal(brotliDecompressSync(wires.br.body).toString(), wires.identity.body.toString());
  assert.equal(gunzipSync(wires.gzip.body).toString(), wires.identity.body.toString());
  assert.equal(wires.identity.headers['content-length'], '1000');
  assert.equal(new Set([wires.br.etag, wires.gzip.etag, wires.identity.etag]).size, 3);
});

test('a browser that has the page is recognised by its tag', () => {
  const { wires } = readyAnswer({ type: 'text/html', body: 'page' });
  assert.equal(alreadyHas(`W/"other", ${wires.br.etag}`, wires.br), true);
  assert.equal(alreadyHas('"other"', wires.br), false);
  assert.equal(alreadyHas(undefined, wires.br), false);
});
