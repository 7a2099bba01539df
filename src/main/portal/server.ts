import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify';
import { lineOf } from '../../platform/network.ts';
import {
  addMessagePages,
  addOwnPages,
  addSounds,
  alreadyHas,
  codingFor,
  forgetOwnSession,
  formBytes,
  type Guidance,
  isMessagePlace,
  leaveHeaders,
  leavePath,
  messageCookie,
  type MessagePages,
  type OwnPages,
  ownPath,
  makeSite,
  type PublicPage,
  preferredLanguage,
  type ReadyAnswer,
  type Site,
  type VisitCounter,
} from '../../rooms/portal/public/index.ts';

export type PortalOptions = {
  /** What the pages say today; asked again every hour, because a law may change on a day. */
  readonly guidance: () => Guidance;
  /** Where the site stands, for the code on papers to print. */
  readonly origin?: string;
  /** Says on every page that the data are invented, and shows languages that nobody has reviewed yet. */
  readonly isDemonstration: boolean;
  /** Pages of other rooms, each at `/<language><path>`. */
  readonly pages?: readonly PublicPage[];
  /** Requests a minute from one address; many people may share one. Addresses are counted in memory, never written. */
  readonly requestsPerMinute?: number;
  /** Asks the database through the portal's own role; left out if the site runs without one. */
  readonly isDatabaseUp?: () => Promise<boolean>;
  /** What persons with a number see of their own; left out if the site runs without a database. */
  readonly own?: Omit<OwnPages, 'mayTry'>;
  /** Counts what is read; left out if the site runs without a database. */
  readonly visits?: VisitCounter;
  /** By language: the sentence at the head of its pages; asked again every minute. */
  readonly banners?: () => Promise<ReadonlyMap<string, string>>;
  /** How one writes without a name; left out if the site runs without a database. */
  readonly messages?: Omit<MessagePages, 'mayTry' | 'onFault'>;
  /** Numbers an address may try in ten minutes. */
  readonly triesOfAddress?: number;
  /** Told when the pages could not be drawn anew, or a page failed. */
  readonly onFault?: (fault: unknown) => void;
};

const minute = 60_000;
const hour = 60 * minute;

/** How many numbers and codes an address tries within so many minutes. Who has many addresses meets the limits of all together. */
export const addressTries = { most: 20, minutes: 10 } as const;
const mostAddresses = 100_000;

/** Counts what an address does in the running while; true as long as it stays within the limit. */
const limitOf = (most: number, length = minute): ((address: string) => boolean) => {
  const counts = new Map<string, number>();
  let begun = performance.now();
  return (address) => {
    const now = performance.now();
    if (now - begun > length || counts.size > mostAddresses) {
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
  if (isKnown) return void reply.raw.writeHead(304, wire.flatKnownHeaders).end();
  reply.raw.writeHead(answer.status, wire.flatHeaders).end(wire.text, 'latin1');
};

const firstPart = (url: string): string => url.slice(1, 50).split(/[/?#]/, 1)[0] ?? '';

/** The language of the address if it begins with one, else the one the browser asks for first. */
const languageOf = (request: FastifyRequest, { languages }: Site): string => {
  const given = firstPart(request.url).toLowerCase();
  return languages.includes(given) ? given : preferredLanguage(request.headers['accept-language'], languages);
};

/** The pages as they are now: drawn at the start, and again when what they say has changed. */
type Banners = ReadonlyMap<string, string>;
type Drawn = { readonly site: Site; readonly guidance: Guidance; redraw(banners?: Banners): void };

const draw = ({ guidance, isDemonstration, pages = [], own, messages, origin = '' }: PortalOptions): Drawn => {
  const drawFrom = (said: Guidance, banners: Banners): Site =>
    makeSite({
      ...{ guidance: said, banners, origin },
      isDemonstration,
      pages,
      showUnreviewed: isDemonstration,
      hasOwnPages: own !== undefined,
      hasMessages: messages !== undefined,
    });
  let said = guidance();
  let above: Banners = new Map();
  let site = drawFrom(said, above);
  return {
    get site() {
      return site;
    },
    get guidance() {
      return said;
    },
    redraw: (banners = above) => {
      const now = guidance();
      const isSame = JSON.stringify([now, [...banners]]) === JSON.stringify([said, [...above]]);
      if (isSame) return;
      site = drawFrom(now, banners);
      said = now;
      above = banners;
    },
  };
};

/** What a path is counted as: language and page; nothing for script and icon. */
const countedAs = (path: string, { guidance }: Drawn): readonly [string, string] | undefined => {
  const [, language = '', rest = ''] = /^\/([a-z]{2,3})(\/.*)?$/.exec(path) ?? [];
  if (language === '') return undefined;
  const page = guidance.pages.find(({ address }) => address === rest)?.id;
  const other = rest === '' ? 'home' : rest.replaceAll(/[^a-z]/g, '').slice(0, 20);
  return page === undefined && other === '' ? undefined : [language, page ?? other];
};

const addPages = (server: FastifyInstance, drawn: Drawn, visits: PortalOptions['visits']): void => {
  for (const path of drawn.site.answers.keys()) {
    const counted = countedAs(path, drawn);
    server.get(path, (request, reply) => {
      if (counted && request.method === 'GET') visits?.count(...counted);
      return send(request, reply, drawn.site.answers.get(path));
    });
  }
  server.get('/', (request, reply) => {
    const { choice, languages } = drawn.site;
    return send(request, reply, choice.get(preferredLanguage(request.headers['accept-language'], languages)));
  });
  server.get(leavePath, (request, reply) => {
    // Old browsers clear nothing when asked: the cookies there can be are taken back by name.
    if (request.headers.cookie) reply.header('set-cookie', [forgetOwnSession, messageCookie.forget]);
    return reply.code(303).headers(leaveHeaders).header('location', drawn.guidance.leaveTarget).send();
  });
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

const isOwnPlace = (url: string): boolean => {
  const [, language = '', place = ''] = (url.slice(0, 50).split('?', 1)[0] ?? '').split('/');
  return /^[a-z]{2,3}$/i.test(language) && `/${place.toLowerCase()}` === ownPath;
};

/** Answered before it is read, and then read to its end and thrown away: who still sends would not see an answer otherwise. */
const isTooLong = (request: FastifyRequest): boolean => Number(request.headers['content-length'] ?? 0) > formBytes;

/** Only reading is possible here, but on a person's own pages, and only so often. */
const addGuards = (server: FastifyInstance, drawn: Drawn, options: PortalOptions): void => {
  const isWithinLimit = limitOf(options.requestsPerMinute ?? 1200);
  server.addHook('onRequest', (request, reply, next) => {
    const isOwn = options.own !== undefined && isOwnPlace(request.url);
    const isWritable = isOwn || (options.messages !== undefined && isMessagePlace(request.url));
    const mayWrite = request.method === 'POST' && isWritable;
    if (request.method !== 'GET' && request.method !== 'HEAD' && !mayWrite)
      return reply.code(405).headers({ allow: 'GET, HEAD', 'cache-control': 'no-store' }).send();
    if (!isWithinLimit(lineOf(request.ip)) && request.url !== leavePath)
      return send(request, reply, drawn.site.busy.get(languageOf(request, drawn.site)));
    if (mayWrite && isOwn && isTooLong(request))
      return send(request, reply, drawn.site.tooLong.get(languageOf(request, drawn.site)));
    next();
  });
};

/** What the pages say changes with the day; what stands at their head within a minute; what was read is handed on every minute. */
const keepUp = (server: FastifyInstance, drawn: Drawn, { banners, visits, onFault }: PortalOptions): void => {
  // Files that somebody is changing at this moment may not be readable: the pages stay as they were, and it is tried again.
  const redraw = (above?: Banners): void => {
    try {
      drawn.redraw(above);
    } catch (fault) {
      onFault?.(fault);
    }
  };
  const askBanners = async (): Promise<void> => {
    const now = await banners?.().catch(() => undefined);
    if (now) redraw(now);
  };
  const timers = [
    setInterval(() => redraw(), hour).unref(),
    setInterval(() => void askBanners(), minute).unref(),
    setInterval(() => void visits?.flush(), minute).unref(),
  ];
  server.addHook('onReady', askBanners);
  server.addHook('onClose', async () => {
    for (const timer of timers) clearInterval(timer);
    await visits?.flush();
  });
};

/** A server with the settings of the public site and nothing on it; `more` is added to them. */
export const newServer = (more: FastifyServerOptions = {}): FastifyInstance =>
  Fastify({
    logger: false,
    bodyLimit: 1024,
    // A picture over a slow mobile network takes its time.
    requestTimeout: 60_000,
    http: { maxHeaderSize: 8192 },
    // Behind a proxy in a private network the visitor's own address counts, not the proxy's.
    trustProxy: ['loopback', 'linklocal', 'uniquelocal'],
    routerOptions: { ignoreTrailingSlash: true, caseSensitive: false },
    ...more,
  });

/**
 * The public site as a server that does not listen yet. It writes no log of requests: no address, no browser, no page.
 * Throws if the profile shows a statement that has no words.
 */
export const buildPortal = (options: PortalOptions): FastifyInstance => {
  const drawn = draw(options);
  const missing = (request: FastifyRequest, reply: FastifyReply): void =>
    send(request, reply, drawn.site.missing.get(languageOf(request, drawn.site)));
  const server = newServer({ frameworkErrors: (_fault, request, reply) => missing(request, reply) });
  // Forms alone are sent here: what comes as JSON could bring numbers and lists where words are read.
  server.removeAllContentTypeParsers();
  addGuards(server, drawn, options);
  addPages(server, drawn, options.visits);
  addSounds(server);
  const isTryWithinLimit = limitOf(options.triesOfAddress ?? addressTries.most, addressTries.minutes * minute);
  const mayTry = (address: string): boolean => isTryWithinLimit(lineOf(address));
  const visitIn = (language: string) => {
    const visit = drawn.site.visits.get(language);
    return visit?.language.isPublished ? visit : undefined;
  };
  if (options.own) addOwnPages(server, { ...options.own, mayTry }, visitIn);
  if (options.messages)
    addMessagePages(
      server,
      { ...options.messages, mayTry, ...(options.onFault && { onFault: options.onFault }) },
      visitIn,
    );
  addHealth(server, options.isDatabaseUp);
  server.setNotFoundHandler(missing);
  // A fault of ours never looks like a page that does not exist; who runs the site is told, without the address or what was sent.
  server.setErrorHandler((fault: FastifyError, request, reply) => {
    const { statusCode = 500 } = fault;
    if (statusCode === 413) return send(request, reply, drawn.site.tooLong.get(languageOf(request, drawn.site)));
    if (statusCode < 500) return missing(request, reply);
    options.onFault?.(fault);
    return send(request, reply, drawn.site.fault.get(languageOf(request, drawn.site)));
  });
  keepUp(server, drawn, options);
  return server;
};
