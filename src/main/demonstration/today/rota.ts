import { addDays, type PlainDate } from '../../../platform/clock.ts';
import { putOnCall } from '../../../rooms/directory/index.ts';
import { must, type Stage } from '../stage.ts';

type Turn = {
  readonly keeper: string;
  readonly who: string;
  readonly from: readonly [days: number, hour: string];
  readonly until: readonly [days: number, hour: string];
  readonly number: string;
};

/** Turns of two bodies; the service has nobody on the last nights, so that a gap is seen. Numbers that nobody has. */
const turns: readonly Turn[] = [
  { keeper: 'hotline.emile', who: 'hotline.emile', from: [-1, '08:00'], until: [6, '08:00'], number: '+352 000 24 01' },
  { keeper: 'hotline.emile', who: 'savteh.leila', from: [6, '08:00'], until: [11, '08:00'], number: '+352 000 24 01' },
  { keeper: 'spj.jeff', who: 'spj.jeff', from: [-1, '07:00'], until: [7, '07:00'], number: '+352 000 24 02' },
  { keeper: 'spj.jeff', who: 'spj.claudine', from: [7, '07:00'], until: [20, '07:00'], number: '+352 000 24 02' },
];

/** Writes who is on call in the coming days. */
export const playRota = async (stage: Stage): Promise<void> => {
  const day = (days: number): PlainDate => addDays(stage.today, days);
  for (const [index, { keeper, who, from, until, number }] of turns.entries())
    await stage.as(`rota/${index}`, {
      ...{ login: keeper, at: stage.now },
      work: async (scene) =>
        must(
          await putOnCall(scene, {
            ...{ duty_staff: who, duty_channel: 'telephone', duty_number: number },
            ...{ duty_from_day: day(from[0]), duty_from_hour: from[1] },
            ...{ duty_until_day: day(until[0]), duty_until_hour: until[1] },
            number_checked_on: day(-3),
          }),
        ),
    });
};
