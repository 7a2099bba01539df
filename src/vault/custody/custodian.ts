/** How a custodian is: at work, waiting for a person who unlocks it, or not to be reached. */
export type CustodianHealth = 'ok' | 'locked' | 'down';

/**
 * Who keeps a root key. The vault asks at its start to unwrap the one key under which all its others stand, so that a file,
 * a key service or a hardware module can take each other's place without touching anything else. A custodian that cannot
 * answer throws a {@link CustodyFault}; it never gives bytes that it did not wrap.
 */
export type KeyCustodian = {
  readonly id: 'file' | 'kms-http' | 'pkcs11' | 'user-unlock';
  readonly wrap: (key: Uint8Array) => Promise<Buffer>;
  readonly unwrap: (wrapped: Uint8Array) => Promise<Buffer>;
  readonly health: () => Promise<CustodianHealth>;
};

/** Makes the custodian of a vault's folder; may wait for a key service or a module. */
export type MakeCustodian = (directory: string) => KeyCustodian | Promise<KeyCustodian>;

/**
 * Why a custodian did not answer: `down` not to be reached, `locked` waits for a person, `refused` does not know us,
 * `not-ours` was wrapped under another key or altered.
 */
export class CustodyFault extends Error {
  override readonly name = 'CustodyFault';
  readonly reason: 'down' | 'locked' | 'refused' | 'not-ours';
  constructor(reason: CustodyFault['reason'], sentence: string, cause?: unknown) {
    super(sentence, { cause });
    this.reason = reason;
  }
}
