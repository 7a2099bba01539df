import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { lineOf } from '../../../../platform/network.ts';
import { messageDoors } from '../../facts/message-forms.ts';
import { messagesPath, ownSheet, workPath, workScript } from '../assets.ts';
import { alwaysHeaders } from '../site.ts';
import { readForm } from '../read-form.ts';
import type { Visit } from '../visit.ts';
import { type Asked, type MessagePages, show } from './asked.tsx';
import {
  askingToErase,
  coming,
  confirming,
  erasing,
  insideOf,
  keeping,
  leaving,
  recoding,
  trying,
  writing,
} from './inside.tsx';
import { Doors } from './pages.tsx';
import { sendOn } from '../own/answer.ts';
import { doorPlaces, hrefIn } from './parts.tsx';
import { sending, writingPage } from './sending.tsx';

/** Text, a picture or a voice message of five megabytes, and what a form puts around them. */
const formBytes = 5.5 * 1024 * 1024;
/** What is too large is answered at once and then read to its end, or a browser that still sends would show no answer; up to here. */
const readAway = 64 * 1024 * 1024;
/** What is larger holds memory while it comes in: so many at once, and others press again. */
const large = 64 * 1024;
const largeAtOnce = 16;
/** From one line no more than these at once: slow ones from one machine are not to keep everybody else waiting. */
const largeOfLine = 2;

type Answer = (asked: Asked) => FastifyReply | Promise<FastifyReply>;
type VisitIn = (language: string) => Visit | undefined;

const placeOf = (url: string): { readonly language: string; readonly place: string } | null => {
  const [, language = '', path = '', place = ''] = (url.slice(0, 60).split('?', 1)[0] ?? '').split('/');
  return `/${path.toLowerCase()}` === messagesPath ? { language: language.toLowerCase(), place: `/${place}` } : null;
};

const unread = (pages: MessagePages, asked: Asked, place: string): FastifyReply => {
  if (place === '/8') return sendOn(asked.reply, hrefIn(asked.visit, '/6?d=4'));
  const door = messageDoors.find((one) => doorPlaces[one] === place) ?? 'help';
  return writingPage(asked, pages, { door, note: 'unread' });
};

/** Turns away what is too large, or says no length, before a byte of it is read; in the words of the page it came from. */
const guardLength = (server: FastifyInstance, pages: MessagePages, visitIn: VisitIn): void => {
  const coming = new Map<string, number>();
  const all = (): number => [...coming.values()].reduce((sum, one) => sum + one, 0);
  const add = (line: string, by: number): void => {
    const now = (coming.get(line) ?? 0) + by;
    if (now > 0) coming.set(line, now);
    else coming.delete(line);
  };
  server.addHook('onRequest', (request, reply, next) => {
    const at = request.method === 'POST' ? placeOf(request.url) : null;
    const visit = at === null ? undefined : visitIn(at.language);
    if (at === null || visit === undefined) return next();
    const length = Number(request.headers['content-length'] ?? Number.NaN);
    const isLarge = !(length <= large);
    const line = lineOf(request.ip);
    const isFull = all() >= largeAtOnce || (coming.get(line) ?? 0) >= largeOfLine;
    if (!(length <= formBytes) || (isLarge && isFull)) {
      if (!(length <= readAway)) reply.header('connection', 'close');
      return void unread(pages, { request, reply, visit: dressed(visit, at.place) }, at.place);
    }
    if (isLarge) {
      add(line, 1);
      reply.raw.once('close', () => add(line, -1));
    }
    next();
  });
};

const dressed = (visit: Visit, place: string): Visit => ({
  ...visit,
  here: `${messagesPath}${/^\/[1-6]$/.test(place) ? place : ''}`,
  moreSheet: ownSheet,
  moreScript: workPath,
});

const readFiles = (server: FastifyInstance): void => {
  server.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer', bodyLimit: formBytes },
    (_request, body, done) => done(null, body),
  );
  if (!server.hasContentTypeParser('application/x-www-form-urlencoded')) readForm(server);
};

const answers = (pages: MessagePages): readonly (readonly ['GET' | 'POST', string, Answer])[] => {
  const ways = insideOf(pages);
  const isErased = ({ request }: Asked): boolean => (request.query as Record<string, string>)['d'] === '1';
  return [
    ['GET', '', (asked) => show(asked, <Doors visit={asked.visit} isErased={isErased(asked)} />)],
    ...messageDoors.flatMap((door): (readonly ['GET' | 'POST', string, Answer])[] => [
      ['GET', doorPlaces[door], (asked) => writingPage(asked, pages, { door })],
      ['POST', doorPlaces[door], sending(pages, door)],
    ]),
    ['GET', '/5', keeping(ways)],
    ['POST', '/5', confirming(ways)],
    ['GET', '/6', coming(ways)],
    ['POST', '/6', trying(pages)],
    ['POST', '/7', recoding(ways)],
    ['POST', '/8', writing(ways)],
    ['GET', '/9', askingToErase(ways)],
    ['POST', '/9', erasing(ways)],
    ['POST', '/0', leaving(ways)],
  ];
};

/** Whether an address is one of these pages. */
export const isMessagePlace = (url: string): boolean => placeOf(url) !== null;

/** Messages without a name, in every language that is published. */
export const addMessagePages = (server: FastifyInstance, pages: MessagePages, visitIn: VisitIn): void => {
  readFiles(server);
  guardLength(server, pages, visitIn);
  server.get(workPath, (_request, reply) =>
    reply.headers({ ...alwaysHeaders, 'content-type': 'text/javascript; charset=utf-8' }).send(workScript),
  );
  for (const [method, place, answer] of answers(pages))
    server.route<{ Params: { language: string } }>({
      ...{ method, url: `/:language(^[a-zA-Z]{2,3}$)${messagesPath}${place}` },
      handler: async (request: FastifyRequest<{ Params: { language: string } }>, reply) => {
        const visit = visitIn(request.params.language.toLowerCase());
        if (visit === undefined) return reply.callNotFound();
        return answer({ request, reply, visit: dressed(visit, place) });
      },
    });
};
