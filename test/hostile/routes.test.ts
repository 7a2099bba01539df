import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { staffEnvironment } from '../../src/main/staff/environment.ts';
import { staffScreens } from '../../src/main/staff/screens.ts';
import { instantPlus, systemClock } from '../../src/platform/clock.ts';
import { environmentValue, readSettings } from '../../src/platform/config.ts';
import { newId } from '../../src/platform/ids.ts';
import { securityHeaders } from '../../src/platform/web/http/headers.ts';
import { createStaffSite, registerScreens, type Screen } from '../../src/platform/web/index.ts';
import { permits, type Profile, readProfile } from '../../src/profile/index.ts';
import type { TestDatabase } from '../support/database.ts';
import { installForTests, signedViewer } from '../support/personas.ts';
import { prepareKeys } from '../../src/main/demonstration/load.ts';
import { type TestVault, testVault } from '../support/vault.ts';
import { hostileBody, hostilePath } from './hostile.ts';
import { publicSiteOf } from '../support/public-site.ts';

/**
 * Hostile bodies at every route of the staff site, by somebody with every permit (the worst case: nothing is stopped at
 * the gate): a clear answer each time, never a 500, never the sent markup alive in the page.
 */
const seed = Number(environmentValue('ARIANE_SEED') ?? 20_261_121);
const runs = environmentValue('ARIANE_DEEP') ? 60 : 4;
const headers = {
  cookie: `__Host-session=${'A'.repeat(43)}`,
  host: 'localhost:8081',
  origin: 'http://localhost:8081',
  'sec-fetch-site': 'same-origin',
};

let vault: TestVault;
let app: Awaited<ReturnType<typeof createStaffSite>>;
let screens: readonly Screen<Profile>[];
const faults: string[] = [];

const administratorUrlOf = ({ administrator }: TestVault): string => {
  const { user, password, host, port, database } = administrator;
  return `postgres://${user}:${encodeURIComponent(String(password))}@${host}:${port}/${database}`;
};

before(async () => {
  vault = await testVault();
  const files = { administratorUrl: administratorUrlOf(vault) } as TestDatabase;
  await installForTests(files);
  const viewer = await signedViewer(files, { role: 'judicial_police_officer', permits });
  const settings = readSettings({ DATA_DIR: vault.settings.dataDirectory });
  const profile = readProfile(settings.profileDirectory);
  const logFault = (fault: object): void => void faults.push(JSON.stringify(fault));
  const parts = { settings, database: vault.casework, profile, clock: systemClock, logFault };
  const environment = {
    ...staffEnvironment(parts),
    sessionFor: async () => ({ viewer, endsAt: instantPlus(systemClock.now(), 1_800_000) }),
    requestsPerMinute: 1_000_000,
  };
  screens = staffScreens({
    vault: vault.client(),
    database: vault.casework,
    demonstration: true,
    siteName: 'Test',
    profile,
    draftKey: Buffer.alloc(32, 1),
    print: async () => Buffer.from('%PDF-1.7 test'),
    ...publicSiteOf(profile),
  });
  // As at every installation: each body has keys, and what is written is sealed to them.
  await prepareKeys(vault.client('cli'), profile);
  app = await createStaffSite(environment);
  registerScreens(app, screens, environment);
});
after(async () => {
  await app.close();
  await vault.close();
});

type Answer = { readonly statusCode: number; readonly body: string };

const filled = (path: string, part: string): string => path.replace(/:[^/]+/g, part);

const checkAnswer = (answer: Answer, where: string): void => {
  assert.ok(answer.statusCode < 500, `${where} answered ${answer.statusCode}: ${faults.at(-1) ?? ''}`);
  assert.doesNotMatch(answer.body, /<script>alert|<img src=x/, `${where} shows markup alive`);
  assert.doesNotMatch(answer.body, /at \w+ \(.*:\d+:\d+\)/, `${where} shows a stack`);
};

const tokenOf = async (): Promise<string> => {
  const page = await app.inject({ method: 'GET', url: '/me', headers });
  return /name="_token" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
};

/** Names of the inputs a page shows, to aim at. */
const inputsOf = async (path: string): Promise<string[]> => {
  const page = await app.inject({ method: 'GET', url: path, headers });
  return [...new Set([...page.body.matchAll(/ name="([a-z][^"]*)"/g)].map((found) => found[1] ?? ''))];
};

const post = (url: string, payload: string): Promise<Answer> =>
  app.inject({
    method: 'POST',
    url,
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    payload,
  });

const encoded = (pairs: readonly (readonly [string, string])[], token: string): string =>
  new URLSearchParams([
    ...pairs.map(([name, text]) => [name, text.toWellFormed()] as [string, string]),
    ['_token', token],
    ['_key', newId()],
  ]).toString();

describe('every route of the staff site', () => {
  test('takes hostile bodies without falling', async () => {
    const token = await tokenOf();
    assert.notEqual(token, '');
    const targets = screens.filter((screen) => screen.method === 'POST');
    assert.ok(targets.length > 10);
    for (const screen of targets) {
      const own = await inputsOf(filled(screen.path, newId()));
      const body = hostileBody(own);
      await fc.assert(
        fc.asyncProperty(body, async (pairs) => {
          const url = filled(screen.path, newId());
          checkAnswer(
            await post(url, encoded(pairs, token)),
            `POST ${screen.path} with ${JSON.stringify(pairs).slice(0, 400)}`,
          );
        }),
        { seed, numRuns: runs },
      );
    }
  });
  test('takes hostile addresses without falling', async () => {
    const targets = screens.filter((screen) => screen.path.includes(':'));
    for (const screen of targets)
      await fc.assert(
        fc.asyncProperty(hostilePath, async (part) => {
          checkAnswer(
            await app.inject({ method: screen.method, url: filled(screen.path, part), headers }),
            `${screen.method} ${screen.path} ${part}`,
          );
        }),
        { seed, numRuns: runs * 2 },
      );
  });
  test('takes hostile questions in the address without falling', async () => {
    for (const screen of screens.filter((one) => one.method === 'GET'))
      await fc.assert(
        fc.asyncProperty(
          fc.dictionary(
            fc.constantFrom('page', 'sort', 'state', 'period', 'measure', 'q', 'done', 'language'),
            fc.string({ maxLength: 40 }),
          ),
          async (query) => {
            const url = `${filled(screen.path, newId())}?${new URLSearchParams(Object.entries(query).map(([name, text]) => [name, text.toWellFormed()])).toString()}`;
            checkAnswer(await app.inject({ method: 'GET', url, headers }), `GET ${url}`);
          },
        ),
        { seed, numRuns: runs },
      );
  });
  test('shows the texts of the public pages whatever language and page are asked for', async () => {
    const at = await app.inject({ method: 'GET', url: '/site-texts/am/frame', headers });
    assert.equal(at.statusCode, 200, 'they are there, or this proves nothing');
    const asked = fc.tuple(fc.oneof(hostilePath, fc.constantFrom('en', 'am')), hostilePath);
    await fc.assert(
      fc.asyncProperty(asked, async ([language, page]) => {
        const url = `/site-texts/${language}/${page}`;
        checkAnswer(await app.inject({ method: 'GET', url, headers }), url);
      }),
      { seed, numRuns: runs * 5 },
    );
  });
  test('refuses bodies of another kind, broken ones and far too large ones in words', async () => {
    for (const screen of screens.filter((one) => one.method === 'POST')) {
      const url = filled(screen.path, newId());
      const kinds = {
        'application/json': '{"a":',
        'text/plain': 'x',
        'multipart/form-data; boundary=x': '--x\r\nbroken',
        'application/x-www-form-urlencoded': '%',
      };
      for (const [type, payload] of Object.entries(kinds))
        checkAnswer(
          await app.inject({ method: 'POST', url, headers: { ...headers, 'content-type': type }, payload }),
          `POST ${screen.path} as ${type}`,
        );
    }
  });
  test('refuses every form that another site sends, whatever token it carries, and changes nothing', async () => {
    const token = await tokenOf();
    const foreign = [
      { ...headers, origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
      { ...headers, origin: 'null', 'sec-fetch-site': 'cross-site' },
      { ...headers, 'sec-fetch-site': 'same-site' },
      { cookie: headers.cookie, host: headers.host },
    ];
    for (const screen of screens.filter((one) => one.method === 'POST'))
      for (const sender of foreign) {
        const answer = await app.inject({
          method: 'POST',
          url: filled(screen.path, newId()),
          headers: { ...sender, 'content-type': 'application/x-www-form-urlencoded' },
          payload: encoded([], token),
        });
        assert.equal(answer.statusCode, 403, `POST ${screen.path} from ${JSON.stringify(sender)}`);
      }
    const own = await post('/language', encoded([['language', 'fr']], token));
    assert.notEqual(own.statusCode, 403, 'a form of our own must pass, or this proves nothing');
  });
  test('gives the protecting headers with every answer, errors included', async () => {
    const asked = [
      ...screens.map(({ method, path }) => ({ method, url: filled(path, newId()) })),
      { method: 'GET' as const, url: '/nowhere' },
      { method: 'GET' as const, url: '/healthz' },
      { method: 'DELETE' as const, url: '/cases' },
    ];
    for (const { method, url } of asked) {
      const answer = await app.inject({ method, url, headers });
      for (const [name, value] of Object.entries(securityHeaders(false)))
        assert.equal(answer.headers[name], value, `${method} ${url} answered ${answer.statusCode} without ${name}`);
    }
  });
  test('logged no fault on the way', () => {
    assert.deepEqual(faults, []);
  });
});
