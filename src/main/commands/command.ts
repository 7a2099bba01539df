import type { Clock } from '../../platform/clock.ts';
import type { Settings } from '../../platform/config.ts';
import type { Database } from '../../platform/database/index.ts';
import type { RoleName } from '../../platform/database/roles.ts';
import type { Profile } from '../../profile/index.ts';

/** What a command of the command line may use. `cli.ts` makes it and closes what was opened. */
export type CommandContext = {
  readonly settings: Settings;
  readonly clock: Clock;
  /** The country profile of the settings, read when first asked for. Throws a `ProfileFault` with file and line. */
  readonly profile: () => Profile;
  /** The database with the login of one role; closed when the command ends. */
  readonly openAs: (role: RoleName) => Promise<Database>;
  /** Address of the database's administrator, for installing staff (`installStaff` of ../install/store.ts). */
  readonly administratorUrl: () => string;
  /** Writes to the standard output, as it is. */
  readonly print: (text: string) => void;
};

/** One command: `ariane <name> …`. */
export type Command = {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** How it is called, with its options, a line each. */
  readonly usage: string;
  /** Does it. `args` are the words after the name. Gives the exit code: 0 well, 1 found something wrong, 2 called wrongly. */
  readonly run: (args: readonly string[], context: CommandContext) => Promise<number>;
};
