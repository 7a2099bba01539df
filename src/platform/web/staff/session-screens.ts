import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { textOf } from '../../form/raw.ts';
import { hasToken, receiveOwn } from './admit.ts';
import { clearSessionCookie, sessionTokenHash, setLanguageCookie } from './cookies.ts';
import type { StaffEnvironment } from './environment.ts';
import { exchangeOf } from './steps.ts';

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** Only a path of our own; anything else, `//host` included, leads home. */
export const ownPath = (path: string, home: string): string => (/^\/(?![/\\])[^\s\\]*$/.test(path) ? path : home);

const withOwnForm =
  <Profile>(
    environment: StaffEnvironment<Profile>,
    work: (back: string, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
  ): Handler =>
  async (request, reply) => {
    const exchange = await exchangeOf(environment, 'platform', request, reply);
    const received = await receiveOwn(exchange);
    if ('stopped' in received) return received.stopped;
    const back = ownPath(textOf(received.raw, 'back'), environment.homePath);
    if (!hasToken(exchange, received)) return reply.code(303).header('location', back).send('');
    return work(back, request, reply);
  };

const keep = <Profile>(environment: StaffEnvironment<Profile>): Handler =>
  withOwnForm(environment, async (back, request, reply) => {
    const hash = sessionTokenHash(request);
    const endsAt = hash === null ? null : await environment.keepSession(hash);
    if (request.headers.accept?.includes('application/json'))
      return reply.send({ endsAt, now: environment.clock.now() });
    return reply
      .code(303)
      .header('location', endsAt === null ? environment.signInPath : back)
      .send('');
  });

const end = <Profile>(environment: StaffEnvironment<Profile>): Handler =>
  withOwnForm(environment, async (_back, request, reply) => {
    const hash = sessionTokenHash(request);
    if (hash !== null) await environment.endSession(hash);
    clearSessionCookie(reply);
    reply.header('clear-site-data', '"cache", "storage"');
    return reply.code(303).header('location', environment.signInPath).send('');
  });

const language = <Profile>(environment: StaffEnvironment<Profile>): Handler =>
  withOwnForm(environment, async (back, request, reply) => {
    const chosen = (request.query as Record<string, unknown>)['language'];
    if (typeof chosen === 'string' && environment.languages.includes(chosen)) setLanguageCookie(reply, chosen);
    return reply.code(303).header('location', back).send('');
  });

/** What every page offers beside its own: stay signed in, sign out, another language. */
export const registerSessionScreens = <Profile>(app: FastifyInstance, environment: StaffEnvironment<Profile>): void => {
  app.post('/session/keep', keep(environment));
  app.post('/session/end', end(environment));
  app.post('/session/language', language(environment));
};
