import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import type { Clock } from '../../platform/clock.ts';
import {
  answerMac,
  frame,
  largestRequest,
  readFrames,
  type RequestFrame,
  requestMac,
  sameMac,
} from '../../platform/vault-client/frames.ts';
import { type Audit, openAudit } from './audit.ts';
import { hear, type KeyServer, keyServerOf } from './calls.ts';
import { type Epochs, openEpochs } from './epochs.ts';
import { openFolder, readOrMake } from './folder.ts';

export type KeyServerSettings = {
  /** The folder of this share alone (0700). */
  readonly directory: string;
  readonly socketPath: string;
  readonly clock: Clock;
  readonly log: (line: { readonly event: string; readonly call?: string; readonly fault?: string }) => void;
};

/** A key server that listens. */
export type RunningKeyServer = { readonly close: () => Promise<void> };

/** The one process that may ask: the one that sees names. */
export const keyServerClient = 'vault';

const isRequest = (message: unknown): message is RequestFrame => {
  const read = message as Partial<RequestFrame> | null;
  return (
    read?.client === keyServerClient &&
    Number.isSafeInteger(read.nonce) &&
    typeof read.call === 'string' &&
    typeof read.body === 'string' &&
    typeof read.mac === 'string'
  );
};

type Parts = { readonly server: KeyServer; readonly key: Buffer; readonly log: KeyServerSettings['log'] };

const answerTo = ({ server, log }: Parts, { call, body }: RequestFrame): string => {
  try {
    return JSON.stringify(hear(server, call, body));
  } catch (fault) {
    log({ event: 'key-server-fault', call, fault: fault instanceof Error ? fault.name : 'unknown' });
    return JSON.stringify({ refused: 'bad-request' });
  }
};

/** The conversation of the vault (platform/vault-client/frames.ts): greeting with a challenge, rising numbers, MACs both ways. */
const converse = (parts: Parts, socket: Socket): void => {
  const challenge = randomBytes(16).toString('hex');
  let last = 0;
  const onMessage = (message: unknown): void => {
    if (
      !isRequest(message) ||
      message.nonce <= last ||
      !sameMac(message.mac, requestMac(parts.key, challenge, message))
    ) {
      parts.log({ event: 'request-not-authentic' });
      return void socket.destroy();
    }
    last = message.nonce;
    const answer = { nonce: message.nonce, body: answerTo(parts, message) };
    socket.write(frame({ ...answer, mac: answerMac(parts.key, challenge, answer) }));
  };
  socket.on('error', () => socket.destroy());
  socket.write(frame({ challenge }));
  readFrames(socket, largestRequest, onMessage);
};

const somebodyListens = (socketPath: string): Promise<boolean> =>
  new Promise((known) => {
    const socket = connect(socketPath, () => {
      socket.destroy();
      known(true);
    });
    socket.on('error', () => known(false));
  });

const lookEvery = 1000;

type Keeping = { readonly epochs: Epochs; readonly audit: Audit; readonly clock: Clock };

/** Begins an epoch that the server's keeper asked for; the log says when. */
const beginAsked = (asked: string, { epochs, audit, clock }: Keeping): void => {
  if (!existsSync(asked)) return;
  const { number } = epochs.begin();
  audit.append({ at: clock.now(), kind: 'epoch', organisation: '', ticket: '', count: number, reason: '' });
  rmSync(asked);
};

/**
 * Starts a key server on a unix socket that only our own user can reach. Makes folder, share and client key at the first start;
 * throws a clear sentence when others can enter the folder, when its log is not whole, or when one runs already.
 */
export const startKeyServer = async ({
  directory,
  socketPath,
  clock,
  log,
}: KeyServerSettings): Promise<RunningKeyServer> => {
  const folder = openFolder(directory);
  if (await somebodyListens(socketPath)) throw new Error('another key server is running on this folder');
  const [epochs, audit] = [openEpochs(folder.epochs), openAudit(folder.audit)];
  const server = keyServerOf({ epochs, audit, clock });
  const looking = setInterval(() => beginAsked(folder.nextEpoch, { epochs, audit, clock }), lookEvery);
  const text = readOrMake(folder.clientKey(keyServerClient), () => Buffer.from(`${randomBytes(32).toString('hex')}\n`));
  const parts = { server, log, key: Buffer.from(text.toString('utf8').trim(), 'hex') };
  rmSync(socketPath, { force: true });
  const sockets = new Set<Socket>();
  const listener = createServer((socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)));
    converse(parts, socket);
  });
  await new Promise<void>((listening, failed) => {
    listener.on('error', failed);
    listener.listen(socketPath, () => listening(chmodSync(socketPath, 0o600)));
  });
  const close = (): Promise<void> =>
    new Promise((closed) => {
      clearInterval(looking);
      listener.close(() => closed());
      for (const socket of sockets) socket.destroy();
    });
  return { close };
};
