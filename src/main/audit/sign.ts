import type { Settings } from '../../platform/config.ts';
import type { Database } from '../../platform/database/index.ts';
import { isRefusal } from '../../platform/outcome.ts';
import type { VaultClient } from '../../platform/vault-client/index.ts';
import { addToWitness } from './witness.ts';
import { saveCheckpoint } from './store.ts';

/** Asks the vault to sign the heads of all chains, stores the note and gives it to the witness. A dead vault is no fault: the next run signs. */
export const storeCheckpoint = async (tools: {
  readonly database: Database;
  readonly vault: VaultClient;
  readonly settings: Pick<Settings, 'witness'>;
}): Promise<void> => {
  const signed = await tools.vault.signCheckpoint({});
  if (isRefusal(signed)) {
    if (signed.refused === 'journal-went-back')
      throw new Error('the journal is shorter than what the vault has signed');
    return;
  }
  await saveCheckpoint(tools.database, signed);
  const { folder } = tools.settings.witness;
  if (folder !== '') addToWitness(folder, signed);
};
