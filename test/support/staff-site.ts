import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { staffEnvironment } from '../../src/main/staff/environment.ts';
import { type Clock, instantPlus } from '../../src/platform/clock.ts';
import { readSettings } from '../../src/platform/config.ts';
import type { Database } from '../../src/platform/database/index.ts';
import type { Viewer } from '../../src/platform/viewer.ts';
import { createStaffSite, registerScreens, type Screen } from '../../src/platform/web/index.ts';
import type { Profile } from '../../src/profile/index.ts';

/** What a test gets to ask: pages as text, by the same kernel as in production. */
export type TestSite = {
  readonly get: (path: string) => Promise<TestAnswer>;
  /** Posts a form with a valid token, as the page at `from` carries it. */
  readonly post: (path: string, from: string, body?: Readonly<Record<string, string>>) => Promise<TestAnswer>;
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

/** The staff site with some screens and one viewer who is signed in. Requests do not pass the network. */
export const testSite = async (parts: SiteParts): Promise<TestSite> => {
  const folder = mkdtempSync(join(tmpdir(), 'ariane-site-'));
  const settings = readSettings({ DATA_DIR: folder });
  const logFault = (fault: object): void => void process.stderr.write(`${JSON.stringify(fault)}\n`);
  const environment = {
    ...staffEnvironment({ ...parts, settings, logFault }),
    sessionFor: async () => ({ viewer: parts.viewer, endsAt: instantPlus(parts.clock.now(), 1_800_000) }),
    navigation: () => [],
  };
  const app = await createStaffSite(environment);
  registerScreens(app, parts.screens, environment);
  const get = async (path: string): Promise<TestAnswer> => {
    const answer = await app.inject({ method: 'GET', url: path, headers });
    return { status: answer.statusCode, text: answer.body, headers: answer.headers };
  };
  const post: TestSite['post'] = async (path, from, body = {}) => {
    const payload = new URLSearchParams({ ...body, _token: tokenIn((await get(from)).text), _key: 'k' }).toString();
    const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await app.inject({ method: 'POST', url: path, headers: form, payload });
    return { status: answer.statusCode, text: answer.body, headers: answer.headers };
  };
  const close = async (): Promise<void> => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { get, post, close };
};
