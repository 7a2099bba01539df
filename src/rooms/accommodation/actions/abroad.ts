import type { PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { callForTask, settleTasks } from '../../cases/index.ts';
import { idOfBody } from '../../directory/index.ts';
import { mayFollow, mayPlace } from '../access.ts';
import { abroadAllowed, leaveAllowed, visitDue } from '../rules/index.ts';
import { steps } from '../steps.ts';
import { type Abroad, answerAbroad, findAbroad, findPlacement, followAbroad, insertAbroad } from '../store/index.ts';
import { abroadTasks, closeAbroad, emitAbroad } from './abroad-end.ts';
import { askStep, bodyPlaying, placementSeen, type Result, today, writeStep } from './acting.ts';
import { releaseFrom } from './give.ts';
import type { Seen } from './stay.ts';

export type AbroadInput = {
  readonly abroad_country: string;
  readonly abroad_from: PlainDate;
  readonly abroad_until: PlainDate;
  readonly danger_checked: boolean;
};

/** Proposes a placement in another country to the police; nobody is moved until they agree. */
export const proposeAbroad = async (scene: Scene, it: Seen, input: AbroadInput): Result<{ placementId: Uuid }> => {
  const may = mayPlace(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const seen = await placementSeen(scene, it.placementId, it.version);
  if (isRefusal(seen)) return seen;
  if (seen.caseId === null) return refuse('no_such_step');
  const { abroad_country: country, abroad_from: fromDay, abroad_until: untilDay } = input;
  const lawful = abroadAllowed(scene.profile, { country, from: fromDay, until: untilDay });
  if (isRefusal(lawful)) return lawful;
  if (!input.danger_checked) return refuse('risk_not_checked', { field: 'danger_checked' });
  const possible = askStep(scene, {
    placement: seen,
    event: steps.danger,
    on: today(scene),
    holds: ['risk-checked', 'two-bodies'],
  });
  if (isRefusal(possible)) return possible;
  const police = idOfBody(scene.profile, scene.profile.organisationFor('identifies').code);
  const abroadId = await insertAbroad(scene.tx, {
    ...{ placementId: seen.id, caseId: seen.caseId, supportOrganisationId: bodyPlaying(scene, 'supports') },
    ...{ policeOrganisationId: police, country, fromDay, untilDay },
    visitEveryDays: scene.profile.accommodation.abroad.visit_every_days,
    ...{ by: scene.viewer.staffId, at: scene.clock.now() },
  });
  if (abroadId === null) return refuse('already_asked');
  emitAbroad(scene, { type: 'accommodation.abroad_proposed', abroadId, caseId: seen.caseId, police });
  return { placementId: seen.id };
};

/** The police's answer: with a yes, two bodies have agreed. */
export const answerProposal = async (scene: Scene, abroadId: Uuid, agrees: boolean): Result<{ caseId: Uuid }> => {
  const may = mayFollow(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const seen = await findAbroad(scene.tx, abroadId);
  if (seen === null) return refuse('not_found');
  const answer = { state: agrees ? 'agreed' : 'refused', by: scene.viewer.staffId, at: scene.clock.now() } as const;
  if (!(await answerAbroad(scene.tx, seen, answer))) return refuse('already_answered');
  const told = { type: agrees ? 'accommodation.abroad_agreed' : 'accommodation.abroad_refused' };
  emitAbroad(scene, { ...told, abroadId, caseId: seen.caseId, police: seen.policeOrganisationId });
  return { caseId: seen.caseId };
};

const agreedAbroad = async (scene: Scene, abroadId: Uuid): Result<Abroad> => {
  const seen = await findAbroad(scene.tx, abroadId);
  if (seen === null) return refuse('not_found');
  return seen.state === 'agreed' ? seen : refuse('both_must_agree');
};

/** The service is reminded of the next visit, and of the day on which the agreement ends. */
const remindOfVisits = async (scene: Scene, it: Abroad): Promise<void> => {
  const { caseId, untilDay } = it;
  const due = visitDue(it);
  if (due < untilDay) await callForTask(scene, { caseId, kind: abroadTasks.visit, dueOn: due });
  await callForTask(scene, { caseId, kind: abroadTasks.end, dueOn: untilDay });
};

/** Writes down that somebody went abroad, once both bodies have agreed. The bed here is free from that day. */
export const goAbroad = async (scene: Scene, abroadId: Uuid): Result<{ placementId: Uuid }> => {
  const may = mayPlace(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const abroad = await agreedAbroad(scene, abroadId);
  if (isRefusal(abroad)) return abroad;
  const seen = await findPlacement(scene.tx, abroad.placementId);
  if (seen === null) return refuse('not_found');
  const on = today(scene);
  const state = askStep(scene, { placement: seen, event: steps.danger, on, holds: ['risk-checked', 'two-bodies'] });
  if (isRefusal(state)) return state;
  const released = await releaseFrom(scene, seen.id, on);
  if (isRefusal(released)) return released;
  await remindOfVisits(scene, { ...abroad, fromDay: on });
  return writeStep(scene, seen, {
    change: { state, house: null, fromDay: on, untilDay: abroad.untilDay > on ? abroad.untilDay : null, movedInOn: on },
    ...{ event: steps.danger, on, until: abroad.untilDay, type: 'accommodation.went_abroad' },
  });
};

/** Writes down a visit to somebody abroad, by the service or the police. */
export const noteVisit = async (
  scene: Scene,
  abroadId: Uuid,
  input: { readonly visited_on: PlainDate },
): Result<{ caseId: Uuid }> => {
  const { viewer, profile } = scene;
  const may = mayPlace(viewer, profile);
  if (isRefusal(may) && isRefusal(mayFollow(viewer, profile))) return may;
  const seen = await agreedAbroad(scene, abroadId);
  if (isRefusal(seen)) return seen;
  const lawful = leaveAllowed(
    { on: input.visited_on, today: today(scene), since: seen.visitedOn ?? seen.fromDay },
    'visited_on',
  );
  if (isRefusal(lawful)) return lawful;
  if (!(await followAbroad(scene.tx, seen, { visitedOn: input.visited_on }))) return refuse('changed_meanwhile');
  await settleTasks(scene, seen.caseId, abroadTasks.visit);
  if (may === true) await remindOfVisits(scene, { ...seen, visitedOn: input.visited_on });
  emitAbroad(scene, {
    type: 'accommodation.abroad_visited',
    abroadId,
    caseId: seen.caseId,
    police: seen.policeOrganisationId,
  });
  return { caseId: seen.caseId };
};

/** Takes an agreed placement abroad back before anybody went. Who went comes back to a bed or leaves: that ends it as well. */
export const endAbroad = async (scene: Scene, abroadId: Uuid): Result<{ placementId: Uuid }> => {
  const may = mayPlace(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const abroad = await agreedAbroad(scene, abroadId);
  if (isRefusal(abroad)) return abroad;
  const placement = await findPlacement(scene.tx, abroad.placementId);
  if (placement === null) return refuse('not_found');
  if (placement.state === 'abroad') return refuse('still_abroad');
  const ended = await closeAbroad(scene, placement);
  return isRefusal(ended) ? ended : { placementId: placement.id };
};
