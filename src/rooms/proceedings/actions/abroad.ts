import type { PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import { type GuardName, nextState, type Profile, type Scene } from '../../../profile/index.ts';
import { requestOf, requestRefusal } from '../rules/index.ts';
import { insertRequest, insertRequestStep, type RequestAbroad, requestsOf, updateRequest } from '../store/index.ts';
import { codesOf, type Result, tell, today } from './acting.ts';
import { inquiryOf, type Noted, partsOf, sealWords, writtenBy } from './inquiry.ts';

/** The table of steps of a request abroad. */
export const requestMachine = 'mutual-assistance';

const sending = 'send';
const refusing = 'refuse';

/** Steps that may follow on where a request stands, with what is asked for each. */
export const openRequestSteps = (profile: Profile, state: string): readonly string[] =>
  profile
    .steps(requestMachine)
    .transitions.filter(({ from, event }) => from.includes(state) && event !== sending)
    .map(({ event }) => event);

type Wanted = {
  readonly state: string;
  readonly event: string;
  readonly on: PlainDate;
  readonly holds: readonly GuardName[];
};

const stepOf = (scene: Scene, { state, event, on, holds }: Wanted) =>
  nextState(scene.profile.steps(requestMachine), state, event, { organisations: codesOf(scene), on, holds });

export type RequestInput = {
  readonly request_kind: string;
  readonly request_country?: string | undefined;
  readonly sent_on: PlainDate;
  readonly answer_by?: PlainDate | undefined;
  readonly other_definition?: string | undefined;
  readonly request_text?: string | undefined;
};

const lawful = (scene: Scene, input: RequestInput) => {
  const { request_kind: kind, sent_on: on, answer_by: answerBy } = input;
  if (on > today(scene)) return refuse('day_ahead', { field: 'sent_on' });
  if (answerBy !== undefined && answerBy < on) return refuse('ends_before_start', { field: 'answer_by' });
  const country = input.request_country ?? null;
  const no = requestRefusal(scene.profile, kind, { on, parts: partsOf(scene), country });
  const state = scene.profile.steps(requestMachine).initial;
  return no ?? stepOf(scene, { state, event: sending, on, holds: [] });
};

/** Sends a request abroad: by whom the profile says alone, with this country's definition of the offence noted. */
export const sendRequest = async (scene: Scene, criminalCaseId: Uuid, input: RequestInput): Result<Noted> => {
  const seen = await inquiryOf(scene, criminalCaseId);
  if (isRefusal(seen)) return seen;
  const taken = lawful(scene, input);
  if (isRefusal(taken)) return taken;
  const { request_kind: kind, sent_on: on } = input;
  const country = requestOf(scene.profile, kind).to_country ? (input.request_country ?? null) : null;
  const id = await insertRequest(scene.tx, {
    ...{ ...writtenBy(scene, criminalCaseId), kind, country, sentOn: on, answerBy: input.answer_by ?? null },
    ...{ ownDefinition: scene.profile.proceedings.definition, otherDefinition: input.other_definition ?? null },
    ...{ state: taken.state, step: taken.transition.id },
  });
  await sealWords(scene, criminalCaseId, { [`request.${id}`]: input.request_text });
  tell(scene, seen, { type: 'proceedings.request_sent', data: { abroad_request: kind, country, on } });
  return { criminalCaseId };
};

export type RequestStepInput = {
  readonly happened_on: PlainDate;
  readonly refusal_reason?: string | undefined;
  readonly other_definition?: string | undefined;
  readonly answer_text?: string | undefined;
};

const requestIn = async (scene: Scene, it: { criminalCaseId: Uuid; requestId: Uuid }): Result<RequestAbroad> => {
  const found = (await requestsOf(scene.tx, it.criminalCaseId)).find(({ id }) => id === it.requestId);
  return found === undefined ? refuse('request_unknown') : found;
};

const changeOf = (found: RequestAbroad, state: string, input: RequestStepInput) => ({
  ...{ state, since: input.happened_on, refusal: input.refusal_reason ?? null },
  otherDefinition: input.other_definition ?? found.otherDefinition,
});

/** Writes down what came back: received, answered in part or whole, refused (why, and how they define the offence), or nothing. */
export const noteAnswer = async (
  scene: Scene,
  it: { readonly criminalCaseId: Uuid; readonly requestId: Uuid; readonly event: string },
  input: RequestStepInput,
): Result<Noted> => {
  const seen = await inquiryOf(scene, it.criminalCaseId);
  if (isRefusal(seen)) return seen;
  const found = await requestIn(scene, it);
  if (isRefusal(found)) return found;
  const { happened_on: on } = input;
  if (on > today(scene)) return refuse('day_ahead', { field: 'happened_on' });
  if (on < found.since) return refuse('before_last_step', { field: 'happened_on' });
  const reasoned = it.event === refusing && input.refusal_reason !== undefined;
  const holds: readonly GuardName[] = reasoned ? ['reasoned'] : [];
  const taken = stepOf(scene, { state: found.state, event: it.event, on, holds });
  if (isRefusal(taken))
    return taken.refused === 'guard_not_met' ? refuse('reason_needed', { field: 'refusal_reason' }) : taken;
  if (!(await updateRequest(scene.tx, found, changeOf(found, taken.state, input)))) return refuse('changed_meanwhile');
  const step = { requestId: found.id, step: taken.transition.id, event: it.event, toState: taken.state, on };
  await insertRequestStep(scene.tx, writtenBy(scene, it.criminalCaseId), step);
  await sealWords(scene, it.criminalCaseId, { [`answer.${found.id}.${it.event}`]: input.answer_text });
  tell(scene, seen, {
    type: 'proceedings.request_answered',
    data: { abroad_request: found.kind, abroad_state: taken.state, refusal_reason: input.refusal_reason ?? null, on },
  });
  return { criminalCaseId: it.criminalCaseId };
};
