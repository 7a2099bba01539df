import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { childEnvironment } from '../../src/platform/config.ts';
import { projectRoot } from '../../src/platform/root.ts';
import { bundled } from './bundle.ts';
import type { Scratch } from './scratch.ts';

/** A staff site in a process of its own; `port` is where it listens. */
export type CaseworkProcess = { readonly port: number; readonly close: () => Promise<void> };

const sealedBeforehand: Plugin = {
  name: 'sealed-beforehand',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/seal\.ts$/ }, ({ importer }) =>
      importer.endsWith('sealed-beforehand.ts')
        ? undefined
        : { path: join(projectRoot, 'bench/support/sealed-beforehand.ts') },
    );
  },
};

const untilReady = (child: ChildProcess): Promise<void> =>
  new Promise((ready, failed) => {
    child.once('message', () => ready());
    child.once('exit', (code) => failed(new Error(`the staff site ended while starting (${code})`)));
  });

const end = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });

const bundle = (beforehand: boolean): Promise<string> =>
  beforehand
    ? bundled('src/main/casework.ts', 'beforehand', [sealedBeforehand])
    : bundled('src/main/casework.ts', 'whole');

/** The program as it is installed: its pages name the files of style and islands, which only the whole build makes. */
const builtWithPages = (): string => {
  execFileSync(process.execPath, [join(projectRoot, 'scripts/build.mjs')], { stdio: ['ignore', 'ignore', 'inherit'] });
  return join(projectRoot, 'dist/casework.js');
};

/** Starts the staff site as in production on a scratch database, in one variant with ciphertext made beforehand. */
export const startCasework = async (
  scratch: Scratch,
  variant: { readonly port: number; readonly beforehand: boolean; readonly pages?: boolean },
): Promise<CaseworkProcess> => {
  const file = variant.pages === true ? builtWithPages() : await bundle(variant.beforehand);
  const child = spawn(process.execPath, [file], {
    env: childEnvironment({
      ...{ ARIANE_MODE: 'serve', NODE_ENV: 'production', LOG_LEVEL: 'fatal', DATABASE_URL: '' },
      ...{ DATA_DIR: scratch.directory, ARIANE_ROLE_URL: scratch.addressFor('casework') },
      ...{ CASEWORK_PORT: String(variant.port), CASEWORK_ORIGIN: 'https://work.example.lu' },
    }),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await untilReady(child);
  return { port: variant.port, close: () => end(child) };
};
