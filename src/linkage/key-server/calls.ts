import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import { isRefusal, type Outcome, refuse } from '../../platform/outcome.ts';
import { rowsPerRecord } from '../encode/tokens.ts';
import { evaluate, isPoint } from '../oprf/shares.ts';
import type { Audit } from './audit.ts';
import type { Epochs } from './epochs.ts';
import { openSessions } from './sessions.ts';

const hex = (bytes: number) =>
  z
    .string()
    .length(bytes * 2)
    .regex(/^[0-9a-f]*$/);

/** What may be asked of a key server. Nothing else is heard, and nothing of it names anybody. */
export const requestSchemas = {
  epochs: z.strictObject({}),
  session: z.strictObject({ ticket: hex(32), organisation: z.string().regex(/^[A-Za-z0-9-]{1,60}$/) }),
  evaluate: z.strictObject({
    session: hex(16),
    epoch: z.number().int().positive(),
    points: z.array(hex(32)).min(1).max(rowsPerRecord),
  }),
} as const;

export type KeyServerCall = keyof typeof requestSchemas;
export type KeyServerRequest<Call extends KeyServerCall> = z.infer<(typeof requestSchemas)[Call]>;

export type KeyServerAnswers = {
  readonly epochs: { readonly epochs: readonly { readonly number: number; readonly publicKey: string }[] };
  readonly session: { readonly session: string; readonly quota: number };
  readonly evaluate: { readonly points: readonly string[]; readonly proof: string };
};

export type KeyServerRefusal =
  | 'bad-request'
  | 'ticket-used'
  | 'quota'
  | 'session-unknown'
  | 'epoch-closed'
  | 'point-wrong';
export type KeyServerOutcome<Call extends KeyServerCall> = Outcome<KeyServerAnswers[Call], KeyServerRefusal>;

/** A key server without its socket. */
export type KeyServer = {
  readonly [Call in KeyServerCall]: (request: KeyServerRequest<Call>) => KeyServerOutcome<Call>;
};

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Puts a key server together from its shares and its log. */
export const keyServerOf = ({
  epochs,
  audit,
  clock,
}: {
  readonly epochs: Epochs;
  readonly audit: Audit;
  readonly clock: Clock;
}): KeyServer => {
  const sessions = openSessions(audit, clock);
  return {
    epochs: () => ({
      epochs: epochs.open().map(({ number, share }) => ({ number, publicKey: hexOf(share.publicKey) })),
    }),
    session: ({ ticket, organisation }) => sessions.open(ticket, organisation),
    evaluate: ({ session, epoch, points }) => {
      const share = epochs.open().find(({ number }) => number === epoch)?.share;
      if (!share) return refuse('epoch-closed');
      const taken = sessions.take(session, points.length);
      if (isRefusal(taken)) return taken;
      const blinded = points.map((point) => Uint8Array.from(Buffer.from(point, 'hex')));
      if (new Set(points).size < points.length || !blinded.every(isPoint)) return refuse('point-wrong');
      const evaluated = evaluate(share, blinded);
      return { points: evaluated.points.map(hexOf), proof: hexOf(evaluated.proof) };
    },
  };
};

/** Hears a call by its name: reads it first, then does it. */
export const hear = (server: KeyServer, call: string, body: string): KeyServerOutcome<KeyServerCall> => {
  const read = <Call extends KeyServerCall>(name: Call): KeyServerOutcome<Call> => {
    const request = requestSchemas[name].safeParse(parsed(body));
    return request.success ? server[name](request.data as KeyServerRequest<Call>) : refuse('bad-request');
  };
  return call === 'epochs' || call === 'session' || call === 'evaluate' ? read(call) : refuse('bad-request');
};

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};
