import { addDays, type PlainDate } from '../../platform/clock.ts';
import { answerLaw, type LawView, proposeLaw, readLaws } from '../../rooms/identity/index.ts';
import { momentOn } from './hearing.ts';
import { must, type Stage } from './stage.ts';

/** Who stands behind the legal bases: the coordinator proposes, the data-protection officer of the police approves. */
const proposer = 'mj.coordination.yves';
const second = 'spj.dpo.ida';

/** The step after which all of them are on. A folder of a release whose rows the vault did not seal has another one, and plays this anew. */
export const lawsSwitchedOn = 'laws/approve-sealed';

/** The legal bases were switched on before the first report came in. */
const begunOn = ({ invented }: Stage): PlainDate =>
  addDays(invented.past.map(({ sent }) => sent as PlainDate).toSorted()[0] ?? ('2020-01-01' as PlainDate), -30);

const each = async (
  laws: readonly LawView[],
  states: readonly string[],
  act: (hash: string) => Promise<unknown>,
): Promise<null> => {
  for (const { hash, state } of laws) if (states.includes(state)) await act(hash);
  return null;
};

/** Two personas of different bodies switch every legal basis of the profile on, where a vault seals it. Those that are on stay as they are. */
export const playLaws = async (stage: Stage): Promise<void> => {
  const { vault } = stage;
  if (vault === null) return;
  const day = begunOn(stage);
  await stage.as('laws/propose-sealed', {
    ...{ login: proposer, at: momentOn(stage, day, 9) },
    work: async (scene) =>
      each(must(await readLaws(scene, vault)), ['off', 'changed'], async (hash) =>
        must(await proposeLaw(scene, vault, { hash, validFrom: day })),
      ),
  });
  await stage.as(lawsSwitchedOn, {
    ...{ login: second, at: momentOn(stage, day, 15) },
    work: async (scene) =>
      each(must(await readLaws(scene, vault)), ['proposed'], async (hash) =>
        must(await answerLaw(scene, vault, { hash, answer: 'approved' })),
      ),
  });
};
