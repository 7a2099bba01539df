import type { FastifyReply, FastifyRequest } from 'fastify';
import type { JournalEntry } from '../../journal.ts';
import { isRefusal, type Refusal } from '../../outcome.ts';
import type { Scene } from '../../scene.ts';
import { hasPermit, type Viewer } from '../../viewer.ts';
import type { Words } from '../../words.ts';
import { hashOfToken } from '../staff/cookies.ts';
import type { StaffEnvironment } from '../staff/environment.ts';
import { type Problem, problemOf, send } from './problem.ts';

/** What the API needs of the staff site, and how a token is found: never one of a person's session. */
export type ApiEnvironment<Profile> = StaffEnvironment<Profile> & {
  readonly tokenFor: (tokenHash: string) => Promise<{ readonly viewer: Viewer } | null>;
};

/** Another system that calls: whom it acts as, and in which language it is answered. */
export type Caller = { readonly viewer: Viewer; readonly words: Words };

const bearerOf = (request: FastifyRequest): string | null =>
  /^Bearer ([A-Za-z0-9_-]{43})$/.exec(request.headers.authorization ?? '')?.[1] ?? null;

/** The language of an answer: asked for by the caller, else that of the account, else English. */
const wordsFor = <Profile>(
  { languages, wordsFor: make }: ApiEnvironment<Profile>,
  request: FastifyRequest,
  viewer: Viewer | null,
): Words => {
  const wanted = (request.headers['accept-language'] ?? '')
    .split(',')
    .map((one) => one.trim().slice(0, 2).toLowerCase());
  return make(wanted.find((one) => languages.includes(one)) ?? viewer?.language ?? 'en');
};

const viewerOf = async <Profile>(
  environment: ApiEnvironment<Profile>,
  request: FastifyRequest,
): Promise<Viewer | null> => {
  const token = bearerOf(request);
  const session = token === null ? null : await environment.tokenFor(hashOfToken(token));
  return session?.viewer ?? null;
};

const noToken = (words: Words): Problem => ({
  type: 'about:blank',
  title: words.t('platform.api.no_token_title'),
  status: 401,
  detail: words.t('platform.api.no_token'),
  code: 'signed_out',
});

/** Who calls, or the answer that says why nobody is let in: 401 without a living token, 403 without the right. */
export const callerOf = async <Profile>(
  environment: ApiEnvironment<Profile>,
  request: FastifyRequest,
  reply: FastifyReply,
  permit: string,
): Promise<Caller | null> => {
  const viewer = await viewerOf(environment, request);
  const words = wordsFor(environment, request, viewer);
  if (viewer === null) {
    send(reply.header('www-authenticate', 'Bearer'), noToken(words));
    return null;
  }
  if (hasPermit(viewer, permit)) return { viewer, words };
  send(reply, problemOf(words, { kind: 'not_allowed' }));
  return null;
};

/** Carries a refusal out of a transaction that is to be undone. */
class Undone extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.refused);
    this.refusal = refusal;
  }
}

/** Acts for the caller in one transaction, events last; a refusal undoes all of it. */
export const actFor = async <Profile, Outcome>(
  environment: ApiEnvironment<Profile>,
  { viewer }: Caller,
  act: (scene: Scene<Profile>) => Promise<Outcome>,
): Promise<Outcome> => {
  try {
    return await environment.asViewer(environment.database, viewer, async (tx) => {
      const events: JournalEntry[] = [];
      const outcome = await act(environment.scene(tx, viewer, (entry) => void events.push(entry)));
      if (isRefusal(outcome)) throw new Undone(outcome);
      await environment.appendJournal(tx, viewer, events);
      return outcome;
    });
  } catch (fault) {
    if (fault instanceof Undone) return fault.refusal as Outcome;
    throw fault;
  }
};

/** Reads for the caller, in a transaction that cannot write. */
export const readFor = <Profile, Outcome>(
  environment: ApiEnvironment<Profile>,
  { viewer }: Caller,
  read: (scene: Scene<Profile>) => Promise<Outcome>,
): Promise<Outcome> =>
  environment.asViewer(environment.database, viewer, (tx) => read(environment.scene(tx, viewer, () => undefined)), {
    readOnly: true,
  });
