import { defineForm } from '../../platform/form/index.ts';

/** Why nothing was done; texts `matching.refusal.<code>`. */
export type MatchingRefusal =
  | 'not_found'
  | 'may_not_answer'
  | 'no_not_explained'
  | 'asked_no_more'
  | 'not_open'
  | 'changed_meanwhile';

/** What a person said when she was asked about one possible match. */
export type SideAnswer = 'none' | 'yes' | 'no';
export type Verdict = 'same' | 'not_same';

/** How a side stands for the body that sees it; what the other body does shows only when it is open. */
export type SideState = 'asked' | 'waiting' | 'silent' | 'open' | 'judged' | 'same' | 'not_same';

/** Lists of codes of this room; texts `matching.code.<list>.<code>`. */
export const matchingLists = {
  'match-answers': ['yes', 'no'],
  'match-verdicts': ['same', 'not_same'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** What the person said, after it was said what no means. */
export const answerForm = defineForm('matching', [
  { id: 'no_explained', kind: 'yes-no', required: true },
  { id: 'answer', kind: 'choice', codes: 'match-answers', required: true },
  { id: 'method', kind: 'choice', codes: 'consent-methods', required: true },
  { id: 'language', kind: 'language', required: true },
]);

/** What two workers found when they asked the questions. */
export const verdictForm = defineForm('matching', [
  { id: 'verdict', kind: 'choice', codes: 'match-verdicts', required: true },
]);

/** Who must never learn of a file. */
export const stopsForm = defineForm('matching', [{ id: 'stops', kind: 'choices', codes: 'match-stops' }]);

/** The trafficker is in the family: nobody is told, whatever the class. */
export const familyStop = 'family';
