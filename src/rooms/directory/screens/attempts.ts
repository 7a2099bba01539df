import { monotonicMilliseconds } from '../../../platform/clock.ts';
import type { VaultAnswers } from '../../../platform/vault-client/index.ts';

export type Attempt = VaultAnswers['activationBegin'];

/** Activations under way. The vault judges them; this keeps what their pages show. */
export type AttemptBook = {
  readonly remember: (attempt: Attempt) => void;
  readonly find: (id: string) => Attempt | null;
  readonly forget: (id: string) => void;
};

/** As long as the vault waits for the second half. */
const lifetime = 5 * 60_000;
const mostAtOnce = 500;

/** A book in memory: a lost one costs a person to type the code once more. */
export const attemptBook = (now: () => number = monotonicMilliseconds): AttemptBook => {
  const kept = new Map<string, { readonly attempt: Attempt; readonly until: number }>();
  const forgetOld = (): void => {
    for (const [id, { until }] of kept) {
      if (until > now() && kept.size < mostAtOnce) break;
      kept.delete(id);
    }
  };
  return {
    remember: (attempt) => {
      forgetOld();
      kept.set(attempt.attempt, { attempt, until: now() + lifetime });
    },
    find: (id) => {
      const found = kept.get(id);
      return found && found.until > now() ? found.attempt : null;
    },
    forget: (id) => void kept.delete(id),
  };
};
