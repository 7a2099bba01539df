import type { PlainDate } from '../../../../platform/clock.ts';
import { type Outcome, refuse } from '../../../../platform/outcome.ts';
import type { Profile } from '../../../../profile/index.ts';
import type { JudgingRefusal } from '../../facts/index.ts';

type Result<Value> = Outcome<Value, JudgingRefusal>;

/** What was awarded to a victim and what of it came, in cents. */
export type Ledger = { readonly awarded: number; readonly paid: number };

/** What is still owed. */
export const owed = ({ awarded, paid }: Ledger): number => Math.max(0, awarded - paid);

/** May a payment be written down? Nobody is paid more than the court awarded; `settles`: with it everything is paid. */
export const allowedPayment = (
  cents: number,
  ledger: Ledger,
): Result<{ readonly paid: number; readonly settles: boolean }> => {
  if (cents <= 0) return refuse('amount_needed', { field: 'cents' });
  if (cents > owed(ledger))
    return refuse('payment_over_award', { field: 'cents', values: { left: owed(ledger) / 100 } });
  const paid = ledger.paid + cents;
  return { paid, settles: paid === ledger.awarded };
};

/** A claim to the State is made in one of the languages the country takes it in. */
export const claimLanguage = (profile: Profile, language: string): Result<true> =>
  profile.justice.compensation?.claim_languages.includes(language) === true
    ? true
    : refuse('claim_language', { field: 'claim_language' });

/** Days of one person’s compensation follow each other. */
export const dayInOrder = (
  on: PlainDate,
  { today, lastOn }: { readonly today: PlainDate; readonly lastOn: PlainDate | null },
): Result<true> => {
  if (on > today) return refuse('day_ahead', { field: 'happened_on' });
  return lastOn !== null && on < lastOn
    ? refuse('day_before_last', { field: 'happened_on', values: { day: lastOn } })
    : true;
};
