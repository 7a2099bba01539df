import { isRefusal, type Outcome } from '../../platform/outcome.ts';
import { type VaultClient, vaultClient } from '../../platform/vault-client/index.ts';
import type { Words } from '../../platform/words.ts';
import { wordsFor } from '../../platform/words.ts';
import type { CommandContext } from './command.ts';

/** Speaks to the running vault as the command line. The caller closes it. */
export const vaultOf = ({ settings }: CommandContext): VaultClient =>
  vaultClient({
    socketPath: settings.vaultSocket,
    clientName: 'cli',
    clientKeyFile: `${settings.vaultClientKeys}/cli.key`,
    timeout: 15_000,
  });

const english: Words = wordsFor('en');

/** The sentence of a refusal of the vault, with its code, for the person at the keyboard. */
export const sentenceOf = (refused: string, values: Readonly<Record<string, string | number>> = {}): string => {
  const key = `vault.refusal.${refused}`;
  return english.has(key) ? `${english.t(key, values)} (${refused})` : refused;
};

/** Asks the vault and closes the way; a refusal is printed (as JSON if asked) and gives null. */
export const askVault = async <T>(
  context: CommandContext,
  asJson: boolean,
  ask: (vault: VaultClient) => Promise<Outcome<T>>,
): Promise<T | null> => {
  const vault = vaultOf(context);
  const outcome = await ask(vault).finally(() => vault.close());
  if (!isRefusal(outcome)) return outcome;
  const { refused } = outcome;
  const sentence = sentenceOf(refused, outcome.values);
  context.print(asJson ? `${JSON.stringify({ refused, sentence })}\n` : `${sentence}\n`);
  return null;
};
