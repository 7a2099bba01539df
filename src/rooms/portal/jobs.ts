import { addMonths, type Clock, instantPlus, monotonicMilliseconds, systemClock } from '../../platform/clock.ts';
import { asProgram, type Database } from '../../platform/database/index.ts';
import { wake } from '../../platform/jobs.ts';
import type { Profile } from '../../profile/index.ts';
import { retireOld } from './actions/messages.ts';

/** What the room's jobs work with: a notice without any content to a body, and the country's terms. */
export type PortalJobTools = {
  readonly tellBody: (organisationId: string) => Promise<void>;
  readonly database: Database;
  readonly clock: Clock;
  readonly profile: Profile;
  readonly onCount: (job: string, count: number) => void;
  /** Milliseconds since some moment, for how long a body is left in peace. */
  readonly elapsed?: () => number;
};

const retireTask = 'portal:retire';

/** When the room's jobs run. */
export const portalCrontab: readonly string[] = [`23 3 * * * ${retireTask}`];

/** Conversations without a name that ended, or of which nobody heard, longer ago than the country says. */
const retire = async ({ database, clock, profile, onCount }: PortalJobTools): Promise<void> => {
  const today = clock.today(profile.timeZone);
  const { ended, silent_months } = profile.messages.kept;
  const months = profile.retention.find(({ id }) => id === ended)?.months ?? null;
  if (months === null) throw new Error(`retention.json has no months for ${ended}`);
  const days = { endedBefore: addMonths(today, -months), silentSince: addMonths(today, -silent_months) };
  onCount(retireTask, await retireOld(database, days));
};

type Task = (payload: Readonly<Record<string, string | number>>) => Promise<void>;

const notifyTask = 'portal:notify';
/** So long nothing more is mailed to a body that was told: a mail says no more than that something waits. */
const peace = 15 * 60_000;

/**
 * The first message is told at once, those of the next quarter of an hour together when it is over: who floods the public site fills no
 * mailbox. What was told is known to this process alone; started anew, it tells once more.
 */
const tellSparingly = ({ tellBody, database, elapsed = monotonicMilliseconds }: PortalJobTools): Task => {
  const told = new Map<string, number>();
  return async ({ organisationId }) => {
    if (typeof organisationId !== 'string') return;
    const left = (told.get(organisationId) ?? -peace) + peace - elapsed();
    if (left > 0) {
      const [key, at] = [`${notifyTask}:${organisationId}:later`, instantPlus(systemClock.now(), left + 1000)];
      await asProgram(database, (tx) => wake(tx, { task: notifyTask, payload: { organisationId }, key, at }));
      return;
    }
    told.set(organisationId, elapsed());
    try {
      await tellBody(organisationId);
    } catch (fault) {
      told.delete(organisationId);
      throw fault;
    }
  };
};

/** What happens by itself in this room: a body is told that a message waits, in the words of every notice; old conversations go. */
export const portalTasks = (tools: PortalJobTools): Readonly<Record<string, Task>> => ({
  [notifyTask]: tellSparingly(tools),
  [retireTask]: () => retire(tools),
});
