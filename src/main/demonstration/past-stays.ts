import { addDays, type PlainDate } from '../../platform/clock.ts';
import { decideStay, type StayInput } from '../../rooms/protection/index.ts';
import { type Chance, chanceOf } from './chance.ts';
import { momentOn } from './hearing.ts';
import { personasOf } from './sending.ts';
import { must, type Stage, type StageScene } from './stage.ts';

/** What is decided on a stay, so many days after the reflection period began. */
type Decided = { readonly event: string; readonly after: number; readonly input: Partial<StayInput> };

const applied: Decided = { event: 'apply_permit', after: 60, input: { free_decision: true } };
const granted: Decided = {
  ...{ event: 'grant', after: 86 },
  input: { reasons: ['proceedings'], contact_broken: true, no_danger: true },
};
const otherGround = (reason: string): Decided => ({
  ...{ event: 'other_ground', after: 250, input: { reasons: [reason] } },
});
const left = (after: number): Decided => ({ event: 'leave', after, input: { free_decision: true } });

/** So many of a hundred stays went so; invented, for no body publishes it. The rest let the period run out. */
const courses: readonly { readonly percent: number; readonly steps: readonly Decided[] }[] = [
  { percent: 18, steps: [applied, granted, otherGround('international_protection')] },
  { percent: 10, steps: [applied, granted, otherGround('work')] },
  { percent: 6, steps: [applied, granted, otherGround('family')] },
  { percent: 14, steps: [applied, granted, left(190)] },
  { percent: 16, steps: [left(55)] },
  {
    percent: 8,
    steps: [applied, granted, { event: 'withdraw', after: 240, input: { reasons: ['proceedings_ended'] } }],
  },
  { percent: 9, steps: [applied, { event: 'refuse', after: 88, input: { reasons: ['conditions_not_met'] } }] },
  { percent: 7, steps: [{ event: 'terminate', after: 40, input: { reasons: ['renewed_contact'] } }] },
];

const courseOf = (chance: Chance): readonly Decided[] => {
  let rest = chance.below(100);
  for (const { percent, steps } of courses) {
    if (rest < percent) return steps;
    rest -= percent;
  }
  return [];
};

type Stays = { readonly name: string; readonly on: PlainDate; readonly notices: readonly string[] };

const decideAll = async (scene: StageScene, stage: Stage, { on, notices }: Stays, chance: Chance): Promise<null> => {
  for (const noticeId of notices)
    for (const { event, after, input } of courseOf(chance)) {
      const decided_on = addDays(on, after);
      if (decided_on > stage.today) break;
      must(await decideStay(scene, { noticeId, event, version: null }, { decided_on, ...input }));
    }
  return null;
};

/** What became of the stays of past years after the reflection period was granted: all of one report written down on one day. */
export const stayAll = (stage: Stage, it: Stays): Promise<null> => {
  const [officer] = personasOf(stage.invented, stage.profile.organisationFor('decides_residence').code);
  const last = addDays(it.on, 260);
  const day = last < stage.today ? last : stage.today;
  return stage.as(`${it.name}/stays`, {
    ...{ login: officer?.login ?? '', at: day === stage.today ? stage.now : momentOn(stage, day, 11) },
    work: (scene) => decideAll(scene, stage, it, chanceOf(stage.invented.seed, `${it.name}/stays`)),
  });
};
