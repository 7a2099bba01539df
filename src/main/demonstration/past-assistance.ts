import { isRefusal } from '../../platform/outcome.ts';
import type { PlainDate } from '../../platform/clock.ts';
import { takeStep } from '../../rooms/assistance/index.ts';
import { type Chance, chanceOf } from './chance.ts';
import { momentOn } from './hearing.ts';
import { personasOf } from './sending.ts';
import { must, type Stage, type StageScene } from './stage.ts';

/** So many of a hundred whom the service was told of said no: 29 of 50 in the published figure of 2022. */
const declining = 58;

const assistOne = async (scene: StageScene, caseId: string, on_day: PlainDate, chance: Chance): Promise<void> => {
  const step = (event: string, more: object = {}) =>
    takeStep(scene, { caseId, event, version: null }, { on_day, ...more });
  must(await step('contact', { contact_way: 'in_person' }));
  if (chance.percent(declining)) return void must(await step('decline', { person_decided: true }));
  // Who had taken the consent back by then stays spoken with, and no more.
  if (!isRefusal(await step('consent'))) must(await step('end', { ending: 'victims_choice' }));
};

/** Persons of past years whom the service was told of: spoken with; some said no, the support of the others is over. */
export const assistAll = (
  stage: Stage,
  it: { readonly name: string; readonly on: PlainDate; readonly cases: readonly string[] },
): Promise<null> => {
  const chance = chanceOf(stage.invented.seed, `${it.name}/assist`);
  const worker = personasOf(stage.invented, stage.profile.organisationFor('supports').code).find(({ roles }) =>
    roles.some((role) => stage.profile.role(role).permits.includes('assistance.work')),
  );
  return stage.as(`${it.name}/assist`, {
    ...{ login: worker?.login ?? '', at: momentOn(stage, it.on, 10) },
    work: async (scene) => {
      for (const caseId of it.cases) await assistOne(scene, caseId, it.on, chance);
      return null;
    },
  });
};
