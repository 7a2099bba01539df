import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync, chmodSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fixedClock, type Clock, instant, instantPlus } from '../../platform/clock.ts';
import { isRefusal, valueOf } from '../../platform/outcome.ts';
import { openConnection } from '../../platform/vault-client/connection.ts';
import { beginEncoding, endEncoding, isStrongRow, type Row } from '../encode/rows.ts';
import { rowsPerRecord } from '../encode/tokens.ts';
import { normalise, type PersonFacts } from '../normalise/index.ts';
import { ask } from '../oprf/asking.ts';
import { isProposed, standingOf } from '../score/score.ts';
import { scoreOfRows } from '../score/pair.ts';
import { openAudit, readAudit } from './audit.ts';
import { keyServerOf } from './calls.ts';
import { evaluateAt, keyServerClientOf } from './client.ts';
import { openEpochs } from './epochs.ts';
import { openFolder } from './folder.ts';
import { startKeyServer } from './process.ts';
import { pointsPerDay, pointsPerSession } from './sessions.ts';

const root = mkdtempSync(join(tmpdir(), 'linkage-'));
after(() => rmSync(root, { recursive: true, force: true }));

let folders = 0;
const newFolder = (): string => join(root, `share-${(folders += 1)}`);

const movable = (): Clock & { move: (minutes: number) => void } => {
  let at = instant('2026-11-22T10:00:00.000Z');
  return {
    now: () => at,
    today: fixedClock(at).today,
    move: (minutes) => void (at = instantPlus(at, minutes * 60_000)),
  };
};

const serverIn = (directory: string, clock: Clock = fixedClock('2026-11-22T10:00:00.000Z')) => {
  const folder = openFolder(directory);
  const epochs = openEpochs(folder.epochs);
  return { server: keyServerOf({ epochs, audit: openAudit(folder.audit), clock }), epochs, log: folder.audit };
};

let tickets = 0;
const newTicket = (): string => (tickets += 1).toString(16).padStart(64, '0');
const someTexts = (count: number) => Array.from({ length: count }, (_, at) => Buffer.from(`text ${at}`));
const somePoints = (count: number): string[] =>
  ask(someTexts(count)).blinded.map((point) => Buffer.from(point).toString('hex'));
const refusal = (outcome: unknown): string | null => (isRefusal(outcome) ? outcome.refused : null);

describe('T6: quotas, replay, tickets', () => {
  test('forty points a session, whoever counts', () => {
    const { server } = serverIn(newFolder());
    const { session, quota } = valueOf(server.session({ ticket: newTicket(), organisation: 'a' }));
    assert.equal(quota, pointsPerSession);
    const points = somePoints(20);
    assert.equal(refusal(server.evaluate({ session, epoch: 1, points })), null);
    assert.equal(refusal(server.evaluate({ session, epoch: 1, points })), null);
    assert.equal(refusal(server.evaluate({ session, epoch: 1, points: points.slice(0, 1) })), 'quota');
  });
  test('a ticket opens one session, after a restart too', () => {
    const directory = newFolder();
    const ticket = newTicket();
    assert.equal(refusal(serverIn(directory).server.session({ ticket, organisation: 'a' })), null);
    const again = serverIn(directory).server;
    assert.equal(refusal(again.session({ ticket, organisation: 'a' })), 'ticket-used');
    assert.equal(refusal(again.session({ ticket, organisation: 'b' })), 'ticket-used');
  });
  test('a session ends after ten minutes and is known to no other server', () => {
    const clock = movable();
    const { server } = serverIn(newFolder(), clock);
    const { session } = valueOf(server.session({ ticket: newTicket(), organisation: 'a' }));
    assert.equal(
      refusal(serverIn(newFolder()).server.evaluate({ session, epoch: 1, points: somePoints(1) })),
      'session-unknown',
    );
    clock.move(11);
    assert.equal(refusal(server.evaluate({ session, epoch: 1, points: somePoints(1) })), 'session-unknown');
  });
  test('a body has so many points a day, after a restart too, and another body its own', () => {
    const directory = newFolder();
    const clock = movable();
    const first = serverIn(directory, clock);
    const audit = openAudit(first.log);
    audit.append({
      at: clock.now(),
      kind: 'evaluated',
      organisation: 'a',
      ticket: '',
      count: pointsPerDay - 10,
      reason: '',
    });
    const { server } = serverIn(directory, clock);
    const { session } = valueOf(server.session({ ticket: newTicket(), organisation: 'a' }));
    assert.equal(refusal(server.evaluate({ session, epoch: 1, points: somePoints(11) })), 'quota');
    assert.equal(refusal(server.session({ ticket: newTicket(), organisation: 'b' })), null);
    clock.move(24 * 60);
    assert.equal(refusal(server.session({ ticket: newTicket(), organisation: 'a' })), null);
  });
  test('points that are none, or one twice, cost quota and give nothing', () => {
    const { server } = serverIn(newFolder());
    const { session } = valueOf(server.session({ ticket: newTicket(), organisation: 'a' }));
    const [point = ''] = somePoints(1);
    assert.equal(refusal(server.evaluate({ session, epoch: 1, points: [point, point] })), 'point-wrong');
    assert.equal(refusal(server.evaluate({ session, epoch: 1, points: ['f'.repeat(64)] })), 'point-wrong');
    assert.equal(refusal(server.evaluate({ session, epoch: 1, points: ['0'.repeat(64)] })), 'point-wrong');
  });
  test('two epochs answer, older ones do not', () => {
    const { server, epochs } = serverIn(newFolder());
    epochs.begin();
    epochs.begin();
    const known = valueOf(server.epochs({})).epochs;
    assert.deepEqual(
      known.map(({ number }) => number),
      [2, 3],
    );
    const { session } = valueOf(server.session({ ticket: newTicket(), organisation: 'a' }));
    assert.equal(refusal(server.evaluate({ session, epoch: 1, points: somePoints(1) })), 'epoch-closed');
    assert.equal(refusal(server.evaluate({ session, epoch: 3, points: somePoints(1) })), null);
  });
});

describe('the log', () => {
  test('holds who and how many, and no point', () => {
    const { server, log } = serverIn(newFolder());
    const ticket = newTicket();
    const { session } = valueOf(server.session({ ticket, organisation: 'a' }));
    const points = somePoints(3);
    valueOf(server.evaluate({ session, epoch: 1, points }));
    const text = readFileSync(log, 'utf8');
    for (const secret of [...points, session, ticket]) assert.ok(!text.includes(secret));
    assert.deepEqual(
      readAudit(text).entries.map(({ kind, count }) => [kind, count]),
      [
        ['session', 0],
        ['evaluated', 3],
      ],
    );
  });
  test('a line changed, left out or put in is found', () => {
    const { server, log } = serverIn(newFolder());
    for (let at = 0; at < 4; at += 1) valueOf(server.session({ ticket: newTicket(), organisation: `a${at}` }));
    const lines = readFileSync(log, 'utf8').trim().split('\n');
    assert.equal(readAudit(lines.join('\n')).entries.length, 4);
    const broken = [
      lines.with(1, (lines[1] ?? '').replace('a1', 'a9')),
      lines.toSpliced(2, 1),
      lines.toSpliced(1, 0, lines[0] ?? ''),
    ];
    for (const changed of broken) assert.throws(() => readAudit(changed.join('\n')), /not whole at line/);
  });
});

describe('the folder', () => {
  test('is ours alone, and a damaged share is not replaced', () => {
    const directory = newFolder();
    serverIn(directory);
    assert.equal(statSync(directory).mode & 0o777, 0o700);
    assert.equal(statSync(join(directory, 'epochs', '1.key')).mode & 0o777, 0o400);
    chmodSync(directory, 0o755);
    assert.throws(() => openFolder(directory), /chmod 700/);
    chmodSync(directory, 0o700);
    chmodSync(join(directory, 'epochs', '1.key'), 0o600);
    writeFileSync(join(directory, 'epochs', '1.key'), 'short');
    assert.throws(() => serverIn(directory), /damaged/);
  });
});

const ana: PersonFacts = {
  names: [{ given: 'Ana Maria', family: 'Popescu' }],
  births: [{ date: '1994-03-12' }],
  sex: 'F',
  nationality: 'RO',
  strong: [{ kind: 'document', state: 'RO', number: 'XB123456' }],
};

describe('two processes and a person', async () => {
  const folder = [newFolder(), newFolder()];
  const clock = fixedClock('2026-11-22T10:00:00.000Z');
  const sockets = folder.map((_, at) => join(root, `k${at}.sock`));
  const running = await Promise.all(
    folder.map((directory, at) =>
      startKeyServer({ directory, socketPath: sockets[at] ?? '', clock, log: () => undefined }),
    ),
  );
  const keys = folder.map((directory) =>
    Buffer.from(readFileSync(join(directory, 'clients', 'vault.key'), 'utf8').trim(), 'hex'),
  );
  const clients = sockets.map((socketPath, at) => keyServerClientOf({ socketPath, key: keys[at] ?? Buffer.alloc(0) }));
  const published = await Promise.all(
    clients.map(async (client) =>
      Buffer.from(valueOf(await client.ask('epochs', {})).epochs[0]?.publicKey ?? '', 'hex'),
    ),
  );
  after(async () => {
    for (const client of clients) client.close();
    for (const server of running) await server.close();
  });

  const rowsFor = async (facts: PersonFacts): Promise<readonly Row[]> => {
    const encoding = beginEncoding(normalise(facts));
    const evaluation = { ticket: newTicket(), organisation: 'a', epoch: 1, blinded: encoding.question.blinded };
    const answers = await Promise.all(
      clients.map(async (client, at) =>
        valueOf(await evaluateAt(client, evaluation, published[at] ?? new Uint8Array())),
      ),
    );
    return valueOf(endEncoding(encoding, answers));
  };
  const sharedOf = (one: readonly Row[], other: readonly Row[]) =>
    one.flatMap((row) =>
      other
        .filter(({ token }) => Buffer.from(token).equals(row.token))
        .map(({ filter }) => ({ one: row.filter, other: filter })),
    );

  test('28 rows each, and the same person of another body is found by them alone', async () => {
    const [one, other, stranger] = await Promise.all([
      rowsFor(ana),
      rowsFor({ ...ana, names: [{ full: 'POPESCU Ana-Maria' }], births: [{ date: '1994-12-03' }] }),
      rowsFor({ ...ana, names: [{ full: 'Fatima Zahra' }], births: [{ date: '1988-05-06' }], strong: [] }),
    ]);
    assert.deepEqual([one.length, other.length, stranger.length], [rowsPerRecord, rowsPerRecord, rowsPerRecord]);
    const score = scoreOfRows(sharedOf(one, other), 1000);
    assert.ok(score && standingOf(score) === 'counted' && isProposed(score));
    assert.ok(score.evidence.some(({ part }) => part === 'strong'));
    assert.equal(scoreOfRows(sharedOf(one, stranger), 1000), null);
    assert.equal(one.filter(isStrongRow).length, 1);
  });

  test('T2: nothing in the rows can be derived from the person, and tokens look like chance', async () => {
    const rows = (
      await Promise.all(Array.from({ length: 8 }, () => rowsFor({ ...ana, names: [{ full: 'Ana Popescu' }] })))
    ).flat();
    const bytes = Buffer.concat(rows.map(({ token }) => token));
    const text = Buffer.concat(rows.flatMap(({ token, filter }) => [token, filter]))
      .toString('latin1')
      .toLowerCase();
    for (const word of ['popescu', 'ana p', '1994', 'xb123456', 'namedate']) assert.ok(!text.includes(word), word);
    const tokens = rows.map(({ token }) => Buffer.from(token).toString('hex'));
    const weak = new Set(rows.slice(0, rowsPerRecord).map(({ token }) => Buffer.from(token).toString('hex')));
    const again = rows
      .slice(rowsPerRecord, 2 * rowsPerRecord)
      .filter(({ token }) => weak.has(Buffer.from(token).toString('hex')));
    assert.ok(again.length > 10 && again.length < rowsPerRecord, 'known tokens repeat, the filling does not');
    // χ² of the bytes of tokens that differ: 255 degrees of freedom, beyond 360 once in 10⁵.
    const distinct = Buffer.concat([...new Set(tokens)].map((token) => Buffer.from(token, 'hex')));
    const counts = new Map<number, number>();
    for (const byte of distinct) counts.set(byte, (counts.get(byte) ?? 0) + 1);
    const expected = distinct.length / 256;
    const chi = Array.from({ length: 256 }, (_, byte) => ((counts.get(byte) ?? 0) - expected) ** 2 / expected).reduce(
      (sum, one) => sum + one,
      0,
    );
    assert.ok(chi < 380, `χ² ${chi} of ${bytes.length} bytes`);
  });

  test('a server that uses another key for one asker is found out', async () => {
    const encoding = beginEncoding(normalise(ana));
    const evaluation = { ticket: newTicket(), organisation: 'a', epoch: 1, blinded: encoding.question.blinded };
    const [first, second] = clients;
    assert.ok(first && second);
    const right = valueOf(await evaluateAt(first, evaluation, published[0] ?? new Uint8Array()));
    const wrong = valueOf(await evaluateAt(second, evaluation, published[0] ?? new Uint8Array()));
    assert.equal(refusal(endEncoding(encoding, [right, wrong])), 'proof-wrong');
  });

  test('nobody without the key is heard, a second server on the folder does not start, a dead one is a refusal', async () => {
    const stranger = await openConnection({
      socketPath: sockets[0] ?? '',
      clientName: 'vault',
      key: Buffer.alloc(32),
      timeout: 1000,
    });
    assert.equal(await stranger?.ask('epochs', '{}'), null);
    await assert.rejects(
      startKeyServer({ directory: folder[0] ?? '', socketPath: sockets[0] ?? '', clock, log: () => undefined }),
      /another key server/,
    );
    const nobody = keyServerClientOf({ socketPath: join(root, 'nobody.sock'), key: Buffer.alloc(32) });
    assert.equal(refusal(await nobody.ask('epochs', {})), 'key-server-down');
  });

  test('what is not asked in the right form is refused', async () => {
    const connection = await openConnection({
      socketPath: sockets[0] ?? '',
      clientName: 'vault',
      key: keys[0] ?? Buffer.alloc(0),
      timeout: 1000,
    });
    for (const [call, body] of [
      ['open', '{}'],
      ['toString', '{}'],
      ['session', '{"ticket":"1"}'],
      ['evaluate', 'no'],
    ] as const)
      assert.equal(refusal(JSON.parse((await connection?.ask(call, body)) ?? 'null')), 'bad-request');
    connection?.close();
  });

  test('the folders hold different shares', () => {
    const shares = folder.map((directory) =>
      readdirSync(join(directory, 'epochs')).map((name) => readFileSync(join(directory, 'epochs', name), 'hex')),
    );
    assert.notDeepEqual(shares[0], shares[1]);
  });
});
