import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { staffEnvironment } from '../../src/main/staff/environment.ts';
import { type Clock, instantPlus } from '../../src/platform/clock.ts';
import { readSettings } from '../../src/platform/config.ts';
import type { Database } from '../../src/platform/database/index.ts';
import { newId } from '../../src/platform/ids.ts';
import type { Viewer } from '../../src/platform/viewer.ts';
import { createStaffSite, type FaultLine, registerScreens, type Screen } from '../../src/platform/web/index.ts';
import type { Profile } from '../../src/profile/index.ts';

/** What a test gets to ask: pages as text, by the same kernel as in production. */
export type TestSite = {
  readonly get: (path: string) => Promise<TestAnswer>;
  /** Posts a form with a valid token, as the page at `from` carries it; each with a key of its own unless `_key` says one. */
  readonly post: (path: string, from: string, body?: Readonly<Record<string, string>>) => Promise<TestAnswer>;
  /** A file as it is sent: by its address, or posted with what its form says. */
  readonly bytes: (
    path: string,
    form?: { readonly from: string; readonly body: Readonly<Record<string, string>> },
  ) => Promise<Omit<TestAnswer, 'text'> & { readonly bytes: Buffer }>;
  readonly close: () => Promise<void>;
};
export type TestAnswer = {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
};

type SiteParts = {
  readonly database: Database;
  readonly profile: Profile;
  readonly clock: Clock;
  readonly viewer: Viewer;
  readonly screens: readonly Screen<Profile>[];
};

const origin = 'http://localhost:8081';
const headers = {
  cookie: `__Host-session=${'A'.repeat(43)}`,
  host: 'localhost:8081',
  origin,
  'sec-fetch-site': 'same-origin',
};

const tokenIn = (page: string): string => /name="_token" value="([^"]+)"/.exec(page)?.[1] ?? '';

type App = Awaited<ReturnType<typeof createStaffSite>>;

const formHeaders = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };

/** Asks pages of a site without the network. */
const asking = (app: App): Omit<TestSite, 'close'> => {
  const get: TestSite['get'] = async (url) => {
    const answer = await app.inject({ method: 'GET', url, headers });
    return { status: answer.statusCode, text: answer.body, headers: answer.headers };
  };
  const payloadOf = async (from: string, body: Readonly<Record<string, string>>): Promise<string> =>
    new URLSearchParams({ _key: newId(), ...body, _token: tokenIn((await get(from)).text) }).toString();
  const post: TestSite['post'] = async (url, from, body = {}) => {
    const payload = await payloadOf(from, body);
    const answer = await app.inject({ method: 'POST', url, headers: formHeaders, payload });
    return { status: answer.statusCode, text: answer.body, headers: answer.headers };
  };
  const bytes: TestSite['bytes'] = async (url, form) => {
    const answer = form
      ? await app.inject({ method: 'POST', url, headers: formHeaders, payload: await payloadOf(form.from, form.body) })
      : await app.inject({ method: 'GET', url, headers });
    return { status: answer.statusCode, bytes: answer.rawPayload, headers: answer.headers };
  };
  return { get, post, bytes };
};

/** The staff site with some screens and one viewer who is signed in. Requests do not pass the network. */
export const testSite = async (parts: SiteParts): Promise<TestSite> => {
  const folder = mkdtempSync(join(tmpdir(), 'ariane-site-'));
  const settings = readSettings({ DATA_DIR: folder });
  const undeclared: string[] = [];
  const logFault = (fault: FaultLine): void => {
    process.stderr.write(`${JSON.stringify(fault)}\n`);
    if (fault.reference === 'undeclared') undeclared.push(`${fault.method} ${fault.route}: ${fault.error}`);
  };
  const environment = {
    ...staffEnvironment({ ...parts, settings, logFault }),
    sessionFor: async () => ({ viewer: parts.viewer, endsAt: instantPlus(parts.clock.now(), 1_800_000) }),
    navigation: () => [],
  };
  const app = await createStaffSite(environment);
  registerScreens(app, parts.screens, environment);
  const close = async (): Promise<void> => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
    // Whatever a test did on the way: each route wrote only what it declares.
    if (undeclared.length > 0) throw new Error(undeclared.join('\n'));
  };
  return { ...asking(app), close };
};
