import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Words } from '../../words.ts';
import { chosenLanguage, sessionTokenHash, sessionTokenOf, visitTokenOf } from './cookies.ts';
import type { StaffEnvironment, StaffSession } from './environment.ts';
import { formTokenOf } from './same-origin.ts';

/** Who sends a request, in which language, and the token of their forms. */
export type Visitor = {
  readonly session: StaffSession | null;
  readonly words: Words;
  readonly formToken: string;
};

const known = new WeakMap<FastifyRequest, Promise<Visitor>>();

const acceptedLanguage = (request: FastifyRequest, languages: readonly string[]): string | null => {
  const wanted = (request.headers['accept-language'] ?? '').split(',').map((it) => it.trim().slice(0, 2).toLowerCase());
  return wanted.find((it) => languages.includes(it)) ?? null;
};

const languageFor = (request: FastifyRequest, languages: readonly string[], session: StaffSession | null): string =>
  chosenLanguage(request, languages) ?? session?.viewer.language ?? acceptedLanguage(request, languages) ?? 'en';

const find = async <Profile>(
  environment: StaffEnvironment<Profile>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Visitor> => {
  const hash = sessionTokenHash(request);
  const session = hash === null ? null : await environment.sessionFor(hash);
  const token = session === null ? visitTokenOf(request, reply) : (sessionTokenOf(request) ?? '');
  return {
    session,
    words: environment.wordsFor(languageFor(request, environment.languages, session)),
    formToken: formTokenOf(environment.formSecret, token),
  };
};

/** Finds out once per request who sends it. Throws when the sessions cannot be read. */
export const visitorOf = <Profile>(
  environment: StaffEnvironment<Profile>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Visitor> => {
  const visitor = known.get(request) ?? find(environment, request, reply);
  known.set(request, visitor);
  return visitor;
};

/** The visitor when there is trouble: without a session when even that cannot be read. */
export const visitorInTrouble = async <Profile>(
  environment: StaffEnvironment<Profile>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Visitor> => {
  try {
    return await visitorOf(environment, request, reply);
  } catch {
    const language = languageFor(request, environment.languages, null);
    return { session: null, words: environment.wordsFor(language), formToken: '' };
  }
};
