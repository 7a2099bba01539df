import { Logger, type Runner, run, runMigrations, type TaskList } from 'graphile-worker';
import { sql } from 'kysely';
import { Pool, type PoolConfig } from 'pg';
import type { Instant } from './clock.ts';
import type { Transaction } from './database/index.ts';

/** A job to wake: it looks for itself what there is to do, so the payload holds identifiers at most. */
export type Wake = {
  /** `<room>:<what>`, such as `referrals:deliver`. */
  readonly task: string;
  readonly payload?: Readonly<Record<string, string | number>>;
  /** Jobs with one key are one job: a second wake moves it. */
  readonly key?: string;
  readonly at?: Instant;
};

/** Wakes a job when the transaction commits: it is fed by the same transaction as the change. */
export const wake = async (tx: Transaction, job: Wake): Promise<void> => {
  await sql`select jobs.wake(${job.task}, ${JSON.stringify(job.payload ?? {})}::json, ${job.key ?? null}, ${
    job.at ?? null
  }::timestamptz)`.execute(tx);
};

export type Task = (payload: Readonly<Record<string, string | number>>) => Promise<void>;
export type RunningJobs = { readonly stop: () => Promise<void> };
export type JobSettings = {
  readonly address: string;
  readonly tasks: Readonly<Record<string, Task>>;
  /** Crontab lines: `* * * * * referrals:deliver`. */
  readonly crontab: string;
  /** Told of a job that failed, by its name alone; it is tried again later. */
  readonly onFault: (task: string, fault: unknown) => void;
};

const quiet = new Logger(() => () => undefined);

const taskList = ({ tasks, onFault }: JobSettings): TaskList =>
  Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      async (payload: unknown) => {
        try {
          await task((payload ?? {}) as Readonly<Record<string, string | number>>);
        } catch (fault) {
          onFault(name, fault);
          throw fault;
        }
      },
    ]),
  );

/** A lost connection is thrown by the next statement; between two statements it must only not end the process. */
const jobPool = (options: PoolConfig, onFault: (fault: Error) => void): Pool => {
  const pool = new Pool(options);
  pool.on('error', onFault);
  pool.on('connect', (client) => client.on('error', onFault));
  return pool;
};

/** Prepares the job tables with a connection of the administrator acting as the worker's role. Safe to repeat. */
export const prepareJobs = async (administrator: string, workerRole: string): Promise<void> => {
  const pool = jobPool({ connectionString: administrator, max: 1, options: `-c role=${workerRole}` }, () => undefined);
  try {
    await runMigrations({ pgPool: pool, logger: quiet });
  } finally {
    await pool.end();
  }
};

/** Runs jobs until stopped. A job that throws is tried again with growing pauses. */
export const runJobs = async (settings: JobSettings): Promise<RunningJobs> => {
  const pool = jobPool({ connectionString: settings.address, max: 4 }, (fault) =>
    settings.onFault('connection', fault),
  );
  const runner: Runner = await run({
    pgPool: pool,
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 1000,
    taskList: taskList(settings),
    crontab: settings.crontab,
    logger: quiet,
  });
  return {
    stop: async () => {
      await runner.stop();
      await pool.end();
    },
  };
};
