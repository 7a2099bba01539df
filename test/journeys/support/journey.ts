import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { installStaff, type NewStaff } from '../../../src/main/install/store.ts';
import { childEnvironment } from '../../../src/platform/config.ts';
import { newId } from '../../../src/platform/ids.ts';
import { type Profile, readProfile } from '../../../src/profile/index.ts';
import { freePort } from '../../gallery/client.ts';
import { distFolder, launchSystem, type RunningSystem, untilHealthy } from '../../support/system.ts';
import { launchBrowser } from './browser.ts';
import { demonstrationFolder } from './template.ts';

/** What a command of the command line printed, and its exit code. */
export type Said = { readonly code: number | null; readonly text: string };

/** The program as somebody starts it, a browser in front of it, and a folder of its own. `close` ends and removes all. */
export type Journey = {
  readonly system: RunningSystem;
  readonly browser: Browser;
  readonly profile: Profile;
  /** Options of a browser window on the staff site: `page.goto('/me')` is enough there. */
  readonly staff: BrowserContextOptions;
  /** A window of its own, closed after the work. Default: the staff site. */
  readonly visit: (work: (page: Page) => Promise<void>, options?: BrowserContextOptions) => Promise<void>;
  /** `ariane <words>` on this installation. */
  readonly ariane: (...words: string[]) => Promise<Said>;
  /** Puts people into the directory as the owner. */
  readonly addStaff: (staff: readonly NewStaff[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

const read = (folder: string, name: string): string => readFileSync(join(folder, 'database', name), 'utf8').trim();

/** Address of the embedded server's administrator. */
const administratorOf = (folder: string): string => {
  const address = new URL(`postgres://127.0.0.1:${read(folder, 'port')}/postgres`);
  address.username = 'postgres';
  address.password = read(folder, 'administrator');
  return address.toString();
};

const runCommand = (folder: string, words: readonly string[], origin: string): Promise<Said> =>
  new Promise((resolve) => {
    const env = childEnvironment({ DATA_DIR: folder, CASEWORK_ORIGIN: origin });
    const child = spawn(process.execPath, [join(distFolder, 'cli.js'), ...words], { env });
    let text = '';
    const hear = (chunk: Buffer): void => {
      text += chunk.toString('utf8');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('close', (code) => resolve({ code, text }));
  });

const rolesOnStage = async (origin: string): Promise<ReadonlySet<string>> => {
  const page = await (await fetch(`${origin}/step-in`)).text();
  return new Set([...page.matchAll(/data-roles="([^"]*)"/g)].flatMap(([, roles]) => (roles ?? '').split(' ')));
};

/** A synthetic person for each role that nobody in the demonstration has, so that every role can be stepped into. */
const missingPersonas = (profile: Profile, known: ReadonlySet<string>): readonly NewStaff[] =>
  profile.roles
    .filter(({ code }) => !known.has(code))
    .map(({ code, names, organisations }) => ({
      id: newId(),
      organisationCode: organisations.find((one) => one !== '*') ?? 'MJ',
      login: `journey.${code.replaceAll('_', '-')}`,
      displayName: `Exemple ${names.en}`.slice(0, 120),
      language: 'en' as const,
      roles: [code],
      synthetic: true,
    }));

const visitIn =
  (browser: Browser, staff: BrowserContextOptions): Journey['visit'] =>
  async (work, options = {}) => {
    const context = await browser.newContext({ ...staff, ...options });
    try {
      await work(await context.newPage());
    } finally {
      await context.close();
    }
  };

const launchIn = async (folder: string, environment: Readonly<Record<string, string>>): Promise<RunningSystem> => {
  const [portalPort, caseworkPort] = [await freePort(), await freePort()];
  const system = launchSystem({ directory: folder, portalPort, caseworkPort, environment });
  await untilHealthy(system, 120);
  return system;
};

/**
 * Starts the built program (`node scripts/build.mjs` first) with its synthetic demonstration in a new folder, on free
 * ports, and a browser. Every role of the profile has at least one persona to step in as.
 */
export const startJourney = async (environment: Readonly<Record<string, string>> = {}): Promise<Journey> => {
  const folder = await demonstrationFolder();
  const profile = readProfile('profiles/luxembourg');
  const system = await launchIn(folder, environment);
  const addStaff: Journey['addStaff'] = (staff) =>
    installStaff(administratorOf(folder), 'ariane', { profileId: profile.id, staff });
  await addStaff(missingPersonas(profile, await rolesOnStage(system.casework)));
  const browser = await launchBrowser();
  const staff: BrowserContextOptions = { baseURL: system.casework, locale: 'en-GB', reducedMotion: 'reduce' };
  const ariane: Journey['ariane'] = (...words) => runCommand(folder, words, system.casework);
  const close = async (): Promise<void> => {
    await browser.close();
    await system.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { system, browser, profile, staff, visit: visitIn(browser, staff), ariane, addStaff, close };
};
