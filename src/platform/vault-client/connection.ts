import { connect, type Socket } from 'node:net';
import {
  type AnswerFrame,
  answerMac,
  frame,
  type Greeting,
  largestAnswer,
  readFrames,
  requestMac,
  sameMac,
} from './frames.ts';

/** What one connection to the vault needs; `timeout` is how long to wait for the greeting, in milliseconds. */
export type ConnectionSettings = {
  readonly socketPath: string;
  readonly clientName: string;
  readonly key: Uint8Array;
  readonly timeout: number;
};

/** An open connection: `ask` sends a call and gives the text of the answer, or null when the connection is lost. */
export type Connection = {
  readonly ask: (call: string, body: string) => Promise<string | null>;
  readonly isOpen: () => boolean;
  readonly close: () => void;
};

type Waiting = Map<number, (answer: string | null) => void>;

const isGreeting = (message: unknown): message is Greeting =>
  typeof (message as Partial<Greeting> | null)?.challenge === 'string';

const isAnswer = (message: unknown): message is AnswerFrame => {
  const read = message as Partial<AnswerFrame> | null;
  return typeof read?.nonce === 'number' && typeof read.body === 'string' && typeof read.mac === 'string';
};

const conversation = (
  socket: Socket,
  settings: ConnectionSettings,
  challenge: string,
  waiting: Waiting,
): Connection => {
  let nonce = 0;
  return {
    ask: (call, body) =>
      new Promise((answer) => {
        nonce += 1;
        const request = { client: settings.clientName, nonce, call, body };
        waiting.set(nonce, answer);
        socket.write(frame({ ...request, mac: requestMac(settings.key, challenge, request) }));
      }),
    isOpen: () => !socket.destroyed,
    close: () => socket.destroy(),
  };
};

const settle = (waiting: Waiting, nonce: number, answer: string | null): void => {
  waiting.get(nonce)?.(answer);
  waiting.delete(nonce);
};

/**
 * Connects to the vault and waits for its greeting. Gives null when nobody answers. An answer whose MAC is wrong ends
 * the connection; whatever still waits on a connection that ends gets null.
 */
export const openConnection = (settings: ConnectionSettings): Promise<Connection | null> =>
  new Promise((opened) => {
    const waiting: Waiting = new Map();
    const socket = connect(settings.socketPath);
    let challenge: string | null = null;
    socket.unref();
    socket.setTimeout(settings.timeout, () => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      opened(null);
      for (const nonce of [...waiting.keys()]) settle(waiting, nonce, null);
    });
    readFrames(socket, largestAnswer, (message) => {
      if (challenge === null) {
        if (!isGreeting(message)) return void socket.destroy();
        challenge = message.challenge;
        socket.setTimeout(0);
        return opened(conversation(socket, settings, challenge, waiting));
      }
      if (!isAnswer(message) || !sameMac(message.mac, answerMac(settings.key, challenge, message)))
        return void socket.destroy();
      settle(waiting, message.nonce, message.body);
    });
  });
