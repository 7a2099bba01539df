import type { PlainDate } from '../../platform/clock.ts';
import { isRefusal, type Outcome, refuse } from '../../platform/outcome.ts';
import { type GuardName, nextState, possibleSteps, type Profile, type Transition } from '../../profile/index.ts';
import type { AssistanceRefusal } from './facts.ts';

/** The table of steps this room runs. */
export const assistanceMachine = 'assistance';

/** Steps the program itself names; who may take them, on which ground and under which guard is the profile's. */
export const steps = {
  informed: 'police_informs',
  selfContact: 'self_contact',
  contact: 'contact',
  decline: 'decline',
  acceptLater: 'accept_later',
  consent: 'consent',
  plan: 'plan',
  suspend: 'suspend',
  resume: 'resume',
  end: 'end',
} as const;

/** States in which a plan is worked on. */
export const workingStates: readonly string[] = ['needs', 'active', 'suspended'];
/** States in which the service has not spoken with the person yet. */
export const waitingStates: readonly string[] = ['not_referred', 'referred'];

/** The questions of a step beside its day. */
const asked: Readonly<Record<string, readonly string[]>> = {
  [steps.selfContact]: ['contact_way', 'person_decided'],
  [steps.contact]: ['contact_way'],
  [steps.decline]: ['person_decided'],
  [steps.acceptLater]: ['person_decided'],
  [steps.plan]: ['plan_agreed'],
  [steps.suspend]: ['suspension'],
  [steps.end]: ['ending'],
};

/** What the form of a step asks. */
export const questionsOf = (event: string): readonly string[] => ['on_day', ...(asked[event] ?? [])];

/** True when nothing follows a state. */
export const isOver = (profile: Profile, state: string): boolean =>
  profile.steps(assistanceMachine).states.find(({ id }) => id === state)?.final === true;

/** True where somebody must be responsible: neither when the person said no nor when it is over. */
export const needsWorker = (profile: Profile, state: string): boolean =>
  state !== 'declined' && !isOver(profile, state);

/** The steps a service may take from a state; that the police informs it is never its own. */
export const openSteps = (
  profile: Profile,
  state: string,
  asking: { readonly organisations: readonly string[]; readonly on: PlainDate },
): readonly Transition[] =>
  possibleSteps(profile.steps(assistanceMachine), state, asking.organisations, asking.on).filter(
    ({ event }) => event !== steps.informed,
  );

const told: Partial<Record<GuardName, readonly [AssistanceRefusal, string?]>> = {
  'consent-recorded': ['consent_needed'],
  'person-decides': ['person_must_decide', 'person_decided'],
  'status-held': ['status_not_held'],
  reasoned: ['reason_needed', 'ending'],
};

/** Who asks for a step, when, and what was found to hold. */
export type Asking = {
  readonly organisations: readonly string[];
  readonly on: PlainDate;
  readonly holds: readonly GuardName[];
};

/** One step of the profile's table, or why not, with the field it concerns. */
export const stepTo = (
  profile: Profile,
  state: string,
  event: string,
  asking: Asking,
): Outcome<{ readonly state: string; readonly transition: Transition }, AssistanceRefusal> => {
  const taken = nextState(profile.steps(assistanceMachine), state, event, asking);
  if (!isRefusal(taken)) return taken;
  const known = told[taken.values?.['guard'] as GuardName];
  if (taken.refused !== 'guard_not_met' || known === undefined) return refuse(taken.refused);
  const [code, field] = known;
  return refuse(code, field === undefined ? {} : { field });
};
