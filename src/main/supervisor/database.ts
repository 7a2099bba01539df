import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../../platform/config.ts';
import { startEmbeddedServer } from '../../platform/database/launcher.ts';
import { analyse, migrate } from '../../platform/database/migrate.ts';
import { type RoleName, roleAddress, rolePasswords } from '../../platform/database/roles.ts';
import type { Profile } from '../../profile/index.ts';
import { installPersonas } from '../demonstration/personas.ts';
import { installProfile, markInstallation } from '../install/store.ts';

/** The database of the installation, migrated and filled with the profile. */
export type PreparedDatabase = {
  /** Address with which a process logs in: each has a role of its own. */
  readonly addressFor: (role: RoleName) => string;
  /** Has the database look at its tables anew: after much was put in at once, it plans by what it knew before. */
  readonly analyse: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const administratorOf = async (settings: Settings): Promise<{ url: string; stop: () => Promise<void> }> => {
  if (settings.databaseUrl) return { url: settings.databaseUrl, stop: async () => undefined };
  const directory = join(settings.dataDirectory, 'database');
  return startEmbeddedServer({ directory, durable: true, bound: true });
};

/** Starts or finds the database, migrates it, and copies the profile's bodies and roles into it. */
export const prepareDatabase = async (settings: Settings, profile: Profile): Promise<PreparedDatabase> => {
  mkdirSync(settings.dataDirectory, { recursive: true });
  const passwords = rolePasswords(settings.dataDirectory);
  const { url, stop } = await administratorOf(settings);
  try {
    await migrate(url, settings.rolePrefix, passwords);
    await markInstallation(url, settings.rolePrefix, settings.mode === 'serve' ? 'production' : 'demonstration');
    await installProfile(url, settings.rolePrefix, profile);
    if (settings.mode === 'demonstration') await installPersonas(url, settings.rolePrefix, { profile, ...settings });
  } catch (fault) {
    await stop();
    throw fault;
  }
  return {
    addressFor: (role) => roleAddress(url, settings.rolePrefix, role, passwords),
    analyse: () => analyse(url),
    stop,
  };
};
