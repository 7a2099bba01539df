import type { PlainDate } from '../../../platform/clock.ts';
import { hasPermit } from '../../../platform/viewer.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { hasOnward, onwardEvents, onwardMachines, type OnwardPath } from '../steps.ts';
import { countOnward, type OnwardLine, onwardLines } from '../store/index.ts';
import { today } from './read.ts';

/** How many persons a page of the list holds. */
export const onwardPerPage = 50;

/** One page of the persons on their way. */
export type OnwardList = {
  readonly lines: readonly OnwardLine[];
  readonly page: number;
  readonly total: number;
  readonly waiting: number;
  readonly today: PlainDate;
};

const pathsOf = (profile: Profile): readonly OnwardPath[] =>
  (Object.keys(onwardMachines) as OnwardPath[]).filter((path) => hasOnward(profile, path));

const overIn = (profile: Profile): readonly string[] =>
  pathsOf(profile).flatMap((path) =>
    profile
      .steps(onwardMachines[path])
      .states.filter(({ final }) => final)
      .map(({ id }) => id),
  );

/** The state of somebody who chose to return: what is planned then waits for its day. */
const chosenIn = (profile: Profile): string =>
  hasOnward(profile, 'return')
    ? (profile.steps(onwardMachines.return).transitions.find(({ event }) => event === onwardEvents.choose)?.to ?? '')
    : '';

const askedOf = (scene: Scene) => ({
  ...{ organisationId: scene.viewer.organisationId, over: overIn(scene.profile) },
  ...{ chosen: chosenIn(scene.profile), today: today(scene) },
});

/** Persons of one's own cases on their way: a return, settling here, the stay of a citizen of the Union. */
export const readOnwards = async (scene: Scene, page: number): Promise<OnwardList> => {
  const asked = askedOf(scene);
  const lines = await onwardLines(scene.tx, { ...asked, size: onwardPerPage, page });
  return { lines, page, today: asked.today, ...(await countOnward(scene.tx, asked)) };
};

/** How many of them wait for something; null for those who work on no case, or in a country without these tables. */
export const countOnwardWaiting = async (scene: Scene): Promise<number | null> =>
  hasPermit(scene.viewer, 'cases.work') && pathsOf(scene.profile).length > 0
    ? (await countOnward(scene.tx, askedOf(scene))).waiting
    : null;
