import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { childEnvironment, environmentValue } from '../../src/platform/config.ts';
import { projectRoot } from '../../src/platform/root.ts';

/** Where the built program lies: `dist`, or the folder that `scripts/build.mjs` was told by `ARIANE_DIST`. */
export const distFolder = environmentValue('ARIANE_DIST') ?? join(projectRoot, 'dist');

/** The whole program, started as a user starts it. */
export type RunningSystem = {
  readonly child: ChildProcess;
  readonly portal: string;
  readonly casework: string;
  /** What it has printed so far. */
  readonly said: () => string;
  /** Ctrl-C, and wait for its end; gives the exit code. */
  readonly stop: () => Promise<number | null>;
};

export type SystemOptions = {
  readonly directory: string;
  readonly portalPort: number;
  readonly caseworkPort: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly serve?: boolean;
};

/** Starts the bundle that `npm start` has built. */
export const launchSystem = (options: SystemOptions): RunningSystem => {
  const child = spawn(process.execPath, [join(distFolder, 'all.js'), ...(options.serve ? ['--serve'] : [])], {
    env: childEnvironment({
      DATA_DIR: options.directory,
      PORTAL_PORT: String(options.portalPort),
      CASEWORK_PORT: String(options.caseworkPort),
      ...options.environment,
    }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (chunk: Buffer): void => {
    said += chunk.toString('utf8');
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return {
    child,
    portal: `http://127.0.0.1:${options.portalPort}`,
    casework: `http://localhost:${options.caseworkPort}`,
    said: () => said,
    stop: () => endOf(child, () => child.kill('SIGINT')),
  };
};

/** Waits for the end of a process that is told to end, or ends by itself. */
export const endOf = (child: ChildProcess, tell: () => void = () => undefined): Promise<number | null> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve(child.exitCode);
    child.once('exit', (code) => resolve(code));
    tell();
  });

const answers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/healthz`)).ok;
  } catch {
    return false;
  }
};

/** Waits until both sites are healthy; throws with what was printed when the program ends before. */
export const untilHealthy = async (system: RunningSystem, limitSeconds = 90): Promise<void> => {
  const until = performance.now() + limitSeconds * 1000;
  while (!((await answers(system.portal)) && (await answers(system.casework)))) {
    if (system.child.exitCode !== null) throw new Error(`the program ended: ${system.said().slice(-2000)}`);
    if (performance.now() > until) throw new Error(`not healthy in time: ${system.said().slice(-2000)}`);
    await pause(50);
  }
};
