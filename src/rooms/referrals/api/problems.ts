import type { FastifyReply } from 'fastify';
import type { CodeSource } from '../../../platform/form/index.ts';
import type { Refusal } from '../../../platform/outcome.ts';
import {
  type Problem,
  type ProblemField,
  problemOfErrors,
  problemOfRefusal,
  sendProblemDetails,
} from '../../../platform/web/index.ts';
import type { Words } from '../../../platform/words.ts';
import { type AnswerProblem, answerProblemsOf } from '../actions/api/send.ts';

const mostErrors = 200;

/** Errors of one part of the body, their pointers set under it. */
const under = (words: Words, codes: CodeSource, prefix: string, errors: AnswerProblem['error'][]): ProblemField[] =>
  (problemOfErrors(words, { room: 'referrals', codes, errors }).errors ?? []).map((one) => ({
    ...one,
    pointer: `${prefix}${one.pointer}`,
  }));

/** Answers that are missing or contradict each other: 422, each with its place and a sentence. */
export const problemOfAnswers = (words: Words, codes: CodeSource, problems: readonly AnswerProblem[]): Problem => {
  const persons = [...new Set(problems.map(({ person }) => person).filter((one) => one !== null))];
  const of = (person: number | null): AnswerProblem['error'][] =>
    problems.filter((one) => one.person === person).map(({ error }) => error);
  const errors = [
    ...under(words, codes, '/report', of(null)),
    ...persons.flatMap((person) => under(words, codes, `/persons/${person}`, of(person))),
  ];
  const head = problemOfErrors(words, { room: 'referrals', codes, errors: problems.map(({ error }) => error) });
  return { ...head, errors: errors.slice(0, mostErrors) };
};

/** Any refusal of this room, answers with their places. */
export const sendRefusal = (reply: FastifyReply, words: Words, codes: CodeSource, refusal: Refusal): FastifyReply => {
  const problems = answerProblemsOf(refusal);
  return sendProblemDetails(
    reply,
    problems.length > 0 ? problemOfAnswers(words, codes, problems) : problemOfRefusal(words, 'referrals', refusal),
  );
};

/** Sends a problem with its status. */
export const sendProblem = (reply: FastifyReply, problem: Problem): FastifyReply => sendProblemDetails(reply, problem);
