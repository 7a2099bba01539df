import { isRefusal } from '../../platform/outcome.ts';
import type { Scene } from '../../profile/index.ts';
import { readSupportInbox, readTasks } from '../../rooms/cases/actions/index.ts';
import { countWorklist } from '../../rooms/cases/store/worklist.ts';
import { readNotices } from '../../rooms/identification/actions/notices.ts';
import { countOpen } from '../../rooms/referrals/store/triage/queue.ts';

type Count = (scene: Scene) => Promise<number | null>;

const offers: Count = async (scene) =>
  (await readSupportInbox(scene)).filter(
    ({ state, toOrganisationId }) => state === 'offered' && toOrganisationId === scene.viewer.organisationId,
  ).length;

const notices: Count = async (scene) => {
  const found = await readNotices(scene);
  return isRefusal(found) ? null : found.filter(({ receivedAt }) => receivedAt === null).length;
};

/** How to count what waits at a place, by its key. A place that is not here is a way to go, with nothing waiting. */
const counts: Readonly<Record<string, Count>> = {
  triage: async ({ tx, viewer }) => (await countOpen(tx, viewer.staffId)).open,
  cases: async ({ tx, viewer }) => (await countWorklist(tx, viewer.staffId)).mine,
  tasks: async (scene) => (await readTasks(scene, 1)).total,
  support: offers,
  notices,
};

/** How much waits for the viewer at a place; null where nothing is counted. */
export const waitingAt = (scene: Scene, place: string): Promise<number | null> =>
  counts[place]?.(scene) ?? Promise.resolve(null);
