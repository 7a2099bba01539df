import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { childEnvironment, type Settings } from '../../platform/config.ts';
import type { RoleName } from '../../platform/database/roles.ts';
import { clockOf } from '../clock.ts';
import type { PreparedDatabase } from './database.ts';
import { endChild } from './end-child.ts';
import { everyNight, type Nights } from './nights.ts';

/** The processes under supervision. */
export type Children = { stop(): Promise<void> };

type ProcessName = 'linkage-key-first' | 'linkage-key-second' | 'vault' | 'worker' | 'casework' | 'portal';
/** Vault before those that ask it for public keys and signed contexts when they start; the key servers of matching before it. */
const order: readonly ProcessName[] = [
  'linkage-key-first',
  'linkage-key-second',
  'vault',
  'worker',
  'casework',
  'portal',
];

/** The program of a process, what it is told on its command line, and its database role; a key server has none. */
type Program = {
  readonly file: string;
  readonly told: readonly string[];
  readonly role: RoleName | null;
  /** MiB each half of the heap for what has just been made may take: little where few requests come, since it is never given back. */
  readonly young: number;
};

const keyServer = (share: string): Program => ({ file: 'linkage-key', told: [share], role: null, young: 1 });

const programs: Readonly<Record<ProcessName | 'linkage', Program>> = {
  'linkage-key-first': keyServer('first'),
  'linkage-key-second': keyServer('second'),
  vault: { file: 'vault', told: [], role: 'vault', young: 2 },
  linkage: { file: 'linkage', told: [], role: 'linkage', young: 8 },
  worker: { file: 'worker', told: [], role: 'worker', young: 2 },
  casework: { file: 'casework', told: [], role: 'casework', young: 8 },
  portal: { file: 'portal', told: [], role: 'portal', young: 4 },
};

type Supervisor = { readonly settings: Settings; readonly database: PreparedDatabase; readonly folder: string };

/** What one process is told: its own login, and never the administrator's. */
const environmentFor = ({ settings, database }: Supervisor, role: RoleName | null): NodeJS.ProcessEnv =>
  childEnvironment({
    ARIANE_MODE: settings.mode,
    DATA_DIR: settings.dataDirectory,
    DATABASE_URL: '',
    ARIANE_ROLE_URL: role === null ? '' : database.addressFor(role),
    ARIANE_STATISTICS_URL: role === 'worker' ? database.addressFor('statistics') : '',
    ARIANE_AUDITOR_URL: role === 'worker' ? database.addressFor('auditor') : '',
    NODE_ENV: 'production',
  });

const launch = (supervisor: Supervisor, name: ProcessName | 'linkage'): ChildProcess => {
  const { file, told, role, young } = programs[name];
  const flags = ['--enable-source-maps', `--max-semi-space-size=${young}`];
  return spawn(process.execPath, [...flags, join(supervisor.folder, `${file}.js`), ...told], {
    env: environmentFor(supervisor, role),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
};

/** The key servers that run here; in production at most one does. */
const keyServersOf = ({ settings }: Supervisor): readonly ProcessName[] =>
  settings.keyServers.filter(({ isOurs }) => isOurs).map(({ share }) => `linkage-key-${share}` as const);

const untilReady = (child: ChildProcess, name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${name} did not get ready within 60 seconds`)), 60_000);
    child.once('message', () => resolve(clearTimeout(timer)));
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`${name} ended while starting (code ${code ?? 'none'}); its reason stands above`));
    });
  });

/** Loads the synthetic demonstration on the first start, through the same actions as everyone, before the sites open. */
const loadDemonstration = ({ settings, folder }: Supervisor): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--enable-source-maps', join(folder, 'cli.js'), 'demonstration', 'load'], {
      env: childEnvironment({ ARIANE_MODE: settings.mode, DATA_DIR: settings.dataDirectory, NODE_ENV: 'production' }),
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error('the demonstration could not be loaded'))));
  });

/** Starts a child and restarts it, with growing pauses, whenever it dies while we run. */
const keepAlive = async (
  supervisor: Supervisor,
  name: ProcessName,
  running: Map<ProcessName, ChildProcess>,
  stopping: () => boolean,
): Promise<void> => {
  let wait = 200;
  const again = async (): Promise<void> => {
    if (stopping()) return;
    await pause(wait);
    wait = Math.min(wait * 2, 10_000);
    if (!stopping()) watch(launch(supervisor, name));
  };
  const watch = (child: ChildProcess): void => {
    running.set(name, child);
    child.once('message', () => {
      wait = 200;
    });
    child.once('exit', () => void again());
  };
  const first = launch(supervisor, name);
  running.set(name, first);
  await untilReady(first, name);
  first.once('exit', () => void again());
};

/** Starts all processes in order; in the demonstration its data first. Throws, with all stopped, when one does not get ready. */
export const startChildren = async (
  settings: Settings,
  database: PreparedDatabase,
  { folder, timeZone }: { readonly folder: string; readonly timeZone: string },
): Promise<Children> => {
  const supervisor: Supervisor = { settings, database, folder };
  const running = new Map<ProcessName, ChildProcess>();
  let ending = false;
  let nights: Nights | null = null;
  const stop = async (): Promise<void> => {
    ending = true;
    await nights?.stop();
    for (const name of [...order].reverse()) {
      const child = running.get(name);
      if (child) await endChild(child);
    }
  };
  try {
    await Promise.all(keyServersOf(supervisor).map((name) => keepAlive(supervisor, name, running, () => ending)));
    await keepAlive(supervisor, 'vault', running, () => ending);
    if (settings.mode === 'demonstration') await loadDemonstration(supervisor);
    const analysed = settings.mode === 'demonstration' ? database.analyse() : null;
    const others = order.slice(order.indexOf('vault') + 1);
    await Promise.all([analysed, ...others.map((name) => keepAlive(supervisor, name, running, () => ending))]);
    nights = everyNight({ clock: clockOf(settings), timeZone, launch: () => launch(supervisor, 'linkage') });
  } catch (fault) {
    await stop();
    await database.stop();
    throw fault;
  }
  return { stop };
};
