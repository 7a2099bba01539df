import type { PlainDate } from '../../../platform/clock.ts';
import { type Outcome, refuse } from '../../../platform/outcome.ts';
import type { Organisation, Redirect } from '../../../profile/index.ts';
import type { ReferralRefusal } from '../facts/refusals.ts';

/** What the officer says of a hand-over, beside the facts. */
export type HandoverSaid = {
  readonly handover_facts?: string | undefined;
  readonly handover_names?: string | undefined;
  readonly agreed_on?: PlainDate | undefined;
  readonly way?: string | undefined;
  readonly handed_on?: PlainDate | undefined;
};

/** True when the person's agreement decides whether anything, or the names, may go. */
export const needsAgreement = (line: Redirect, withNames: boolean): boolean =>
  line.basis.kind === 'consent' || (withNames && line.names === 'with_consent');

/** Questions of the hand-over form that make sense for this line and this body. */
export const handoverQuestions = (line: Redirect, to: Pick<Organisation, 'accounts'>): readonly string[] => [
  'handover_facts',
  ...(line.names === 'never' ? [] : ['handover_names']),
  ...(line.basis.kind === 'consent' || line.names === 'with_consent' ? ['agreed_on'] : []),
  ...(to.accounts ? [] : ['way', 'handed_on']),
];

/** Those of them that need an answer whatever the others say. */
export const neededForHandover = (line: Redirect, to: Pick<Organisation, 'accounts'>): readonly string[] => [
  ...(line.basis.kind === 'consent' ? ['agreed_on'] : []),
  ...(to.accounts ? [] : ['way', 'handed_on']),
];

/**
 * May this be handed over so? Names only where the line lets them go, on the person's agreement where it asks for one; to
 * a body without access here only with the way and day on which it was handed over.
 */
export const mayHandOver = (
  line: Redirect,
  to: Pick<Organisation, 'accounts'>,
  said: HandoverSaid,
): Outcome<true, ReferralRefusal> => {
  const withNames = said.handover_names !== undefined;
  if (withNames && line.names === 'never') return refuse('names_stay_here', { field: 'handover_names' });
  if (needsAgreement(line, withNames) && said.agreed_on === undefined)
    return refuse('agreement_missing', { field: 'agreed_on' });
  if (to.accounts) return true;
  if (said.way === undefined) return refuse('way_missing', { field: 'way' });
  return said.handed_on === undefined ? refuse('day_missing', { field: 'handed_on' }) : true;
};
