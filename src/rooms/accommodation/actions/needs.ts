import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { mayPlace } from '../access.ts';
import type { AccommodationRefusal, Minor } from '../facts.ts';
import type { Needs } from '../rules/index.ts';
import { isOver } from '../steps.ts';
import { housesCalled } from '../store/index.ts';
import { placementSeen, type Result, today, writeStep } from './acting.ts';
import { languagesIn } from './houses.ts';

/** What was found out about somebody who needs a bed. */
export type NeedInput = {
  readonly sex: string;
  readonly minor: string;
  readonly persons: number;
  readonly children: number;
  readonly needs?: readonly string[] | undefined;
  readonly avoid_areas?: readonly string[] | undefined;
};

/** The same, with what only a request by day asks. */
export type DemandInput = NeedInput & {
  readonly child_ages?: readonly { readonly age?: number | undefined }[] | undefined;
  readonly unwanted?: readonly string[] | undefined;
  readonly security?: string | undefined;
  readonly distance?: string | undefined;
  readonly wishes?: readonly string[] | undefined;
  readonly understood?: readonly { readonly language?: string | undefined }[] | undefined;
  /** Code words of houses the person must never come to. */
  readonly avoided?: readonly { readonly house?: string | undefined }[] | undefined;
};

const asMinor = (answer: string): Minor => (answer === 'yes' || answer === 'no' ? answer : 'not_sure');

/** Needs as they are kept; what was not asked asks for nothing. */
export const needsOf = (input: DemandInput, avoidHouses: readonly Uuid[] = []): Needs => ({
  ...{ sex: input.sex, minor: asMinor(input.minor), persons: input.persons, children: input.children },
  ...{ needs: input.needs ?? [], wishes: input.wishes ?? [], unwanted: input.unwanted ?? [] },
  ...{ languages: languagesIn(input.understood), avoidAreas: input.avoid_areas ?? [], avoidHouses },
  ...{ security: input.security ?? 'ordinary', distance: input.distance ?? 'other_area' },
  childAges: (input.child_ages ?? []).flatMap(({ age }) => (age === undefined ? [] : [age])),
});

/** An adult who comes with children is one person more than they are; nobody has more ages than there are under 18. */
export const countFits = (input: DemandInput): Outcome<true, AccommodationRefusal> => {
  const { persons, children, minor } = input;
  if (children >= persons && minor === 'no') return refuse('more_children_than_persons', { field: 'children' });
  const young = minor === 'no' ? children : persons;
  return needsOf(input).childAges.length > young ? refuse('ages_do_not_fit', { field: 'child_ages' }) : true;
};

/** Houses by their code words; one that nobody knows is refused, or a rule of safety would be lost in a slip of the pen. */
export const housesNamed = async (scene: Scene, { avoided = [] }: DemandInput): Result<readonly Uuid[]> => {
  const named = [...new Set(avoided.flatMap(({ house }) => (house === undefined ? [] : [house.trim().toUpperCase()])))];
  const known = await housesCalled(scene.tx, named);
  return known.length === named.length ? known : refuse('house_unknown', { field: 'avoided' });
};

/** Looks for something else from now on: what is known of danger, children and needs changes while a bed is looked for. */
export const changeNeeds = async (
  scene: Scene,
  it: { readonly placementId: Uuid; readonly version: string | null },
  input: DemandInput,
): Result<{ placementId: Uuid }> => {
  const may = mayPlace(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const seen = await placementSeen(scene, it.placementId, it.version);
  if (isRefusal(seen)) return seen;
  if (isOver(scene.profile, seen.state)) return refuse('no_such_step');
  const fits = countFits(input);
  if (isRefusal(fits)) return fits;
  const avoidHouses = await housesNamed(scene, input);
  if (isRefusal(avoidHouses)) return avoidHouses;
  return writeStep(scene, seen, {
    ...{ event: 'change_needs', on: today(scene), type: 'accommodation.needs_changed' },
    change: { needs: needsOf(input, avoidHouses) },
  });
};
