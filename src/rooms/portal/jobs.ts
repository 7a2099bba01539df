import { addMonths, type Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/index.ts';
import type { Profile } from '../../profile/index.ts';
import { retireOld } from './actions/messages.ts';

/** What the room's jobs work with: a notice without any content to a body, and the country's terms. */
export type PortalJobTools = {
  readonly tellBody: (organisationId: string) => Promise<void>;
  readonly database: Database;
  readonly clock: Clock;
  readonly profile: Profile;
  readonly onCount: (job: string, count: number) => void;
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

/** What happens by itself in this room: a body is told that a message waits, in the words of every notice; old conversations go. */
export const portalTasks = (tools: PortalJobTools): Readonly<Record<string, Task>> => ({
  'portal:notify': async ({ organisationId }) => {
    if (typeof organisationId === 'string') await tools.tellBody(organisationId);
  },
  [retireTask]: () => retire(tools),
});
