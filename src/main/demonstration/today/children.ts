import { type ChildInput, recordChildStep } from '../../../rooms/protection/index.ts';
import { must, type Stage } from '../stage.ts';
import { daysBefore, openAll, sendOpen, take, then } from './open-report.ts';

type Step = { readonly event: string; readonly days: number; readonly input: Omit<ChildInput, 'happened_on'> };

const login = 'spj.claudine';
const proper = { several_disciplines: true, least_intrusive: true };

/** A child with an administrator, a guardian and a place in a shelter for minors. */
const child: readonly Step[] = [
  {
    event: 'name_adhoc',
    days: 24,
    input: { decided_by: 'TJ', child_text: 'Inventé : Me Exemple, téléphone 00 00 00.' },
  },
  { event: 'name_guardian', days: 17, input: { decided_by: 'TJ' } },
  { event: 'place', days: 16, input: { decided_by: 'ONE' } },
];

/** Somebody whose age was in doubt, protected as a child until several professions found an adult. */
const foundAdult: readonly Step[] = [
  { event: 'age_asked', days: 22, input: { decided_by: 'DGI' } },
  { event: 'assess_adult', days: 6, input: { decided_by: 'DGI', ...proper } },
];

const play = async (stage: Stage, caseId: string, name: string, steps: readonly Step[]): Promise<void> => {
  for (const { event, days, input } of steps)
    await stage.as(`today-children/${name}-${event}`, {
      ...{ login, at: then(stage, days, 11) },
      work: async (scene) =>
        must(
          await recordChildStep(
            scene,
            { caseId, event, version: null },
            { happened_on: daysBefore(stage, days), ...input },
          ),
        ),
    });
};

/** Two young persons of one report: a child, and a minor who turned out to be an adult. */
export const playChildren = async (stage: Stage): Promise<void> => {
  const open = await sendOpen(stage, {
    ...{ story: 'today-children', sender: 'pgd.luc', daysAgo: 28, form: 'domestic', commune: 'dudelange' },
    persons: [{ isChild: true }, { isChild: true, changes: { age_answer: 'not_sure' } }],
  });
  await take(stage, open, login, then(stage, 27, 9));
  const [first, second] = await openAll(stage, open, login, then(stage, 27, 10));
  if (first !== undefined) await play(stage, first.caseId, 'child', child);
  if (second !== undefined) await play(stage, second.caseId, 'adult', foundAdult);
};
