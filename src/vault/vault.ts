import type { Clock, Instant, PlainDate } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Compartment } from '../platform/sealing/wraps.ts';
import type { TelephonePlan } from '../platform/telephone.ts';
import type { OpeningBudget, SearchBudget } from './budget.ts';
import type { Attempts } from './attempts.ts';
import type { CustodyWatch } from './custody/watch.ts';
import type { VaultKeys } from './keys.ts';
import type { Encoder } from './encoder.ts';
import type { PasswordHasher } from './passwords.ts';
import type { Searcher } from './searcher.ts';

/** How an opening in an emergency is bounded: numbers, parts and purpose of the country, and the bodies that are told of each. */
export type BreakGlassLimits = {
  readonly minutes: number;
  readonly freshMinutes: number;
  readonly answerMinutes: number;
  readonly reviewHours: number;
  readonly compartments: readonly Compartment[];
  readonly purpose: string;
  readonly told: readonly string[];
};

/** All that a call needs: handed to every one as its first argument. */
export type Vault = {
  readonly database: Database;
  readonly keys: VaultKeys;
  readonly custody: CustodyWatch;
  /** The time events and days are told in; in the demonstration it can be moved. */
  readonly clock: Clock;
  readonly timeZone: string;
  readonly demonstration: boolean;
  /** Where staff sign in: passkeys are bound to it. */
  readonly site: { readonly origin: string; readonly hostName: string; readonly name: string };
  readonly hasher: PasswordHasher;
  readonly budget: OpeningBudget;
  readonly attempts: Attempts;
  /** How names become rows that can be compared without names; null where matching is off. */
  readonly encoder: Encoder | null;
  readonly breakGlass: BreakGlassLimits;
  /** How names become marks for exact search; null where it is off. */
  readonly searcher: Searcher | null;
  /** How the country dials; null where nobody says. */
  readonly telephone: TelephonePlan | null;
  readonly searches: SearchBudget;
  readonly receipts: SearchBudget;
};

/** The vault's calendar day, for delegations. */
export const today = (vault: Vault): PlainDate => vault.clock.today(vault.timeZone);

/** Now, for events. */
export const now = (vault: Vault): Instant => vault.clock.now();
