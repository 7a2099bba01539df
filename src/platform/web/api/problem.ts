import type { FastifyReply } from 'fastify';
import type { CodeSource } from '../../form/field.ts';
import type { FieldError } from '../../form/form.ts';
import { errorText } from '../../form/wording.ts';
import type { Refusal } from '../../outcome.ts';
import type { Words } from '../../words.ts';
import { refusalStatus } from '../refusal-status.ts';

/** Something wrong with one field of a body: a JSON pointer, a code for programs, a sentence for people. */
export type ProblemField = { readonly pointer: string; readonly code: string; readonly detail: string };

/** Problem details (RFC 9457). `code` is the refusal's or error's, `reference` finds it in the log. */
export type Problem = {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly reference?: string;
  readonly errors?: readonly ProblemField[];
};

const statuses: Readonly<Record<string, number>> = {
  bad_request: 400,
  signed_out: 401,
  not_allowed: 403,
  other_site: 403,
  not_found: 404,
  too_large: 413,
  wrong_type: 415,
  too_many: 429,
  fault: 500,
  unavailable: 503,
};

/** A trouble of the platform (`platform.problem.<kind>`) as problem details. */
export const problemOf = (words: Words, trouble: { kind: string; reference?: string }): Problem => ({
  type: 'about:blank',
  title: words.t(`platform.problem.${trouble.kind}.title`),
  status: statuses[trouble.kind] ?? 400,
  detail: words.t(`platform.problem.${trouble.kind}.text`),
  code: trouble.kind,
  ...(trouble.reference === undefined ? {} : { reference: trouble.reference }),
});

const pointerOf = (error: FieldError): string =>
  `/${error.path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;

/** A body whose answers cannot be taken, with each field. */
export const problemOfErrors = (
  words: Words,
  form: { readonly room: string; readonly codes: CodeSource; readonly errors: readonly FieldError[] },
): Problem => ({
  type: 'about:blank',
  title: words.t('platform.form.problem'),
  status: 422,
  detail: words.t('platform.problem.answers.text', { count: form.errors.length }),
  code: 'answers',
  errors: form.errors.map((error) => ({
    pointer: pointerOf(error),
    code: error.code,
    detail: errorText({ words, room: form.room, codes: form.codes }, error),
  })),
});

/** A refusal of a room. */
export const problemOfRefusal = (words: Words, room: string, refusal: Refusal): Problem => {
  const key = [`${room}.refusal.${refusal.refused}`, `platform.refusal.${refusal.refused}`].find((it) => words.has(it));
  return {
    type: 'about:blank',
    title: words.t('platform.problem.refused.title'),
    status: refusalStatus(refusal.refused),
    detail: key ? words.t(key, refusal.values) : words.t('platform.refusal.other', { code: refusal.refused }),
    code: refusal.refused,
  };
};

/** Sends problem details with their status and type. */
export const send = (reply: FastifyReply, problem: Problem): FastifyReply =>
  reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem));

/** Sends a trouble of the platform as problem details. */
export const sendProblem = (
  reply: FastifyReply,
  words: Words,
  trouble: { kind: string; reference?: string },
): FastifyReply => send(reply, problemOf(words, trouble));

/** One thing the schema found, as the validator gives it. */
export type SchemaFinding = { readonly instancePath: string; readonly keyword: string; readonly message?: string };

const mostErrors = 200;

/** A body that has not the shape of the schema: 422 with a pointer to each place. */
export const problemOfSchema = (words: Words, findings: readonly SchemaFinding[]): Problem => ({
  type: 'about:blank',
  title: words.t('platform.form.problem'),
  status: 422,
  detail: words.t('platform.api.body_unreadable'),
  code: 'schema',
  errors: findings.slice(0, mostErrors).map(({ instancePath, keyword, message }) => ({
    pointer: instancePath,
    code: keyword,
    detail: words.t('platform.api.schema_rule', { rule: message ?? keyword }),
  })),
});
