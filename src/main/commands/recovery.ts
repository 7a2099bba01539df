import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { newWrappingKeyPair } from '../../platform/sealing/hpke.ts';
import { staffLanguages, wordsFor } from '../../platform/words.ts';
import {
  backupHead,
  custodianOf,
  holdsVault,
  joinShares,
  openBackup,
  readShare,
  type Share,
  shareIn,
  sheetPage,
  sheetText,
  type VaultFiles,
  writeShares,
  writeVaultFiles,
} from '../../vault/recovery.ts';
import type { Command, CommandContext } from './command.ts';
import { askVault } from './vault-way.ts';

const usage = `ariane recovery split --to <folder> --holders "<one>,<two>,<three>" [--language en|fr|de] [--replace] [--json]
ariane recovery verify <sheet> [<sheet> …] [--json]
ariane recovery restore --backup <file> <sheet> <sheet> [--json]
  split     makes a recovery key, writes its three shares as sheets to print (text and page) and forgets it; any two shares
            give it back. Print the sheets, hand them over, destroy the files. --replace makes a new key although there is one
  verify    says whether a sheet (a text file; a typed share will do) has no slip, and whether two of them fit together
  restore   builds the vault's folder anew from two sheets and a backup ("ariane vault backup"), with the custodian that the
            settings name. Only where there is no vault; Ariane must not be running. Leave newer backups beside an older one: who was
            erased since stays erased`;

type Options = {
  readonly to: string;
  readonly holders: string;
  readonly language: string;
  readonly backup: string;
  readonly replace: boolean;
  readonly json: boolean;
};
type Asked = { readonly context: CommandContext; readonly options: Options; readonly sheets: readonly string[] };

const say = ({ context, options }: Asked, answer: object, spoken: string): void =>
  context.print(options.json ? `${JSON.stringify(answer)}\n` : `${spoken}\n`);

const wrong = (asked: Asked, fault: string, spoken: string): number => {
  say(asked, { fault, sentence: spoken }, spoken);
  return 1;
};

type Made = { readonly shares: readonly string[]; readonly keyId: string };

const writeSheets = ({ context, options }: Asked, { shares, keyId }: Made): string[] => {
  const words = wordsFor(options.language);
  const day = context.clock.today(context.profile().timeZone);
  const holders = options.holders.split(',').map((one) => one.trim());
  mkdirSync(options.to, { recursive: true, mode: 0o700 });
  return shares.flatMap((share, index) => {
    const sheet = { number: index + 1, holder: holders[index] ?? '', share, keyId, day };
    const beginning = join(options.to, `share-${keyId}-${index + 1}`);
    writeFileSync(`${beginning}.txt`, sheetText(words, sheet), { mode: 0o600, flag: 'wx' });
    writeFileSync(`${beginning}.html`, sheetPage(words, sheet), { mode: 0o600, flag: 'wx' });
    return [`${beginning}.txt`, `${beginning}.html`];
  });
};

const areThree = (holders: string): boolean =>
  holders.split(',').length === 3 && holders.split(',').every((one) => /^[^\r\n]{1,80}$/.test(one.trim()));

/** The sheets are on the disk before the vault seals anything to the key: a key without shares would be a locked door. */
const split = async (asked: Asked): Promise<number> => {
  const { context, options } = asked;
  if (options.to === '' || !areThree(options.holders) || !staffLanguages.some((one) => one === options.language)) {
    context.print(`${usage}\n`);
    return 2;
  }
  const pair = newWrappingKeyPair();
  const shares = await writeShares(pair.privateKey);
  pair.privateKey.fill(0);
  const publicKey = pair.publicKey.toString('base64');
  const keyId = readShare(shares[0] ?? '')?.keyId ?? '';
  const files = writeSheets(asked, { shares, keyId });
  const set = await askVault(context, options.json, (vault) =>
    vault.setRecoveryKey({ publicKey, replace: options.replace }),
  );
  if (!set) return 1;
  const next =
    'Print the sheets, give each to its holder, destroy these files, then make a backup: ariane vault backup';
  say(
    asked,
    { keyId, files },
    `Recovery key ${keyId}. Sheets:\n${files.map((file) => `  ${file}`).join('\n')}\n${next}`,
  );
  return 0;
};

const textOf = (sheet: string): string => shareIn(existsSync(sheet) ? readFileSync(sheet, 'utf8') : sheet);

const shareFaults = {
  'too-few': 'Two different shares are needed.',
  'different-keys': 'These shares belong to different recovery keys. Compare the key names on the sheets.',
  'do-not-fit': 'These shares do not fit together. Check each with "ariane recovery verify".',
} as const;

const sharesOf = (sheets: readonly string[]): readonly (Share | null)[] =>
  sheets.map((sheet) => readShare(textOf(sheet)));

const verify = async (asked: Asked): Promise<number> => {
  const read = sharesOf(asked.sheets);
  if (read.length === 0) return wrong(asked, 'too-few', usage);
  const bad = read.flatMap((share, index) => (share === null ? [index + 1] : []));
  if (bad.length > 0) return wrong(asked, 'slip', `Sheet ${bad.join(', ')} has a slip: compare it letter by letter.`);
  const shares = read.filter((share) => share !== null);
  const keyId = shares[0]?.keyId ?? '';
  if (shares.length === 1) {
    say(asked, { keyId, joined: false }, `The sheet is without a slip and belongs to the recovery key ${keyId}.`);
    return 0;
  }
  const joined = await joinShares(shares);
  if ('fault' in joined) return wrong(asked, joined.fault, shareFaults[joined.fault]);
  joined.privateKey.fill(0);
  say(asked, { keyId, joined: true }, `The sheets give back the recovery key ${keyId}.`);
  return 0;
};

/**
 * An older backup gives back keys of who was erased since, and an older database with it what they open. A newer backup beside
 * it, of the same vault and name ending, still knows who was erased and what was taken back: its memory is restored in any case.
 */
const rememberedSince = async (file: string, privateKey: Buffer, older: VaultFiles): Promise<VaultFiles> => {
  const folder = dirname(resolve(file));
  const beside = readdirSync(folder, { withFileTypes: true }).filter(
    (one) => one.isFile() && extname(one.name) === extname(file),
  );
  const files = new Map(older.files);
  for (const { name } of beside) {
    const opened = await openBackup(privateKey, readFileSync(join(folder, name)));
    const memory = opened?.storeKey.equals(older.storeKey) ? opened.files.get('tombstones') : undefined;
    if (memory && memory.length > (files.get('tombstones')?.length ?? 0)) files.set('tombstones', memory);
  }
  return { ...older, files };
};

const restoreWith = async (asked: Asked, privateKey: Buffer, content: Buffer): Promise<number> => {
  const { settings } = asked.context;
  const path = join(settings.dataDirectory, 'vault');
  const restored = await openBackup(privateKey, content);
  if (!restored)
    return wrong(asked, 'damaged', 'The backup does not open with this key: it was altered or is incomplete.');
  const remembered = await rememberedSince(asked.options.backup, privateKey, restored);
  await writeVaultFiles(path, remembered, custodianOf(settings.custody));
  const made = backupHead(content)?.made ?? '';
  say(
    asked,
    { restored: restored.files.size, made, custodian: settings.custody.kind },
    `Restored ${restored.files.size} files as of ${made}. The root key is kept by ${settings.custody.kind}. Start Ariane.`,
  );
  return 0;
};

const restore = async (asked: Asked): Promise<number> => {
  const { context, options, sheets } = asked;
  if (options.backup === '' || !existsSync(options.backup)) return wrong(asked, 'no-backup', usage);
  if (holdsVault(join(context.settings.dataDirectory, 'vault')))
    return wrong(
      asked,
      'vault-there',
      `There is a vault in ${context.settings.dataDirectory} already. Nothing was done.`,
    );
  const content = readFileSync(options.backup);
  const head = backupHead(content);
  if (!head) return wrong(asked, 'no-backup', `${options.backup} is no backup of a vault.`);
  const shares = sharesOf(sheets).filter((share) => share !== null);
  const joined = await joinShares(shares);
  if ('fault' in joined) return wrong(asked, joined.fault, shareFaults[joined.fault]);
  if (joined.keyId !== head.keyId)
    return wrong(
      asked,
      'other-key',
      `The backup is sealed to the recovery key ${head.keyId}; the shares give ${joined.keyId}.`,
    );
  return restoreWith(asked, joined.privateKey, content);
};

const acts: Readonly<Record<string, (asked: Asked) => Promise<number>>> = { split, verify, restore };

const text = { type: 'string', default: '' } as const;
const flag = { type: 'boolean', default: false } as const;
const parts = {
  to: text,
  holders: text,
  language: { type: 'string', default: 'en' },
  backup: text,
  replace: flag,
  json: flag,
} as const;

const run = async (args: readonly string[], context: CommandContext): Promise<number> => {
  const { values, positionals } = parseArgs({ args: [...args], options: parts, strict: false, allowPositionals: true });
  const act = acts[positionals[0] ?? ''];
  if (act) return act({ context, options: values as Options, sheets: positionals.slice(1) });
  context.print(`${usage}\n`);
  return 2;
};

/** Makes the shares of the recovery key, checks them, and restores a lost vault from two of them. */
export const recoveryCommand: Command = {
  name: 'recovery',
  summary: 'split the recovery key into three shares, verify sheets, restore a lost vault from two',
  usage,
  run,
};
