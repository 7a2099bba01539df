import { asProgram } from '../../platform/database/index.ts';
import { appendToJournal } from '../../platform/journal.ts';
import { holdersOf, thereAgain } from '../store/erasure.ts';
import { certificatesOfAll, erasuresApproved } from '../store/rights.ts';
import { now, type Vault } from '../vault.ts';
import { carryOut } from './carry-out.ts';
import { forgetSubjects } from '../store/forget.ts';

type Certified = {
  readonly subjects: readonly string[];
  readonly erase_keys: readonly string[];
  readonly kept_by: readonly string[];
};

/**
 * What a certificate or the vault's own memory calls destroyed is destroyed: after a loss of power between the database's commit and the file, and
 * after an older backup of the vault's own folder was put back beside a newer database.
 */
const destroyAsCertified = async (vault: Vault): Promise<void> => {
  const { tombstones, eraseKeys } = vault.keys;
  eraseKeys.destroy(tombstones.all('erase_key'));
  for (const text of await certificatesOfAll(vault.database)) {
    const { subjects, erase_keys: ids, kept_by: keptBy } = JSON.parse(text) as Certified;
    if (keptBy.length === 0) for (const subject of subjects) tombstones.add('subject', subject);
    for (const id of ids) tombstones.add('erase_key', id);
    eraseKeys.destroy(ids);
  }
};

/** A subject that an old backup of the database brought back goes again, with a line on the chain of each body that had it. */
const forgetAgain = (vault: Vault, subject: string): Promise<void> =>
  asProgram(vault.database, async (tx) => {
    const bodies = await holdersOf(tx, subject);
    await forgetSubjects(tx, [subject], now(vault));
    for (const organisationId of bodies)
      await appendToJournal(tx, { organisationId, staffId: null, now: now(vault) }, [
        {
          type: 'identity.erased_again',
          subject: { kind: 'sealed-subject', id: subject },
          data: { how: 'restored_backup' },
        },
      ]);
  });

/**
 * At every start: erasures that were cut off are carried to their end, and what an old backup brought back goes again.
 * It opens nothing meanwhile: its keys are destroyed, and the vault looks into its own memory first. Gives how many.
 */
export const eraseAgain = async (vault: Vault): Promise<number> => {
  const open = await erasuresApproved(vault.database);
  for (const id of open) await carryOut(vault, id);
  await destroyAsCertified(vault);
  const back = await thereAgain(vault.database, vault.keys.tombstones.all('subject'));
  for (const subject of back) await forgetAgain(vault, subject);
  return open.length + back.length;
};
