/** The vault's process: the only one that holds private keys. Everything it does stands in src/vault. */
import { pino } from 'pino';
import { endInOrder, sayReady } from '../platform/child.ts';
import { readSettings } from '../platform/config.ts';
import { readProfile } from '../profile/index.ts';
import { startVault } from '../vault/index.ts';
import { clockOf } from './clock.ts';
import { matchingEncoder } from './matching/encoder.ts';

const start = async (): Promise<void> => {
  const settings = readSettings();
  const log = pino({ name: 'vault', level: settings.logLevel, base: null });
  const profile = readProfile(settings.profileDirectory);
  const { keyServers } = settings;
  const vault = await startVault({
    dataDirectory: settings.dataDirectory,
    databaseUrl: settings.roleUrl,
    socketPath: settings.vaultSocket,
    demonstration: settings.mode === 'demonstration',
    caseworkOrigin: settings.casework.origin,
    timeZone: profile.timeZone,
    ...(keyServers.length === 0 ? {} : { matching: matchingEncoder(keyServers, profile.consents.matching.never_from) }),
    clock: clockOf(settings),
    custody: settings.custody,
    backupDirectory: settings.vaultBackups,
    log: (line) => log.warn(line),
  });
  endInOrder(vault.close);
  sayReady();
};

start().catch((fault: unknown) => {
  process.stderr.write(`The vault does not start.\n${fault instanceof Error ? fault.message : String(fault)}\n`);
  process.exit(1);
});
