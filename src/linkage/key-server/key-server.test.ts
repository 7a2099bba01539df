import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fixedClock, type Clock, instant, instantPlus } from '../../platform/clock.ts';
import { isRefusal, valueOf } from '../../platform/outcome.ts';
import { ask } from '../oprf/asking.ts';
import { openAudit, readAudit } from './audit.ts';
import { keyServerOf } from './calls.ts';
import { openEpochs } from './epochs.ts';
import { openFolder } from './folder.ts';
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
  test('all bodies together have a limit too, so that inventing bodies helps nobody', () => {
    const directory = newFolder();
    const clock = movable();
    const audit = openAudit(serverIn(directory, clock).log);
    for (let at = 0; at < 10; at += 1)
      audit.append({
        ...{ at: clock.now(), kind: 'evaluated', ticket: '', reason: '' },
        organisation: `b${at}`,
        count: 2000,
      });
    const { server } = serverIn(directory, clock);
    assert.equal(refusal(server.session({ ticket: newTicket(), organisation: 'new' })), 'quota');
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
