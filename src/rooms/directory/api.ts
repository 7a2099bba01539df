import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isRefusal } from '../../platform/outcome.ts';
import { hashOfToken, newSessionToken, sessionTokenHash, setSessionCookie } from '../../platform/web/staff/cookies.ts';
import { isSameOrigin } from '../../platform/web/staff/same-origin.ts';
import { ownPath } from '../../platform/web/staff/session-screens.ts';
import { beginSession, type DirectoryTools, endSession } from './actions/index.ts';

const finishBody = z.object({ attempt: z.uuid(), response: z.looseObject({ id: z.string().max(1400) }) });
const registerBody = z.object({ response: z.looseObject({ id: z.string().max(1400) }) });
const registerParams = z.object({ attempt: z.uuid() });

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

const nextQuery = z.object({ next: z.string() });

/** Where somebody wanted to go before she was asked to sign in. */
const nextOf = ({ query }: FastifyRequest): string => {
  const read = nextQuery.safeParse(query);
  return read.success ? ownPath(read.data.next, '/') : '/';
};

/** Passkey pages speak JSON from the browser's own page only: a request from another site is refused. */
const own =
  (origin: string, handler: Handler): Handler =>
  async (request, reply) => {
    if (isSameOrigin(request, origin)) return handler(request, reply);
    return reply.code(403).send({ refused: 'not_allowed' });
  };

/**
 * The three calls of the passkey pages: options for the browser, its answer at sign-in, its answer at activation.
 * The vault makes the challenge and judges the answer; here only the session is kept.
 */
export const signInApi =
  (tools: DirectoryTools, origin: string) =>
  async (app: FastifyInstance): Promise<void> => {
    const begin: Handler = async (_, reply) => {
      const begun = await tools.vault.passkeyBegin({});
      return isRefusal(begun) ? reply.code(503).send(begun) : begun;
    };
    const finish: Handler = async (request, reply) => {
      const body = finishBody.safeParse(request.body);
      if (!body.success) return reply.code(422).send({ refused: 'not_recognised' });
      const token = newSessionToken();
      const signed = await tools.vault.passkeyFinish({ ...body.data, sessionHash: hashOfToken(token) });
      if (isRefusal(signed)) return reply.code(422).send({ refused: signed.refused });
      await beginSession(tools.database, hashOfToken(token), signed);
      const old = sessionTokenHash(request);
      if (old !== null) await endSession(tools.database, old);
      setSessionCookie(reply, token);
      return { next: nextOf(request) };
    };
    const register: Handler = async (request, reply) => {
      const params = registerParams.safeParse(request.params);
      const body = registerBody.safeParse(request.body);
      if (!params.success || !body.success) return reply.code(422).send({ refused: 'not_recognised' });
      const proof = { method: 'passkey' as const, response: body.data.response };
      const done = await tools.vault.activationFinish({ attempt: params.data.attempt, proof });
      return isRefusal(done) ? reply.code(422).send({ refused: done.refused }) : { next: '/sign-in?done=activated' };
    };
    app.post('/sign-in/passkey/begin', own(origin, begin));
    app.post('/sign-in/passkey/finish', own(origin, finish));
    app.post('/activate/:attempt/passkey', own(origin, register));
  };
