import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { type AssistanceView, readAssistance, type Support } from '../actions/index.ts';
import type { AssistanceRefusal } from '../facts.ts';
import { isOver } from '../steps.ts';

/** A support that lives, for a page on which something is done. */
export type On = AssistanceView & { readonly support: Support; readonly profile: Profile };

/** Loads it; refused where there is none, or where it is over. */
export const loadOn = async (scene: Scene, caseId: Uuid): Promise<Outcome<On, AssistanceRefusal>> => {
  const view = await readAssistance(scene, caseId);
  if (isRefusal(view)) return view;
  const { support } = view;
  if (support === null) return refuse('not_begun');
  return isOver(scene.profile, support.state) ? refuse('already_ended') : { ...view, support, profile: scene.profile };
};
