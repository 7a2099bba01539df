import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Transaction } from '../../database/index.ts';
import type { JournalEntry } from '../../journal.ts';
import { isRefusal, type Refusal, refuse } from '../../outcome.ts';
import type { Scene } from '../../scene.ts';
import type { Viewer } from '../../viewer.ts';
import { clearSessionCookie } from './cookies.ts';
import type { StaffEnvironment } from './environment.ts';
import type { Exchange } from './render.tsx';
import { visitorOf } from './visitor.ts';

/** Everybody who has signed in, whatever their role. */
export const anyoneSignedIn = 'anyone-signed-in';

/** An exchange with somebody who is signed in. */
export type SignedIn<Profile> = { readonly exchange: Exchange<Profile>; readonly viewer: Viewer };

/** Puts together who asks what. */
export const exchangeOf = async <Profile>(
  environment: StaffEnvironment<Profile>,
  room: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Exchange<Profile>> => ({
  environment,
  room,
  request,
  reply,
  visitor: await visitorOf(environment, request, reply),
});

/** May this viewer use a screen? Deny by default: a permit that the viewer does not hold is a no. */
export const mayUse = (viewer: Viewer, permit: string): boolean =>
  permit === anyoneSignedIn || viewer.permits.includes(permit);

/** Reads parameters by their schema. What does not fit cannot name anything: not found. */
export const readParams = <Params>(
  schema: z.ZodType<Params> | undefined,
  request: FastifyRequest,
): Params | Refusal<'not_found'> => {
  if (!schema) return request.params as Params;
  const read = schema.safeParse(request.params);
  return read.success ? read.data : refuse('not_found');
};

/** Reads the query by its schema. */
export const readQuery = <Query>(
  schema: z.ZodType<Query> | undefined,
  request: FastifyRequest,
): Query | Refusal<'bad_request'> => {
  const read = schema?.safeParse(request.query);
  if (!read) return request.query as Query;
  return read.success ? read.data : refuse('bad_request');
};

/** Writes that something is about to be read, and commits, before it is read. */
export const writeReading = async <Profile>(
  { exchange, viewer }: SignedIn<Profile>,
  entry: JournalEntry | null,
): Promise<void> => {
  const { environment } = exchange;
  if (entry === null) return;
  await environment.asViewer(environment.database, viewer, (tx) => environment.appendJournal(tx, viewer, [entry]));
};

const nothingToWrite = (): never => {
  throw new Error('a page that only reads has emitted an event');
};

/** Reads in a transaction that cannot write. */
export const reading = <Profile, Outcome>(
  { exchange, viewer }: SignedIn<Profile>,
  load: (scene: Scene<Profile>) => Promise<Outcome>,
): Promise<Outcome> => {
  const { environment } = exchange;
  const work = (tx: Transaction): Promise<Outcome> => load(environment.scene(tx, viewer, nothingToWrite));
  return environment.asViewer(environment.database, viewer, work, { readOnly: true });
};

/** Carries a refusal out of a transaction that is to be undone. */
class Undone extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.refused);
    this.refusal = refusal;
  }
}

/** Acts in one transaction; the events are appended last. A refusal undoes all of it. */
export const acting = async <Profile, Outcome>(
  { exchange, viewer }: SignedIn<Profile>,
  act: (scene: Scene<Profile>) => Promise<Outcome>,
): Promise<Outcome> => {
  const { environment } = exchange;
  try {
    return await environment.asViewer(environment.database, viewer, async (tx) => {
      const events: JournalEntry[] = [];
      const outcome = await act(environment.scene(tx, viewer, (entry) => events.push(entry)));
      if (isRefusal(outcome)) throw new Undone(outcome);
      await environment.appendJournal(tx, viewer, events);
      return outcome;
    });
  } catch (fault) {
    // What was refused is exactly what the action gave back.
    if (fault instanceof Undone) return fault.refusal as Outcome;
    throw fault;
  }
};

const identifiers = (params: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(typeof params === 'object' && params !== null ? params : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && /^[\w-]{1,64}$/.test(entry[1]),
    ),
  );

/** A refusal leaves its own event, and nothing else: who was refused what, by code. */
export const writeRefusal = async <Profile>(
  { exchange, viewer }: SignedIn<Profile>,
  path: string,
  refusal: Refusal,
): Promise<void> => {
  const { environment, request, room } = exchange;
  const entry: JournalEntry = {
    type: `${room}.refused`,
    subject: { kind: 'staff', id: viewer.staffId },
    data: { code: refusal.refused, path, params: identifiers(request.params) },
  };
  await environment.asViewer(environment.database, viewer, (tx) => environment.appendJournal(tx, viewer, [entry]));
};

/** The code of a *no* that was read: nothing there (for this viewer), or the refusal itself; null when something was read. */
export const codeOfNo = (outcome: unknown): Refusal | null => {
  if (outcome === null || outcome === undefined) return refuse('not_found');
  return isRefusal(outcome) ? outcome : null;
};

const isNavigationFromElsewhere = (request: FastifyRequest): boolean =>
  request.headers['sec-fetch-site'] === 'cross-site' &&
  request.headers['sec-fetch-mode'] === 'navigate' &&
  !Object.hasOwn(request.query as object, 'arrived');

/**
 * Sends somebody without a session to sign in. A link in a mail arrives without the (strict) cookie: then a page of ours
 * that goes on to the same address brings it along.
 */
export const toSignIn = <Profile>({ environment, request, reply }: Exchange<Profile>): string => {
  const next = request.url;
  if (isNavigationFromElsewhere(request)) {
    const onward = `${next}${next.includes('?') ? '&' : '?'}arrived=1`
      .replaceAll('&', '&amp;')
      .replaceAll('"', '&quot;');
    reply.type('text/html; charset=utf-8');
    return `<!doctype html><meta charset="utf-8"><title>Ariane</title><meta http-equiv="refresh" content="0;url=${onward}">`;
  }
  clearSessionCookie(reply);
  const query = next === '/' ? '' : `?next=${encodeURIComponent(next)}`;
  reply.code(303).header('location', `${environment.signInPath}${query}`);
  return '';
};
