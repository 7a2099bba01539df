import type { PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { GuardName, Scene } from '../../../profile/index.ts';
import { actingCodes, settleTasks } from '../../cases/index.ts';
import { idOfBody } from '../../directory/index.ts';
import { personOnPath } from '../../protection/index.ts';
import type { AccommodationRefusal } from '../facts.ts';
import { stepTo } from '../steps.ts';
import { findPlacement, insertStep, type Placement, type PlacementChange, updatePlacement } from '../store/index.ts';

export type Result<Value> = Promise<Outcome<Value, AccommodationRefusal>>;

/** The day of today where the country is. */
export const today = (scene: Scene): PlainDate => scene.clock.today(scene.profile.timeZone);

/** Codes of the bodies in whose name somebody acts. */
export const codesOf = ({ profile, viewer }: Scene): readonly string[] => actingCodes(profile, viewer.organisationCode);

/** The body in whose name somebody supports or shelters; her own when none of them plays the part. */
export const bodyPlaying = (scene: Scene, part: 'supports' | 'shelters' | 'identifies'): Uuid => {
  const code = codesOf(scene).find((one) => scene.profile.plays(one, part));
  return code === undefined ? scene.viewer.organisationId : idOfBody(scene.profile, code);
};

const minorAt: Readonly<Record<string, Placement['minor']>> = { adult: 'no', child: 'yes', not_sure: 'not_sure' };

/**
 * A placement with the age that counts now: whoever was asked for as a child and is found to be an adult since is an adult
 * for the houses too, and the other way round. For who does not see the case it stays as it was asked.
 */
export const asOfNow = async (scene: Scene, placement: Placement): Promise<Placement> => {
  const age = placement.caseId === null ? null : (await personOnPath(scene, placement.caseId))?.age;
  return { ...placement, minor: minorAt[age ?? ''] ?? placement.minor };
};

/** A placement as the page showed it; refused when it is not there for this viewer or was changed meanwhile. */
export const placementSeen = async (scene: Scene, id: Uuid, version: string | null): Result<Placement> => {
  const found = await findPlacement(scene.tx, id);
  if (found === null) return refuse('not_found');
  return version !== null && version !== String(found.version) ? refuse('changed_meanwhile') : asOfNow(scene, found);
};

/** A step that is about to be taken. */
export type Taking = {
  readonly placement: Placement;
  readonly event: string;
  readonly on: PlainDate;
  readonly holds: readonly GuardName[];
  /** True when the person decides and staff only write it down. */
  readonly byPerson?: boolean;
};

/** Asks the profile's table for a step; the person's own decision counts where staff write it down. */
export const askStep = (scene: Scene, it: Taking): Outcome<string, AccommodationRefusal> => {
  const { profile } = scene;
  const person = it.byPerson === true ? profile.organisationsPlaying('person').map(({ code }) => code) : [];
  const asking = { organisations: [...codesOf(scene), ...person], on: it.on, holds: it.holds };
  const taken = stepTo(profile, it.placement.state, it.event, asking);
  return isRefusal(taken) ? taken : taken.state;
};

/** What is written down of a step: the change, the history, the event. */
export type Written = {
  readonly event: string;
  readonly change: PlacementChange;
  readonly on: PlainDate;
  readonly until?: PlainDate | null;
  readonly reason?: string | null;
  readonly bedId?: Uuid | null;
  /** The event of the journal. */
  readonly type: string;
};

const dataOf = (seen: Placement, it: Written): Record<string, string | null> => ({
  from: seen.state,
  to: it.change.state ?? seen.state,
  on: it.on,
  until: it.until ?? null,
  reason: it.reason ?? null,
});

const temporary = 'placed_temp';

/** Writes a step down in all its places; refused when somebody changed the placement meanwhile. */
export const writeStep = async (scene: Scene, seen: Placement, it: Written): Result<{ placementId: Uuid }> => {
  if (!(await updatePlacement(scene.tx, seen, it.change))) return refuse('changed_meanwhile');
  await insertStep(scene.tx, seen.id, {
    ...{ event: it.event, toState: it.change.state ?? seen.state, reason: it.reason ?? null },
    ...{ onDay: it.on, untilDay: it.until ?? null, bedId: it.bedId ?? null },
    organisationId: scene.viewer.organisationId,
    ...{ madeBy: scene.viewer.staffId, madeAt: scene.clock.now() },
  });
  // Who sleeps in a house again, or left, is not to be looked at outside of one.
  const hasCome = seen.state === temporary && it.change.state !== undefined && it.change.state !== temporary;
  if (hasCome && seen.caseId !== null) await settleTasks(scene, seen.caseId, 'review_outside_place');
  scene.emit({
    type: it.type,
    subject: { kind: 'placement', id: seen.id },
    ...(seen.caseId === null ? {} : { caseId: seen.caseId }),
    audience: [...seen.audience, ...(it.change.house ? [it.change.house.organisationId] : [])],
    data: dataOf(seen, it),
  });
  return { placementId: seen.id };
};
