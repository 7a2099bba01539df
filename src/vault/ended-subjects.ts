import { asProgram, type Transaction } from '../platform/database/index.ts';
import { wordsOver } from './store/calls.ts';
import { forgetSubjects } from './store/forget.ts';
import { now, type Vault } from './vault.ts';

/**
 * Nobody opens these subjects any more, in this database or any backup of it: remembered, keys destroyed, then their rows, in one
 * transaction with whatever else follows. Cut off anywhere, it is begun again.
 */
export const endSubjects = async (
  vault: Vault,
  subjects: readonly string[],
  also: (tx: Transaction) => Promise<void> = async () => undefined,
): Promise<void> => {
  const { tombstones, eraseKeys } = vault.keys;
  for (const subject of subjects) tombstones.add('subject', subject);
  const held = eraseKeys.ofSubjects(subjects);
  for (const key of held) tombstones.add('erase_key', key);
  eraseKeys.destroy(held);
  await asProgram(vault.database, async (tx) => {
    await forgetSubjects(tx, subjects, now(vault));
    await also(tx);
  });
};

/** Destroys the keys of words of calls whose term is over, and of words about numbers that are forgotten. Gives how many subjects. */
export const endWordsOver = async (vault: Vault): Promise<number> => {
  const subjects = await wordsOver(vault.database);
  if (subjects.length > 0) await endSubjects(vault, subjects);
  return subjects.length;
};
