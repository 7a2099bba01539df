import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { VNode } from 'preact';
import { systemClock } from '../../../../platform/clock.ts';
import { lineOf } from '../../../../platform/network.ts';
import { cleanFile } from '../../../../platform/clean-file/index.ts';
import { beginWriting, type Begun, type ConversationKeys, type Sent } from '../../actions/conversation.ts';
import type { MessageDoorCode } from '../../facts/message-forms.ts';
import { isOwnForm, sendOn } from '../own/answer.ts';
import { type Asked, formIn, type MessagePages, show } from './asked.tsx';
import { advertLines, type Typed, Writing } from './pages.tsx';
import { hrefIn, type MessageNote } from './parts.tsx';
import type { SentForm } from './parse.ts';
import { messageCookie } from './session.ts';

/** The longest message, in letters. */
export const longestText = 5000;

const none = Buffer.alloc(0);

/** Begins a visit: the browser gets its cookie now, and not before. */
export const beginVisit = (
  { reply }: Asked,
  { key }: MessagePages,
  { keys, code }: { readonly keys: ConversationKeys | null; readonly code: string },
): void => {
  const held = keys ?? { id: none, lookup: none, seed: none };
  const session = {
    keys: { ...held, code: Buffer.from(code) },
    ...{ token: randomBytes(18).toString('base64url'), begun: systemClock.now() },
  };
  reply.header('set-cookie', messageCookie.header(key, session, systemClock));
};

/** What is sent, or why it is not: text and file judged, the file cleaned. */
export const judged = (form: SentForm, text: string): Pick<Sent, 'text' | 'file'> | MessageNote => {
  if (text === '' && form.file === null) return 'empty';
  if ([...text].length > longestText) return 'long';
  if (form.file === null) return { text, file: null };
  const file = cleanFile(form.file.bytes);
  return file === null ? 'file' : { text, file };
};

/** A text as it was typed, its line ends made one. */
export const typedText = (text: string | undefined): string => (text ?? '').replaceAll('\r\n', '\n').trim();

/** What an advert is told by stands before the text, in the words of the page. */
const withAdvert = (door: MessageDoorCode, { visit }: Asked, fields: Typed): string => {
  const lines = advertLines
    .map(([id, of]) => [visit.language.say(of).text, typedText(fields[id]).slice(0, 500)] as const)
    .filter(([, value]) => door === 'advert' && value !== '')
    .map(([label, value]) => `${label}: ${value}`);
  return [...lines, ...(lines.length > 0 ? [''] : []), typedText(fields['text'])].join('\n').trim();
};

const daysOf = ({ doors, dangerDays }: MessagePages, door: MessageDoorCode, isDanger: boolean): number => {
  const { days } = doors[door];
  return isDanger ? Math.min(days, dangerDays) : days;
};

/** The support service goes by the name under which its number stands on every page; other bodies by their own. */
const bodyOf = ({ guidance, language }: Asked['visit'], pages: MessagePages, door: MessageDoorCode): VNode => {
  const { body } = pages.doors[door];
  const named = pages.bodyName(body, language.code);
  if (body === guidance.support.organisation) return <bdi>{guidance.support.name}</bdi>;
  return <bdi lang={named.language}>{named.name}</bdi>;
};

/** The form behind a door, empty, or with what was typed and why it was not sent. */
export const writingPage = (
  asked: Asked,
  pages: MessagePages,
  it: { readonly door: MessageDoorCode; readonly note?: MessageNote; readonly typed?: Typed; readonly ticket?: string },
): FastifyReply => {
  const { visit } = asked;
  const fresh = pages.lanes.ticket();
  // Who went too fast keeps the ticket: its age goes on counting.
  const ticket =
    it.ticket === undefined ? fresh : { ...fresh, ticket: it.ticket, bits: Number(it.ticket.split('.')[1]) };
  const body = bodyOf(visit, pages, it.door);
  const status = it.note === undefined ? 200 : it.note === 'busy' ? 503 : 422;
  return show(
    asked,
    <Writing
      {...{ visit, door: it.door, body, days: pages.doors[it.door].days, ticket }}
      note={it.note}
      typed={it.typed ?? {}}
    />,
    status,
  );
};

/** Why it is not sent now, with the ticket to try again with: the same, whose age goes on counting, or a new one. */
type Held = { readonly note: MessageNote; readonly ticket?: string };

const passing = (asked: Asked, { lanes }: MessagePages, fields: Typed, bytes: number): Held | null => {
  const { c: ticket = '', w: answer = '' } = fields;
  const passage = lanes.pass({ ticket, answer, address: lineOf(asked.request.ip) });
  if (passage === 'stale') return { note: 'early' };
  if (passage !== 'pass') return { note: passage, ticket };
  if (bytes === 0 || lanes.hasRoom(bytes)) return null;
  lanes.giveBack(ticket);
  return { note: 'busy', ticket };
};

/** Keeps it; a fault (no database, no vault) is told to who runs the site and is `busy` to who writes: what she typed stays. */
const kept = async (pages: MessagePages, it: Parameters<typeof beginWriting>[1]) => {
  try {
    return await beginWriting(pages.tools, it);
  } catch (fault) {
    pages.onFault?.(fault);
    return 'busy';
  }
};

/** Keeps what was written, or shows it again with the reason. Judged first, so that a slip costs nobody a place in the lane. */
export const sending =
  (pages: MessagePages, door: MessageDoorCode) =>
  async (asked: Asked): Promise<FastifyReply> => {
    const form = await formIn(asked);
    if (form === null || !isOwnForm(asked.request)) return writingPage(asked, pages, { door, note: 'unread' });
    const { fields } = form;
    const again = (held: Held): FastifyReply => writingPage(asked, pages, { ...held, door, typed: fields });
    const sent = judged(form, withAdvert(door, asked, fields));
    if (typeof sent === 'string') return again({ note: sent });
    const held = passing(asked, pages, fields, sent.file?.bytes.length ?? 0);
    if (held !== null) return again(held);
    const days = daysOf(pages, door, fields['danger'] === '1');
    const { organisation } = pages.doors[door];
    const language = asked.visit.language.code;
    const begun: Begun | 'busy' = await kept(pages, { ...sent, days, door, language, organisation });
    if (begun === 'busy') {
      const ticket = fields['c'] ?? '';
      pages.lanes.giveBack(ticket);
      return again({ note: 'busy', ticket });
    }
    beginVisit(asked, pages, begun);
    return sendOn(asked.reply, hrefIn(asked.visit, '/5'));
  };
