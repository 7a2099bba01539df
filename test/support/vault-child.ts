import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../src/platform/root.ts';

/** What loads TypeScript in a process of its own. */
export const typescriptHooks = pathToFileURL(join(projectRoot, 'scripts/typescript.mjs')).href;

/** Starts a vault as a process of its own, for tests that kill it or let it hang; it serves when this returns. */
export const forkVault = async (settings: object): Promise<ChildProcess> => {
  const child = fork(join(projectRoot, 'test/support/vault-process.ts'), [JSON.stringify(settings)], {
    execArgv: ['--import', typescriptHooks],
  });
  await new Promise<void>((ready, failed) => {
    child.once('message', () => ready());
    child.once('exit', (code) => failed(new Error(`the vault ended (${code})`)));
  });
  return child;
};

/** SIGKILL, and waits until it is gone. */
export const killVault = (child: ChildProcess): Promise<void> =>
  new Promise((gone) => {
    if (child.exitCode !== null || child.signalCode !== null) return gone();
    child.once('exit', () => gone());
    child.kill('SIGKILL');
  });
