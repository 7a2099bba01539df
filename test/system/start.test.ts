import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { projectRoot } from '../../src/platform/root.ts';
import { freePort } from '../gallery/client.ts';
import { demonstrationFolder } from '../journeys/support/template.ts';
import { endOf, launchSystem, type SystemOptions, untilHealthy } from '../support/system.ts';

const folders: string[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'ariane-start-'));
  folders.push(folder);
  return folder;
};
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

let ports = { portalPort: 0, caseworkPort: 0 };
before(async () => {
  ports = { portalPort: await freePort(), caseworkPort: await freePort() };
});

const options = (directory: string, more: Partial<SystemOptions> = {}): SystemOptions => ({
  directory,
  ...ports,
  ...more,
});

/** Processes whose command line names the folder: what a stop must leave none of. */
const leftBehind = (folder: string): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
      } catch {
        return false;
      }
    });

describe('the start', () => {
  test('comes up healthy with the demonstration, stops cleanly, and finds its data at the second start', async () => {
    const folder = newFolder();
    const first = launchSystem(options(folder));
    await untilHealthy(first);
    assert.ok(first.said().includes(`http://127.0.0.1:${ports.portalPort}`), first.said());
    assert.ok(first.said().includes(`http://localhost:${ports.caseworkPort}/step-in`), first.said());
    const personas = await (await fetch(`${first.casework}/step-in`)).text();
    assert.match(personas, /name="staff"/);
    assert.equal(await first.stop(), 0);
    assert.deepEqual(leftBehind(folder), []);
    const second = launchSystem(options(folder));
    await untilHealthy(second);
    assert.equal(
      (await (await fetch(`${second.casework}/step-in`)).text()).match(/name="staff"/g)?.length,
      personas.match(/name="staff"/g)?.length,
    );
    assert.equal(await second.stop(), 0);
  });
});

describe('production', () => {
  const refused = async (environment: Record<string, string>, reason: RegExp): Promise<void> => {
    const system = launchSystem(options(newFolder(), { serve: true, environment }));
    assert.equal(await endOf(system.child), 1);
    assert.match(system.said(), reason);
  };
  const good = { PORTAL_ORIGIN: 'https://help.example.lu', CASEWORK_ORIGIN: 'https://work.example.lu' };
  test('refuses to start on missing or weak settings and says which', async () => {
    await refused({}, /PORTAL_ORIGIN: is missing/);
    await refused({ ...good, PORTAL_ORIGIN: 'http://help.example.lu' }, /PORTAL_ORIGIN: must begin with https/);
    await refused(
      { ...good, CASEWORK_ORIGIN: 'https://help.example.lu:8443' },
      /CASEWORK_ORIGIN: must use another host name/,
    );
    await refused(
      { ...good, DATABASE_URL: 'postgres://a:short@127.0.0.1/x' },
      /DATABASE_URL: has a password of under 16/,
    );
    await refused({ ...good, CASEWORK_PORT: 'eighty' }, /CASEWORK_PORT/);
  });
  test('starts without demonstration, without a persona, without a way to step in', async () => {
    const folder = newFolder();
    const system = launchSystem(options(folder, { serve: true, environment: good }));
    await untilHealthy(system);
    assert.equal((await fetch(`${system.casework}/step-in`)).status, 404);
    const page = await (await fetch(`${system.casework}/sign-in`)).text();
    assert.doesNotMatch(page, /[Ss]ynthetic/);
    assert.equal(await system.stop(), 0);
  });
  test('refuses a database that holds the demonstration', async () => {
    const folder = await demonstrationFolder();
    folders.push(folder);
    const system = launchSystem(options(folder, { serve: true, environment: good }));
    assert.equal(await endOf(system.child), 1);
    assert.match(system.said(), /demonstration/);
  });
});

test('a bad profile stops the start with file, line and reason', async () => {
  const folder = newFolder();
  const profile = join(folder, 'profile');
  cpSync(join(projectRoot, 'profiles/luxembourg'), profile, { recursive: true });
  const file = join(profile, 'roles.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"sign_in": "passkey"', '"sign_in": "by letter"'));
  const system = launchSystem(options(join(folder, 'data'), { environment: { PROFILE: profile } }));
  assert.equal(await endOf(system.child), 1);
  assert.match(system.said(), /roles\.json.*\d+.*sign_in|roles\.json:\d+/s);
  assert.equal(existsSync(join(folder, 'data', 'database')), false);
});
