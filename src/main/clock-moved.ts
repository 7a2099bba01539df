import type { Settings } from '../platform/config.ts';
import type { Task } from '../platform/jobs.ts';
import { clockOffset } from './clock.ts';

/** What a new day brings by itself: places that end, statuses, terms and assessments to look at. */
const dayJobs = [
  'cases:end-access',
  'identification:reviews',
  'protection:terms',
  'assistance:assessments',
  'assistance:packets',
] as const;

type Moved = {
  readonly settings: Settings;
  readonly tasks: Readonly<Record<string, Task>>;
  readonly onFault: (task: string, fault: unknown) => void;
};

const runDay = async ({ tasks, onFault }: Moved): Promise<void> => {
  for (const name of dayJobs) await tasks[name]?.({}).catch((fault: unknown) => onFault(name, fault));
};

/**
 * Runs the work of a day as soon as the demonstration's clock was moved, so that who plays a life sees what is due then and
 * not within the hour. Everybody reads the clock once a second, so it is let settle for a `pause`. In production there is no such clock, and this does nothing. Gives the way to end it.
 */
export const followClock = (moved: Moved, pause = 1500): (() => void) => {
  if (moved.settings.mode === 'serve') return () => undefined;
  let known = clockOffset(moved.settings);
  let seen = known;
  let isRunning = false;
  const look = (): void => {
    const now = clockOffset(moved.settings);
    const isSettled = now === seen;
    seen = now;
    if (now === known || !isSettled || isRunning) return;
    known = now;
    isRunning = true;
    void runDay(moved).finally(() => {
      isRunning = false;
    });
  };
  const timer = setInterval(look, pause);
  timer.unref();
  return () => clearInterval(timer);
};
