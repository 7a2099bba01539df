import { type Outcome, refuse } from '../../../platform/outcome.ts';
import type { ReferralRefusal } from '../facts/refusals.ts';
import type { SupplementKind } from '../facts/supplement-forms.ts';
import { openStates, workStates } from '../steps.ts';

/** Where a sent report stands, for what its sender may still say. */
export type SentState = {
  readonly state: string;
  readonly outcome: string | null;
  readonly merged: boolean;
  readonly withdrawn: boolean;
};

/**
 * What the sender may still say of a sent report. While somebody works on it, something may be added and put right; what comes
 * later is a new report, for nobody reads a closed one. Taken back only while nothing was decided and no person has a case: then the
 * facts are with the police, who go on by law (Code of Criminal Procedure art. 23), and a correction tells them what is wrong.
 */
export const maySay = (kind: SupplementKind, sent: SentState): Outcome<true, ReferralRefusal> => {
  if (sent.withdrawn) return refuse('withdrawn_already');
  if (!workStates.some((state) => state === sent.state)) return refuse('work_is_over');
  if (kind !== 'withdrawal') return true;
  const isUntouched = openStates.some((state) => state === sent.state) && sent.outcome === null && !sent.merged;
  return isUntouched ? true : refuse('work_has_begun');
};
