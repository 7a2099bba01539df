import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { startEmbeddedServer } from '../../src/platform/database/launcher.ts';
import { projectRoot } from '../../src/platform/root.ts';

/** One PostgreSQL for all test files of a checkout, started by the first that needs it; it syncs nothing to disk. */
const place = join(
  tmpdir(),
  `ariane-test-${process.getuid?.() ?? 0}-${createHash('sha256').update(projectRoot).digest('hex').slice(0, 10)}`,
);
export const testServerFolder = place;
const addressFile = join(place, 'address');
const lockFolder = join(place, 'lock');

const answers = async (address: string): Promise<boolean> => {
  const client = new Client({ connectionString: address, connectionTimeoutMillis: 2000 });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
};

const takeLock = async (): Promise<void> => {
  mkdirSync(place, { recursive: true });
  for (;;) {
    try {
      mkdirSync(lockFolder);
      return;
    } catch {
      if (existsSync(lockFolder) && performance.timeOrigin + performance.now() - statSync(lockFolder).mtimeMs > 60_000)
        rmSync(lockFolder, { recursive: true, force: true });
      await pause(50);
    }
  }
};

/** The administrator's address of the test server; starts it when it does not run. */
export const testServer = async (): Promise<string> => {
  await takeLock();
  try {
    const known = existsSync(addressFile) ? readFileSync(addressFile, 'utf8') : '';
    if (known && (await answers(known))) return known;
    rmSync(join(place, 'postgres'), { recursive: true, force: true });
    const server = await startEmbeddedServer({ directory: join(place, 'postgres'), durable: false, bound: false });
    writeFileSync(addressFile, server.url, { mode: 0o600 });
    return server.url;
  } finally {
    rmdirSync(lockFolder);
  }
};
