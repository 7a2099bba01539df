import { addMonths, type PlainDate } from '../../../platform/clock.ts';
import { type Refusal, refuse } from '../../../platform/outcome.ts';
import type { Profile, Regime, RightsGround, RightsKind } from '../../../profile/index.ts';
import { factParts, type RightsRefusal } from '../facts/rights.ts';

type Ruling = true | Refusal<RightsRefusal>;

/** The term of the law for a kind of request under a regime. */
export const termOf = ({ dataRights }: Profile, kind: RightsKind, regime: Regime) => {
  const found = dataRights.terms.find((term) => term.kind === kind && term.regime === regime.code);
  if (found === undefined) throw new Error(`the profile has no term for ${kind} under ${regime.code}`);
  return found;
};

/** Until when a request that came on a day is answered (GDPR art. 12(3): one month; two more where it is needed). */
export const dueOn = (term: ReturnType<typeof termOf>, receivedOn: PlainDate, isExtended: boolean): PlainDate =>
  addMonths(receivedOn, term.months + (isExtended ? term.extension_months : 0));

/** Grounds on which a body of this regime may say no to this. */
export const groundsFor = ({ dataRights }: Profile, kind: RightsKind, regime: Regime): readonly RightsGround[] =>
  dataRights.grounds.filter((ground) => ground.applies_to.includes(kind) && ground.regimes.includes(regime.code));

/** A part of an answer: texts that are opened, or facts; with the ground when no answer ever contains it. */
export type AnswerPart = { readonly code: string; readonly isText: boolean; readonly never: string | null };

/** What an answer to a person is made of, by the compartments that the body holds of her. */
export const partsOfAnswer = ({ dataRights }: Profile, held: readonly string[]): readonly AnswerPart[] => [
  ...[...new Set(held)].sort().map((code) => ({
    ...{ code, isText: true },
    never: dataRights.never_given.find(({ compartment }) => compartment === code)?.ground ?? null,
  })),
  ...factParts.map((code) => ({ code, isText: false, never: null })),
];

/** `code:mark` as it is kept on a request. */
export const marksOf = (kept: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    kept.map((text) => {
      const at = text.indexOf(':');
      return [text.slice(0, at), text.slice(at + 1)] as const;
    }),
  );

/** Texts that somebody has still to read for the names of others before anything can be decided. */
export const unread = (parts: readonly AnswerPart[], marks: ReadonlyMap<string, string>): readonly AnswerPart[] =>
  parts.filter(({ isText, never, code }) => isText && never === null && !marks.has(code));

/**
 * May the answer be so? Every part is given or withheld on a ground that the law knows here; nothing that names somebody
 * else is given (GDPR art. 15(4)), nor what no answer ever contains.
 */
export const decisionHolds = (
  parts: readonly AnswerPart[],
  marks: ReadonlyMap<string, string>,
  {
    decisions,
    grounds,
  }: { readonly decisions: ReadonlyMap<string, string>; readonly grounds: readonly RightsGround[] },
): Ruling => {
  for (const { code, never } of parts) {
    const field = `part_${code}`;
    const decision = decisions.get(code);
    if (decision === undefined) return refuse('part_undecided', { field });
    if (never !== null && decision === 'give') return refuse('part_never_given', { field });
    if (decision === 'give' && marks.get(code) === 'others') return refuse('others_named', { field });
    if (decision !== 'give' && !grounds.some((ground) => ground.code === decision))
      return refuse('ground_not_of_this', { field });
  }
  return true;
};

/** Does a body of this regime erase on request, or only when its own term is over? */
export const mayErase = (regime: Regime, askedBy: string): Ruling =>
  regime.erases === 'on_request' || askedBy === 'schedule' ? true : refuse('kept_by_law');
