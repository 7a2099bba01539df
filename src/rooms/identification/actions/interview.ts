import { instantOn, type PlainDate } from '../../../platform/clock.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import { nextState, type Scene } from '../../../profile/index.ts';
import { actingCodes, type CaseFile, settleTasks } from '../../cases/index.ts';
import { mayInterview } from '../access.ts';
import type { IdentificationRefusal } from '../facts.ts';
import { knownEvents, statusMachine } from '../steps.ts';
import { findInterview, insertInterview, type NewInterview, recordPlanned, type Status } from '../store/index.ts';
import { statusToChange, takeEffect, today } from './status.ts';

type Result<Value> = Promise<Outcome<Value, IdentificationRefusal>>;

export type PlanInput = {
  readonly planned_day: PlainDate;
  /** `HH:MM`, local time. */
  readonly planned_hour: string;
  readonly place: string;
  readonly language: string;
  readonly interpreter: string;
  readonly interpreter_wish: string;
  readonly interpreter_number?: string | undefined;
  readonly support_accompanies: boolean;
};

const minutesOf = (hour: string): number | null => {
  const read = /^([01]?\d|2[0-3])[:.h]([0-5]\d)$/.exec(hour.trim());
  return read ? Number(read[1]) * 60 + Number(read[2]) : null;
};

const asNumber = (typed: string | undefined): string | null => {
  const number = typed?.trim() ?? '';
  return /^[A-Za-z0-9][A-Za-z0-9-]{0,19}$/.test(number) ? number : null;
};

const blank = {
  personsPresent: [],
  conditions: [],
  needs: [],
  needsMet: null,
  heldAt: null,
  result: null,
  recordedBy: null,
} as const;

const about = (file: CaseFile) => ({ caseId: file.id, reportId: file.reportId, personId: file.personId });
const bodyId = (scene: Scene, file: CaseFile): Uuid => file.referenceOrganisationId ?? scene.viewer.organisationId;

/** Plans an interview: when, where, in which language, with which interpreter, whether the support service comes along. */
export const planInterview = async (scene: Scene, caseId: Uuid, input: PlanInput): Result<{ interviewId: Uuid }> => {
  const allowed = mayInterview(scene.viewer, scene.profile);
  if (isRefusal(allowed)) return allowed;
  const loaded = await statusToChange(scene, caseId);
  if (loaded === null) return refuse('not_found');
  const minutes = minutesOf(input.planned_hour);
  if (minutes === null) return refuse('hour_unclear', { field: 'planned_hour' });
  const id = newId();
  await insertInterview(scene.tx, {
    ...blank,
    ...{ id, caseId, state: 'planned', organisationId: bodyId(scene, loaded.file), plannedBy: scene.viewer.staffId },
    plannedFor: instantOn(input.planned_day, scene.profile.timeZone, minutes),
    ...{ place: input.place, language: input.language, interpreter: input.interpreter },
    interpreterWish: input.interpreter_wish,
    interpreterNumber: asNumber(input.interpreter_number),
    supportAccompanies: input.support_accompanies,
  });
  await settleTasks(scene, caseId, 'plan_interview');
  scene.emit({
    type: 'identification.interview_planned',
    subject: { kind: 'interview', id },
    ...about(loaded.file),
    data: { on: input.planned_day, language: input.language, place: input.place },
  });
  return { interviewId: id };
};

export type RecordInput = {
  readonly held_on: PlainDate;
  readonly place: string;
  readonly language: string;
  readonly interpreter: string;
  readonly interpreter_number?: string | undefined;
  readonly persons_present: readonly string[];
  readonly support_accompanied: boolean;
  readonly conditions?: readonly string[] | undefined;
  readonly needs?: readonly string[] | undefined;
  readonly needs_met?: string | undefined;
  readonly result: string;
};

const held = (scene: Scene, file: CaseFile, id: Uuid, input: RecordInput): NewInterview => ({
  ...{ id, caseId: file.id, state: 'held', organisationId: bodyId(scene, file) },
  ...{ plannedBy: scene.viewer.staffId, recordedBy: scene.viewer.staffId, plannedFor: null, interpreterWish: null },
  ...{ place: input.place, language: input.language, interpreter: input.interpreter, result: input.result },
  interpreterNumber: asNumber(input.interpreter_number),
  supportAccompanies: input.support_accompanied,
  personsPresent: input.persons_present,
  conditions: input.conditions ?? [],
  needs: input.needs ?? [],
  needsMet: input.needs_met ?? null,
  heldAt: instantOn(input.held_on, scene.profile.timeZone, 12 * 60),
});

/** The first interview is a step of the status, where the table of the profile has it. */
const startInterview = async (scene: Scene, it: { file: CaseFile; status: Status }, on: PlainDate): Result<true> => {
  const { profile, viewer } = scene;
  const organisations = actingCodes(profile, viewer.organisationCode);
  const step = nextState(profile.steps(statusMachine), it.status.state, knownEvents.startInterview, {
    organisations,
    on,
    holds: [],
  });
  if (isRefusal(step)) return step.refused === 'no_such_step' ? true : refuse(step.refused);
  const taken = { ...it, event: knownEvents.startInterview, to: step.state, on, thirdCountry: null, decisionId: null };
  return (await takeEffect(scene, taken)) ? true : refuse('changed_meanwhile');
};

const save = async (scene: Scene, file: CaseFile, input: RecordInput, planned: Uuid | null): Result<Uuid> => {
  if (planned === null) {
    const id = newId();
    await insertInterview(scene.tx, held(scene, file, id, input));
    return id;
  }
  const seen = await findInterview(scene.tx, planned);
  if (seen === null || seen.caseId !== file.id) return refuse('not_found');
  if (seen.state !== 'planned') return refuse('already_held');
  const kept = {
    ...held(scene, file, planned, input),
    plannedFor: seen.plannedFor,
    interpreterWish: seen.interpreterWish,
  };
  return (await recordPlanned(scene.tx, seen, kept)) ? planned : refuse('changed_meanwhile');
};

/** Records an interview that was held, planned before (`planned`) or not. The first one takes the person's status to *interview*. */
export const recordInterview = async (
  scene: Scene,
  caseId: Uuid,
  input: RecordInput,
  planned: Uuid | null = null,
): Result<{ interviewId: Uuid }> => {
  const allowed = mayInterview(scene.viewer, scene.profile);
  if (isRefusal(allowed)) return allowed;
  if (input.held_on > today(scene)) return refuse('day_ahead', { field: 'held_on' });
  const loaded = await statusToChange(scene, caseId);
  if (loaded === null) return refuse('not_found');
  const interviewId = await save(scene, loaded.file, input, planned);
  if (isRefusal(interviewId)) return interviewId;
  scene.emit({
    type: 'identification.interview_held',
    subject: { kind: 'interview', id: interviewId },
    ...about(loaded.file),
    data: { on: input.held_on, language: input.language, result: input.result, support: input.support_accompanied },
  });
  const started = await startInterview(scene, loaded, input.held_on);
  return isRefusal(started) ? started : { interviewId };
};
