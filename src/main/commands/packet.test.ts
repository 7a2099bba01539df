import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fixedClock, plainDate } from '../../platform/clock.ts';
import { fingerprintOf, makePacket } from '../../platform/sealing/packet.ts';
import type { CommandContext } from './command.ts';
import { packetCommand } from './packet.ts';

const folder = mkdtempSync(join(tmpdir(), 'ariane-packet-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const { privateKey: signer } = generateKeyPairSync('ed25519');

const call = async (args: readonly string[], at = '2026-03-02T08:00:00.000Z') => {
  let said = '';
  // Nothing but a clock and a printer: no settings, no database.
  const context = { print: (text: string) => void (said += text), clock: fixedClock(at) };
  return { code: await packetCommand.run(args, context as unknown as CommandContext), said };
};

const keyFile = join(folder, 'key.json');
const packetFile = join(folder, 'packet.json');

test('the recipient makes keys, verifies a packet and opens it with nothing else', async () => {
  const made = await call(['keys', keyFile]);
  assert.equal(made.code, 0, made.said);
  assert.equal(statSync(keyFile).mode & 0o777, 0o600);
  assert.equal((await call(['keys', keyFile])).code, 1, 'a key that is there is not overwritten');
  const publicKey = Buffer.from(/Public key: (\S+)/.exec(made.said)?.[1] ?? '', 'base64');
  assert.match(made.said, new RegExp(`Read aloud: ${fingerprintOf(publicKey)}`));
  const head = {
    reference: '1111-1111',
    from: 'A',
    to: 'B',
    made_at: '2026-03-02',
    expires_on: plainDate('2026-04-01'),
  };
  const signed = makePacket(head, { facts: { identity: { full_name: 'Invented' } } }, { recipient: publicKey, signer });
  writeFileSync(packetFile, JSON.stringify(signed));
  const verified = await call(['verify', packetFile]);
  assert.equal(verified.code, 0);
  assert.ok(!verified.said.includes('Invented'));
  assert.match(verified.said, /compare it with the key that was read aloud/);
  const opened = await call(['open', packetFile, '--key', keyFile, '--signer', signed.publicKey]);
  assert.equal(opened.code, 0, opened.said);
  assert.match(opened.said, /"full_name": "Invented"/);
});

test('tampered, expired, of another signer, for another key: each refused in a clear sentence', async () => {
  const open = (file: string, more: readonly string[] = [], at?: string) =>
    call(['open', file, '--key', keyFile, ...more], at);
  const late = await open(packetFile, [], '2026-04-02T08:00:00.000Z');
  assert.deepEqual([late.code, /past its last day/.test(late.said)], [1, true]);
  const other = await open(packetFile, ['--signer', Buffer.alloc(32, 1).toString('base64')]);
  assert.deepEqual([other.code, /another key signed it/.test(other.said)], [1, true]);
  const tampered = join(folder, 'tampered.json');
  writeFileSync(tampered, readFileSync(packetFile, 'utf8').replace('2026-04-01', '2028-04-01'));
  const altered = await open(tampered);
  assert.deepEqual([altered.code, /was altered on its way/.test(altered.said)], [1, true]);
  const second = join(folder, 'second.json');
  await call(['keys', second]);
  const wrong = await call(['open', packetFile, '--key', second]);
  assert.deepEqual([wrong.code, /sealed to another key than yours/.test(wrong.said)], [1, true]);
  assert.match((await open(join(folder, 'nothing.json'))).said, /no sealed packet/);
  assert.match((await call(['open', packetFile, '--key', packetFile])).said, /not one that "ariane packet keys" made/);
  assert.equal((await call(['open', packetFile])).code, 2);
  assert.equal((await call([])).code, 2);
});
