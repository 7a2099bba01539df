import { timingSafeEqual } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { systemClock } from '../../../../platform/clock.ts';
import {
  comeBack,
  type ConversationLook,
  eraseAll,
  lookIn,
  readNotes,
  takeNewCode,
  writeMore,
} from '../../actions/conversation.ts';
import { readNumber, withLatinDigits } from '../../rules.ts';
import { leavePath } from '../assets.ts';
import { isOwnForm, sendOn } from '../own/answer.ts';
import { type Asked, formIn, type MessagePages, show } from './asked.tsx';
import { type BackNote, ComeBack, ErasePage, InsidePage, RecodePage } from './inside-pages.tsx';
import { KeptPage } from './pages.tsx';
import { hrefIn, type MessageNote } from './parts.tsx';
import { beginVisit, judged, typedText } from './sending.tsx';
import { messageCookie, type MessageSession } from './session.ts';

type Inside = Asked & { readonly session: MessageSession };
type Answer = FastifyReply | Promise<FastifyReply>;

const none = Buffer.alloc(0);
const queried = ({ request }: Asked): string => String((request.query as Record<string, string>)['d'] ?? '');

const comePage = (asked: Asked, note?: BackNote, typed = ''): FastifyReply =>
  show(
    asked,
    <ComeBack visit={asked.visit} note={note} typed={typed} />,
    note === undefined || note === 'over' ? 200 : note === 'away' ? 503 : 422,
  );

/** Back to where a code is typed, with a word that one was away. */
const outside = ({ reply, visit }: Asked): FastifyReply =>
  sendOn(reply.header('set-cookie', messageCookie.forget), hrefIn(visit, '/6?d=9'));

const shown = (asked: Asked, content: Parameters<typeof show>[1], status = 200): FastifyReply =>
  show(asked, content, status, hrefIn(asked.visit, '/6?d=9'));

const keptPage = (asked: Inside, note?: MessageNote): FastifyReply => {
  const { keys, token } = asked.session;
  const isLate = keys.lookup.length === 0;
  const code = keys.code.toString();
  return shown(
    asked,
    <KeptPage visit={asked.visit} code={code} token={token} isLate={isLate} note={note} />,
    note === undefined ? 200 : 422,
  );
};

const insidePage = (asked: Inside, look: ConversationLook, note?: MessageNote, typed = ''): FastifyReply => {
  const { token, keys } = asked.session;
  if (look.mustChange) return shown(asked, <RecodePage visit={asked.visit} token={token} />);
  const isWrong = note !== undefined && note !== 'sent' && note !== 'kept' && note !== 'report';
  const page = { visit: asked.visit, token, look, notes: readNotes(look, keys), note, typed };
  return shown(asked, <InsidePage {...page} />, isWrong ? 422 : 200);
};

/** The days an answer takes by the door the conversation came through. */
const daysOf = ({ doors }: MessagePages, { door }: ConversationLook): number => {
  const known: Readonly<Record<string, { readonly days: number }>> = doors;
  return (known[door] ?? doors.someone).days;
};

const isToken = (sent: string | undefined, right: string): boolean => {
  const [one, other] = [Buffer.from(sent ?? ''), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
};

/** The four digits that end the code, typed in any script. */
const isLastOf = (typed: string | undefined, code: string): boolean =>
  withLatinDigits(typed ?? '').replace(/\D/g, '') === code.slice(-4);

/** Pages and acts of a visit to a conversation. */
export const insideOf = (pages: MessagePages) => {
  const { key, tools } = pages;
  const sessionOf = ({ request }: Asked): MessageSession | null =>
    messageCookie.read(key, request.headers.cookie, systemClock);
  const renewed = (asked: Asked, session: MessageSession): Inside => {
    asked.reply.header('set-cookie', messageCookie.header(key, session, systemClock));
    return { ...asked, session };
  };
  const within =
    (page: (asked: Inside) => Answer) =>
    (asked: Asked): Answer => {
      const session = sessionOf(asked);
      return session === null ? outside(asked) : page(renewed(asked, session));
    };
  const looking = (page: (asked: Inside, look: ConversationLook) => Answer) =>
    within(async (asked) => {
      const look = await lookIn(tools, asked.session.keys);
      return look === null ? outside(asked) : page(asked, look);
    });
  const acting = (act: (asked: Inside, fields: Readonly<Record<string, string>>) => Answer) =>
    within(async (asked) => {
      const form = await formIn(asked);
      if (form === null || !isOwnForm(asked.request) || !isToken(form.fields['t'], asked.session.token))
        return outside(asked);
      return act(asked, form.fields);
    });
  return { sessionOf, within, looking, acting, pages };
};

type Ways = ReturnType<typeof insideOf>;

/** Tries a code: the same work whether somebody has it or not. */
export const trying =
  (pages: MessagePages) =>
  async (asked: Asked): Promise<FastifyReply> => {
    const { number: typed = '' } = (await formIn(asked))?.fields ?? {};
    const read = readNumber(typed);
    const again = typed.slice(0, 60);
    if (!isOwnForm(asked.request)) return outside(asked);
    if ('wrong' in read) return comePage(asked, read.wrong, again);
    if (!pages.mayTry(asked.request.ip)) return comePage(asked, 'busy', again);
    const keys = await comeBack(pages.tools, read.number);
    if (keys === null || typeof keys === 'string') return comePage(asked, keys ?? 'shut', again);
    beginVisit(asked, pages, { keys, code: '' });
    return sendOn(asked.reply, hrefIn(asked.visit, '/6'));
  };

/** Where one comes back: the messages when a visit is on, else the place where the code is typed. */
export const coming =
  ({ sessionOf, looking }: Ways) =>
  (asked: Asked): Answer => {
    const session = sessionOf(asked);
    if (session === null || session.keys.lookup.length === 0)
      return comePage(asked, queried(asked) === '9' ? 'over' : undefined);
    const said: Readonly<Record<string, MessageNote>> = { 1: 'sent', 2: 'kept', 3: 'report', 4: 'unread' };
    return looking((inside, look) => insidePage(inside, look, said[queried(asked)]))(asked);
  };

/** The code, as long as nobody has shown that she kept it. */
export const keeping = ({ within }: Ways) =>
  within((asked) =>
    asked.session.keys.code.length === 0 ? sendOn(asked.reply, hrefIn(asked.visit, '/6')) : keptPage(asked),
  );

/** The last four digits: right, and the code is shown no more. */
export const confirming = ({ acting, pages }: Ways) =>
  acting((asked, { last }) => {
    const { session, visit, reply } = asked;
    if (!isLastOf(last, session.keys.code.toString())) return keptPage(asked, 'digits');
    const known = { ...session, keys: { ...session.keys, code: none } };
    reply.removeHeader('set-cookie');
    const isLate = session.keys.lookup.length === 0;
    reply.header('set-cookie', isLate ? messageCookie.forget : messageCookie.header(pages.key, known, systemClock));
    return sendOn(reply, hrefIn(visit, isLate ? '' : '/6?d=2'));
  });

/** A new code in place of one that somebody saw. */
export const recoding = ({ acting, pages }: Ways) =>
  acting(async (asked) => {
    const fresh = await takeNewCode(pages.tools, asked.session.keys);
    if (fresh === 'shut') return outside(asked);
    if (fresh === 'busy') return comePage(asked, 'away');
    asked.reply.removeHeader('set-cookie');
    beginVisit(asked, pages, fresh);
    return sendOn(asked.reply, hrefIn(asked.visit, '/5'));
  });

/** One more message. */
export const writing = ({ within, pages }: Ways) =>
  within(async (asked) => {
    const form = await formIn(asked);
    const look = await lookIn(pages.tools, asked.session.keys);
    if (look === null || !isOwnForm(asked.request)) return outside(asked);
    if (form === null) return insidePage(asked, look, 'unread');
    if (!isToken(form.fields['t'], asked.session.token)) return outside(asked);
    const text = typedText(form.fields['text']);
    const sent = judged(form, text);
    if (typeof sent === 'string') return insidePage(asked, look, sent, text);
    const done = await writeMore(pages.tools, asked.session.keys, { ...sent, days: daysOf(pages, look) });
    if (done === 'enough' || done === 'busy') return insidePage(asked, look, done, text);
    return done === 'sent' ? sendOn(asked.reply, hrefIn(asked.visit, '/6?d=1')) : outside(asked);
  });

/** Asks before everything is erased. */
export const askingToErase = ({ looking }: Ways) =>
  looking((asked) => shown(asked, <ErasePage visit={asked.visit} token={asked.session.token} />));

/** Erases everything, or says that somebody acts on it already. */
export const erasing = ({ acting, pages }: Ways) =>
  acting(async (asked) => {
    const done = await eraseAll(pages.tools, asked.session.keys);
    if (done === 'kept') return sendOn(asked.reply, hrefIn(asked.visit, '/6?d=3'));
    asked.reply.removeHeader('set-cookie');
    const gone = asked.reply.header('set-cookie', messageCookie.forget).header('clear-site-data', '"cache", "storage"');
    return sendOn(gone, hrefIn(asked.visit, '?d=1'));
  });

/** Leaves, by the quick exit, which clears what it can. */
export const leaving = ({ acting }: Ways) => acting(({ reply }) => sendOn(reply, leavePath));
