import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { isRefusal, valueOf } from '../platform/outcome.ts';
import { vaultClient } from '../platform/vault-client/index.ts';
import { frame, type Greeting, readFrames, type RequestFrame, requestMac } from '../platform/vault-client/frames.ts';
import { type TestVault, testVault } from '../../test/support/vault.ts';
import { startVault } from './index.ts';

let vault: TestVault;
before(async () => {
  vault = await testVault();
});
after(() => vault.close());

const keyFile = (name: string): string => join(vault.settings.dataDirectory, 'vault', 'clients', `${name}.key`);
const keyOf = (name: string): Buffer => Buffer.from(readFileSync(keyFile(name), 'utf8').trim(), 'hex');

type Raw = {
  readonly challenge: string;
  readonly socket: Socket;
  readonly answers: unknown[];
  readonly closed: Promise<void>;
};

/** A conversation by hand, to say what a well-behaved client never says. */
const raw = (): Promise<Raw> =>
  new Promise((opened) => {
    const answers: unknown[] = [];
    const socket = connect(vault.settings.socketPath);
    const closed = new Promise<void>((done) => socket.on('close', () => done()));
    socket.on('error', () => undefined);
    let greeted = false;
    readFrames(socket, 1_000_000, (message) => {
      if (greeted) return void answers.push(message);
      greeted = true;
      opened({ challenge: (message as Greeting).challenge, socket, answers, closed });
    });
  });

const request = (
  challenge: string,
  nonce: number,
  changes: Partial<RequestFrame> = {},
  key = keyOf('casework'),
): RequestFrame => {
  const asked = { client: 'casework', nonce, call: 'health', body: '{}', ...changes };
  return { ...asked, mac: changes.mac ?? requestMac(key, challenge, asked) };
};

test('health answers, and says whether stepping in is possible', async () => {
  assert.deepEqual(valueOf(await vault.client().health({})), { ready: true, demonstration: true, custodian: 'file' });
});

test('folder, root key, client keys and socket are for our own user only', () => {
  const folder = join(vault.settings.dataDirectory, 'vault');
  const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);
  assert.equal(mode(folder), '700');
  assert.equal(mode(join(folder, 'root.key')), '400');
  assert.equal(mode(keyFile('casework')), '600');
  assert.equal(mode(join(folder, 'keys', 'context.key')), '600');
  assert.equal(mode(vault.settings.socketPath), '600');
});

test('a repeated request is not heard a second time, on this connection or another', async () => {
  const first = await raw();
  const said = frame(request(first.challenge, 1));
  first.socket.write(said);
  while (first.answers.length === 0) await pause(5);
  first.socket.write(said);
  await first.closed;
  assert.equal(first.answers.length, 1);
  const second = await raw();
  second.socket.write(said);
  await second.closed;
  assert.equal(second.answers.length, 0);
  assert.match(vault.log.join(), /request-repeated/);
});

test('a wrong key, an altered body, a borrowed name, a stranger or a falling number end the conversation', async () => {
  const cases: ((challenge: string) => RequestFrame[])[] = [
    (challenge) => [request(challenge, 1, {}, randomBytes(32))],
    (challenge) => [{ ...request(challenge, 1), body: '{"a":1}' }],
    (challenge) => [{ ...request(challenge, 1), call: 'collectEraseKeys' }],
    (challenge) => [request(challenge, 1, { client: 'worker' })],
    (challenge) => [request(challenge, 1, { client: 'nobody' })],
    (challenge) => [request(challenge, 1, { mac: '' })],
    (challenge) => [request(challenge, 0)],
    (challenge) => [request(challenge, 1.5)],
  ];
  for (const [at, make] of cases.entries()) {
    const conversation = await raw();
    for (const one of make(conversation.challenge)) conversation.socket.write(frame(one));
    await conversation.closed;
    assert.equal(conversation.answers.length, 0, `case ${at}`);
  }
});

test('what is no message at all ends the conversation and harms no other', async () => {
  for (const noise of [
    Buffer.from('GET / HTTP/1.1\r\n\r\n'),
    Buffer.from([0xff, 0xff, 0xff, 0xff]),
    Buffer.from([0, 0, 0, 2, 0x7b, 0x7b]),
    frame({ challenge: 'x' }),
  ]) {
    const conversation = await raw();
    conversation.socket.write(noise);
    await conversation.closed;
  }
  assert.equal(valueOf(await vault.client().health({})).ready, true);
});

test('each process may ask only what it needs', async () => {
  const subjectless = {
    context: '{}',
    mac: '0'.repeat(64),
    subjectId: '00000000-0000-0000-0000-000000000001',
    compartments: ['identity' as const],
    purpose: 'x',
    reason: 'x',
  };
  for (const name of ['portal', 'worker', 'cli']) {
    const outcome = await vault.client(name).open(subjectless);
    assert.ok(isRefusal(outcome) && outcome.refused === 'not-permitted', name);
  }
  const collected = await vault.client('casework').collectEraseKeys({});
  assert.ok(isRefusal(collected) && collected.refused === 'not-permitted');
});

test('a request that is not well formed is refused with the field', async () => {
  const outcome = await vault.client().stepIn({ staffId: 'x', sessionHash: '0'.repeat(64) });
  assert.ok(isRefusal(outcome));
  assert.deepEqual([outcome.refused, outcome.field], ['bad-request', 'staffId']);
});

test('many calls at once share a connection and each gets its own answer', async () => {
  const client = vault.client();
  const outcomes = await Promise.all(
    Array.from({ length: 200 }, (_, at) => (at % 2 ? client.health({}) : client.signCheckpoint({}))),
  );
  for (const [at, outcome] of outcomes.entries()) assert.equal(isRefusal(outcome), at % 2 === 0);
});

// Who asks waits longer than the test may take: waiting for a dead vault would show.
test('a dead vault is told at once, and found again when it is back', { timeout: 60_000 }, async () => {
  const client = vault.client('casework', 120_000);
  valueOf(await client.health({}));
  await vault.stop();
  for (let at = 0; at < 3; at += 1) {
    const outcome = await client.health({});
    assert.ok(isRefusal(outcome) && outcome.refused === 'vault-down');
  }
  await vault.restart();
  valueOf(await client.health({}));
});

const standIn = async (
  greets: boolean,
  answers: (nonce: number) => Buffer | null,
): Promise<{ path: string; close: () => void }> => {
  const folder = mkdtempSync(join(tmpdir(), 'ariane-sock-'));
  const path = join(folder, 's');
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    if (greets) socket.write(frame({ challenge: 'c' }));
    readFrames(socket, 1_000_000, (message) => {
      const answer = answers((message as RequestFrame).nonce);
      if (answer) socket.write(answer);
    });
  });
  await new Promise<void>((listening) => server.listen(path, listening));
  const close = (): void => {
    server.close();
    rmSync(folder, { recursive: true });
  };
  return { path, close };
};

test('a silent vault, and one that only pretends, are told as down: nobody waits for ever', {
  timeout: 60_000,
}, async () => {
  const silent = await standIn(false, () => null);
  const deaf = await standIn(true, () => null);
  const impostor = await standIn(true, (nonce) => frame({ nonce, body: '{"ready":true}', mac: '0'.repeat(64) }));
  for (const { path, close } of [silent, deaf, impostor]) {
    const client = vaultClient({
      socketPath: path,
      clientName: 'casework',
      clientKeyFile: keyFile('casework'),
      timeout: 300,
    });
    const outcome = await client.health({});
    assert.ok(isRefusal(outcome) && outcome.refused === 'vault-down');
    client.close();
    close();
  }
});

test('a second vault on the same folder refuses to start', async () => {
  await assert.rejects(startVault(vault.settings), /another vault is running/);
});

test('a folder that others can enter, a root key that others can read, a foreign folder: each stops the start with a sentence', async () => {
  const folder = join(vault.settings.dataDirectory, 'vault');
  await vault.stop();
  chmodSync(folder, 0o755);
  await assert.rejects(startVault(vault.settings), /chmod 700/);
  chmodSync(folder, 0o700);
  chmodSync(join(folder, 'root.key'), 0o440);
  await assert.rejects(startVault(vault.settings), /chmod 400/);
  chmodSync(join(folder, 'root.key'), 0o400);
  // Something stands under a published key: a folder without it is another installation's.
  const sealed = await vault.administrator.query(
    `insert into identity.envelope (id, organisation_id, key_id, encapsulation, ciphertext, basis_kind, basis_code, created_at)
     select gen_random_uuid(), organisation_id, key_id, decode(repeat('00', 32), 'hex'), decode(repeat('00', 48), 'hex'), 'recipient', 'test', now()
     from identity.organisation_key limit 1`,
  );
  assert.equal(sealed.rowCount, 1);
  const elsewhere = mkdtempSync(join(tmpdir(), 'ariane-vault-'));
  await assert.rejects(startVault({ ...vault.settings, dataDirectory: elsewhere }), /does not belong to this database/);
  rmSync(elsewhere, { recursive: true });
  const deep = join(vault.settings.dataDirectory, 'x'.repeat(120));
  await assert.rejects(startVault({ ...vault.settings, socketPath: deep }), /too long/);
  const damaged = join(folder, 'keys', 'context.key');
  const good = readFileSync(damaged);
  writeFileSync(damaged, Buffer.concat([good.subarray(0, -1), Buffer.from([(good.at(-1) ?? 0) ^ 1])]));
  await assert.rejects(startVault(vault.settings), /vault's folder is damaged: .*context\.key/);
  writeFileSync(damaged, good);
  await vault.restart();
});
