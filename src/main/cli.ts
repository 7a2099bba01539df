/** The command line: `npm run ariane -- <command>`. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings, type Settings, SettingFault } from '../platform/config.ts';
import { type Database, openDatabase } from '../platform/database/index.ts';
import { roleAddress, rolePasswords } from '../platform/database/roles.ts';
import { ProfileFault, readProfile } from '../profile/index.ts';
import { clockOf } from './clock.ts';
import type { Command, CommandContext } from './commands/command.ts';
import { commands } from './commands/index.ts';

/** The server's address without a login: the embedded one's port, or the given server's. */
const serverAddress = (settings: Settings): string => {
  if (settings.databaseUrl) return settings.databaseUrl;
  const portFile = join(settings.dataDirectory, 'database', 'port');
  if (!existsSync(portFile))
    throw new SettingFault('DATA_DIR', `holds no database yet (${settings.dataDirectory}): start Ariane first`);
  return `postgres://127.0.0.1:${readFileSync(portFile, 'utf8').trim()}/postgres`;
};

const administratorAddress = (settings: Settings): string => {
  if (settings.databaseUrl) return settings.databaseUrl;
  const address = new URL(serverAddress(settings));
  address.username = 'postgres';
  address.password = readFileSync(join(settings.dataDirectory, 'database', 'administrator'), 'utf8').trim();
  return address.toString();
};

type Opened = { readonly context: CommandContext; readonly close: () => Promise<void> };

const contextOf = (settings: Settings): Opened => {
  const opened: Database[] = [];
  const context: CommandContext = {
    settings,
    clock: clockOf(settings),
    profile: () => readProfile(settings.profileDirectory),
    openAs: async (role) => {
      const passwords = rolePasswords(settings.dataDirectory);
      const database = openDatabase(roleAddress(serverAddress(settings), settings.rolePrefix, role, passwords), {
        keepsStatements: true,
      });
      opened.push(database);
      return database;
    },
    administratorUrl: () => administratorAddress(settings),
    print: (text) => void process.stdout.write(text),
  };
  return { context, close: async () => void (await Promise.all(opened.map((database) => database.destroy()))) };
};

const help = (): string =>
  [
    'npm run ariane -- <command> [--help] [--json]',
    '',
    ...commands.map((command) => `  ${command.name.padEnd(14)} ${command.summary}`),
    '',
  ].join('\n');

const runCommand = async (command: Command, args: readonly string[]): Promise<number> => {
  if (args.includes('--help')) {
    process.stdout.write(`${command.summary}\n\n${command.usage}\n`);
    return 0;
  }
  const { context, close } = contextOf(readSettings());
  try {
    return await command.run(args, context);
  } finally {
    await close();
  }
};

const main = async (): Promise<number> => {
  const [name, ...args] = process.argv.slice(2);
  const command = commands.find((one) => one.name === name);
  if (command) return runCommand(command, args);
  const asked = name === undefined || name === '--help' || name === 'help';
  (asked ? process.stdout : process.stderr).write(
    asked ? `${help()}\n` : `There is no command "${name}".\n\n${help()}\n`,
  );
  return asked ? 0 : 2;
};

const explain = (fault: unknown): string => {
  if (fault instanceof SettingFault || fault instanceof ProfileFault) return fault.message;
  if (fault instanceof Error && 'code' in fault && fault.code === 'ECONNREFUSED')
    return 'The database does not answer: start Ariane first (npm start).';
  return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
};

main()
  .then((code) => process.exit(code))
  .catch((fault: unknown) => {
    process.stderr.write(`${explain(fault)}\n`);
    process.exit(1);
  });
