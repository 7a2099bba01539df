import { randomBytes } from 'node:crypto';
import { chmodSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { newId } from '../platform/ids.ts';
import {
  frame,
  answerMac,
  largestRequest,
  readFrames,
  type RequestFrame,
  requestMac,
  sameMac,
} from '../platform/vault-client/frames.ts';
import type { ClientName, VaultKeys } from './keys.ts';

/** Does what a client asked; gives the answer's value. Throws only faults. */
export type Handler = (client: ClientName, call: string, body: string) => Promise<unknown>;

/** What the vault tells its log: codes, never matter. */
export type VaultLog = (line: {
  readonly event: string;
  readonly call?: string;
  readonly client?: string;
  readonly correlation?: string;
  readonly fault?: string;
}) => void;

type ServerParts = {
  readonly socketPath: string;
  readonly keys: VaultKeys;
  readonly handle: Handler;
  readonly log: VaultLog;
};

const isRequest = (message: unknown): message is RequestFrame => {
  const read = message as Partial<RequestFrame> | null;
  return (
    typeof read?.client === 'string' &&
    Number.isSafeInteger(read.nonce) &&
    typeof read.call === 'string' &&
    typeof read.body === 'string' &&
    typeof read.mac === 'string'
  );
};

/** A fault's class tells the log where to look; its text might quote what must not be logged. */
const answerTo = async ({ handle, log }: ServerParts, client: ClientName, request: RequestFrame): Promise<string> => {
  try {
    return JSON.stringify(await handle(client, request.call, request.body));
  } catch (fault) {
    const correlation = newId();
    const place = fault instanceof Error ? (fault.stack?.split('\n')[1]?.trim().slice(0, 200) ?? '') : '';
    log({
      event: 'vault-fault',
      call: request.call,
      client,
      correlation,
      fault: `${fault instanceof Error ? fault.name : 'unknown'} ${place}`,
    });
    return JSON.stringify({ refused: 'vault-fault', values: { correlation } });
  }
};

const converse = (parts: ServerParts, socket: Socket): void => {
  const challenge = randomBytes(16).toString('hex');
  let lastNonce = 0;
  const hangUp = (event: string): void => {
    parts.log({ event });
    socket.destroy();
  };
  const hear = async (message: unknown): Promise<void> => {
    if (!isRequest(message)) return hangUp('unreadable-request');
    const key = parts.keys.clientKey(message.client);
    if (!key || !sameMac(message.mac, requestMac(key, challenge, message))) return hangUp('request-not-authentic');
    if (message.nonce <= lastNonce) return hangUp('request-repeated');
    lastNonce = message.nonce;
    const answer = { nonce: message.nonce, body: await answerTo(parts, message.client as ClientName, message) };
    if (!socket.destroyed) socket.write(frame({ ...answer, mac: answerMac(key, challenge, answer) }));
  };
  socket.on('error', () => socket.destroy());
  socket.write(frame({ challenge }));
  readFrames(socket, largestRequest, (message) => void hear(message));
};

/** Unix keeps the path of a socket in 108 bytes. */
const longestPath = 107;

const somebodyListens = (socketPath: string): Promise<boolean> =>
  new Promise((known) => {
    const socket = connect(socketPath, () => {
      socket.destroy();
      known(true);
    });
    socket.on('error', () => known(false));
  });

const bind = (server: Server, socketPath: string): Promise<void> =>
  new Promise((listening, failed) => {
    server.on('error', failed);
    server.listen(socketPath, () => {
      chmodSync(socketPath, 0o600);
      listening();
    });
  });

/** A listening server; `close` ends it and all conversations. */
export type Listening = { readonly close: () => Promise<void> };

/** Throws when a vault already answers on this socket: two on one folder would write over each other. */
export const refuseSecondVault = async (socketPath: string): Promise<void> => {
  if (await somebodyListens(socketPath)) throw new Error('another vault is running on this folder');
};

/** Listens on a unix socket that only our own user can reach. A socket left behind by a killed vault is taken over. */
export const listen = async (parts: ServerParts): Promise<Listening> => {
  if (Buffer.byteLength(parts.socketPath) > longestPath)
    throw new Error(
      `the path of the vault's socket is too long (${longestPath} bytes at most): choose a shorter DATA_DIR`,
    );
  await refuseSecondVault(parts.socketPath);
  rmSync(parts.socketPath, { force: true });
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)));
    converse(parts, socket);
  });
  await bind(server, parts.socketPath);
  const close = (): Promise<void> =>
    new Promise((closed) => {
      server.close(() => closed());
      for (const socket of sockets) socket.destroy();
    });
  return { close };
};
