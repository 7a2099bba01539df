/**
 * A key server of matching: holds one of the two shares and nothing else, and sees no name. Started twice in the demonstration,
 * `linkage-key first` and `linkage-key second`, each with its own folder; in production each at another body's host.
 * It is not told of the database: its address is cleared from what the process is started with.
 */
import { join } from 'node:path';
import { pino } from 'pino';
import { startKeyServer } from '../linkage/key-server/index.ts';
import { endInOrder, sayReady } from '../platform/child.ts';
import { readSettings } from '../platform/config.ts';
import { clockOf } from './clock.ts';

const shares = ['first', 'second'];

const start = async (): Promise<void> => {
  const share = process.argv[2] ?? '';
  if (!shares.includes(share)) throw new Error(`say which share this is: ${shares.join(' or ')}`);
  const settings = readSettings();
  const log = pino({ name: `linkage-key-${share}`, level: settings.logLevel, base: null });
  const directory = join(settings.dataDirectory, `linkage-key-${share}`);
  const server = await startKeyServer({
    ...{ directory, socketPath: join(directory, 'key.sock'), clock: clockOf(settings) },
    log: (line) => log.warn(line),
  });
  endInOrder(server.close);
  sayReady();
};

start().catch((fault: unknown) => {
  process.stderr.write(`The key server does not start.\n${fault instanceof Error ? fault.message : String(fault)}\n`);
  process.exit(1);
});
