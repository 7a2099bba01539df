/** A second, warm start of the whole system: seconds until both sites are healthy, and memory of all processes. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { childEnvironment } from '../src/platform/config.ts';
import { projectRoot } from '../src/platform/root.ts';
import { median, type Measured } from './support/report.ts';

type Ports = { readonly portal: number; readonly casework: number };

/** Ports that nobody else uses: another system that answers in our place would be healthy at once. */
const freePorts = async (): Promise<Ports> => {
  const probes = await Promise.all(
    [1, 2].map(() => {
      const probe = createServer();
      return new Promise<typeof probe>((resolve) => probe.listen(0, '127.0.0.1', () => resolve(probe)));
    }),
  );
  const [portal = 0, casework = 0] = probes.map((probe) => {
    const address = probe.address();
    return typeof address === 'object' && address ? address.port : 0;
  });
  await Promise.all(probes.map((probe) => new Promise((resolve) => probe.close(resolve))));
  return { portal, casework };
};

const healthy = async (port: number): Promise<boolean> => {
  try {
    return (await fetch(`http://127.0.0.1:${port}/healthz`)).ok;
  } catch {
    return false;
  }
};

const launch = (directory: string, ports: Ports): ChildProcess =>
  spawn(process.execPath, [join(projectRoot, 'dist/all.js')], {
    env: childEnvironment({
      DATA_DIR: directory,
      PORTAL_PORT: String(ports.portal),
      CASEWORK_PORT: String(ports.casework),
    }),
    stdio: ['ignore', 'ignore', 'inherit'],
  });

const untilHealthy = async (ports: Ports, limitSeconds: number): Promise<number> => {
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

const ticksPerSecond = 100;

/** Processor time in seconds that a process and the children it has outlived took. */
const processorSecondsOf = (pid: string): number => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / ticksPerSecond;
  } catch {
    return 0;
  }
};

const sumOver = (child: ChildProcess, valueOf: (pid: string) => number): number =>
  family(child.pid ?? 0).reduce((sum, pid) => sum + valueOf(pid), 0);

/** Measures a first start with the demonstration, then three second starts. */
export const measure = async (): Promise<readonly Measured[]> => {
  execFileSync(process.execPath, [join(projectRoot, 'scripts/build.mjs')], { stdio: 'inherit' });
  const directory = mkdtempSync(join(tmpdir(), 'ariane-bench-'));
  const ports = await freePorts();
  const first = launch(directory, ports);
  const firstSeconds = await untilHealthy(ports, 240);
  const firstProcessor = sumOver(first, processorSecondsOf);
  await stop(first);
  const seconds: number[] = [];
  const processor: number[] = [];
  const memory: number[] = [];
  for (let round = 0; round < 3; round++) {
    const child = launch(directory, ports);
    seconds.push(await untilHealthy(ports, 60));
    processor.push(sumOver(child, processorSecondsOf));
    await pause(2000);
    memory.push(sumOver(child, memoryOf));
    await stop(child);
  }
  rmSync(directory, { recursive: true, force: true });
  return [
    { name: 'first start with the demonstration', value: firstSeconds, unit: 's', aim: { most: 30 } },
    { name: 'its processor time, all processes', value: firstProcessor, unit: 's' },
    { name: 'second start until both sites are healthy', value: median(seconds), unit: 's', aim: { most: 8 } },
    { name: 'its processor time, all processes', value: median(processor), unit: 's' },
    {
      name: 'memory of all processes (sum of PSS), database included',
      value: median(memory),
      unit: 'MiB',
      aim: { most: 700 },
    },
  ];
};
