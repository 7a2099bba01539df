import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import type { Uuid } from '../../../../platform/ids.ts';
import type { MessageTools } from '../../actions/conversation.ts';
import type { MessageDoorCode } from '../../facts/message-forms.ts';
import { sendOwn } from '../own/answer.ts';
import type { OwnNames } from '../own/parts.tsx';
import { publicDocument } from '../shell.tsx';
import type { Visit } from '../visit.ts';
import type { Lanes } from './lanes.ts';
import { readSent, type SentForm } from './parse.ts';

/** Who receives what comes by a door, and within how many days it is answered. */
export type Door = { readonly body: string; readonly organisation: Uuid; readonly days: number };

/** What the pages of messages without a name need of `main`. */
export type MessagePages = {
  readonly tools: MessageTools;
  /** 32 bytes that the copies of the public site share: cookies and tickets are sealed under it. */
  readonly key: Uint8Array;
  readonly doors: Readonly<Record<MessageDoorCode, Door>>;
  readonly dangerDays: number;
  readonly bodyName: OwnNames['body'];
  readonly lanes: Lanes;
  /** Whether an address may try a code once more. */
  readonly mayTry: (address: string) => boolean;
  /** Told when what somebody wrote could not be kept. */
  readonly onFault?: (fault: unknown) => void;
};

/** A request for one of these pages, and what it is drawn from. */
export type Asked = { readonly request: FastifyRequest; readonly reply: FastifyReply; readonly visit: Visit };

/** Shows a page made for one reader. */
export const show = ({ request, reply, visit }: Asked, content: VNode, status = 200, door?: string): FastifyReply =>
  sendOwn(request, reply, {
    ...{ html: publicDocument(visit, content), language: visit.language.code, status },
    ...(door === undefined ? {} : { door }),
  });

/** What a form brought: with a file, or as plain fields; null when it cannot be read. */
export const formIn = async ({ request }: Asked): Promise<SentForm | null> => {
  const { body } = request;
  if (Buffer.isBuffer(body)) return readSent(request.headers['content-type'] ?? '', body);
  return body === null || body === undefined ? null : { fields: body as Readonly<Record<string, string>>, file: null };
};
