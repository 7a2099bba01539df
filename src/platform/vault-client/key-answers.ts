import type { Instant } from '../clock.ts';

/** How far the exchange of an organisation's key has come; envelopes that do not open are counted as damaged and left. */
export type RotationProgress = {
  readonly organisationId: string;
  readonly keyId: string;
  readonly state: 'running' | 'cancelled' | 'finished';
  readonly total: number;
  readonly done: number;
  readonly damaged: number;
};

/** Who opens a body's keys: the vault alone (as long as fewer than two have joined), or its people, who have unlocked them or not. */
export type UnlockState = {
  readonly state: 'vault' | 'gathering' | 'locked' | 'unlocked';
  /** Members of staff who may unlock. */
  readonly members: readonly string[];
  readonly isMember: boolean;
  /** The member who asked to give the keys back to the vault; null when nobody did, or an hour passed. */
  readonly endAskedBy: string | null;
};

/** A key of an organisation, and how many envelopes stand under it. */
export type KeyInUse = {
  readonly organisationId: string;
  readonly organisation: string;
  readonly keyId: string;
  readonly state: 'active' | 'decrypt-only' | 'destroyed';
  readonly createdAt: Instant;
  readonly retiredAt: Instant | null;
  readonly envelopes: number;
};
