import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { custodyMeanings } from '../../platform/custody-settings.ts';
import { custodianOf, handToCustodian, holdsVault } from '../../vault/recovery.ts';
import type { Command, CommandContext } from './command.ts';
import { askVault, vaultOf } from './vault-way.ts';

const usage = `ariane vault status [--json]
ariane vault backup [--to <file>] [--json]
ariane vault move --from file [--json]
  status   whether the vault answers, and who keeps its root key
  backup   writes a backup of the vault's folder, sealed to the recovery key ("ariane recovery split" makes it), and copies
           it to <file>. Keep it apart from backups of the database: each alone opens nothing
  move     hands the root key from the file to the custodian that the settings name; Ariane must not be running
Settings: ${Object.keys(custodyMeanings).join(' ')}`;

type Asked = { readonly context: CommandContext; readonly asJson: boolean; readonly args: readonly string[] };

const tell = ({ context, asJson }: Asked, answer: object, spoken: string): void =>
  context.print(asJson ? `${JSON.stringify(answer)}\n` : `${spoken}\n`);

const status = async (asked: Asked): Promise<number> => {
  const answer = await askVault(asked.context, asked.asJson, (vault) => vault.health({}));
  if (answer) tell(asked, answer, `The vault answers; its root key is kept by ${answer.custodian}.`);
  return answer ? 0 : 1;
};

const option = (args: readonly string[], name: string): string | undefined =>
  args.includes(name) ? args[args.indexOf(name) + 1] : undefined;

const backup = async (asked: Asked): Promise<number> => {
  const made = await askVault(asked.context, asked.asJson, (vault) => vault.backup({}));
  if (!made) return 1;
  const to = option(asked.args, '--to');
  if (to !== undefined) copyFileSync(made.file, to);
  const where = to ?? made.file;
  tell(
    asked,
    { ...made, file: where },
    `${where}: ${made.bytes} bytes, sealed to ${made.keyId}, sha256 ${made.sha256}`,
  );
  return 0;
};

const vaultAnswers = async (context: CommandContext): Promise<boolean> => {
  const vault = vaultOf(context);
  const answer = await vault.health({}).finally(() => vault.close());
  return 'ready' in answer;
};

const complaint = async ({ context, args }: Asked, path: string): Promise<string | null> => {
  if (option(args, '--from') !== 'file') return usage;
  if (!holdsVault(path)) return `There is no vault in ${path}.`;
  if (await vaultAnswers(context)) return 'Stop Ariane first: the vault is running.';
  const keeper = join(path, 'keys', 'custodian');
  if (existsSync(keeper) && readFileSync(keeper, 'utf8') !== 'file') return 'The root key is not kept by the file.';
  return context.settings.custody.kind === 'file' ? 'Set VAULT_CUSTODIAN to who shall keep the root key.' : null;
};

/** The file with the old root key stays: whoever moves it destroys it, once the vault has started with the new custodian. */
const move = async (asked: Asked): Promise<number> => {
  const path = join(asked.context.settings.dataDirectory, 'vault');
  const wrong = await complaint(asked, path);
  if (wrong !== null) {
    tell(asked, { sentence: wrong }, wrong);
    return 2;
  }
  const file = await custodianOf({ kind: 'file' })(path);
  const storeKey = await file.unwrap(readFileSync(join(path, 'keys', 'store.key')));
  const { custody } = asked.context.settings;
  await handToCustodian(path, await custodianOf(custody)(path), storeKey);
  storeKey.fill(0);
  const next = `Start Ariane; when the vault answers, destroy ${join(path, 'root.key')}.`;
  tell(asked, { custodian: custody.kind }, `The root key is now kept by ${custody.kind}. ${next}`);
  return 0;
};

const acts: Readonly<Record<string, (asked: Asked) => Promise<number>>> = { status, backup, move };

const run = async (args: readonly string[], context: CommandContext): Promise<number> => {
  const act = acts[args[0] ?? ''];
  if (act) return act({ context, asJson: args.includes('--json'), args });
  context.print(`${usage}\n`);
  return 2;
};

/** Says how the vault is, backs it up, and hands its root key to another custodian. */
export const vaultCommand: Command = {
  name: 'vault',
  summary: 'say how the vault is, back it up sealed, hand its root key to another custodian',
  usage,
  run,
};
