import type { PlainDate } from '../../../platform/clock.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { AssessmentKind, Scene } from '../../../profile/index.ts';
import { settleTasks } from '../../cases/index.ts';
import { dayHolds, type Level, levelsOf, validUntil, writeLevels } from '../rules/index.ts';
import { workingStates } from '../steps.ts';
import { insertAssessment, updateSupport } from '../store/index.ts';
import { about, type Done, type Result, sealTexts, today, type Working, workingOn } from './acting.ts';

/** What was found, with the themes by level and a note that is sealed. */
export type AssessInput = {
  readonly made_on: PlainDate;
  readonly ticked: Readonly<Record<Level, readonly string[]>>;
  readonly assessment_note?: string | undefined;
};

/** The first assessment is a date of its own: it tells how long the person waited for it. */
const noteFirst = async (scene: Scene, { support }: Working, on: PlainDate): Promise<boolean> =>
  support.assessedOn !== null || updateSupport(scene.tx, support, { assessedOn: on });

/** Writes down what was found of danger or needs. It holds for as many days as the profile says; then a task calls for a new one. */
export const assess = async (
  scene: Scene,
  it: { readonly caseId: Uuid; readonly kind: AssessmentKind },
  input: AssessInput,
): Result<Done> => {
  const working = await workingOn(scene, it.caseId);
  if (isRefusal(working)) return working;
  if (!workingStates.includes(working.support.state)) return refuse('not_yet');
  const [on, kind] = [input.made_on, it.kind];
  const day = dayHolds(scene.profile, { on, today: today(scene), after: null, field: 'made_on' });
  if (isRefusal(day)) return day;
  const levels = levelsOf(input.ticked);
  if (isRefusal(levels)) return levels;
  const id = newId();
  const until = validUntil(scene.profile, kind, on);
  await insertAssessment(scene.tx, {
    ...{ id, kind, levels: writeLevels(levels), madeOn: on, validUntil: until },
    ...{ supportId: working.support.id, by: scene.viewer.staffId, at: scene.clock.now() },
  });
  if (!(await noteFirst(scene, working, on))) return refuse('changed_meanwhile');
  await sealTexts(scene, working, { [`assessment.${id}`]: input.assessment_note });
  await settleTasks(scene, it.caseId, 'assess_again');
  const high = Object.values(levels).filter((level) => level === 'high').length;
  scene.emit({ ...{ type: 'assistance.assessed', ...about(working) }, data: { assessed: kind, on, until, high } });
  return { caseId: it.caseId };
};
