/**
 * The nightly run of matching, in a process of its own: the only login that sees tokens, and it sees nothing else. It listens to
 * nobody, so that nobody can ask it whether a person is known. The supervisor starts it each night; it ends when the night is run.
 */
import { pino } from 'pino';
import { runNight } from '../linkage/night/index.ts';
import { endInOrder } from '../platform/child.ts';
import { readSettings } from '../platform/config.ts';
import { openDatabase, refuseStrongRole } from '../platform/database/index.ts';
import { readProfile } from '../profile/index.ts';
import { clockOf } from './clock.ts';
import { isNightDue } from './matching/night.ts';

const run = async (): Promise<void> => {
  const settings = readSettings();
  const log = pino({ name: 'linkage', level: settings.logLevel, base: null });
  const onFault = (fault: Error): void => log.warn({ fault: fault.name }, 'database connection lost');
  const database = openDatabase(settings.roleUrl, { connections: 2, onFault });
  endInOrder(() => database.destroy());
  await refuseStrongRole(database);
  const scene = { database, clock: clockOf(settings), timeZone: readProfile(settings.profileDirectory).timeZone };
  if (await isNightDue(scene)) log.info(await runNight(scene), 'the night was run');
  await database.destroy();
};

run().then(
  () => process.exit(0),
  (fault: unknown) => {
    process.stderr.write(`The night of matching failed.\n${fault instanceof Error ? fault.message : String(fault)}\n`);
    process.exit(1);
  },
);
