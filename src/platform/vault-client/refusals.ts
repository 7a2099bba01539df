/* Why the vault did not do what it was asked: closed lists, worded in `words` under `vault.refusal.<code>`. */

/** Refusals that any call may meet, and those of each call. `words` has a sentence for each under `vault.refusal.<code>`. */
export type CommonRefusal = 'locked' | 'vault-down' | 'vault-fault' | 'bad-request' | 'not-permitted' | 'busy';
/** The context is not the vault's, has ended, or lacks the right. */
export type SessionRefusal = 'context-not-valid' | 'session-ended' | 'not-allowed';
/**
 * Why the ground that a body names does not carry: the record of the consent says so, or the article that two people switched
 * on; the key was destroyed (an old backup was restored); nobody of the body has unlocked its keys.
 */
export type BasisRefusal =
  | 'consent-withdrawn'
  | 'consent-expired'
  | 'not-in-consent'
  | 'law-not-switched-on'
  | 'not-in-law'
  | 'key-revoked'
  | 'locked';
/** Closed whatever keys a body holds: it was erased, or its use is restricted on behalf of the person. */
export type ClosedRefusal = 'erased' | 'restricted';
/** Why nothing was opened; each is journalled as `identity.open-refused`. `damaged`: a sealed text or key was altered or moved. */
export type OpenRefusal =
  | SessionRefusal
  | 'compartment-not-allowed'
  | 'purpose-not-allowed'
  | 'not-own-report'
  | 'record-too-old'
  | 'no-placement'
  | 'packet-closed'
  | 'no-basis'
  | BasisRefusal
  | ClosedRefusal
  | 'damaged'
  | 'budget';
/** Why nothing was sealed to a body outside; each is journalled as `identity.packet-refused` or `identity.open-refused`. `unknown-key`: not entered by two people, or revoked. */
export type PacketRefusal = OpenRefusal | 'unknown-key';
/** Why nothing was looked for; each is journalled as `identity.search-refused`. */
export type SearchRefusal =
  | SessionRefusal
  | 'purpose-not-allowed'
  | 'locked'
  | 'nothing-to-search'
  | 'too-much-sought'
  | 'budget';
/** Why no mark of a number was made; each is journalled as `identity.caller-refused`. */
export type CallerRefusal = SessionRefusal | 'budget';
/** Why a body's keys stay locked; each is journalled as `identity.unlock-refused`. */
export type UnlockRefusal = 'not-a-member' | 'wrong-passphrase';
/** Why nothing was shared; each is journalled as `identity.share-refused`. */
export type ShareRefusal =
  | SessionRefusal
  | 'compartment-not-allowed'
  | 'not-own-report'
  | 'record-too-old'
  | 'no-basis'
  | BasisRefusal
  | ClosedRefusal
  | 'damaged'
  | 'own-organisation'
  | 'unknown-organisation';

/** Why nothing was encoded; what is to be encoded waits. `key-server-changed`: its public key is not the one first seen. */
export type MatchingRefusal =
  | 'matching-off'
  | 'key-server-down'
  | 'key-server-changed'
  | 'key-server-refused'
  | 'proof-wrong'
  | 'quota';

/** Why a consent was not taken back; each is journalled as `identity.withdrawal-refused`. */
export type WithdrawRefusal = SessionRefusal | 'unknown-consent' | 'already-withdrawn' | 'day-ahead';

/** Why what somebody did about a legal basis was not sealed: then it counts for nothing. */
export type TwoRefusal =
  | SessionRefusal
  | 'administrators-never'
  | 'unknown-law'
  | 'unknown-proposal'
  | 'own-proposal'
  | 'same-organisation';

/**
 * Why nothing was erased; each is journalled as `identity.erasure-refused`. `held`: the body must keep it for now;
 * `keeper-locked`: another body keeps a part by a ground of its own and nobody there has unlocked its keys.
 */
export type EraseRefusal =
  | SessionRefusal
  | 'unknown-request'
  | 'already-decided'
  | 'same-person'
  | 'held'
  | 'keeper-locked';

/**
 * Why nothing was asked, approved, opened or ended in an emergency; each is journalled as `identity.emergency-refused`.
 */
export type BreakGlassRefusal =
  | SessionRefusal
  | 'sign-in-not-fresh'
  | 'administrators-never'
  | 'compartment-not-allowed'
  | 'purpose-not-allowed'
  | 'unknown-case'
  | 'unknown-request'
  | 'nobody-to-approve'
  | 'already-asked'
  | 'already-answered'
  | 'request-lapsed'
  | 'same-organisation'
  | 'not-yours'
  | 'not-approved'
  | 'emergency-over'
  | 'no-basis'
  | 'damaged'
  | 'budget';
