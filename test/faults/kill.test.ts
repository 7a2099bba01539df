import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, before, test, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { environmentValue } from '../../src/platform/config.ts';
import { verifyJournal } from '../../src/main/audit/verify.ts';
import { findingsIn, waitingDeliveries } from './support/findings.ts';
import { type ProcessName, processesOf, type Running } from './support/processes.ts';
import { type LiveSystem, liveSystem } from './support/running-system.ts';
import { type Sender, startSender } from './support/sender.ts';

const deep = environmentValue('ARIANE_DEEP') === '1';
const leastKills = deep ? 300 : 50;
const senders = 3;
const seed = Number(environmentValue('ARIANE_SEED') ?? randomInt(2 ** 31));

let live: LiveSystem;
before(async () => {
  live = await liveSystem();
});
after(() => live.close());

/** Numbers that a seed repeats: mulberry32. */
const chanceOf = (start: number) => {
  let state = start >>> 0;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
};
const chance = chanceOf(seed);

/** How often in a hundred strikes a process dies, and how many of its kind at once at most. */
const odds: Readonly<Record<ProcessName, { readonly percent: number; readonly most: number }>> = {
  casework: { percent: 45, most: 1 },
  backend: { percent: 55, most: 3 },
  postmaster: { percent: 12, most: 1 },
  worker: { percent: 70, most: 1 },
  vault: { percent: 70, most: 1 },
};

const pick = <T>(list: readonly T[]): T | undefined => list[chance(list.length)];

const kill = ({ pid }: Running): boolean => {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
};

const chosenOf = (running: readonly Running[], name: ProcessName): readonly Running[] => {
  const { percent, most } = odds[name];
  if (chance(100) >= percent) return [];
  const alike = running.filter((one) => one.name === name);
  return Array.from({ length: 1 + chance(most) }, () => pick(alike)).filter((one) => one !== undefined);
};

/** Kills some processes at the same moment; gives the names of those that died. */
const strike = (): readonly ProcessName[] => {
  const running = processesOf(live.supervisor);
  const names = Object.keys(odds) as ProcessName[];
  const chosen = new Set(names.flatMap((name) => chosenOf(running, name)));
  return [...chosen].filter(kill).map(({ name }) => name);
};

const count = (all: readonly Sender[]): number => all.reduce((sum, one) => sum + one.acknowledged.length, 0);

/** Waits until another report got through, so that the next strike falls into living work; a minute at most. */
const untilProgress = async (all: readonly Sender[], before: number): Promise<void> => {
  const until = performance.now() + 60_000;
  while (count(all) <= before) {
    for (const one of all) assert.equal(one.fault(), null);
    assert.ok(performance.now() < until, `nothing was acknowledged for a minute\n${live.system.said().slice(-2000)}`);
    await pause(10);
  }
};

const strikeUntilEnough = async (all: readonly Sender[]): Promise<Map<ProcessName, number>> => {
  const killed = new Map<ProcessName, number>();
  for (let kills = 0; kills < leastKills; ) {
    await untilProgress(all, count(all));
    await pause(chance(250));
    const died = strike();
    kills += died.length;
    for (const name of died) killed.set(name, (killed.get(name) ?? 0) + 1);
  }
  return killed;
};

const connected = async (): Promise<Client> => {
  for (let tries = 0; ; tries += 1)
    try {
      return await live.administrator();
    } catch (fault) {
      if (tries > 100) throw fault;
      await pause(200);
    }
};

const untilDelivered = async (administrator: Client): Promise<void> => {
  const until = performance.now() + 90_000;
  while ((await waitingDeliveries(administrator)) > 0 && performance.now() < until) await pause(100);
};

const assertSound = async (context: TestContext): Promise<void> => {
  const auditor = live.auditor();
  const audit = await verifyJournal(auditor, null);
  await auditor.destroy();
  context.diagnostic(`journal: ${audit.chains} chains, ${audit.events} events`);
  assert.deepEqual(audit.findings, []);
};

test('processes are killed at random moments while reports are sent: each acknowledged report is there once, nothing is half done', async (context) => {
  context.diagnostic(`seed ${seed} (repeat with ARIANE_SEED=${seed})`);
  const address = { casework: live.system.casework, token: live.token };
  const all = Array.from({ length: senders }, (_, index) => startSender(address, 1 + (index % 2)));
  const killed = await strikeUntilEnough(all);
  await Promise.all(all.map((one) => one.stop()));
  const promised = all.flatMap((one) => one.acknowledged);
  const attempts = all.reduce((sum, one) => sum + one.attempts(), 0);
  context.diagnostic([...killed].map(([name, times]) => `${name} ${times}`).join(', '));
  context.diagnostic(`${promised.length} reports acknowledged in ${attempts} attempts`);
  const administrator = await connected();
  await untilDelivered(administrator);
  assert.deepEqual(await findingsIn(administrator, promised), []);
  await administrator.end();
  await assertSound(context);
  const [first] = promised;
  assert.ok(first && promised.length >= leastKills / 4, 'too little was sent to prove anything');
});
