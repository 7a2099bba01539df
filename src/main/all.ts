/** The supervisor: brings up database, vault, worker, casework and portal, keeps them up, and takes all down in order. */
import { join } from 'node:path';
import { checkProductionSettings, readSettings, type Settings, SettingFault } from '../platform/config.ts';
import { ProfileFault, readProfile } from '../profile/index.ts';
import { describeStart } from './supervisor/announce.ts';
import { prepareDatabase } from './supervisor/database.ts';
import { type Children, startChildren } from './supervisor/children.ts';

const settingsOf = (): Settings => {
  if (!process.argv.includes('--serve')) return readSettings();
  checkProductionSettings();
  return { ...readSettings(), mode: 'serve' };
};

const stopOnSignal = (children: Children, stopDatabase: () => Promise<void>): void => {
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    process.stdout.write('\nStopping…\n');
    await children.stop();
    await stopDatabase();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
};

const start = async (): Promise<void> => {
  const settings = settingsOf();
  const profile = readProfile(settings.profileDirectory);
  const database = await prepareDatabase(settings, profile);
  const children = await startChildren(settings, database, {
    folder: join(import.meta.dirname),
    timeZone: profile.timeZone,
  });
  stopOnSignal(children, database.stop);
  process.stdout.write(describeStart(settings));
};

/** A setting or profile that is wrong is a sentence for the person at the keyboard; anything else is a fault with its trace. */
const explain = (fault: unknown): string => {
  if (fault instanceof SettingFault || fault instanceof ProfileFault) return fault.message;
  return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
};

start().catch((fault: unknown) => {
  process.stderr.write(`Ariane does not start.\n${explain(fault)}\n`);
  process.exit(1);
});
