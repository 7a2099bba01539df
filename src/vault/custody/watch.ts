import type { CustodianHealth, KeyCustodian } from './custodian.ts';

/**
 * Whoever keeps the root key can close the vault: while the custodian is away, nothing is opened, although the keys are in
 * memory. Reports are sealed and taken all the same.
 */
export type CustodyWatch = {
  readonly isOpen: () => boolean;
  /** Asks the custodian; called again and again. */
  readonly look: () => Promise<CustodianHealth>;
};

/** Watches a custodian; taken as at work until it says otherwise. */
export const watchCustodian = (custodian: KeyCustodian): CustodyWatch => {
  let health: CustodianHealth = 'ok';
  return {
    isOpen: () => health === 'ok',
    look: async () => {
      health = await custodian.health();
      return health;
    },
  };
};
