import type { PlainDate } from '../../../platform/clock.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import { hasPermit } from '../../../platform/viewer.ts';
import type { ClockEvent, Scene } from '../../../profile/index.ts';
import {
  actingCodes,
  addNote,
  callForTask,
  type CaseFile,
  loadCase,
  settleEverywhere,
  settleTasks,
} from '../../cases/index.ts';
import { idOfBody } from '../../directory/index.ts';
import { standingConsents } from '../../identity/index.ts';
import type { ProtectionRefusal } from '../facts.ts';
import {
  allowedOnward,
  type AllowedOnward,
  clockBook,
  type ClockFace,
  facesOn,
  nextAsking,
  type OnwardFacts,
  type OnwardPlace,
  onwardSteps,
  recompute,
} from '../rules/index.ts';
import {
  adultState,
  childEvents,
  hasChildPath,
  hasOnward,
  onwardEvents,
  onwardHappened,
  type OnwardPath,
  ownOnwardEvents,
} from '../steps.ts';
import { childStepsOf, clockEventsOf, insertOnwardStep, type OnwardStep, onwardStepsOf } from '../store/index.ts';
import { noteClockEvent } from './clock-events.ts';
import { today } from './read.ts';

type Result<Value> = Promise<Outcome<Value, ProtectionRefusal>>;

/** What somebody writes down on the way a person goes on. */
export type OnwardInput = {
  readonly happened_on: PlainDate;
  readonly third_country?: string | undefined;
  readonly risk_finding?: string | undefined;
  readonly after_return?: string | undefined;
  readonly travel_on?: PlainDate | undefined;
  readonly free_decision?: boolean | undefined;
  readonly told_may_stop?: boolean | undefined;
  readonly wishes_follow_up?: boolean | undefined;
  readonly stay_is_legal?: boolean | undefined;
  readonly aid_granted?: boolean | undefined;
  readonly onward_text?: string | undefined;
};

/** All that the page of a way shows. */
export type OnwardView = {
  readonly file: CaseFile;
  readonly steps: readonly OnwardStep[];
  readonly place: OnwardPlace;
  readonly clocks: readonly ClockFace[];
  /** What this viewer may write down next. */
  readonly next: readonly string[];
};

const lastChoice: readonly string[] = [onwardEvents.plan, onwardEvents.choose, onwardEvents.stop];

const travelIn = (steps: readonly OnwardStep[]): PlainDate | null =>
  steps.findLast(({ event }) => lastChoice.includes(event))?.travelOn ?? null;

const riskIn = (steps: readonly OnwardStep[]): OnwardPlace['risk'] => {
  const check = steps.findLast(({ validUntil }) => validUntil !== null);
  return check === undefined || check.validUntil === null
    ? null
    : { finding: check.finding ?? '', validUntil: check.validUntil };
};

const reflectionStarts = 'reflection_granted';

type Stays = Pick<OnwardPlace, 'reflectionUntil' | 'hasOtherStay'> & { readonly union: readonly ClockFace[] };

const startedBy =
  (event: ClockEvent) =>
  ({ law }: ClockFace): boolean =>
    law.clock?.starts.includes(event) === true;

/** What the clocks of the case say: a reflection period that runs, whether there ever was one, the stay of a citizen of the Union. */
const staysOf = async (scene: Scene, caseId: Uuid): Promise<Stays> => {
  const events = await clockEventsOf(scene.tx, caseId);
  const book = clockBook(scene.profile);
  const faces = facesOn(book, recompute(book, events), today(scene));
  const running = faces.find((face) => startedBy(reflectionStarts)(face) && face.state === 'running');
  return {
    reflectionUntil: running?.until ?? null,
    hasOtherStay: events.some(({ type }) => type === reflectionStarts || type === 'permit_granted'),
    union: faces.filter(startedBy('union_stay_began')),
  };
};

/** A child goes nowhere before a body determined its best interests (dir. 2011/36/EU art. 13, 16(2)). */
const needsBestInterests = async (scene: Scene, caseId: Uuid): Promise<boolean> => {
  if (!hasChildPath(scene.profile)) return false;
  const steps = await childStepsOf(scene.tx, caseId);
  const state = steps.at(-1)?.toState;
  return state !== undefined && state !== adultState && !steps.some(({ event }) => event === childEvents.bestInterests);
};

const partnerMayKnow = async (scene: Scene, personId: Uuid): Promise<boolean> => {
  const partner = idOfBody(scene.profile, scene.profile.onward.return.arranged_by);
  return (await standingConsents(scene, personId, partner)).length > 0;
};

/** Where a person stands on a way, with all that counts there. */
const placeOf = async (
  scene: Scene,
  file: CaseFile,
  it: { readonly path: OnwardPath; readonly steps: readonly OnwardStep[]; readonly stays: Stays },
): Promise<OnwardPlace> => {
  const { path, steps, stays } = it;
  const last = steps.at(-1);
  return {
    ...{ path, state: last?.toState ?? null, lastOn: last?.happenedOn ?? null, today: today(scene) },
    organisations: actingCodes(scene.profile, scene.viewer.organisationCode),
    ...{ risk: riskIn(steps), travelOn: travelIn(steps) },
    wishesFollowUp: steps.findLast(({ followUp }) => followUp !== null)?.followUp === true,
    partnerMayKnow: await partnerMayKnow(scene, file.personId),
    needsBestInterests: await needsBestInterests(scene, file.id),
    ...{ reflectionUntil: stays.reflectionUntil, hasOtherStay: stays.hasOtherStay },
  };
};

/** Loads a way of a case; null when the viewer does not see the case, or the country has no such table. */
export const readOnward = async (scene: Scene, caseId: Uuid, path: OnwardPath): Promise<OnwardView | null> => {
  if (!hasOnward(scene.profile, path)) return null;
  const file = await loadCase(scene, caseId);
  if (file === null) return null;
  const steps = (await onwardStepsOf(scene.tx, caseId)).filter((one) => one.path === path);
  const stays = await staysOf(scene, caseId);
  const place = await placeOf(scene, file, { path, steps, stays });
  const next = hasPermit(scene.viewer, 'cases.work') ? onwardSteps(scene.profile, place) : [];
  return { file, steps, place, next, clocks: path === 'union' ? stays.union : [] };
};

const asked = ['free_decision', 'told_may_stop', 'stay_is_legal', 'aid_granted'] as const;

const factsOf = (event: string, input: OnwardInput): OnwardFacts => ({
  ...{ event, happenedOn: input.happened_on, travelOn: event === onwardEvents.plan ? (input.travel_on ?? null) : null },
  ...{ finding: input.risk_finding ?? input.after_return ?? null, thirdCountry: input.third_country ?? null },
  says: asked.filter((id) => input[id] === true),
});

type Doing = {
  readonly view: OnwardView;
  readonly allowed: AllowedOnward;
  readonly facts: OnwardFacts;
  readonly input: OnwardInput;
};

const keep = (scene: Scene, { view, allowed, facts, input }: Doing): Promise<boolean> =>
  insertOnwardStep(scene.tx, {
    ...{ id: newId(), caseId: view.file.id, path: view.place.path, number: (view.steps.at(-1)?.number ?? 0) + 1 },
    organisationId: view.file.referenceOrganisationId ?? scene.viewer.organisationId,
    ...{ step: allowed.step?.id ?? null, event: facts.event, fromState: view.place.state, toState: allowed.to },
    ...{ finding: facts.finding, validUntil: allowed.validUntil, travelOn: facts.travelOn },
    followUp: facts.event === onwardEvents.follow ? input.wishes_follow_up === true : null,
    ...{ happenedOn: facts.happenedOn, recordedBy: scene.viewer.staffId, recordedAt: scene.clock.now() },
  });

const tasks = { risk: 'check_return_risk', travel: 'return_travel', after: 'return_follow_up' } as const;

const settleBoth = async (scene: Scene, caseId: Uuid): Promise<void> => {
  await settleEverywhere(scene, caseId, tasks.risk);
  await settleEverywhere(scene, caseId, tasks.travel);
};

/** The next day to ask on; somebody who is in danger is helped today. */
const askAgain = async (scene: Scene, { view, facts }: Doing): Promise<void> => {
  const caseId = view.file.id;
  const travelled = view.steps.findLast(({ event }) => event === onwardEvents.travel);
  const before = view.steps.filter(({ event }) => event === ownOnwardEvents.return).length;
  await settleTasks(scene, caseId, tasks.after);
  if (facts.finding === 'in_danger') await callForTask(scene, { caseId, kind: 'assess_danger', dueOn: today(scene) });
  const count = before + (facts.event === ownOnwardEvents.return ? 1 : 0);
  const dueOn = travelled === undefined ? null : nextAsking(scene.profile, travelled.happenedOn, count);
  if (dueOn !== null) await callForTask(scene, { caseId, kind: tasks.after, dueOn });
};

/** What has to be done by a day because of a step, and what no longer has to. */
const callOn = async (scene: Scene, doing: Doing): Promise<void> => {
  const { view, allowed, facts, input } = doing;
  const caseId = view.file.id;
  if (allowed.validUntil !== null) {
    await settleEverywhere(scene, caseId, tasks.risk);
    await callForTask(scene, { caseId, kind: tasks.risk, dueOn: allowed.validUntil });
  }
  if (facts.event === onwardEvents.plan) {
    await settleEverywhere(scene, caseId, tasks.travel);
    await callForTask(scene, { caseId, kind: tasks.travel, dueOn: facts.travelOn });
  }
  if (facts.event === onwardEvents.stop || facts.event === onwardEvents.travel || facts.event === onwardEvents.stay)
    await settleBoth(scene, caseId);
  const asks = facts.event === onwardEvents.follow && input.wishes_follow_up === true;
  if (asks || facts.event === ownOnwardEvents.return) await askAgain(scene, doing);
};

const follow = async (scene: Scene, doing: Doing): Promise<void> => {
  const { view, allowed, facts } = doing;
  const { id: caseId, personId, audience } = view.file;
  const type = onwardHappened[facts.event];
  if (type !== undefined) await noteClockEvent(scene, { caseId, type, on: facts.happenedOn });
  await callOn(scene, doing);
  scene.emit({
    type: 'protection.onward_step',
    subject: { kind: 'case', id: caseId },
    ...{ caseId, personId, audience: [...audience] },
    data: { path: view.place.path, onward_event: facts.event, to: allowed.to, on: facts.happenedOn },
  });
};

const noted = async (scene: Scene, caseId: Uuid, text: string | undefined): Promise<Outcome<true, 'may_not_write'>> => {
  if (!text?.trim()) return true;
  const written = await addNote(scene, caseId, { note_kind: 'onward', note_text: text.trim() });
  return isRefusal(written) ? refuse('may_not_write') : true;
};

/** How many steps are written down: what a page saw, to notice a colleague who was faster. */
export const onwardVersion = ({ steps }: Pick<OnwardView, 'steps'>): string => String(steps.at(-1)?.number ?? 0);

/**
 * Writes down a step on the way a person goes on: of a voluntary return, of settling here, or of the stay of a citizen of the
 * Union. What stands there is never changed. Neither the authority on residence nor the return unit learns of it.
 */
export const recordOnward = async (
  scene: Scene,
  it: { readonly caseId: Uuid; readonly path: OnwardPath; readonly event: string; readonly version: string | null },
  input: OnwardInput,
): Result<{ caseId: Uuid; path: OnwardPath }> => {
  if (!hasPermit(scene.viewer, 'cases.work')) return refuse('may_not_write');
  const view = await readOnward(scene, it.caseId, it.path);
  if (view === null) return refuse('not_found');
  if (it.version !== null && it.version !== onwardVersion(view)) return refuse('conflict_step');
  const facts = factsOf(it.event, input);
  const allowed = allowedOnward(scene.profile, facts, view.place);
  if (isRefusal(allowed)) return allowed;
  const doing = { view, allowed, facts, input };
  if (!(await keep(scene, doing))) return refuse('conflict_step');
  const note = await noted(scene, it.caseId, input.onward_text);
  if (isRefusal(note)) return note;
  await follow(scene, doing);
  return { caseId: it.caseId, path: it.path };
};
