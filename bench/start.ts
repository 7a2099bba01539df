/** A second, warm start of the whole system: seconds until both sites are healthy, and memory of all processes. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { childEnvironment } from '../src/platform/config.ts';
import { projectRoot } from '../src/platform/root.ts';
import { median, type Measured } from './support/report.ts';

const ports = { portal: 18_080, casework: 18_081 };

const healthy = async (port: number): Promise<boolean> => {
  try {
    return (await fetch(`http://127.0.0.1:${port}/healthz`)).ok;
  } catch {
    return false;
  }
};

const launch = (directory: string): ChildProcess =>
  spawn(process.execPath, [join(projectRoot, 'dist/all.js')], {
    env: childEnvironment({
      DATA_DIR: directory,
      PORTAL_PORT: String(ports.portal),
      CASEWORK_PORT: String(ports.casework),
    }),
    stdio: ['ignore', 'ignore', 'inherit'],
  });

const untilHealthy = async (limitSeconds: number): Promise<number> => {
  const began = performance.now();
  for (;;) {
    if ((await healthy(ports.portal)) && (await healthy(ports.casework))) return (performance.now() - began) / 1000;
    if (performance.now() - began > limitSeconds * 1000) throw new Error('the system did not get healthy');
    await pause(25);
  }
};

const stop = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });

const parentOf = (pid: string): string | undefined => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')[1];
  } catch {
    return undefined;
  }
};

const family = (root: number): string[] => {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const parents = new Map(all.map((pid) => [pid, parentOf(pid)]));
  const found = [String(root)];
  for (const pid of found) found.push(...all.filter((one) => parents.get(one) === pid && !found.includes(one)));
  return found;
};

/** Proportional memory of a process in MiB: shared pages count once over all that share them. */
const memoryOf = (pid: string): number => {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
};

/** Measures a first start with the demonstration, then three second starts. */
export const measure = async (): Promise<readonly Measured[]> => {
  execFileSync(process.execPath, [join(projectRoot, 'scripts/build.mjs')], { stdio: 'inherit' });
  const directory = mkdtempSync(join(tmpdir(), 'ariane-bench-'));
  const first = launch(directory);
  const firstSeconds = await untilHealthy(120);
  await stop(first);
  const seconds: number[] = [];
  const memory: number[] = [];
  for (let round = 0; round < 3; round++) {
    const child = launch(directory);
    seconds.push(await untilHealthy(60));
    await pause(2000);
    memory.push(
      family(child.pid ?? 0)
        .map(memoryOf)
        .reduce((sum, one) => sum + one, 0),
    );
    await stop(child);
  }
  rmSync(directory, { recursive: true, force: true });
  return [
    { name: 'first start with the demonstration', value: firstSeconds, unit: 's', aim: { most: 30 } },
    { name: 'second start until both sites are healthy', value: median(seconds), unit: 's', aim: { most: 8 } },
    {
      name: 'memory of all processes (sum of PSS), database included',
      value: median(memory),
      unit: 'MiB',
      aim: { most: 700 },
    },
  ];
};
