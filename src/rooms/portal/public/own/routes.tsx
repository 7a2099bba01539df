import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type VNode } from 'preact';
import { systemClock } from '../../../../platform/clock.ts';
import {
  enter,
  look,
  openPaper,
  type OwnLook,
  type OwnTools,
  ownToday,
  readLetters,
  readPapers,
  sendLetter,
  takeBack,
  close as closePage,
} from '../../actions/own.ts';
import { readNumber, readWords } from '../../rules.ts';
import { leavePath, ownPath, ownSheet } from '../assets.ts';
import { readForm } from '../read-form.ts';
import { publicDocument } from '../shell.tsx';
import type { Visit } from '../visit.ts';
import { isOwnForm, sendOn, sendOwn, sendPaper } from './answer.ts';
import { OwnConsents, OwnTakeBack } from './consents.tsx';
import { OwnDays } from './days.tsx';
import { Door, type DoorNote, OwnClosed, OwnClosing, OwnHome } from './door.tsx';
import { OwnKnows } from './knows.tsx';
import { type LetterNote, longestLetter, OwnLetters, OwnPaperList } from './letters.tsx';
import type { OwnNames, OwnVisit } from './parts.tsx';
import { bringsSession, forgetOwnSession, type OwnSession, sessionHeader, sessionIn } from './session.ts';

/** What the person's own pages need of `main`. */
export type OwnPages = {
  readonly tools: OwnTools;
  /** 32 bytes that the copies of the public site share: cookies are sealed under it. */
  readonly key: Uint8Array;
  readonly names: OwnNames;
  /** Whether an address may try a number once more. */
  readonly mayTry: (address: string) => boolean;
};

type Asked = { readonly request: FastifyRequest; readonly reply: FastifyReply; readonly visit: Visit };
type Inside = Asked & { readonly session: OwnSession; readonly own: OwnVisit };
type Fields = Readonly<Record<string, string>>;

const fieldsOf = (request: FastifyRequest): Fields => (request.body ?? {}) as Fields;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const doorOf = ({ language }: Visit): string => `/${language.code}${ownPath}`;

const show = ({ request, reply, visit }: Asked, content: VNode, more: { status?: number; door?: string } = {}) =>
  sendOwn(request, reply, { html: publicDocument(visit, content), language: visit.language.code, ...more });

const showDoor = (asked: Asked, note?: DoorNote, typed = ''): FastifyReply =>
  show(asked, <Door visit={asked.visit} note={note} typed={typed} />, {
    status: note === undefined || note === 'over' ? 200 : 422,
  });

/** Back to the door, with a word that one was away; what the browser brought is taken from it. */
const outside = ({ reply, visit }: Asked): FastifyReply =>
  sendOn(reply.header('set-cookie', forgetOwnSession), `${doorOf(visit)}?d=9`);

const inside = (asked: Inside, content: VNode, status = 200): FastifyReply =>
  show(asked, content, { status, door: `${doorOf(asked.visit)}?d=9` });

const isToken = (sent: string | undefined, right: string): boolean => {
  const [one, other] = [Buffer.from(sent ?? ''), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
};

type Page = (asked: Inside, seen: OwnLook) => FastifyReply | Promise<FastifyReply>;
type Act = (asked: Inside, fields: Fields) => FastifyReply | Promise<FastifyReply>;

/** Number and words, tried once: derived in the same time whether there is such a page or not. */
const trying =
  ({ tools, key, mayTry }: Pick<OwnPages, 'tools' | 'key' | 'mayTry'>) =>
  async (asked: Asked): Promise<FastifyReply> => {
    const { number: typed = '', words = '' } = fieldsOf(asked.request);
    const read = readNumber(typed);
    if (!isOwnForm(asked.request)) return outside(asked);
    if ('wrong' in read) return showDoor(asked, read.wrong, typed.slice(0, 60));
    if (readWords(words) === '') return showDoor(asked, 'words', typed.slice(0, 60));
    if (!mayTry(asked.request.ip)) return showDoor(asked, 'busy');
    const keys = await enter(tools, read.number, words);
    // Whoever mistook a word does not type twenty digits again; the words are never kept.
    if (keys === 'busy' || keys === null) return showDoor(asked, keys ?? 'shut', typed.slice(0, 60));
    const session = { keys, token: randomBytes(18).toString('base64url'), begun: systemClock.now() };
    return sendOn(asked.reply.header('set-cookie', sessionHeader(key, session, systemClock)), doorOf(asked.visit));
  };

/** All routes of these pages; their addresses say nothing of what they are. */
const routesOf = ({ tools, key, names, mayTry }: OwnPages) => {
  const insideOf = (asked: Asked): Inside | null => {
    const session = sessionIn(key, asked.request.headers.cookie, systemClock);
    if (session === null) return null;
    asked.reply.header('set-cookie', sessionHeader(key, session, systemClock));
    return { ...asked, session, own: { visit: asked.visit, token: session.token, names } };
  };
  const reading =
    (page: Page) =>
    async (asked: Asked): Promise<FastifyReply> => {
      const within = insideOf(asked);
      const seen = within === null ? null : await look(tools, within.session.keys);
      return within === null || seen === null ? outside(asked) : page(within, seen);
    };
  const acting =
    (act: Act) =>
    async (asked: Asked): Promise<FastifyReply> => {
      const within = insideOf(asked);
      const fields = fieldsOf(asked.request);
      if (within === null || !isOwnForm(asked.request) || !isToken(fields['t'], within.session.token))
        return outside(asked);
      return act(within, fields);
    };
  const tried = trying({ tools, key, mayTry });
  return {
    reading,
    acting,
    tried,
    isVisited: (asked: Asked) => sessionIn(key, asked.request.headers.cookie, systemClock) !== null,
  };
};

const queried = ({ request }: Asked): string => String((request.query as Fields)['d'] ?? '');

const lettersPage = async (tools: OwnTools, asked: Inside, note?: LetterNote, typed = ''): Promise<FastifyReply> => {
  const letters = await readLetters(tools, asked.session.keys);
  if (letters === null) return outside(asked);
  const isWrong = note !== undefined && note !== 'sent';
  return inside(asked, <OwnLetters own={asked.own} letters={letters} note={note} typed={typed} />, isWrong ? 422 : 200);
};

const papersPage = async (tools: OwnTools, asked: Inside, isGone = false): Promise<FastifyReply> => {
  const papers = await readPapers(tools, asked.session.keys);
  if (papers === null) return outside(asked);
  return inside(asked, <OwnPaperList own={asked.own} papers={papers} isGone={isGone} />, isGone ? 404 : 200);
};

const said: Readonly<Record<string, string>> = { 1: 'taken_back', 2: 'already' };

const readPages = (tools: OwnTools): Readonly<Record<string, Page>> => ({
  '/1': (asked, seen) => inside(asked, <OwnDays own={asked.own} look={seen} today={ownToday(tools)} />),
  '/2': (asked, seen) => inside(asked, <OwnKnows own={asked.own} look={seen} />),
  '/3': (asked, seen) => inside(asked, <OwnConsents own={asked.own} look={seen} done={said[queried(asked)]} />),
  '/4': (asked) => lettersPage(tools, asked, queried(asked) === '1' ? 'sent' : undefined),
  '/5': (asked) => papersPage(tools, asked),
  '/6': (asked) => inside(asked, <OwnClosing own={asked.own} />),
});

const writing =
  (tools: OwnTools): Act =>
  async (asked, { text = '' }) => {
    const typed = text.replaceAll('\r\n', '\n').trim();
    if (typed === '') return lettersPage(tools, asked, 'empty');
    if ([...typed].length > longestLetter) return lettersPage(tools, asked, 'long', typed);
    const code = await sendLetter(tools, asked.session.keys, typed);
    if (code === 'sent') return sendOn(asked.reply, `${doorOf(asked.visit)}/4?d=1`);
    return code === 'enough' ? lettersPage(tools, asked, 'enough', typed) : outside(asked);
  };

const asking =
  (tools: OwnTools): Act =>
  async (asked, { c = '' }) => {
    const seen = await look(tools, asked.session.keys);
    if (seen === null) return outside(asked);
    const consent = seen.consents.find(({ id, takenBackOn }) => id === c && takenBackOn === null);
    if (consent === undefined) return sendOn(asked.reply, `${doorOf(asked.visit)}/3?d=2`);
    return inside(asked, <OwnTakeBack own={asked.own} look={seen} consent={consent} />);
  };

const takingBack =
  (tools: OwnTools): Act =>
  async (asked, { c = '' }) => {
    const code = uuid.test(c) ? await takeBack(tools, asked.session.keys, c) : 'unknown';
    if (code === 'shut') return outside(asked);
    return sendOn(asked.reply, `${doorOf(asked.visit)}/3?d=${code === 'taken_back' ? 1 : 2}`);
  };

const saving =
  (tools: OwnTools): Act =>
  async (asked, { d = '' }) => {
    const paper = uuid.test(d) ? await openPaper(tools, asked.session.keys, d) : null;
    return paper === null ? papersPage(tools, asked, true) : sendPaper(asked.reply, paper);
  };

const closing =
  (tools: OwnTools): Act =>
  async (asked) => {
    if ((await closePage(tools, asked.session.keys)) === 'shut') return outside(asked);
    asked.reply.removeHeader('set-cookie');
    return show(
      { ...asked, reply: asked.reply.header('set-cookie', forgetOwnSession) },
      <OwnClosed visit={asked.visit} />,
    );
  };

const acts = (tools: OwnTools): Readonly<Record<string, Act>> => ({
  '/0': ({ reply }) => sendOn(reply, leavePath),
  '/3/a': asking(tools),
  '/3/b': takingBack(tools),
  '/4': writing(tools),
  '/5': saving(tools),
  '/6': closing(tools),
});

/**
 * The person's own pages, in every language that is published: `visitIn` gives what a page of a language is drawn from,
 * nothing for a language nobody may read yet, and then the page of the language says so.
 */
export const addOwnPages = (
  server: FastifyInstance,
  pages: OwnPages,
  visitIn: (language: string) => Visit | undefined,
): void => {
  readForm(server);
  const { reading, acting, tried, isVisited } = routesOf(pages);
  const route = (
    method: 'GET' | 'POST',
    place: string,
    answer: (asked: Asked) => FastifyReply | Promise<FastifyReply>,
  ): void => {
    server.route<{ Params: { language: string } }>({
      ...{ method, url: `/:language(^[a-zA-Z]{2,3}$)${ownPath}${place}` },
      handler: async (request, reply) => {
        const visit = visitIn(request.params.language.toLowerCase());
        if (visit === undefined) return reply.callNotFound();
        // After a form the address is that of its page: a change of language begins there.
        const here = `${ownPath}${place.slice(0, 2)}`;
        return answer({ request, reply, visit: { ...visit, here, moreSheet: ownSheet } });
      },
    });
  };
  const home = reading((asked, seen) => inside(asked, <OwnHome own={asked.own} look={seen} />));
  route('GET', '', (asked) => {
    if (isVisited(asked)) return home(asked);
    return showDoor(asked, queried(asked) === '9' || bringsSession(asked.request.headers.cookie) ? 'over' : undefined);
  });
  route('POST', '', tried);
  for (const [place, page] of Object.entries(readPages(pages.tools))) route('GET', place, reading(page));
  for (const [place, act] of Object.entries(acts(pages.tools))) route('POST', place, acting(act));
};
