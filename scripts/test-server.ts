// The PostgreSQL that all test files share: `running` ends well when there is one, `stop` ends it and clears its folder.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { testServerFolder } from '../test/support/server.ts';

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** The server's process, or undefined; PostgreSQL writes its number into the first line of its lock file. */
const findServer = (): number | undefined => {
  try {
    const pid = Number.parseInt(readFileSync(join(testServerFolder, 'postgres/cluster/postmaster.pid'), 'utf8'), 10);
    return isAlive(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
};

const stop = async (pid: number): Promise<void> => {
  process.kill(pid, 'SIGINT');
  for (let waited = 0; isAlive(pid) && waited < 10_000; waited += 50) await pause(50);
  rmSync(testServerFolder, { recursive: true, force: true });
};

const server = findServer();
if (process.argv[2] === 'running') process.exitCode = server === undefined ? 1 : 0;
else if (server !== undefined) await stop(server);
