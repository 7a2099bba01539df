import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { readSettings, type Settings } from '../platform/config.ts';
import { databaseAnswers, openDatabase, refuseStrongRole } from '../platform/database/index.ts';
import {
  alreadyHas,
  codingFor,
  type Guidance,
  leaveHeaders,
  leavePath,
  makeSite,
  type PublicPage,
  preferredLanguage,
  type ReadyAnswer,
  readGuidance,
  type Site,
} from '../rooms/portal/public/index.ts';

/** Pages of other rooms on the public site, each at `/<language><path>`. */
export const publicPages: readonly PublicPage[] = [];

export type PortalOptions = {
  readonly guidance: Guidance;
  /** Says on every page that the data are invented, and shows languages that nobody has reviewed yet. */
  readonly isDemonstration: boolean;
  readonly pages?: readonly PublicPage[];
  /** Requests a minute from one address; many people may share one. Addresses are counted in memory, never written. */
  readonly requestsPerMinute?: number;
  /** Asks the database through the portal's own role; left out if the site runs without one. */
  readonly isDatabaseUp?: () => Promise<boolean>;
};

const minute = 60_000;
const mostAddresses = 100_000;

/** Counts requests of an address in the running minute; true while it stays within the limit. */
const limitOf = (most: number): ((address: string) => boolean) => {
  const counts = new Map<string, number>();
  let begun = performance.now();
  return (address) => {
    const now = performance.now();
    if (now - begun > minute || counts.size > mostAddresses) {
      counts.clear();
      begun = now;
    }
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    return count <= most;
  };
};

/** Hands the ready bytes straight to Node: nothing is serialised, validated or logged on the way. */
const send = (request: FastifyRequest, reply: FastifyReply, answer: ReadyAnswer | undefined): void => {
  reply.hijack();
  if (!answer) return void reply.raw.writeHead(503).end();
  const wire = answer.wires[codingFor(request.headers['accept-encoding'])];
  const isKnown = answer.status === 200 && alreadyHas(request.headers['if-none-match'], wire);
  if (isKnown) return void reply.raw.writeHead(304, wire.knownHeaders).end();
  reply.raw.writeHead(answer.status, wire.headers).end(wire.body);
};

const firstPart = (url: string): string => url.slice(1, 50).split(/[/?#]/, 1)[0] ?? '';

/** The language of the address if it begins with one, else the one the browser asks for first. */
const languageOf = (request: FastifyRequest, { languages }: Site): string => {
  const given = firstPart(request.url).toLowerCase();
  return languages.includes(given) ? given : preferredLanguage(request.headers['accept-language'], languages);
};

const addPages = (server: FastifyInstance, site: Site, leaveTarget: string): void => {
  for (const [path, answer] of site.answers) server.get(path, (request, reply) => send(request, reply, answer));
  server.get('/', (request, reply) =>
    send(request, reply, site.choice.get(preferredLanguage(request.headers['accept-language'], site.languages))),
  );
  server.get(leavePath, (_request, reply) =>
    reply.code(303).headers(leaveHeaders).header('location', leaveTarget).send(),
  );
};

const addHealth = (server: FastifyInstance, isDatabaseUp: PortalOptions['isDatabaseUp']): void => {
  server.get('/healthz', async (_request, reply) => {
    const isUp = isDatabaseUp === undefined || (await isDatabaseUp());
    const database = isDatabaseUp === undefined ? 'none' : isUp ? 'answers' : 'does not answer';
    return reply
      .code(isUp ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: isUp ? 'ok' : 'unwell', database });
  });
};

/** Only reading is possible here, and only so often. */
const addGuards = (server: FastifyInstance, site: Site, requestsPerMinute: number): void => {
  const isWithinLimit = limitOf(requestsPerMinute);
  server.addHook('onRequest', (request, reply, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return reply.code(405).headers({ allow: 'GET, HEAD', 'cache-control': 'no-store' }).send();
    if (!isWithinLimit(request.ip) && request.url !== leavePath)
      return send(request, reply, site.busy.get(languageOf(request, site)));
    next();
  });
};

/**
 * The public site as a server that does not listen yet. It writes no log of requests: no address, no browser, no page.
 * Throws if the profile shows a statement that has no words.
 */
export const buildPortal = (options: PortalOptions): FastifyInstance => {
  const { guidance, isDemonstration, pages = publicPages, requestsPerMinute = 1200 } = options;
  const site = makeSite({ guidance, isDemonstration, pages, showUnreviewed: isDemonstration });
  const missing = (request: FastifyRequest, reply: FastifyReply): void =>
    send(request, reply, site.missing.get(languageOf(request, site)));
  const server = Fastify({
    logger: false,
    bodyLimit: 1024,
    requestTimeout: 10_000,
    http: { maxHeaderSize: 8192 },
    // Behind a proxy in a private network the visitor's own address counts, not the proxy's.
    trustProxy: ['loopback', 'linklocal', 'uniquelocal'],
    routerOptions: { ignoreTrailingSlash: true, caseSensitive: false },
    frameworkErrors: (_fault, request, reply) => missing(request, reply),
  });
  addGuards(server, site, requestsPerMinute);
  addPages(server, site, guidance.leaveTarget);
  addHealth(server, options.isDatabaseUp);
  server.setNotFoundHandler(missing);
  server.setErrorHandler((_fault, request, reply) => missing(request, reply));
  return server;
};

/** Starts the public site with the settings of the environment and returns the running server. */
export const startPortal = async (settings: Settings = readSettings()): Promise<FastifyInstance> => {
  const database = settings.roleUrl === '' ? undefined : openDatabase(settings.roleUrl, { connections: 2 });
  if (database) await refuseStrongRole(database);
  const server = buildPortal({
    guidance: readGuidance(settings.profileDirectory),
    isDemonstration: settings.mode === 'demonstration',
    ...(database && { isDatabaseUp: () => databaseAnswers(database) }),
  });
  server.addHook('onClose', async () => database?.destroy());
  await server.listen(settings.portal);
  return server;
};
