import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';

/*
 * The conversation over the unix socket. The vault greets with a random challenge; each request then carries the
 * client's name, a rising number and a MAC over challenge, number, call and body under the client's own key, so that
 * nobody without that key is heard and nothing can be said twice, on this connection or another. Answers carry a MAC
 * too: whoever takes the socket's place in the file system cannot answer in the vault's name.
 */

/** Requests larger than this end the connection. */
export const largestRequest = 1024 * 1024;
/** Answers may hold long testimonies. */
export const largestAnswer = 16 * 1024 * 1024;

export type Greeting = { readonly challenge: string };
export type RequestFrame = {
  readonly client: string;
  readonly nonce: number;
  readonly call: string;
  readonly body: string;
  readonly mac: string;
};
export type AnswerFrame = { readonly nonce: number; readonly body: string; readonly mac: string };

/** One message: 4 bytes of length (big endian), then JSON. */
export const frame = (message: Greeting | RequestFrame | AnswerFrame): Buffer => {
  const body = Buffer.from(JSON.stringify(message));
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  return Buffer.concat([head, body]);
};

/** Cuts a stream into messages. `onMessage` gets parsed JSON; anything oversized or unreadable ends the connection. */
export const readFrames = (socket: Socket, limit: number, onMessage: (message: unknown) => void): void => {
  let waiting: Buffer[] = [];
  let held = 0;
  const next = (): Buffer | null => {
    if (held < 4) return null;
    const all = waiting.length === 1 ? (waiting[0] ?? Buffer.alloc(0)) : Buffer.concat(waiting);
    waiting = [all];
    const length = all.readUInt32BE(0);
    if (length > limit) throw new Error('the message is too large');
    if (all.length < 4 + length) return null;
    waiting = [all.subarray(4 + length)];
    held = all.length - 4 - length;
    return all.subarray(4, 4 + length);
  };
  socket.on('data', (chunk: Buffer) => {
    waiting.push(chunk);
    held += chunk.length;
    try {
      for (let message = next(); message; message = next()) onMessage(JSON.parse(message.toString('utf8')));
    } catch {
      socket.destroy();
    }
  });
};

const macOf = (key: Uint8Array, parts: readonly string[]): string => {
  const code = createHmac('sha256', key);
  for (const part of parts) code.update(`${Buffer.byteLength(part)}:${part},`);
  return code.digest('hex');
};

/** The MAC of a request. Each part is preceded by its length, so that no two requests read alike. */
export const requestMac = (key: Uint8Array, challenge: string, request: Omit<RequestFrame, 'mac'>): string =>
  macOf(key, ['request', challenge, request.client, String(request.nonce), request.call, request.body]);

/** The MAC of an answer. */
export const answerMac = (key: Uint8Array, challenge: string, answer: Omit<AnswerFrame, 'mac'>): string =>
  macOf(key, ['answer', challenge, String(answer.nonce), answer.body]);

/** Compares two MACs in hexadecimal without telling by time where they differ. */
export const sameMac = (left: string, right: string): boolean =>
  left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));
