import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { otherApiRoutes } from '../../src/main/staff/api.ts';
import { staffEnvironment } from '../../src/main/staff/environment.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { readSettings } from '../../src/platform/config.ts';
import { newId } from '../../src/platform/ids.ts';
import { refuse } from '../../src/platform/outcome.ts';
import type { VaultClient } from '../../src/platform/vault-client/index.ts';
import type { Viewer } from '../../src/platform/viewer.ts';
import { createStaffSite, hashOfToken, newSessionToken } from '../../src/platform/web/index.ts';
import { referralsApi } from '../../src/rooms/referrals/api/index.ts';
import type { ApiAnswer } from './report-api.ts';
import { signedViewer } from './personas.ts';
import type { ReportWorld } from './reports.ts';

/** What a call carries beside its body. */
export type Call = { readonly token?: string; readonly key?: string; readonly match?: string; readonly known?: string };

/** The HTTP API of cases and consents on a world; requests do not pass the network. A fault of the program fails the test. */
export type CaseApi = {
  readonly ask: (method: 'GET' | 'POST' | 'PATCH', url: string, body?: unknown, call?: Call) => Promise<ApiAnswer>;
  /** A token of a machine of the role's body with these rights. */
  readonly tokenFor: (role: string, permits: readonly string[]) => Promise<string>;
  /** What the vault was asked to take back. */
  readonly takenBack: () => readonly string[];
  readonly close: () => Promise<void>;
};

const headersOf = ({ token = '', key = newId(), match, known }: Call, hasBody: boolean): Record<string, string> => ({
  host: 'localhost:8081',
  ...(hasBody ? { 'content-type': 'application/json' } : {}),
  ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
  ...(key === '' ? {} : { 'idempotency-key': key }),
  ...(match === undefined ? {} : { 'if-match': match }),
  ...(known === undefined ? {} : { 'if-none-match': known }),
});

const vaultNoting = (taken: string[]): VaultClient =>
  ({
    vouchedActs: async () => refuse('unavailable'),
    withdrawConsent: async ({ consentId }: { consentId: string }) => {
      if (taken.includes(consentId)) return refuse('already-withdrawn');
      taken.push(consentId);
      return { rekeyed: 0, removed: 0, left: 0 };
    },
  }) as unknown as VaultClient;

/** Makes such a site. */
export const caseApi = async (world: ReportWorld): Promise<CaseApi> => {
  const folder = mkdtempSync(join(tmpdir(), 'ariane-case-api-'));
  const { casework: database, profile } = world;
  const logFault = (fault: object): void => assert.fail(JSON.stringify(fault));
  const settings = readSettings({ DATA_DIR: folder });
  const environment = {
    ...staffEnvironment({ settings, database, profile, clock: systemClock, logFault }),
    requestsPerMinute: 100_000,
  };
  const callers = new Map<string, Viewer>();
  const taken: string[] = [];
  const app = await createStaffSite(environment);
  const findCaller = async (hash: string) => {
    const viewer = callers.get(hash);
    return viewer === undefined ? null : { viewer };
  };
  const others = otherApiRoutes(profile, vaultNoting(taken));
  await app.register(referralsApi({ ...environment, tokenFor: findCaller }, others));
  await app.ready();
  return {
    ask: async (method, url, body, call = {}) => {
      const payload = body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) };
      const answer = await app.inject({ method, url, headers: headersOf(call, body !== undefined), ...payload });
      return { status: answer.statusCode, text: answer.body, headers: answer.headers, json: () => answer.json() };
    },
    tokenFor: async (role, permits) => {
      const token = newSessionToken();
      callers.set(hashOfToken(token), await signedViewer(world.database, { role, permits, kind: 'api' }));
      return token;
    },
    takenBack: () => taken,
    close: async () => {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
