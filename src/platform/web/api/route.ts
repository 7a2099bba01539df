import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { JournalEntry } from '../../journal.ts';
import { isRefusal, type Refusal, refuse } from '../../outcome.ts';
import type { Scene } from '../../scene.ts';
import { watched } from '../staff/declared.ts';
import type { Journals } from '../staff/screen.ts';
import { answers } from './answers.ts';
import { actFor, type ApiEnvironment, type Caller, callerOf, readFor } from './caller.ts';
import { onceByKey } from './once.ts';
import { hasVersion, idempotencyKeyOf, putVersion, versionOf } from './preconditions.ts';
import { type Problem, problemOfRefusal, problemOfSchema, type SchemaFinding, send } from './problem.ts';

/** What a route is told of a request. */
export type ApiRequest<Params, Input> = { readonly params: Params; readonly input: Input };

type Common<Params> = {
  /** The room whose words tell a refusal. */
  readonly room: string;
  readonly path: `/api/v1/${string}`;
  readonly permit: string;
  readonly journals: Journals;
  /** Name and sentence of the OpenAPI document. */
  readonly id: string;
  readonly summary: string;
  readonly params?: z.ZodType<Params>;
};

/** Something to read: its journal line first, then in a transaction that cannot write. `version` becomes its ETag. */
export type ApiReading<Profile, Params, Query> = Common<Params> & {
  readonly query?: z.ZodType<Query>;
  readonly answer: z.ZodType;
  readonly reads?: (params: Params) => JournalEntry | null;
  readonly load: (
    scene: Scene<Profile>,
    request: ApiRequest<Params, Query>,
  ) => Promise<{ readonly body: unknown; readonly version?: string } | Refusal | null>;
};

/** Something to add, once per Idempotency-Key; `make` gives the address of what was made. */
export type ApiAdding<Profile, Params, Body> = Common<Params> & {
  readonly body: z.ZodType<Body>;
  readonly make: (scene: Scene<Profile>, request: ApiRequest<Params, Body>) => Promise<string | Refusal>;
};

/** Something to change, for whoever has seen its present version (If-Match); gives the next one. */
export type ApiChange<Profile, Params, Body> = Common<Params> & {
  readonly body: z.ZodType<Body>;
  readonly change: (
    scene: Scene<Profile>,
    request: ApiRequest<Params, Body> & { readonly version: string },
  ) => Promise<{ readonly version: string } | Refusal>;
};

/** A route ready to be registered. */
export type ApiRoute<Profile> = {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly room: string;
  readonly permit: string;
  readonly journals: Journals;
  readonly schema: object;
  readonly handle: (
    environment: ApiEnvironment<Profile>,
  ) => (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
};

const findingsOf = (request: FastifyRequest): readonly SchemaFinding[] | null => {
  const error = request.validationError as { validation?: readonly SchemaFinding[] } | undefined;
  return error === undefined ? null : (error.validation ?? []);
};

const isParamsFault = (request: FastifyRequest): boolean =>
  (request.validationError as { validationContext?: string } | undefined)?.validationContext === 'params';

/** Somebody who changes needs the version they saw: one that is not that any more is a failed precondition. */
const statusFor = (problem: Problem): Problem => {
  if (problem.code === 'version_missing') return { ...problem, status: 428 };
  return problem.code === 'changed_meanwhile' ? { ...problem, status: 412 } : problem;
};

const refused = async <Profile>(
  environment: ApiEnvironment<Profile>,
  caller: Caller,
  route: { readonly room: string; readonly path: string },
  refusal: Refusal,
): Promise<Problem> => {
  const data = { code: refusal.refused, path: route.path, params: {} };
  const subject = { kind: 'staff', id: caller.viewer.staffId };
  await actFor(environment, caller, async (scene) => scene.emit({ type: `${route.room}.refused`, subject, data }));
  return statusFor(problemOfRefusal(caller.words, route.room, refusal));
};

type Work<Profile> = (
  environment: ApiEnvironment<Profile>,
  caller: Caller,
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<FastifyReply | Refusal>;

/** Token and right, then the shape, then the work; each *no* as problem details with its line in the journal. */
const handling =
  <Profile, Params>(route: Common<Params>, method: ApiRoute<Profile>['method'], work: Work<Profile>) =>
  (given: ApiEnvironment<Profile>) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const environment = { ...given, ...watched(given, { ...route, method }) };
    const caller = await callerOf(environment, request, reply, route.permit);
    if (caller === null) return reply;
    reply.header('cache-control', 'private, no-cache');
    const findings = findingsOf(request);
    if (findings !== null && !isParamsFault(request)) return send(reply, problemOfSchema(caller.words, findings));
    const done = findings === null ? await work(environment, caller, request, reply) : refuse('not_found');
    return isRefusal(done) ? send(reply, await refused(environment, caller, route, done)) : done;
  };

const common = [401, 403, 404, 429];

const schemaOf = <Params>({ id, summary, params }: Common<Params>, more: object): object => ({
  ...{ operationId: id, summary },
  ...(params === undefined ? {} : { params }),
  ...more,
});

/** Makes a route that reads. */
export const apiReading = <Profile, Params = unknown, Query = unknown>(
  route: ApiReading<Profile, Params, Query>,
): ApiRoute<Profile> => {
  const work: Work<Profile> = async (environment, caller, request, reply) => {
    const asked = { params: request.params as Params, input: request.query as Query };
    const line = route.reads?.(asked.params) ?? null;
    if (line !== null) await actFor(environment, caller, async (scene) => scene.emit(line));
    const found = await readFor(environment, caller, (scene) => route.load(scene, asked));
    if (found === null) return refuse('not_found');
    if (isRefusal(found)) return found;
    if (found.version === undefined) return reply.send(found.body);
    putVersion(reply, found.version);
    return hasVersion(request, found.version) ? reply.code(304).send() : reply.send(found.body);
  };
  const response = { 200: route.answer, 304: z.undefined().describe('Not changed'), ...answers([...common, 422]) };
  const schema = schemaOf(route, { response, ...(route.query === undefined ? {} : { querystring: route.query }) });
  return { ...route, method: 'GET', schema, handle: handling(route, 'GET', work) };
};

const madeSchema = z.object({ id: z.uuid(), href: z.string() });
const idOf = (place: string): string => place.split('/').at(-1) ?? '';
const keyHeader = z.looseObject({ 'idempotency-key': z.string().optional().describe('8 to 128 visible characters.') });

/** Makes a route that adds something. */
export const apiAdding = <Profile, Params = unknown, Body = unknown>(
  route: ApiAdding<Profile, Params, Body>,
): ApiRoute<Profile> => {
  const work: Work<Profile> = async (environment, caller, request, reply) => {
    const key = idempotencyKeyOf(request);
    if (isRefusal(key)) return key;
    const asked = { params: request.params as Params, input: request.body as Body };
    const sent = { key, address: request.url, body: asked.input };
    const place = await actFor(environment, caller, (scene) => onceByKey(scene, sent, () => route.make(scene, asked)));
    if (isRefusal(place)) return place;
    return reply
      .code(201)
      .header('location', place)
      .send({ id: idOf(place), href: place });
  };
  const response = { 201: madeSchema, ...answers([400, ...common, 409, 413, 415, 422, 503]) };
  const schema = schemaOf(route, { body: route.body, headers: keyHeader, response });
  return { ...route, method: 'POST', schema, handle: handling(route, 'POST', work) };
};

const matchHeader = z.looseObject({ 'if-match': z.string().optional().describe('The ETag that was read.') });

/** Makes a route that changes something. */
export const apiChange = <Profile, Params = unknown, Body = unknown>(
  route: ApiChange<Profile, Params, Body>,
): ApiRoute<Profile> => {
  const work: Work<Profile> = async (environment, caller, request, reply) => {
    const version = versionOf(request);
    if (isRefusal(version)) return version;
    const asked = { params: request.params as Params, input: request.body as Body, version };
    const done = await actFor(environment, caller, (scene) => route.change(scene, asked));
    return isRefusal(done) ? done : putVersion(reply, done.version).code(204).send();
  };
  const response = {
    204: z.undefined().describe('Changed; the ETag is the next version.'),
    ...answers([400, ...common, 409, 412, 413, 415, 422, 428]),
  };
  const schema = schemaOf(route, { body: route.body, headers: matchHeader, response });
  return { ...route, method: 'PATCH', schema, handle: handling(route, 'PATCH', work) };
};

/** Puts routes on the site; their schemas check what is sent and make the OpenAPI document. */
export const registerApiRoutes = <Profile>(
  app: FastifyInstance,
  environment: ApiEnvironment<Profile>,
  routes: readonly ApiRoute<Profile>[],
): void => {
  for (const { method, path, schema, handle } of routes)
    app.route({ method, url: path, attachValidation: true, schema, handler: handle(environment) });
};
