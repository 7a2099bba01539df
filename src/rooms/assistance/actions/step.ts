import type { PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { ClockEvent, GuardName, Scene } from '../../../profile/index.ts';
import { settleTasks } from '../../cases/index.ts';
import { standingConsents } from '../../identity/index.ts';
import { isStatusHeld } from '../../identification/index.ts';
import { firstDayOf, noteClockEvent } from '../../protection/index.ts';
import { dayHolds } from '../rules/index.ts';
import { steps, stepTo } from '../steps.ts';
import { goalsOf, insertStep, type SupportChange, updateSupport } from '../store/index.ts';
import { about, codesOf, type Done, type Result, today, type Working, workingOn } from './acting.ts';

/** What a step was told. */
export type StepInput = {
  readonly on_day: PlainDate;
  readonly contact_way?: string | undefined;
  readonly person_decided?: boolean | undefined;
  /** Of a plan: she knows it and agrees to it. */
  readonly plan_agreed?: boolean | undefined;
  readonly suspension?: string | undefined;
  readonly ending?: string | undefined;
};

const reasonOf = (input: StepInput): string | null => input.ending ?? input.suspension ?? input.contact_way ?? null;

/** A consent that stands lets this service in, for the purpose of support. */
const hasConsent = async (scene: Scene, { file, support }: Working): Promise<boolean> =>
  (await standingConsents(scene, file.personId, support.organisationId)).some(({ purposes }) =>
    purposes.includes('support'),
  );

const holding = async (scene: Scene, working: Working, input: StepInput): Promise<readonly GuardName[]> => [
  ...(input.person_decided === true ? (['person-decides'] as const) : []),
  ...(input.ending === undefined ? [] : (['reasoned'] as const)),
  ...(working.file.status !== null && isStatusHeld(working.file.status) ? (['status-held'] as const) : []),
  ...((await hasConsent(scene, working)) ? (['consent-recorded'] as const) : []),
];

/** A plan without a goal is none, nor is one that the person whose plan it is has not approved. */
const planHolds = async (
  scene: Scene,
  { support }: Working,
  { event, agreed }: { event: string; agreed?: boolean },
) => {
  if (event !== steps.plan) return true;
  if ((await goalsOf(scene.tx, support.id)).length === 0) return refuse('goal_needed');
  return agreed === true ? true : refuse('plan_not_agreed', { field: 'plan_agreed' });
};

/** What the law's clocks are told of a step. */
const forClocks: Readonly<Record<string, ClockEvent>> = {
  [steps.suspend]: 'assistance_suspended',
  [steps.resume]: 'assistance_resumed',
  [steps.end]: 'assistance_ended',
};

const datesOf = ({ support }: Working, event: string, on: PlainDate): SupportChange => {
  const isContact = event === steps.contact || event === steps.selfContact;
  if (isContact && support.contactedOn === null) return { contactedOn: on };
  if (event === steps.plan && support.plannedOn === null) return { plannedOn: on };
  return event === steps.end ? { endedOn: on } : {};
};

/** A step that the table allows. */
type Allowed = { readonly event: string; readonly to: string; readonly input: StepInput };

const write = async (scene: Scene, working: Working, { event, to, input }: Allowed): Result<Done> => {
  const { support, file } = working;
  const [on, reason] = [input.on_day, reasonOf(input)];
  // Indications may be found after the service began.
  const lawOn = support.lawOn ?? (await firstDayOf(scene, file.id, 'indications_found'));
  const change = { state: to, since: on, reason, lawOn, ...datesOf(working, event, on) };
  if (!(await updateSupport(scene.tx, support, change))) return refuse('changed_meanwhile');
  await insertStep(scene.tx, support.id, {
    ...{ event, toState: to, reason, onDay: on, madeBy: scene.viewer.staffId, madeAt: scene.clock.now() },
  });
  const clock = forClocks[event];
  if (clock !== undefined) await noteClockEvent(scene, { caseId: file.id, type: clock, on });
  if (event === steps.contact || event === steps.selfContact) await settleTasks(scene, file.id, 'contact_person');
  scene.emit({
    ...{ type: 'assistance.step_taken', ...about(working) },
    data: { event, assistance: to, on, why: reason },
  });
  return { caseId: file.id };
};

/**
 * Takes a step of the profile's table: first contact, *no* or *yes* of the person, plan, suspension, end. The person's own
 * decision counts where staff write it down; work begins only while a consent stands.
 */
export const takeStep = async (
  scene: Scene,
  it: { readonly caseId: Uuid; readonly event: string; readonly version: string | null },
  input: StepInput,
): Result<Done> => {
  const working = await workingOn(scene, it.caseId, it.version);
  if (isRefusal(working)) return working;
  if (it.event === steps.informed) return refuse('not_your_step');
  const { since: after, state } = working.support;
  const day = dayHolds(scene.profile, { on: input.on_day, today: today(scene), after, field: 'on_day' });
  if (isRefusal(day)) return day;
  const planned = await planHolds(scene, working, {
    event: it.event,
    ...(input.plan_agreed === undefined ? {} : { agreed: input.plan_agreed }),
  });
  if (isRefusal(planned)) return planned;
  const person = scene.profile.organisationsPlaying('person').map(({ code }) => code);
  const organisations = input.person_decided === true ? [...codesOf(scene), ...person] : codesOf(scene);
  const holds = await holding(scene, working, input);
  const taken = stepTo(scene.profile, state, it.event, { organisations, on: input.on_day, holds });
  if (isRefusal(taken)) return taken;
  return write(scene, working, { event: it.event, to: taken.state, input });
};
