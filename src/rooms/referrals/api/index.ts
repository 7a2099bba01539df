import swagger from '@fastify/swagger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createJsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { isRefusal } from '../../../platform/outcome.ts';
import {
  actFor,
  apiAnswers as answers,
  type ApiEnvironment,
  type ApiRoute,
  callerOf,
  hasVersion,
  idempotencyKeyOf,
  problemOfSchema,
  putVersion,
  readFor,
  registerApiRoutes,
  type SchemaFinding,
} from '../../../platform/web/index.ts';
import type { Profile } from '../../../profile/index.ts';
import { readReceipts } from '../actions/api/receipts.ts';
import { sendByApi } from '../actions/api/send.ts';
import { referralCodes } from '../facts/lists.ts';
import { document } from './document.ts';
import { withTodaysNames } from './older-names.ts';
import { sendProblem, sendRefusal } from './problems.ts';
import { bodySchema, receiptsSchema, sentSchema } from './schema.ts';

/** Room for 500 persons with their accounts. */
const bodyLimit = 8 * 1024 * 1024;

type Sent = { readonly report: unknown; readonly persons: readonly unknown[] };

const findingsOf = (request: FastifyRequest): readonly SchemaFinding[] | null => {
  const error = request.validationError as { validation?: readonly SchemaFinding[] } | undefined;
  return error === undefined ? null : (error.validation ?? []);
};

const sendHandler =
  (environment: ApiEnvironment<Profile>) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const caller = await callerOf(environment, request, reply, 'referrals.send');
    if (caller === null) return reply;
    const codes = referralCodes(environment.profile);
    const key = idempotencyKeyOf(request);
    if (isRefusal(key)) return sendRefusal(reply, caller.words, codes, key);
    const findings = findingsOf(request);
    if (findings !== null) return sendProblem(reply, problemOfSchema(caller.words, findings));
    const { report, persons } = request.body as Sent;
    const outcome = await actFor(environment, caller, (scene) => sendByApi(scene, { key, report, persons }));
    if (isRefusal(outcome)) return sendRefusal(reply, caller.words, codes, outcome);
    return reply.code(201).header('location', outcome.sent.receipts).send(outcome.sent);
  };

const receiptsHandler =
  (environment: ApiEnvironment<Profile>) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const caller = await callerOf(environment, request, reply, 'referrals.read-own');
    if (caller === null) return reply;
    const codes = referralCodes(environment.profile);
    const { reportId } = request.params as { reportId: string };
    const found = findingsOf(request) === null;
    const outcome = found
      ? await readFor(environment, caller, (scene) => readReceipts(scene, reportId))
      : { refused: 'not_found' as const };
    if (isRefusal(outcome)) return sendRefusal(reply, caller.words, codes, outcome);
    putVersion(reply, outcome.version).header('cache-control', 'private, no-cache');
    return hasVersion(request, outcome.version) ? reply.code(304).send() : reply.send(outcome.body);
  };

const routes = (app: FastifyInstance, environment: ApiEnvironment<Profile>): void => {
  app.route({
    method: 'POST',
    url: '/api/v1/reports',
    bodyLimit,
    attachValidation: true,
    schema: {
      operationId: 'sendReport',
      summary: 'Send a report of one or more persons',
      body: bodySchema(environment.profile),
      headers: z.looseObject({ 'idempotency-key': z.string().optional() }),
      response: { 201: sentSchema, ...answers([400, 401, 403, 409, 413, 415, 422, 429]) },
    },
    preValidation: async (request) => {
      request.body = withTodaysNames(request.body);
    },
    handler: sendHandler(environment),
  });
  app.route({
    method: 'GET',
    url: '/api/v1/reports/:reportId/receipts',
    attachValidation: true,
    schema: {
      operationId: 'readReceipts',
      summary: 'Read who has received a report',
      params: z.object({ reportId: z.uuid() }),
      response: { 200: receiptsSchema, 304: z.undefined().describe('Not changed'), ...answers([401, 403, 404, 429]) },
    },
    handler: receiptsHandler(environment),
  });
};

/**
 * The HTTP API, version 1, for systems of the bodies: the same questions, rules and actions as the pages. `others` are the
 * routes of other rooms, which `main` puts together, since they stand in one document. The
 * document at `/api/v1/openapi.json` is made from the schemas that check the bodies.
 */
export const referralsApi =
  (environment: ApiEnvironment<Profile>, others: readonly ApiRoute<Profile>[] = []) =>
  async (app: FastifyInstance): Promise<void> => {
    app.setValidatorCompiler(validatorCompiler);
    app.setSerializerCompiler(serializerCompiler);
    // JSON is all that is taken here; any other body is refused with 415.
    app.removeContentTypeParser(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']);
    await app.register(swagger, {
      openapi: document(environment.origin),
      transform: createJsonSchemaTransform({}),
    });
    routes(app, environment);
    registerApiRoutes(app, environment, others);
    app.get('/api/v1/openapi.json', { schema: { hide: true } }, async (_request, reply) => {
      reply.header('cache-control', 'public, max-age=300').type('application/json; charset=utf-8');
      return JSON.stringify(app.swagger());
    });
  };
