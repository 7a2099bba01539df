import { type Answers, isUntold } from './answer.ts';
import type { Condition } from './field.ts';

const plain = (answer: unknown): unknown => (isUntold(answer) ? answer.untold : answer);

/**
 * True when the condition holds on the answers that stand (those of the row over those of the form).
 * An absent answer fulfils only `answered: false`, `isNot` and what is built on them.
 */
export const holds = (condition: Condition, answers: Answers): boolean => {
  if ('all' in condition) return condition.all.every((it) => holds(it, answers));
  if ('any' in condition) return condition.any.some((it) => holds(it, answers));
  if ('not' in condition) return !holds(condition.not, answers);
  const answer = Object.hasOwn(answers, condition.field) ? answers[condition.field] : undefined;
  const value = plain(answer);
  if ('is' in condition) return value === condition.is;
  if ('isNot' in condition) return value !== condition.isNot;
  if ('isOneOf' in condition) return typeof value === 'string' && condition.isOneOf.includes(value);
  if ('includes' in condition) return Array.isArray(value) && value.includes(condition.includes);
  return (answer !== undefined && !isUntold(answer)) === condition.answered;
};
