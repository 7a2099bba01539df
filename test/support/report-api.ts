import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { staffEnvironment } from '../../src/main/staff/environment.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { readSettings } from '../../src/platform/config.ts';
import { newId } from '../../src/platform/ids.ts';
import type { Viewer } from '../../src/platform/viewer.ts';
import { createStaffSite, hashOfToken, newSessionToken } from '../../src/platform/web/index.ts';
import { referralsApi } from '../../src/rooms/referrals/api/index.ts';
import { signedViewer } from './personas.ts';
import type { ReportWorld } from './reports.ts';

/** Tokens of other systems: two of the inspectorate, one of a reception centre; and one that nobody knows. */
export const tokens: Readonly<Record<'inspector' | 'reader' | 'reception' | 'unknown', string>> = {
  inspector: newSessionToken(),
  reader: newSessionToken(),
  reception: newSessionToken(),
  unknown: newSessionToken(),
};

export type Sending = {
  readonly key?: string;
  readonly token?: string;
  readonly type?: string;
  readonly language?: string;
};
export type ApiAnswer = {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly json: () => unknown;
};

/** The HTTP API on a database of its own; requests do not pass the network. A fault of the program fails the test. */
export type ReportApi = {
  readonly post: (payload: string | object, sending?: Sending) => Promise<ApiAnswer>;
  readonly get: (url: string, token?: string, etag?: string) => Promise<ApiAnswer>;
  readonly close: () => Promise<void>;
};

const callersIn = async (world: ReportWorld): Promise<ReadonlyMap<string, Viewer>> => {
  const machine = (role: string, permits: readonly string[]) =>
    signedViewer(world.database, { role, permits, kind: 'api' });
  const both = ['referrals.send', 'referrals.read-own'];
  return new Map([
    [hashOfToken(tokens.inspector), await machine('labour_inspector', both)],
    [hashOfToken(tokens.reader), await machine('labour_inspector', ['referrals.read-own'])],
    [hashOfToken(tokens.reception), await machine('reception_worker', both)],
  ]);
};

const siteOf = async (world: ReportWorld, folder: string) => {
  const { casework: database, profile } = world;
  const logFault = (fault: object): void => assert.fail(JSON.stringify(fault));
  const settings = readSettings({ DATA_DIR: folder });
  const parts = { settings, database, profile, clock: systemClock, logFault };
  const environment = { ...staffEnvironment(parts), requestsPerMinute: 100_000 };
  const callers = await callersIn(world);
  const tokenFor = async (hash: string) => {
    const viewer = callers.get(hash);
    return viewer === undefined ? null : { viewer };
  };
  const app = await createStaffSite(environment);
  await app.register(referralsApi({ ...environment, tokenFor }));
  await app.ready();
  return app;
};

/** Makes such a site. */
export const reportApi = async (world: ReportWorld): Promise<ReportApi> => {
  const folder = mkdtempSync(join(tmpdir(), 'ariane-api-'));
  const app = await siteOf(world, folder);
  const ask = async (request: object): Promise<ApiAnswer> => {
    const answer = await app.inject(request);
    return {
      status: answer.statusCode,
      text: answer.body,
      headers: answer.headers,
      json: () => answer.json(),
    };
  };
  const post: ReportApi['post'] = (payload, sending = {}) => {
    const { key = newId(), token = tokens.inspector, type = 'application/json', language = 'en' } = sending;
    const headers = {
      ...{ host: 'localhost:8081', 'content-type': type, 'accept-language': language },
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      ...(key === '' ? {} : { 'idempotency-key': key }),
    };
    const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
    return ask({ method: 'POST', url: '/api/v1/reports', payload: text, headers });
  };
  const get: ReportApi['get'] = (url, token = tokens.inspector, etag = '') => {
    const headers = {
      ...{ host: 'localhost:8081', authorization: `Bearer ${token}` },
      ...(etag === '' ? {} : { 'if-none-match': etag }),
    };
    return ask({ method: 'GET', url, headers });
  };
  const close = async (): Promise<void> => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { post, get, close };
};

/** The problem details of an answer that is a *no*. */
export const problemIn = (answer: ApiAnswer) => {
  assert.match(String(answer.headers['content-type']), /application\/problem\+json/, answer.text);
  const problem = answer.json() as {
    readonly status: number;
    readonly code: string;
    readonly title: string;
    readonly detail: string;
    readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[];
  };
  assert.equal(problem.status, answer.status);
  assert.ok(problem.title.length > 0 && problem.detail.length > 0);
  return problem;
};
