import type { Instant, PlainDate } from '../../platform/clock.ts';
import { type Refusal, refuse } from '../../platform/outcome.ts';
import type { ConsentKind, Consents } from '../../profile/index.ts';
import type { ConsentAnswer, ConsentRefusal } from './facts.ts';

type Ruling = true | Refusal<ConsentRefusal>;

/** Who gave the answer, and by which authority when it was not the person. */
export type Speaker = { readonly givenBy: string; readonly authority?: string | undefined };

/**
 * May this one answer for the person? An adult answers herself, or somebody does with an authority that is named. For a
 * child, and for anybody whose age is not certain (Directive 2011/36/EU art. 13(2)), only a guardian or representative.
 */
export const mayAnswer = (guardian: Consents['guardian'], age: string, { givenBy, authority }: Speaker): Ruling => {
  if (age !== 'adult' && givenBy === 'person') return refuse('guardian_needed', { field: 'given_by' });
  if (givenBy === 'person') return true;
  if (age === 'adult' && givenBy === 'guardian') return refuse('adult_has_no_guardian', { field: 'given_by' });
  const known = age === 'adult' ? guardian.authorities.map(({ code }) => code) : guardian.for_a_child;
  return authority !== undefined && known.includes(authority)
    ? true
    : refuse('authority_needed', { field: 'authority' });
};

/** The age that counts: adult only where nobody who said something doubts it. */
export const ageFor = (reported: string | null, said: string): string =>
  said !== 'adult' ? said : (reported ?? 'adult');

/** What was said, to be judged before it is kept. */
export type Said = {
  readonly answer: ConsentAnswer;
  readonly parts: readonly string[];
  readonly givenOn: PlainDate;
  readonly validUntil?: PlainDate | undefined;
  readonly interpreter: string;
  readonly noExplained: boolean;
};

/**
 * Is this an answer one can rely on? Informed (what *no* means was said first, in a language understood), on a day that
 * has come, for no more than was asked (GDPR art. 4(11), 7).
 */
export const answerHolds = (kind: ConsentKind, said: Said, today: PlainDate): Ruling => {
  if (!said.noExplained) return refuse('no_not_explained', { field: 'no_explained' });
  if (said.givenOn > today) return refuse('consent_day_ahead', { field: 'given_on' });
  if (said.interpreter === 'needed_missing') return refuse('interpreter_missing', { field: 'interpreter' });
  if (said.answer === 'refused') return true;
  if (said.validUntil !== undefined && said.validUntil < today) return refuse('ends_before', { field: 'valid_until' });
  if (kind.matching !== undefined) return true;
  if (said.parts.length === 0) return refuse('nothing_agreed', { field: 'agreed_parts' });
  const asked: readonly string[] = kind.compartments;
  return said.parts.every((part) => asked.includes(part)) ? true : refuse('not_asked_for', { field: 'agreed_parts' });
};

/** The kind of consent whose words of this version were read out, and these words, also of versions that are read out no more. */
export const readOutBy = (
  { consents }: { readonly consents: Consents },
  version: string,
): { readonly kind: ConsentKind; readonly ask: ConsentKind['script']['ask'] } | undefined =>
  consents.kinds
    .flatMap((kind) =>
      [kind.script, ...(kind.script.earlier ?? [])].map((text) => ({ kind, ask: text.ask, version: text.version })),
    )
    .find((one) => one.version === version);

/** May files of this body be matched at all? Never those of bodies that decide on residence, and of whoever is in no class. */
export const keepsMatchedFiles = (matching: Consents['matching'], bodyCode: string): boolean =>
  matching.classes.some(({ kept, organisations }) => kept && organisations.includes(bodyCode));

/** Where a legal basis stands: never switched on, proposed, on from a later day, on, on as rows say while nobody can check it, declined, ended, or changed since. */
export type LawState = 'off' | 'proposed' | 'later' | 'on' | 'unchecked' | 'declined' | 'ended' | 'changed';

type Proposed = {
  readonly hash: string;
  readonly validFrom: PlainDate;
  readonly answer: 'approved' | 'declined' | null;
  readonly ended: object | null;
};

const stateOf = ({ answer, ended, validFrom }: Proposed, today: PlainDate): LawState => {
  if (answer === null) return 'proposed';
  if (answer === 'declined') return 'declined';
  if (ended !== null) return 'ended';
  return validFrom > today ? 'later' : 'on';
};

/**
 * Where this very text of a legal basis stands, and by which proposal; `history` is what was done about the article, the
 * newest first. Switched on under another text means changed: off, until two people have read the new one.
 */
export const lawState = <P extends Proposed>(
  hash: string,
  history: readonly P[],
  today: PlainDate,
): readonly [LawState, P | null] => {
  const states = history.filter((one) => one.hash === hash).map((one) => [stateOf(one, today), one] as const);
  const open = states.find(([state]) => state === 'on' || state === 'later' || state === 'proposed');
  if (open) return open;
  const earlier = history.some((one) => one.hash !== hash && stateOf(one, today) === 'on');
  return earlier ? ['changed', null] : (states[0] ?? ['off', null]);
};

/** What a record is on a day. */
export type ConsentState = 'given' | 'refused' | 'withdrawn' | 'expired';

/** The state of a consent on a day: the last day it was given for still counts. */
export const consentState = (
  it: { readonly answer: ConsentAnswer; readonly withdrawnAt: string | null; readonly validUntil: PlainDate | null },
  today: PlainDate,
): ConsentState => {
  if (it.answer === 'refused') return 'refused';
  if (it.withdrawnAt !== null) return 'withdrawn';
  return it.validUntil !== null && it.validUntil < today ? 'expired' : 'given';
};

/** What an opening in an emergency is at a moment. */
export const emergencyStates = [
  'waiting',
  'lapsed',
  'declined',
  'running',
  'to_review',
  'overdue',
  'reviewed',
] as const;
export type EmergencyState = (typeof emergencyStates)[number];

/** The moments and answers that decide it. */
export type EmergencyCourse = {
  readonly answer: 'approved' | 'declined' | null;
  readonly answerUntil: Instant;
  readonly endsAt: Instant | null;
  readonly reviewUntil: Instant | null;
  readonly verdict: string | null;
};

/** The state of an emergency: it lapses, ends and becomes overdue by itself. */
export const emergencyState = (it: EmergencyCourse, now: Instant): EmergencyState => {
  if (it.answer === 'declined') return 'declined';
  if (it.answer === null) return it.answerUntil > now ? 'waiting' : 'lapsed';
  if (it.verdict !== null) return 'reviewed';
  if (it.endsAt !== null && it.endsAt > now) return 'running';
  return it.reviewUntil !== null && it.reviewUntil < now ? 'overdue' : 'to_review';
};
