import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from '../../../src/platform/root.ts';
import { freePort } from '../../gallery/client.ts';
import { distFolder, launchSystem, untilHealthy } from '../../support/system.ts';

/**
 * Loading the demonstration takes most of a start. It is loaded once for a build, profile and database schema, and each
 * journey gets a copy of that folder, as after a first start that was stopped.
 */
const place = join(
  tmpdir(),
  `ariane-journeys-${process.getuid?.() ?? 0}-${createHash('sha256').update(projectRoot).digest('hex').slice(0, 10)}`,
);
const lockFolder = join(place, 'lock');
const hour = 3_600_000;

const ageOf = (path: string): number => performance.timeOrigin + performance.now() - statSync(path).mtimeMs;

const fingerprint = (): string => {
  const hash = createHash('sha256');
  const built = globSync('*.js', { cwd: distFolder }).map((name) => join(distFolder, name));
  const data = globSync(['profiles/luxembourg/**/*.json', 'database/**/*.sql'], { cwd: projectRoot });
  for (const path of [...built.sort(), ...data.sort().map((name) => join(projectRoot, name))])
    hash.update(path).update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
};

const withLock = async <T>(work: () => Promise<T>): Promise<T> => {
  mkdirSync(place, { recursive: true });
  for (;;) {
    try {
      mkdirSync(lockFolder);
      break;
    } catch {
      if (existsSync(lockFolder) && ageOf(lockFolder) > hour / 12) rmSync(lockFolder, { recursive: true, force: true });
      await pause(100);
    }
  }
  try {
    return await work();
  } finally {
    rmdirSync(lockFolder);
  }
};

const removeOld = (): void => {
  for (const name of globSync('template-*', { cwd: place }))
    if (ageOf(join(place, name)) > 2 * hour) rmSync(join(place, name), { recursive: true, force: true });
};

const make = async (template: string): Promise<void> => {
  rmSync(template, { recursive: true, force: true });
  removeOld();
  const [portalPort, caseworkPort] = [await freePort(), await freePort()];
  const system = launchSystem({ directory: join(template, 'data'), portalPort, caseworkPort });
  try {
    await untilHealthy(system, 600);
  } finally {
    await system.stop();
  }
  writeFileSync(join(template, 'complete'), '');
};

/** A new data folder in which the demonstration stands as after the first start. Who asks removes it. */
export const demonstrationFolder = (): Promise<string> =>
  withLock(async () => {
    const template = join(place, `template-${fingerprint()}`);
    if (!existsSync(join(template, 'complete'))) await make(template);
    const folder = mkdtempSync(join(tmpdir(), 'ariane-journey-'));
    // With its owners: the database's files belong to another user when root runs the tests.
    execFileSync('cp', ['-a', `${join(template, 'data')}/.`, folder]);
    return folder;
  });
