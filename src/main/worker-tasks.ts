import type { Clock } from '../platform/clock.ts';
import type { Settings } from '../platform/config.ts';
import type { Database } from '../platform/database/index.ts';
import type { Task } from '../platform/jobs.ts';
import type { VaultClient } from '../platform/vault-client/index.ts';
import type { Profile } from '../profile/index.ts';
import { storeCheckpoint } from './audit/sign.ts';

/** What the jobs work with. */
export type WorkerTools = {
  readonly settings: Settings;
  readonly database: Database;
  readonly statistics: Database;
  readonly vault: VaultClient;
  readonly profile: Profile;
  readonly clock: Clock;
};

/** What happens by itself, and when. A job looks for its work, so one run too many does no harm. */
export const crontab = ['*/10 * * * * journal:checkpoint', '* * * * * identity:collect-erase-keys'].join('\n');

/** Every job by name. */
export const workerTasks = (tools: WorkerTools): Readonly<Record<string, Task>> => ({
  'journal:checkpoint': async () => storeCheckpoint(tools),
  'identity:collect-erase-keys': async () => void (await tools.vault.collectEraseKeys({})),
});
