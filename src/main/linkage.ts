/**
 * The nightly run of matching, in a process of its own: the only login that sees tokens, and it sees nothing else. It listens to
 * nobody, so that nobody can ask it whether a person is known.
 */
import { pino } from 'pino';
import { runNight } from '../linkage/index.ts';
import { endInOrder, sayReady } from '../platform/child.ts';
import { readSettings } from '../platform/config.ts';
import { openDatabase, refuseStrongRole } from '../platform/database/index.ts';
import { readProfile } from '../profile/index.ts';
import { clockOf } from './clock.ts';
import { isNightDue } from './matching/night.ts';

/** It looks this often whether the night has come. */
const lookEvery = 60_000;

const start = async (): Promise<void> => {
  const settings = readSettings();
  const log = pino({ name: 'linkage', level: settings.logLevel, base: null });
  const onFault = (fault: Error): void => log.warn({ fault: fault.name }, 'database connection lost');
  const database = openDatabase(settings.roleUrl, { connections: 2, onFault });
  await refuseStrongRole(database);
  const scene = { database, clock: clockOf(settings), timeZone: readProfile(settings.profileDirectory).timeZone };
  let running: Promise<unknown> = Promise.resolve();
  const look = async (): Promise<void> => {
    if (await isNightDue(scene)) log.info(await runNight(scene), 'the night was run');
  };
  const timer = setInterval(() => {
    running = running.then(look).catch((fault: unknown) => {
      log.error({ fault: fault instanceof Error ? fault.name : 'unknown' }, 'the night failed');
    });
  }, lookEvery);
  endInOrder(async () => {
    clearInterval(timer);
    await running;
    await database.destroy();
  });
  sayReady();
};

start().catch((fault: unknown) => {
  process.stderr.write(`Matching does not start.\n${fault instanceof Error ? fault.message : String(fault)}\n`);
  process.exit(1);
});
