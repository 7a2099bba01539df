import type { PlainDate } from '../../../../platform/clock.ts';
import { newId, type Uuid } from '../../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import type { Profile, Regime, RightsKind, Scene } from '../../../../profile/index.ts';
import { organisationId } from '../../../directory/index.ts';
import { mayAnswer, mayTake } from '../../access/rights.ts';
import { endedStates, openStates, type RequestState, type RightsRefusal } from '../../facts/rights.ts';
import { dueOn, groundsFor, termOf } from '../../rules/rights.ts';
import {
  changeRequest,
  countRequests,
  findRequest,
  findRequests,
  insertRequest,
  type RequestChange,
  type RequestFilter,
  type RightsRequest,
} from '../../store/rights.ts';
import type { PersonOfCase } from '../consents.ts';

export { requestsPerPage, type RightsRequest } from '../../store/rights.ts';

/** Who asked, how that was made sure, and when. */
export type TakeInput = {
  readonly asked_by: string;
  readonly authority?: string | undefined;
  readonly proof: string;
  readonly received_on: PlainDate;
};

/** The law of data protection under which a body answers. */
export const regimeOf = (profile: Profile, body: Uuid): Regime => {
  const found = profile.organisations.find(({ code }) => organisationId(profile.id, code) === body);
  return profile.regimeOf(found?.code ?? '');
};

type Concerned = Pick<RightsRequest, 'id' | 'kind' | 'personId' | 'caseId' | 'organisationId'>;
type Told = {
  readonly type: string;
  readonly data?: Readonly<Record<string, string | number | readonly string[]>> | undefined;
};

/** Writes into the journal what happened to a request: codes, and whom it concerns. */
export const announce = (scene: Scene, it: Concerned, { type, data = {} }: Told): void =>
  scene.emit({
    type,
    subject: { kind: 'rights_request', id: it.id },
    ...{ personId: it.personId, caseId: it.caseId, audience: [it.organisationId] },
    data: { kind: it.kind, ...data },
  });

/**
 * Takes down that a person, or who may speak for her, asks what a body holds of her, or to correct, restrict or erase it
 * (GDPR art. 15–18; Directive (EU) 2016/680 art. 14, 16). The time runs from the day on which she asked.
 */
export const takeRequest = async (
  scene: Scene,
  person: PersonOfCase,
  kind: RightsKind,
  input: TakeInput,
): Promise<Outcome<{ requestId: Uuid }, RightsRefusal>> => {
  const may = mayTake(scene.viewer);
  if (isRefusal(may)) return may;
  const { profile, clock, viewer } = scene;
  if (input.received_on > clock.today(profile.timeZone)) return refuse('request_day_ahead', { field: 'received_on' });
  if (person.caseId === null) return refuse('not_found');
  const authority = input.asked_by === 'person' ? null : (input.authority ?? null);
  if (input.asked_by !== 'person' && authority === null) return refuse('authority_needed', { field: 'authority' });
  const request = {
    ...{ id: newId(), kind, personId: person.personId, caseId: person.caseId, organisationId: person.organisationId },
    ...{
      reference: person.name,
      askedBy: input.asked_by,
      authority,
      proof: input.proof,
      receivedOn: input.received_on,
    },
    dueOn: dueOn(termOf(profile, kind, regimeOf(profile, person.organisationId)), input.received_on, false),
    ...{ recordedBy: viewer.staffId, recordedAt: clock.now() },
  };
  await insertRequest(scene.tx, request);
  announce(scene, request, {
    type: 'identity.request_taken',
    data: { asked_by: input.asked_by, due_on: request.dueOn },
  });
  return { requestId: request.id };
};

/** What a list of requests shows: asked by persons and open, of those the late ones, terms of the schedule that are over, what came to an end, or all. */
export const requestViews = ['waiting', 'late', 'schedule', 'ended', 'all'] as const;
export type RequestView = (typeof requestViews)[number];

const filterOf = ({ clock, profile }: Scene, view: RequestView): RequestFilter => {
  if (view === 'all') return {};
  if (view === 'schedule') return { proposed: true };
  if (view === 'ended') return { states: endedStates };
  const asked = { states: openStates, proposed: false };
  return view === 'late' ? { ...asked, dueBefore: clock.today(profile.timeZone) } : asked;
};

/** A page of requests of the viewer's body with how many every view holds. */
export type RequestList = {
  readonly requests: readonly RightsRequest[];
  readonly counts: Readonly<Record<RequestView, number>>;
};

/** Requests of the viewer's body in a view, those due first; pages are counted from 1. */
export const listRequests = async (scene: Scene, view: RequestView, page: number): Promise<RequestList> => {
  const counted: [RequestView, number][] = [];
  for (const one of requestViews) counted.push([one, await countRequests(scene.tx, filterOf(scene, one))]);
  return {
    requests: await findRequests(scene.tx, filterOf(scene, view), page),
    counts: Object.fromEntries(counted) as Record<RequestView, number>,
  };
};

/** The first requests of the viewer's body of a kind, of one case or in some states, those due first. */
export const readRequests = ({ tx }: Scene, which: RequestFilter = {}): Promise<readonly RightsRequest[]> =>
  findRequests(tx, which);

/** One request, or null. */
export const readRequest = ({ tx }: Scene, id: Uuid): Promise<RightsRequest | null> => findRequest(tx, id);

/** How many requests of persons wait for an answer of the viewer's body; terms that are over are counted on the list alone. */
export const countOpenRequests = (scene: Scene): Promise<number> => countRequests(scene.tx, filterOf(scene, 'waiting'));

/** Is the answer late? */
export const isOverdue = ({ state, dueOn: due }: RightsRequest, today: PlainDate): boolean =>
  openStates.includes(state) && due < today;

/** A request that may be worked on: there, and in one of these states. */
export const requestIn = async (
  scene: Scene,
  id: Uuid,
  states: readonly RequestState[],
): Promise<Outcome<RightsRequest, RightsRefusal>> => {
  const request = await findRequest(scene.tx, id);
  if (request === null) return refuse('not_found');
  return states.includes(request.state) ? request : refuse('not_in_this_state');
};

/** Changes a request and says so; refused when somebody was quicker. */
export const change = async (
  scene: Scene,
  request: RightsRequest,
  into: RequestChange,
  told: Told,
): Promise<Outcome<{ requestId: Uuid }, RightsRefusal>> => {
  if (!(await changeRequest(scene.tx, request, into))) return refuse('not_in_this_state');
  announce(scene, request, told);
  return { requestId: request.id };
};

/** Who decided, and when. */
export const decidedNow = ({ viewer, clock }: Scene) => ({ decidedBy: viewer.staffId, decidedAt: clock.now() });

/** Takes more time, once, for a reason the law knows (GDPR art. 12(3)). */
export const extendRequest = async (
  scene: Scene,
  id: Uuid,
  reason: string,
): Promise<Outcome<{ requestId: Uuid }, RightsRefusal>> => {
  const may = mayAnswer(scene.viewer);
  if (isRefusal(may)) return may;
  const request = await requestIn(scene, id, ['received', 'read']);
  if (isRefusal(request)) return request;
  if (request.extensionReason !== null) return refuse('already_extended', { field: 'extension_reason' });
  const term = termOf(scene.profile, request.kind, regimeOf(scene.profile, request.organisationId));
  const due = dueOn(term, request.receivedOn, true);
  return change(
    scene,
    request,
    { state: request.state, dueOn: due, extensionReason: reason },
    { type: 'identity.request_extended', data: { reason, due_on: due } },
  );
};

/** Does not follow a request, and says on which ground. */
export const refuseRequest = async (
  scene: Scene,
  id: Uuid,
  ground: string,
): Promise<Outcome<{ requestId: Uuid }, RightsRefusal>> => {
  const may = mayAnswer(scene.viewer);
  if (isRefusal(may)) return may;
  const request = await requestIn(scene, id, ['proposed', 'received', 'read']);
  if (isRefusal(request)) return request;
  const regime = regimeOf(scene.profile, request.organisationId);
  if (!groundsFor(scene.profile, request.kind, regime).some(({ code }) => code === ground))
    return refuse('ground_not_of_this', { field: 'ground' });
  const recorded = request.recordedBy === null ? { recordedBy: scene.viewer.staffId } : {};
  return change(
    scene,
    request,
    { state: 'refused', ground, ...recorded, ...decidedNow(scene) },
    { type: 'identity.request_refused', data: { ground } },
  );
};
