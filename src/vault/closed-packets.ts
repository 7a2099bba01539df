import { asProgram } from '../platform/database/index.ts';
import { removeClosedKeys } from './store/packets.ts';
import { today, type Vault } from './vault.ts';

/** Removes the keys of packets that are over: declined, taken back, reported on, withdrawn or past their last day. Until it ran the vault refuses already. */
export const clearClosedPackets = (vault: Vault): Promise<number> =>
  asProgram(vault.database, (tx) => removeClosedKeys(tx, today(vault)));
