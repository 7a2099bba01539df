import type { Clock } from '../platform/clock.ts';
import type { Settings } from '../platform/config.ts';
import { asProgram, type Database } from '../platform/database/index.ts';
import type { Task } from '../platform/jobs.ts';
import { isRefusal } from '../platform/outcome.ts';
import type { VaultClient } from '../platform/vault-client/index.ts';
import type { Profile } from '../profile/index.ts';
import { endExpiredAccess } from '../rooms/cases/index.ts';
import { identificationCrontab, identificationTasks } from '../rooms/identification/index.ts';
import { identityCrontab, identityTasks } from '../rooms/identity/index.ts';
import { protectionCrontab, protectionTasks } from '../rooms/protection/index.ts';
import { referralCrontab, referralTasks } from '../rooms/referrals/index.ts';
import { isKeptProposed } from '../linkage/index.ts';
import { matchingCrontab, matchingTasks } from '../rooms/matching/index.ts';
import { recountFigures, recountTask } from '../rooms/statistics/index.ts';
import { countPersonsOnce } from './matching/once.ts';
import { noticesByMail, tellByMail } from './notices.ts';
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
export const crontab = [
  '*/10 * * * * journal:checkpoint',
  '* * * * * identity:collect-erase-keys',
  '* * * * * identity:rewrap',
  '*/5 * * * * cases:end-access',
  `7 3 * * * ${recountTask}`,
  ...identificationCrontab,
  ...matchingCrontab,
  ...referralCrontab,
  ...identityCrontab,
  ...protectionCrontab,
].join('\n');

/** So many batches of an exchange of keys a minute; people who open things come in between. */
const batchesAtOnce = 200;

/** Goes on with exchanges of keys that were begun, here or on the command line; locked or dead, the next run tries again. */
const rewrapWhatWaits = async (vault: VaultClient): Promise<void> => {
  for (let batch = 0; batch < batchesAtOnce; batch += 1) {
    const answer = await vault.rewrapBatch({});
    if (isRefusal(answer) || answer.progress === null) return;
  }
};

/** Every job by name. */
export const workerTasks = (tools: WorkerTools): Readonly<Record<string, Task>> => ({
  'journal:checkpoint': async () => storeCheckpoint(tools),
  'identity:collect-erase-keys': async () => void (await tools.vault.collectEraseKeys({})),
  'identity:rewrap': () => rewrapWhatWaits(tools.vault),
  'cases:end-access': async () => void (await asProgram(tools.database, endExpiredAccess)),
  ...identificationTasks(tools),
  [recountTask]: async () => void (await recountFigures({ ...tools, once: countPersonsOnce })),
  ...identityTasks({ ...tools, tellBody: tellByMail(tools.settings, tools.profile) }),
  ...matchingTasks({ ...tools, isProposed: isKeptProposed }),
  ...protectionTasks(tools),
  ...referralTasks({ ...tools, sendMail: noticesByMail(tools.settings, tools.profile) }),
});
