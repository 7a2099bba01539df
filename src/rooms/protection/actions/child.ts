import type { PlainDate } from '../../../platform/clock.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import type { JournalEntry } from '../../../platform/journal.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import { hasPermit } from '../../../platform/viewer.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import {
  actingCodes,
  addNote,
  callForTask,
  type CaseFile,
  loadCase,
  personOfCase,
  settleEverywhere,
} from '../../cases/index.ts';
import type { PersonOfCase } from '../../identity/index.ts';
import { type ChildAge, isChildAge, type ProtectionRefusal } from '../facts.ts';
import {
  type AllowedChildStep,
  allowedChildStep,
  type ChildFacts,
  type ChildPlace,
  childSteps,
  firstChildState,
} from '../rules/index.ts';
import { adultState, childEvents, hasChildPath } from '../steps.ts';
import { type ChildStep, childStepsOf, insertChildStep } from '../store/index.ts';
import { noteClockEvent } from './clock-events.ts';
import { today } from './read.ts';

type Result<Value> = Promise<Outcome<Value, ProtectionRefusal>>;

/** What somebody writes down about the path of a child. */
export type ChildInput = {
  readonly happened_on: PlainDate;
  readonly decided_by?: string | undefined;
  readonly child_heard?: boolean | undefined;
  readonly several_disciplines?: boolean | undefined;
  readonly least_intrusive?: boolean | undefined;
  readonly child_text?: string | undefined;
};

/** All that the page of a child's path shows. */
export type ChildView = {
  readonly file: CaseFile;
  /** Null: the person was never on this path. */
  readonly state: string | null;
  readonly age: ChildAge;
  readonly steps: readonly ChildStep[];
  /** Who represents or has charge of the child now, the last named first. */
  readonly guardians: readonly ChildStep[];
  /** Asked for and without an outcome. */
  readonly openAssessment: ChildStep | null;
  /** What this viewer may write down next. */
  readonly next: readonly string[];
  readonly today: PlainDate;
};

const placeOf = (scene: Scene, steps: readonly ChildStep[]): ChildPlace => {
  const last = steps.at(-1);
  return {
    ...{ state: last?.toState ?? null, age: last?.age ?? 'adult', lastOn: last?.happenedOn ?? null },
    ...{ today: today(scene), organisations: actingCodes(scene.profile, scene.viewer.organisationCode) },
  };
};

const outcomes: readonly string[] = ['age_child', 'age_not_sure', childEvents.foundAdult, childEvents.turned18];

const openAssessmentIn = (steps: readonly ChildStep[]): ChildStep | null => {
  const asked = steps.findLast(({ event }) => event === 'age_asked');
  const answered = steps.findLast(({ event }) => outcomes.includes(event));
  return asked === undefined || asked.number < (answered?.number ?? 0) ? null : asked;
};

const namings: readonly string[] = [childEvents.administrator, childEvents.guardian];

/** Loads the path of a child; null when the viewer does not see the case, or the country has no such path. */
export const readChild = async (scene: Scene, caseId: Uuid): Promise<ChildView | null> => {
  if (!hasChildPath(scene.profile)) return null;
  const file = await loadCase(scene, caseId);
  if (file === null) return null;
  const steps = await childStepsOf(scene.tx, caseId);
  const place = placeOf(scene, steps);
  return {
    ...{ file, steps, state: place.state, age: place.age, today: place.today },
    guardians: place.state === adultState ? [] : steps.filter(({ event }) => namings.includes(event)).reverse(),
    openAssessment: openAssessmentIn(steps),
    next: hasPermit(scene.viewer, 'cases.work') ? childSteps(scene.profile, place) : [],
  };
};

const factsOf = (event: string, input: ChildInput): ChildFacts => ({
  ...{ event, happenedOn: input.happened_on, decidedBy: input.decided_by ?? null },
  ...{ childHeard: input.child_heard === true, severalDisciplines: input.several_disciplines === true },
  leastIntrusive: input.least_intrusive === true,
});

const bodyOf = (scene: Scene, file: CaseFile): Uuid => file.referenceOrganisationId ?? scene.viewer.organisationId;

const keep = (scene: Scene, view: ChildView, allowed: AllowedChildStep, facts: ChildFacts): Promise<boolean> =>
  insertChildStep(scene.tx, {
    ...{ id: newId(), caseId: view.file.id, organisationId: bodyOf(scene, view.file) },
    ...{ number: (view.steps.at(-1)?.number ?? 0) + 1, step: allowed.step?.id ?? null, event: facts.event },
    ...{ fromState: view.state, toState: allowed.to, age: allowed.age, decidedBy: facts.decidedBy },
    ...{ happenedOn: facts.happenedOn, recordedBy: scene.viewer.staffId, recordedAt: scene.clock.now() },
  });

const follow = async (scene: Scene, view: ChildView, allowed: AllowedChildStep, facts: ChildFacts): Promise<void> => {
  const { id: caseId, personId, audience } = view.file;
  if (facts.event === childEvents.turned18)
    await noteClockEvent(scene, { caseId, type: 'majority_reached', on: facts.happenedOn });
  scene.emit({
    type: 'protection.child_step',
    subject: { kind: 'case', id: caseId },
    ...{ caseId, personId, audience: [...audience] },
    data: { child_event: facts.event, to: allowed.to, on: facts.happenedOn },
  });
};

/** How many steps are written down: what a page saw, to notice a colleague who was faster. */
export const childVersion = ({ steps }: Pick<ChildView, 'steps'>): string => String(steps.at(-1)?.number ?? 0);

/**
 * Writes down a step on the path of a child, or what was found about an age. What stands there is never changed: a decision
 * taken as for a child stays, with the age that counted then. Names go into a sealed note of the body that writes.
 */
export const recordChildStep = async (
  scene: Scene,
  it: { readonly caseId: Uuid; readonly event: string; readonly version: string | null },
  input: ChildInput,
): Result<{ caseId: Uuid }> => {
  if (!hasPermit(scene.viewer, 'cases.work')) return refuse('may_not_write');
  const view = await readChild(scene, it.caseId);
  if (view === null) return refuse('not_found');
  if (it.version !== null && it.version !== childVersion(view)) return refuse('conflict_step');
  const facts = factsOf(it.event, input);
  const allowed = allowedChildStep(scene.profile, facts, placeOf(scene, view.steps));
  if (isRefusal(allowed)) return allowed;
  if (!(await keep(scene, view, allowed, facts))) return refuse('conflict_step');
  const text = input.child_text?.trim() ?? '';
  if (text !== '') {
    const noted = await addNote(scene, it.caseId, { note_kind: 'child', note_text: text });
    if (isRefusal(noted)) return refuse('may_not_write');
  }
  await follow(scene, view, allowed, facts);
  if (namings.includes(facts.event) || allowed.to === adultState) await settleEverywhere(scene, it.caseId, 'guardian');
  return { caseId: it.caseId };
};

/** Whoever a report calls a child, or of whom it is not sure, is on the path from the day the case is opened. */
export const beginChildPath = async (scene: Scene, { caseId }: JournalEntry): Promise<void> => {
  if (caseId === undefined || !hasChildPath(scene.profile) || !hasPermit(scene.viewer, 'cases.work')) return;
  const person = await personOfCase(scene, caseId);
  const age = person?.age;
  if (!isChildAge(age)) return;
  const state = firstChildState(scene.profile, age);
  if (state === null || person === null) return;
  await insertChildStep(scene.tx, {
    ...{ id: newId(), caseId, organisationId: person.organisationId, number: 1, step: null, event: 'begin' },
    ...{ fromState: null, toState: state, age, decidedBy: null, happenedOn: today(scene) },
    ...{ recordedBy: scene.viewer.staffId, recordedAt: scene.clock.now() },
  });
  // Directive 2011/36/EU art. 14(2), 16(3): somebody who represents the child is named from the moment it is met.
  await callForTask(scene, { caseId, kind: 'guardian', dueOn: today(scene) });
};

const ageOnPath = async (profile: Profile, scene: Scene, caseId: Uuid): Promise<ChildAge | null> =>
  hasChildPath(profile) ? ((await childStepsOf(scene.tx, caseId)).at(-1)?.age ?? null) : null;

/**
 * The person of a case with the age that counts now: what the path says, else what the report says. Consent, and whatever
 * else asks who may speak for somebody, goes by it.
 */
export const personOnPath = async (scene: Scene, caseId: Uuid): Promise<PersonOfCase | null> => {
  const person = await personOfCase(scene, caseId);
  if (person === null) return null;
  return { ...person, age: (await ageOnPath(scene.profile, scene, caseId)) ?? person.age };
};
