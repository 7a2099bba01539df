import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { askForEpoch, type AuditEntry, publishedEpochs, readAudit } from '../../linkage/index.ts';
import type { KeyServerSetting } from '../../platform/config.ts';
import type { Command, CommandContext } from './command.ts';

const usage = `ariane linkage keys [--json] | epoch first | epoch second
  keys     the key servers of matching that run here: public keys by epoch, and their log, checked, by body and day
  epoch    begins a new time of one share's key; once both have begun it, every file is encoded anew, night by night`;

const folderOf = ({ socketPath }: KeyServerSetting): string => dirname(socketPath);

type Use = { readonly day: string; readonly body: string; readonly points: number; readonly refused: number };

const byBodyAndDay = (entries: readonly AuditEntry[]): readonly Use[] => {
  const uses = Map.groupBy(
    entries.filter(({ kind }) => kind !== 'epoch' && kind !== 'session'),
    ({ at, organisation }) => `${at.slice(0, 10)} ${organisation}`,
  );
  return [...uses].map(([name, lines]) => {
    const [day = '', body = ''] = name.split(' ');
    const sum = (kind: AuditEntry['kind']): number =>
      lines.filter((line) => line.kind === kind).reduce((total, { count }) => total + count, 0);
    return { day, body, points: sum('evaluated'), refused: lines.filter(({ kind }) => kind === 'refused').length };
  });
};

const readShare = (server: KeyServerSetting) => {
  const folder = folderOf(server);
  const log = join(folder, 'audit.log');
  const { entries, head } = readAudit(existsSync(log) ? readFileSync(log, 'utf8') : '');
  return { share: server.share, epochs: publishedEpochs(join(folder, 'epochs')), head, uses: byBodyAndDay(entries) };
};

const keys = (args: readonly string[], { settings, print }: CommandContext): number => {
  const shares = settings.keyServers.filter(({ isOurs, socketPath }) => isOurs && existsSync(dirname(socketPath)));
  const read = shares.map(readShare);
  if (args.includes('--json')) print(`${JSON.stringify(read, null, 2)}\n`);
  else
    for (const { share, epochs, head, uses } of read) {
      print(`${share}: log whole, last line ${head.slice(0, 16)}\n`);
      for (const { number, publicKey } of epochs) print(`  epoch ${number}   public key ${publicKey}\n`);
      for (const { day, body, points, refused } of uses)
        print(`  ${day}   ${body.padEnd(34)} ${String(points).padStart(6)} points   ${refused} refused\n`);
    }
  if (read.length === 0) print('No key server of matching runs here.\n');
  return 0;
};

const epoch = (args: readonly string[], { settings, print }: CommandContext): number => {
  const server = settings.keyServers.find(({ share, isOurs }) => isOurs && share === args[1]);
  if (server === undefined || !existsSync(folderOf(server))) {
    print('Say which share that runs here: first or second.\n');
    return 2;
  }
  askForEpoch(folderOf(server));
  print(
    `The ${server.share} key server begins a new epoch at once. The other share needs the same, from its own keeper.\n`,
  );
  return 0;
};

/** The keepers of matching: what their servers were asked, and a new time of the key. */
export const linkageCommand: Command = {
  name: 'linkage',
  summary: 'the key servers of matching: their log, and a new epoch',
  usage,
  run: async (args, context) => {
    if (args[0] === 'keys') return keys(args, context);
    if (args[0] === 'epoch') return epoch(args, context);
    context.print(`${usage}\n`);
    return 2;
  },
};
