import type { VaultCall } from './contract.ts';

/** Calls in which the vault hashes a password or writes much may take longer. */
const slowCalls: readonly VaultCall[] = [
  'encodeWaiting',
  'signInPassword',
  'activationFinish',
  'collectEraseKeys',
  'organisationKeys',
  'withdrawConsent',
  'breakGlassRequest',
  'breakGlassAnswer',
  'indexWaiting',
  'unlock',
  'unlockJoin',
  'unlockEnd',
  'rotateKey',
  'rewrapBatch',
  'listKeys',
  'backup',
];
const slowPatience = 15_000;

/** Milliseconds to wait for a call's answer: a slow one gets fifteen seconds at least, and never less than who asks would wait for a short one. */
export const patienceFor = (call: VaultCall, patience: number): number =>
  slowCalls.includes(call) ? Math.max(slowPatience, patience) : patience;
