import type { Clock } from '../platform/clock.ts';
import type { Settings } from '../platform/config.ts';
import { asProgram, type Database } from '../platform/database/index.ts';
import type { Task } from '../platform/jobs.ts';
import { mailSender } from '../platform/mail.ts';
import { isRefusal } from '../platform/outcome.ts';
import type { VaultClient } from '../platform/vault-client/index.ts';
import { wordsFor } from '../platform/words.ts';
import type { Profile } from '../profile/index.ts';
import { organisationId } from '../rooms/directory/index.ts';
import { assistanceCrontab, assistanceTasks } from '../rooms/assistance/index.ts';
import { caseCrontab, caseTasks, endExpiredAccess } from '../rooms/cases/index.ts';
import { identificationCrontab, identificationTasks } from '../rooms/identification/index.ts';
import { identityCrontab, identityTasks } from '../rooms/identity/index.ts';
import { portalCrontab, portalTasks } from '../rooms/portal/index.ts';
import { protectionCrontab, protectionTasks } from '../rooms/protection/index.ts';
import { proposeDue } from '../rooms/identity/index.ts';
import { referralCrontab, referralTasks } from '../rooms/referrals/index.ts';
import { isKeptProposed } from '../linkage/index.ts';
import { matchingCrontab, matchingTasks } from '../rooms/matching/index.ts';
import { recountFigures, recountTask } from '../rooms/statistics/index.ts';
import { countPersonsOnce } from './matching/once.ts';
import { noticesByMail, tellByMail, tellOutsideByMail } from './notices.ts';
import { checkNightly, type CheckTools, newestNote, runChecks } from './audit/nightly.ts';
import { storeCheckpoint } from './audit/sign.ts';
import { noteText } from './audit/witness.ts';

/** What the jobs work with. */
export type WorkerTools = {
  readonly settings: Settings;
  readonly database: Database;
  readonly statistics: Database;
  /** Reads the journal, for verifying it. */
  readonly auditor: Database;
  readonly vault: VaultClient;
  readonly profile: Profile;
  readonly clock: Clock;
  /** Told how many things a job of retention took up: numbers, never whose. */
  readonly onCount: (job: string, count: number) => void;
};

/** What happens by itself, and when. A job looks for its work, so one run too many does no harm. */
export const crontab = [
  '*/10 * * * * journal:checkpoint',
  '*/5 * * * * journal:check',
  '37 1 * * * journal:check-nightly',
  '11 4 * * * journal:mail-witnesses',
  '* * * * * identity:collect-erase-keys',
  '* * * * * identity:rewrap',
  '*/5 * * * * cases:end-access',
  '17 3 * * * identity:propose-erasures',
  `7 3 * * * ${recountTask}`,
  ...caseCrontab,
  ...identificationCrontab,
  ...matchingCrontab,
  ...referralCrontab,
  ...identityCrontab,
  ...protectionCrontab,
  ...assistanceCrontab,
  ...portalCrontab,
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

/** The bodies that run and coordinate are told when the journal is not whole. */
const checkTools = (tools: WorkerTools): CheckTools => {
  const { profile } = tools;
  const bodies = [...profile.organisationsPlaying('operates'), ...profile.organisationsPlaying('coordinates')];
  const alarmed = [...new Set(bodies.map(({ code }) => organisationId(profile.id, code)))];
  return { ...tools, alarmed, tellBody: tellByMail(tools) };
};

/** Mails the newest signed checkpoint to the witnesses of the settings. */
const mailWitnesses = async ({ auditor, settings }: WorkerTools): Promise<void> => {
  const { mail } = settings.witness;
  const newest = mail.length === 0 ? null : await newestNote(auditor);
  if (newest === null) return;
  const send = mailSender(settings);
  const words = wordsFor('en');
  const text = `${words.t('casework.witness.text')}\n\n${noteText(newest)}`;
  for (const to of mail) await send({ to, subject: words.t('casework.witness.subject'), text });
};

/** A job that says how many it took up, also when it was none: silence must not look like a job that no longer runs. */
export const counting =
  (job: string, onCount: WorkerTools['onCount'], work: () => Promise<number>): Task =>
  async () =>
    onCount(job, await work());

/** Every job by name. */
export const workerTasks = (tools: WorkerTools): Readonly<Record<string, Task>> => ({
  'journal:checkpoint': async () => storeCheckpoint(tools),
  'journal:check': async () => void (await runChecks(checkTools(tools))),
  'journal:check-nightly': async () => void (await checkNightly(checkTools(tools))),
  'journal:mail-witnesses': () => mailWitnesses(tools),
  'identity:collect-erase-keys': async () => void (await tools.vault.collectEraseKeys({})),
  'identity:rewrap': () => rewrapWhatWaits(tools.vault),
  'cases:end-access': counting('cases:end-access', tools.onCount, () => asProgram(tools.database, endExpiredAccess)),
  ...caseTasks({ ...tools, tellBody: tellByMail(tools) }),
  ...identificationTasks(tools),
  [recountTask]: async () => void (await recountFigures({ ...tools, once: countPersonsOnce })),
  'identity:propose-erasures': counting('identity:propose-erasures', tools.onCount, () => proposeDue(tools)),
  ...identityTasks({ ...tools, tellBody: tellByMail(tools) }),
  ...matchingTasks({ ...tools, isProposed: isKeptProposed }),
  ...portalTasks({ ...tools, tellBody: tellByMail(tools) }),
  ...protectionTasks(tools),
  ...assistanceTasks(tools),
  ...referralTasks({ ...tools, sendMail: noticesByMail(tools), tellOutside: tellOutsideByMail(tools) }),
});
