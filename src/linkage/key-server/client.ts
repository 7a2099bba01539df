import { isRefusal, type Outcome, type Refusal, refuse } from '../../platform/outcome.ts';
import { type Connection, openConnection } from '../../platform/vault-client/connection.ts';
import type { Answer } from '../oprf/asking.ts';
import type { KeyServerAnswers, KeyServerCall, KeyServerRequest } from './calls.ts';
import { keyServerClient } from './process.ts';

/** Where a key server is reached, and what this process proves itself with. */
export type KeyServerAddress = { readonly socketPath: string; readonly key: Uint8Array };

/** Asks a key server; a dead one is the refusal `key-server-down`, never a fault. */
export type KeyServerClient = {
  readonly ask: <Call extends KeyServerCall>(
    call: Call,
    request: KeyServerRequest<Call>,
  ) => Promise<Outcome<KeyServerAnswers[Call]>>;
  readonly close: () => void;
};

const timeout = 3000;

const answerOf = <Call extends KeyServerCall>(text: string | null): Outcome<KeyServerAnswers[Call]> =>
  text === null ? refuse('key-server-down') : (JSON.parse(text) as KeyServerAnswers[Call] | Refusal);

/** A client that connects when first asked and again after a loss. */
export const keyServerClientOf = ({ socketPath, key }: KeyServerAddress): KeyServerClient => {
  let connection: Connection | null = null;
  return {
    ask: async (call, request) => {
      if (!connection?.isOpen())
        connection = await openConnection({ socketPath, key, clientName: keyServerClient, timeout });
      return answerOf((await connection?.ask(call, JSON.stringify(request))) ?? null);
    },
    close: () => connection?.close(),
  };
};

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

export type Evaluation = {
  /** 32 random bytes in hexadecimal, the same for both servers, never used again. */
  readonly ticket: string;
  /** A body's pseudonym, not its name. */
  readonly organisation: string;
  readonly epoch: number;
  readonly blinded: readonly Uint8Array[];
};

/**
 * Has points evaluated by one key server. `publicKey` is the one that was published at the ceremony and is pinned, not what the
 * server says of itself: a server that answers for one asker with a key of its own fails the proof.
 */
export const evaluateAt = async (
  client: KeyServerClient,
  { ticket, organisation, epoch, blinded }: Evaluation,
  publicKey: Uint8Array,
): Promise<Outcome<Answer>> => {
  const opened = await client.ask('session', { ticket, organisation });
  if (isRefusal(opened)) return opened;
  const points = blinded.map((point) => Buffer.from(point).toString('hex'));
  const answer = await client.ask('evaluate', { session: opened.session, epoch, points });
  if (isRefusal(answer)) return answer;
  return { points: answer.points.map(bytesOf), proof: bytesOf(answer.proof), publicKey };
};
