import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * The session lives in one cookie that no script reads and no other site can cause to be sent. `localhost` counts as
 * secure in browsers, so the demonstration uses the same cookie as production.
 */
const sessionCookie = '__Host-session';
/** Binds the forms of pages without a session (sign-in) to this browser. Says nothing about anybody. */
const visitCookie = '__Host-visit';
const languageCookie = 'language';

const locked = { path: '/', httpOnly: true, secure: true, sameSite: 'strict' } as const;

/** A new session token: 256 random bits, known to the browser alone. */
export const newSessionToken = (): string => randomBytes(32).toString('base64url');

/** What the database keeps of a token: hexadecimal SHA-256. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** None have been read yet when the address itself is broken. */
const cookiesOf = (request: Partial<FastifyRequest>): FastifyRequest['cookies'] => request.cookies ?? {};

const wellFormed = (token: string | undefined): string | null =>
  token !== undefined && /^[A-Za-z0-9_-]{43}$/.test(token) ? token : null;

/** The session token of a request, null when it has none or something that cannot be one. */
export const sessionTokenOf = (request: FastifyRequest): string | null => wellFormed(cookiesOf(request)[sessionCookie]);

/** The hash of the request's session token, null when it has none. */
export const sessionTokenHash = (request: FastifyRequest): string | null => {
  const token = sessionTokenOf(request);
  return token === null ? null : hashOfToken(token);
};

/** Gives the browser its session. It ends with the browser; the server ends it earlier when nothing happens. */
export const setSessionCookie = (reply: FastifyReply, token: string): void => {
  reply.setCookie(sessionCookie, token, locked);
};

/** Takes the session away from the browser. */
export const clearSessionCookie = (reply: FastifyReply): void => {
  reply.clearCookie(sessionCookie, locked);
};

/** The visit token of a browser without a session; given to it now when it has none. */
export const visitTokenOf = (request: FastifyRequest, reply: FastifyReply): string => {
  const known = wellFormed(cookiesOf(request)[visitCookie]);
  if (known !== null) return known;
  const token = newSessionToken();
  reply.setCookie(visitCookie, token, locked);
  request.cookies[visitCookie] = token;
  return token;
};

/** The language somebody chose, when it is one of the program's. */
export const chosenLanguage = (request: FastifyRequest, languages: readonly string[]): string | null => {
  const language = cookiesOf(request)[languageCookie];
  return language !== undefined && languages.includes(language) ? language : null;
};

/** Keeps the choice of a language for a year. */
export const setLanguageCookie = (reply: FastifyReply, language: string): void => {
  reply.setCookie(languageCookie, language, { ...locked, sameSite: 'lax', maxAge: 365 * 24 * 3600 });
};
