import type { PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { lastDayOfTerm } from '../../protection/index.ts';
import { mayJudge } from '../access.ts';
import { allowedAppeal, allowedFinal, type FinalWay } from '../rules/judging/index.ts';
import { type CriminalCase, type Judgment, judgmentsOf, setAppealed, setFinal, tellVictims } from '../store/index.ts';
import { caseSeen, type Result, type Seen, tell, today } from './acting.ts';
import { advance, linesOf } from './advance.ts';

type On = Seen & { readonly judgmentId: Uuid };
type Found = { readonly seen: CriminalCase; readonly judgment: Judgment; readonly all: readonly Judgment[] };
type Done = Result<{ criminalCaseId: Uuid }>;

const found = async (scene: Scene, it: On): Result<Found> => {
  const may = mayJudge(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const seen = await caseSeen(scene, it);
  if (isRefusal(seen)) return seen;
  const all = await judgmentsOf(scene.tx, seen.id);
  const judgment = all.find(({ id }) => id === it.judgmentId);
  return judgment === undefined ? refuse('not_found') : { seen, judgment, all };
};

/** The last day on which a judgment may be appealed; null where the country says none. */
export const appealUntil = (scene: Scene, { deliveredOn }: Pick<Judgment, 'deliveredOn'>): PlainDate | null => {
  const clock = scene.profile.justice.finality?.clock;
  return clock === undefined ? null : lastDayOfTerm(scene.profile, clock, deliveredOn);
};

/** Writes down that a judgment was appealed against, within the time there is for it. */
export const fileAppeal = async (scene: Scene, it: On, input: { readonly appealed_on: PlainDate }): Done => {
  const at = await found(scene, it);
  if (isRefusal(at)) return at;
  const { seen, judgment, all } = at;
  const on = input.appealed_on;
  const place = { today: today(scene), termUntil: appealUntil(scene, judgment) };
  const allowed = allowedAppeal({ accused: judgment.suspectId, on }, linesOf(all), place);
  if (isRefusal(allowed)) return allowed;
  if (allowed.id !== judgment.id) return refuse('already_judged');
  if (!(await setAppealed(scene.tx, judgment.id, on))) return refuse('changed_meanwhile');
  await tellVictims(scene.tx, {
    ...{ criminalCaseId: seen.id, happened: 'appeal_filed', on, at: scene.clock.now() },
  });
  tell(scene, seen, { type: 'proceedings.appealed', data: { instance: judgment.instance, on } });
  const moved = await advance(scene, seen, on);
  return isRefusal(moved) ? moved : { criminalCaseId: seen.id };
};

/** Writes down that what a court decided on one accused is final; the case is when everything is. */
export const makeFinal = async (
  scene: Scene,
  it: On,
  input: { readonly final_on: PlainDate; readonly final_how: string },
): Done => {
  const at = await found(scene, it);
  if (isRefusal(at)) return at;
  const { seen, judgment, all } = at;
  const [on, how] = [input.final_on, input.final_how as FinalWay];
  const place = { today: today(scene), termUntil: appealUntil(scene, judgment) };
  const allowed = allowedFinal({ accused: judgment.suspectId, on, how }, linesOf(all), place);
  if (isRefusal(allowed)) return allowed;
  if (allowed.id !== judgment.id) return refuse('already_judged');
  if (!(await setFinal(scene.tx, judgment.id, on, how))) return refuse('changed_meanwhile');
  tell(scene, seen, {
    type: 'proceedings.became_final',
    data: { instance: judgment.instance, verdict: judgment.outcome, how, on },
  });
  const moved = await advance(scene, seen, on);
  return isRefusal(moved) ? moved : { criminalCaseId: seen.id };
};
