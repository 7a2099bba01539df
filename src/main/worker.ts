/** The worker: delivers reports, wakes deadlines, renews figures, signs checkpoints. Holds no keys, opens nothing. */
import { pino } from 'pino';
import { endInOrder, sayReady } from '../platform/child.ts';
import { readSettings } from '../platform/config.ts';
import { openDatabase, refuseStrongRole } from '../platform/database/index.ts';
import { runJobs } from '../platform/jobs.ts';
import { vaultClient } from '../platform/vault-client/index.ts';
import { readProfile } from '../profile/index.ts';
import { checkWitnessFolder } from './audit/witness.ts';
import { followClock } from './clock-moved.ts';
import { clockOf } from './clock.ts';
import { crontab, type WorkerTools, workerTasks } from './worker-tasks.ts';

const start = async (): Promise<void> => {
  const settings = readSettings();
  checkWitnessFolder(settings.witness.folder);
  const log = pino({ name: 'worker', level: settings.logLevel, base: null });
  const onFault = (fault: Error): void => log.warn({ fault: fault.name }, 'database connection lost');
  const database = openDatabase(settings.roleUrl, { connections: 4, onFault });
  const statistics = openDatabase(settings.statisticsUrl, { connections: 2, onFault });
  const auditor = openDatabase(settings.auditorUrl, { connections: 1, onFault });
  await refuseStrongRole(database);
  const vault = vaultClient({
    socketPath: settings.vaultSocket,
    clientName: 'worker',
    clientKeyFile: `${settings.vaultClientKeys}/worker.key`,
  });
  const profile = readProfile(settings.profileDirectory);
  const onCount = (job: string, count: number): void => log.info({ job, count }, 'done');
  const clock = clockOf(settings);
  const tools: WorkerTools = { settings, database, statistics, auditor, vault, profile, clock, onCount };
  const tasks = workerTasks(tools);
  const onJobFault = (task: string, fault: unknown): void =>
    log.error({ task, fault: fault instanceof Error ? fault.name : 'unknown' }, 'job failed');
  const jobs = await runJobs({ address: settings.roleUrl, tasks, crontab, onFault: onJobFault });
  const stopFollowing = followClock({ settings, tasks, onFault: onJobFault });
  endInOrder(async () => {
    stopFollowing();
    await jobs.stop();
    vault.close();
    await Promise.all([database.destroy(), statistics.destroy(), auditor.destroy()]);
  });
  sayReady();
};

start().catch((fault: unknown) => {
  process.stderr.write(
    `The worker does not start.\n${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`,
  );
  process.exit(1);
});
