import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { copyCluster } from '../../platform/database/copy.ts';
import type { Command } from './command.ts';

const usage = `ariane database copy --to <folder> [--json]
  copy   copies the database that comes with Ariane while it runs. The folder must not hold a copy already; it can stand in the
         place of DATA_DIR/database. It holds ciphertext and no key: keep it apart from backups of the vault ("ariane vault
         backup"), each alone opens nothing. A server of your own (DATABASE_URL) is copied with its own tools
How both are put back, and the drill that proves it: docs/backup.md`;

const wordAfter = (args: readonly string[], name: string): string | undefined =>
  args.includes(name) ? args[args.indexOf(name) + 1] : undefined;

/** Copies the database that comes with the program. */
export const databaseCommand: Command = {
  name: 'database',
  summary: 'copy the database that comes with Ariane, while it runs',
  usage,
  run: async (args, { settings, administratorUrl, print }) => {
    const tell = (answer: object, spoken: string): void =>
      print(args.includes('--json') ? `${JSON.stringify(answer)}\n` : `${spoken}\n`);
    const named = wordAfter(args, '--to');
    if (args[0] !== 'copy' || named === undefined) {
      print(`${usage}\n`);
      return 2;
    }
    if (settings.databaseUrl) {
      tell({ refused: 'own-server' }, 'DATABASE_URL names a server of your own: copy it with its own tools.');
      return 2;
    }
    const to = resolve(named);
    if (existsSync(join(to, 'cluster'))) {
      tell({ refused: 'copy-there' }, `${to} holds a copy already; nothing was changed.`);
      return 1;
    }
    await copyCluster(administratorUrl(), to);
    tell({ folder: to }, `${to}: the database as it is now.`);
    return 0;
  },
};
