import { isUntold, type PartialDate, type Untold, type ValuesOf } from '../../../platform/form/index.ts';
import type { PersonAnswers } from './person-form.ts';
import type { reportForm } from './report-form.ts';

export type ReportAnswers = ValuesOf<typeof reportForm>;
export type { PersonAnswers };

/** The answer itself; nothing when it was *not asked*, *not known* or *declined*. */
export const told = <Value>(answer: Value | Untold | undefined): Value | undefined =>
  isUntold(answer) ? undefined : answer;

/** True for a child and for somebody who may be one: treated as a child until assessed (Directive 2011/36/EU art. 13(2)). */
export const isMaybeChild = (person: Pick<PersonAnswers, 'age_answer'>): boolean => person.age_answer !== 'adult';

/** All signs chosen for a person, of whatever list. */
export const signsOf = (person: PersonAnswers): readonly string[] => [
  ...(person.signs_general ?? []),
  ...(person.signs_child ?? []),
  ...(person.signs_situation ?? []),
];

/** The interval a date lies in and how it was given; *unknown* when nothing was said. */
export const dateOf = (answer: PartialDate | Untold | undefined): PartialDate =>
  told(answer) ?? { precision: 'unknown', from: null, to: null };

/** Where each chosen sign was noticed: where this one was, else where the signs were noticed altogether. */
export const noticedWhere = (person: PersonAnswers, sign: string): readonly string[] =>
  person.noticed_elsewhere?.find(({ sign_elsewhere: one }) => one === sign)?.sign_where ?? person.noticed_where ?? [];
