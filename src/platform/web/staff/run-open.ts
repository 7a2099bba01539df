import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FormState } from '../../form/state.ts';
import { isRefusal, type Refusal } from '../../outcome.ts';
import { hasToken, receiveOwn } from './admit.ts';
import { showErrors, showRefusal } from './again.ts';
import { clearSessionCookie, sessionTokenHash, setLanguageCookie, setSessionCookie } from './cookies.ts';
import type { StaffEnvironment } from './environment.ts';
import { problemPage } from './problem-page.tsx';
import { parseReceived } from './received.ts';
import { type Exchange, pageContext } from './render.tsx';
import { resendPage } from './resend-page.tsx';
import { showOutcome } from './run-get.ts';
import type { OpenGet, OpenPost, Visit } from './screen.ts';
import { exchangeOf, readParams } from './steps.ts';

const visitFor = <Profile, Params>(exchange: Exchange<Profile>, params: Params): Visit<Profile, Params> => {
  const { environment, request, reply, visitor } = exchange;
  return {
    environment,
    viewer: visitor.session?.viewer ?? null,
    params,
    query: pageContext(exchange, null).query,
    address: request.ip,
    startSession: (token) => setSessionCookie(reply, token),
    keepLanguage: () => setLanguageCookie(reply, visitor.words.language),
    endSession: async () => {
      const hash = sessionTokenHash(request);
      if (hash !== null) await environment.endSession(hash);
      clearSessionCookie(reply);
    },
  };
};

/** Shows a page that is open to all. */
export const runOpenGet =
  <Profile, Params, Outcome>(screen: OpenGet<Profile, Params, Outcome>) =>
  (environment: StaffEnvironment<Profile>) =>
  async (request: FastifyRequest, reply: FastifyReply, form: FormState | null, status: number): Promise<string> => {
    const exchange = await exchangeOf(environment, screen.room, request, reply);
    const params = readParams(screen.params, request);
    if (isRefusal(params)) return problemPage(exchange, 'not_found');
    const outcome = await screen.load(visitFor(exchange, params));
    return showOutcome(exchange, screen, outcome, { form, status });
  };

/** Takes a form that is open to all: still only from our own page, with the token of this browser. */
export const runOpenPost =
  <Profile, Params, Values, Outcome>(screen: OpenPost<Profile, Params, Values, Outcome>) =>
  (environment: StaffEnvironment<Profile>) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<string> => {
    const exchange = await exchangeOf(environment, screen.room, request, reply);
    const received = await receiveOwn(exchange);
    if ('stopped' in received) return received.stopped;
    // What is typed here may be a password: nothing of it is shown again.
    if (!hasToken(exchange, received)) return resendPage(exchange, {}, 'other_session');
    const params = readParams(screen.params, request);
    if (isRefusal(params)) return problemPage(exchange, 'not_found');
    const form = parseReceived(environment, screen.body, received);
    if (form.errors.length > 0) return showErrors(exchange, screen, form);
    const outcome = await screen.act(visitFor(exchange, params), form.values);
    if (isRefusal(outcome)) return showRefusal(exchange, screen, form, outcome);
    reply.code(303).header('location', screen.then(outcome as Exclude<Outcome, Refusal>));
    return '';
  };
