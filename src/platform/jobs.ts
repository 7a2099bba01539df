import { type Runner, run, runMigrations, type TaskList } from 'graphile-worker';
import { Logger } from 'graphile-worker';
import { sql } from 'kysely';
import { Pool } from 'pg';
import type { Instant } from './clock.ts';
import type { Transaction } from './database/index.ts';

/** A job to wake: it looks for itself what there is to do, so the payload holds identifiers at most. */
export type Wake = {
  /** `<room>.<what>`, such as `referrals.deliver`. */
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
  /** Crontab lines: `* * * * * referrals.deliver`. */
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

/** Prepares the job tables, as the worker's role. Safe to repeat. */
export const prepareJobs = async (address: string): Promise<void> => {
  await runMigrations({ connectionString: address, logger: quiet });
};

/** Runs jobs until stopped. A job that throws is tried again with growing pauses. */
export const runJobs = async (settings: JobSettings): Promise<RunningJobs> => {
  const pool = new Pool({ connectionString: settings.address, max: 4 });
  pool.on('error', (fault) => settings.onFault('pool', fault));
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
