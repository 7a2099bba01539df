import type { Outcome } from '../platform/outcome.ts';
import type { Compartment } from '../platform/sealing/wraps.ts';
import type { MatchingRefusal } from '../platform/vault-client/contract.ts';
import type { RecordToStore } from './store/matching.ts';

/** What is known of a person, on its way to be encoded: opened texts by compartment and field, and codes that stand in clear. */
export type Matter = {
  /** A pseudonym of the body, for the log of the key servers. */
  readonly organisation: string;
  readonly opened: Readonly<Partial<Record<Compartment, Readonly<Record<string, string>>>>>;
  readonly sex: string;
  readonly citizenships: readonly string[];
  /** Did she agree that numbers of her papers and her telephones are compared too? */
  readonly marks: boolean;
};

/** How names become rows that can be compared without names. Given by whoever starts the vault, which knows nothing of it. */
export type Encoder = {
  /** What of a person is opened for it, as far as she agreed; nothing else is. */
  readonly compartments: (marks: boolean) => readonly Compartment[];
  /** Origins of reports whose persons are never encoded. */
  readonly neverFrom: readonly string[];
  /** The newest key and normalising that both key servers answer for. */
  readonly standing: () => Promise<Outcome<{ readonly epoch: number; readonly norm: number }, MatchingRefusal>>;
  readonly encode: (matter: Matter) => Promise<Outcome<RecordToStore, MatchingRefusal>>;
  readonly close: () => void;
};

/** What the encoder remembers in the vault's folder: the public keys it once saw. */
export type EncoderMemory = {
  readonly read: (name: string) => string | null;
  readonly write: (name: string, text: string) => void;
};
