/** What can be wrong with the journal. */
export const findingKinds = ['edited', 'missing', 'inserted', 'reordered', 'rewritten', 'head', 'checkpoint'] as const;
export type FindingKind = (typeof findingKinds)[number];

/** One thing found wrong, with the place in its chain. */
export type Finding = {
  readonly kind: FindingKind;
  /** Chain (the organisation's id); null for a checkpoint as a whole. */
  readonly chain: string | null;
  readonly seq: number | null;
  /** The last of a run of missing or inserted rows. */
  readonly to?: number;
  /** What exactly, in English words for the auditor. */
  readonly what: string;
};

/** A row of the journal as the auditor reads it: columns in comparable form, hashes in hexadecimal. */
export type EventRow = {
  readonly chain: string;
  readonly seq: number;
  readonly id: string;
  readonly type: string;
  /** Microseconds since 1970. */
  readonly at: number;
  readonly recorded_at: number;
  readonly actor: string | null;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly case_id: string | null;
  readonly report_id: string | null;
  readonly person_id: string | null;
  readonly audience: readonly string[];
  /** The JSON as text. */
  readonly data: string;
  readonly body: string;
  readonly prev: string;
  readonly hash: string;
};

/** The kept end of a chain. */
export type HeadRow = { readonly chain: string; readonly seq: number; readonly hash: string };

/** A signed note as it is stored. Signature and key in base64. */
export type CheckpointRow = {
  readonly id: string;
  readonly note: string;
  readonly signature: string;
  readonly publicKey: string;
};

/** What the verification of the whole journal found. */
export type AuditReport = {
  readonly sound: boolean;
  readonly chains: number;
  readonly events: number;
  readonly checkpoints: number;
  /** Notes that a witness kept elsewhere. */
  readonly witnessed: number;
  /** Events that no signed checkpoint covers yet: their end could be cut unseen by who holds the database. */
  readonly notYetSigned: number;
  readonly keys: readonly string[];
  readonly findings: readonly Finding[];
};
