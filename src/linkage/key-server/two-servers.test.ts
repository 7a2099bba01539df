import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fixedClock } from '../../platform/clock.ts';
import { isRefusal, valueOf } from '../../platform/outcome.ts';
import { openConnection } from '../../platform/vault-client/connection.ts';
import { askFilterKey, beginEncoding, endEncoding, type Row, strongKindOf, tablesFrom } from '../encode/rows.ts';
import { rowsPerRecord } from '../encode/tokens.ts';
import { normalise, type PersonFacts } from '../normalise/index.ts';
import { scoreOfRows } from '../score/pair.ts';
import { isProposed, standingOf } from '../score/score.ts';
import { evaluateAt, keyServerClientOf } from './client.ts';
import { startKeyServer } from './process.ts';

const root = mkdtempSync(join(tmpdir(), 'linkage-'));
after(() => rmSync(root, { recursive: true, force: true }));

let tickets = 0;
const newTicket = (): string => (tickets += 1).toString(16).padStart(64, '0');
const refusal = (outcome: unknown): string | null => (isRefusal(outcome) ? outcome.refused : null);

const ana: PersonFacts = {
  names: [{ given: 'Ana Maria', family: 'Popescu' }],
  births: [{ date: '1994-03-12' }],
  sex: 'F',
  nationality: 'RO',
  strong: [{ kind: 'document', state: 'RO', number: 'XB123456' }],
};

describe('two processes and a person', async () => {
  const folder = ['first', 'second'].map((name) => join(root, name));
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

  const answersTo = (blinded: readonly Uint8Array[]) => {
    const evaluation = { ticket: newTicket(), organisation: 'a', epoch: 1, blinded };
    return Promise.all(
      clients.map(async (client, at) =>
        valueOf(await evaluateAt(client, evaluation, published[at] ?? new Uint8Array())),
      ),
    );
  };
  const keyQuestion = askFilterKey();
  const tables = valueOf(tablesFrom(keyQuestion, await answersTo(keyQuestion.blinded)));

  const rowsFor = async (facts: PersonFacts): Promise<readonly Row[]> => {
    const encoding = beginEncoding(normalise(facts), tables);
    return valueOf(endEncoding(encoding, await answersTo(encoding.question.blinded)));
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
    assert.ok(score.evidence.some(({ part }) => part === 'document'));
    assert.equal(scoreOfRows(sharedOf(one, stranger), 1000), null);
    assert.equal(one.filter((row) => strongKindOf(row) !== null).length, 1);
  });

  test('T2: nothing in the rows can be derived from the person, and tokens look like chance', async () => {
    const rows = (
      await Promise.all(Array.from({ length: 5 }, () => rowsFor({ ...ana, names: [{ full: 'Ana Popescu' }] })))
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
    const encoding = beginEncoding(normalise(ana), tables);
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
