import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { canonicalText } from '../../platform/canonical.ts';
import { erasureFormat } from '../../platform/certificate.ts';
import { certificateCommand } from './certificate.ts';
import type { CommandContext } from './command.ts';

const folder = mkdtempSync(join(tmpdir(), 'ariane-certificate-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
const certificate = canonicalText({ format: erasureFormat, sealed_texts: 3, erase_keys: ['b', 'a'], kept_by: [] });
const signed = {
  certificate,
  signature: sign(null, Buffer.from(certificate), privateKey).toString('base64'),
  publicKey: key,
};

const verify = async (content: string, ...more: readonly string[]): Promise<{ code: number; said: string }> => {
  const file = join(folder, 'certificate.json');
  writeFileSync(file, content);
  let said = '';
  const context = { print: (text: string) => void (said += text) } as unknown as CommandContext;
  return { code: await certificateCommand.run(['verify', file, ...more], context), said };
};

test('a certificate holds with nothing but itself and a public key', async () => {
  const { code, said } = await verify(JSON.stringify(signed), '--key', key);
  assert.equal(code, 0, said);
  assert.match(said, /3 sealed texts and 2 keys/);
  assert.match((await verify(JSON.stringify(signed))).said, /compare it with the key you noted/);
});

test('an altered word, another key, another paper or no file is found', async () => {
  const altered = { ...signed, certificate: certificate.replace('"sealed_texts":3', '"sealed_texts":2') };
  assert.equal((await verify(JSON.stringify(altered))).code, 1);
  assert.equal((await verify(JSON.stringify(signed), '--key', Buffer.alloc(32, 1).toString('base64'))).code, 1);
  for (const other of ['{}', 'not json', JSON.stringify({ ...signed, certificate: '{"format":"a receipt"}' })])
    assert.match((await verify(other)).said, /no certificate of erasure/);
  assert.equal((await verify(JSON.stringify(signed), '--key')).code, 2);
  const context = { print: () => undefined } as unknown as CommandContext;
  assert.equal(await certificateCommand.run(['verify', join(folder, 'nothing.json')], context), 2);
});
