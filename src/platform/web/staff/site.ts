import { faultFacts } from '../../fault-facts.ts';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { newId } from '../../ids.ts';
import { sendProblem } from '../api/problem.ts';
import { assetFiles, loadAssets } from '../assets.ts';
import { bodyLimit, decodeForm } from '../http/body.ts';
import { putHeaders, rawHeaders } from '../http/headers.ts';
import type { FaultLine, StaffEnvironment } from './environment.ts';
import { faultPage, type ProblemKind, problemPage } from './problem-page.tsx';
import type { Exchange } from './render.tsx';
import { registerSessionScreens } from './session-screens.ts';
import { visitorInTrouble } from './visitor.ts';

const kinds: Readonly<Record<number, ProblemKind>> = {
  403: 'not_allowed',
  404: 'not_found',
  413: 'too_large',
  415: 'wrong_type',
  429: 'too_many',
  503: 'unavailable',
};

/** What was sent wrong has a status below 500; everything else is a fault of ours. */
const kindOf = (status: number): ProblemKind =>
  status >= 500 ? (status === 503 ? 'unavailable' : 'fault') : (kinds[status] ?? 'bad_request');

const faultLine = (error: Error, request: FastifyRequest): FaultLine => ({
  reference: request.id,
  method: request.method,
  route: request.routeOptions.url ?? '(none)',
  ...faultFacts(error),
});

const isApi = (request: FastifyRequest): boolean => request.url.startsWith('/api/');

const troubleOf = async <Profile>(
  environment: StaffEnvironment<Profile>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Exchange<Profile>> => ({
  environment,
  request,
  reply,
  room: 'platform',
  visitor: await visitorInTrouble(environment, request, reply),
});

const showTrouble = async <Profile>(
  environment: StaffEnvironment<Profile>,
  request: FastifyRequest,
  reply: FastifyReply,
  kind: ProblemKind,
): Promise<unknown> => {
  const exchange = await troubleOf(environment, request, reply);
  const { words } = exchange.visitor;
  if (isApi(request)) return sendProblem(reply, words, { kind, reference: request.id });
  if (kind === 'fault') return faultPage(exchange, request.id);
  return problemPage(exchange, kind);
};

const onError =
  <Profile>(environment: StaffEnvironment<Profile>) =>
  async (error: FastifyError, request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const kind = kindOf(error.statusCode ?? 500);
    if (kind === 'fault') environment.logFault(faultLine(error, request));
    try {
      return await showTrouble(environment, request, reply, kind);
    } catch {
      // The page itself could not be drawn (no database, say): the plain one needs nothing.
      return showTrouble({ ...environment, sessionFor: async () => null }, request, reply, 'fault');
    }
  };

const serveAssets = (app: FastifyInstance): void => {
  for (const [path, asset] of assetFiles()) {
    app.get(path, async (request, reply) => {
      reply.header('cache-control', 'public, max-age=31536000, immutable').header('vary', 'accept-encoding');
      reply.type(asset.type);
      if (!/\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))) return asset.bytes;
      reply.header('content-encoding', 'br');
      return asset.brotli;
    });
  }
};

const answerBrokenRequest =
  (https: boolean) =>
  (_error: Error, socket: import('node:net').Socket): void => {
    if (!socket.writable) return;
    const headers = rawHeaders(https);
    socket.end(`HTTP/1.1 400 Bad Request\r\n${headers}content-type: text/plain\r\nconnection: close\r\n\r\n400\n`);
  };

const makeApp = <Profile>(environment: StaffEnvironment<Profile>): FastifyInstance => {
  const https = environment.origin.startsWith('https:');
  return fastify({
    bodyLimit,
    genReqId: newId,
    requestIdHeader: false,
    trustProxy: environment.behindProxy ?? false,
    exposeHeadRoutes: false,
    return503OnClosing: true,
    requestTimeout: 60_000,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    frameworkErrors: (error, request, reply) => {
      putHeaders(reply, https);
      void onError(environment)(error, request as FastifyRequest, reply as unknown as FastifyReply).then((text) =>
        (reply as unknown as FastifyReply).send(text),
      );
    },
    clientErrorHandler: answerBrokenRequest(https),
  });
};

const plugins = async <Profile>(app: FastifyInstance, environment: StaffEnvironment<Profile>): Promise<void> => {
  const https = environment.origin.startsWith('https:');
  app.addHook('onRequest', async (_request, reply) => putHeaders(reply, https));
  await app.register(cookie);
  await app.register(formbody, { bodyLimit, parser: decodeForm });
  await app.register(multipart);
  await app.register(rateLimit, {
    max: environment.requestsPerMinute ?? 600,
    timeWindow: 60_000,
    addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    allowList: (request) => request.url === '/healthz' || request.url.startsWith('/assets/'),
  });
};

/**
 * The staff site without its screens: headers, cookies, limits, errors, assets, `/healthz`, the session's own forms.
 * `healthy` says whether the process can work (its database answers).
 */
export const createStaffSite = async <Profile>(
  environment: StaffEnvironment<Profile>,
  healthy: () => Promise<boolean> = async () => true,
): Promise<FastifyInstance> => {
  await loadAssets();
  const app = makeApp(environment);
  await plugins(app, environment);
  app.setErrorHandler(onError(environment));
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) =>
    showTrouble(environment, request, reply, 'not_found'),
  );
  serveAssets(app);
  registerSessionScreens(app, environment);
  app.get('/healthz', async (_request, reply) => {
    const well = await healthy().catch(() => false);
    return reply.code(well ? 200 : 503).send({ healthy: well });
  });
  return app;
};
