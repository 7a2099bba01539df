import { type Outcome, refuse } from '../../../platform/outcome.ts';
import type { Profile } from '../../../profile/index.ts';
import type { AssistanceRefusal } from '../facts.ts';

/** A sum as it was typed, in cents; refused at nothing, at parts of a cent, and above the most of the profile. */
export const centsOf = ({ assistance }: Profile, amount: number): Outcome<number, AssistanceRefusal> => {
  const cents = Math.round(amount * 100);
  if (cents <= 0 || Math.abs(amount * 100 - cents) > 1e-6) return refuse('amount_unclear', { field: 'amount' });
  return cents > assistance.aid.most_cents ? refuse('amount_too_high', { field: 'amount' }) : cents;
};

/** Whether a second person has to say yes. */
export const needsSecond = ({ assistance }: Profile, cents: number): boolean =>
  cents > assistance.aid.second_person_above_cents;
