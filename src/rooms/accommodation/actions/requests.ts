import { instantPlus } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { mayPlace, mayRun } from '../access.ts';
import { askedThroughService } from '../rules/index.ts';
import { sleepingStates } from '../steps.ts';
import { closeRequest, findRequest, type HouseRequest, insertRequest, type Placement } from '../store/index.ts';
import { bodyPlaying, placementSeen, type Result } from './acting.ts';

const hour = 60 * 60 * 1000;

export type HouseRequestInput = { readonly asked_for: string; readonly asked_urgency: string };

const tell = (
  scene: Scene,
  it: Pick<HouseRequest, 'id' | 'houseOrganisationId' | 'supportOrganisationId'>,
  event: { readonly type: string; readonly data: Readonly<Record<string, string>> },
): void =>
  scene.emit({
    ...event,
    subject: { kind: 'house_request', id: it.id },
    audience: [it.houseOrganisationId, it.supportOrganisationId],
  });

/** May the viewer's house ask now? While somebody sleeps there; a house that the service runs itself has nobody to ask. */
export const mayAskReferral = (
  scene: Scene,
  { state, houseOrganisationId, supportOrganisationId }: Placement,
): boolean =>
  mayRun(scene.viewer, scene.profile) === true &&
  sleepingStates.includes(state) &&
  houseOrganisationId === bodyPlaying(scene, 'shelters') &&
  supportOrganisationId !== houseOrganisationId &&
  askedThroughService(scene.profile).length > 0;

/**
 * A house asks the service that placed somebody to refer her: for one of the purposes the profile lets houses ask for. It sends
 * nothing about her, since it holds nothing; the service speaks with her, and refers with her consent alone.
 */
export const askReferral = async (
  scene: Scene,
  placementId: Uuid,
  input: HouseRequestInput,
): Result<{ placementId: Uuid }> => {
  const { profile, viewer, clock } = scene;
  const may = mayRun(viewer, profile);
  if (isRefusal(may)) return may;
  const seen = await placementSeen(scene, placementId, null);
  if (isRefusal(seen)) return seen;
  if (!mayAskReferral(scene, seen)) return refuse('no_such_step');
  if (!askedThroughService(profile).includes(input.asked_for))
    return refuse('not_asked_by_houses', { field: 'asked_for' });
  const askedAt = clock.now();
  const bodies = {
    houseOrganisationId: bodyPlaying(scene, 'shelters'),
    supportOrganisationId: seen.supportOrganisationId,
  };
  const id = await insertRequest(scene.tx, {
    ...{ ...bodies, placementId, purpose: input.asked_for, urgency: input.asked_urgency, askedAt, by: viewer.staffId },
    answerBy: instantPlus(askedAt, profile.assistance.packets.answer_hours * hour),
  });
  if (id === null) return refuse('request_open', { field: 'asked_for' });
  const data = { packet_for: input.asked_for };
  tell(scene, { id, ...bodies }, { type: 'accommodation.referral_asked', data });
  return { placementId };
};

/** The service says how a request of a house ended; the house reads this code and nothing else. */
export const answerRequest = async (
  scene: Scene,
  requestId: Uuid,
  input: { readonly request_outcome: string },
): Result<{ placementId: Uuid }> => {
  const may = mayPlace(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const seen = await findRequest(scene.tx, requestId);
  if (seen === null) return refuse('not_found');
  const end = { outcome: input.request_outcome, by: scene.viewer.staffId, at: scene.clock.now() };
  if (seen.state !== 'asked' || !(await closeRequest(scene.tx, seen, end))) return refuse('already_answered');
  const data = { packet_for: seen.purpose, request_outcome: input.request_outcome };
  tell(scene, seen, { type: 'accommodation.referral_answered', data });
  return { placementId: seen.placementId };
};
