import { type Instant, millisecondsBetween, systemClock } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, type Refusal, refuse } from '../../../platform/outcome.ts';
import type { Compartment } from '../../../platform/sealing/index.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import { signedInAt, type Viewer } from '../../../platform/viewer.ts';
import type { Scene } from '../../../profile/index.ts';
import { idOfBody } from '../../directory/index.ts';
import type { Opened } from '../actions.ts';
import { mayInEmergency } from '../access.ts';
import type { EmergencyRefusal } from '../facts.ts';
import { emergencyState } from '../rules.ts';
import {
  type Emergency,
  type EmergencyStep,
  emergenciesOf,
  findEmergencies,
  findEmergency,
  stepsOf,
  storeVerdict,
} from '../store/emergencies.ts';

export type { Emergency, EmergencyStep } from '../store/emergencies.ts';

const told: Readonly<Record<string, EmergencyRefusal>> = {
  'context-not-valid': 'session_over',
  'session-ended': 'session_over',
  'not-allowed': 'may_not_emergency',
  'not-permitted': 'may_not_emergency',
  'administrators-never': 'administrators_never',
  'sign-in-not-fresh': 'sign_in_not_fresh',
  'compartment-not-allowed': 'may_not_open_compartment',
  'purpose-not-allowed': 'may_not_for_purpose',
  'unknown-case': 'not_found',
  'unknown-request': 'not_found',
  'nobody-to-approve': 'nobody_to_approve',
  'already-asked': 'already_asked',
  'already-answered': 'emergency_answered',
  'request-lapsed': 'request_lapsed',
  'same-organisation': 'same_organisation',
  'not-yours': 'not_your_emergency',
  'not-approved': 'not_approved',
  'emergency-over': 'emergency_over',
  'no-basis': 'no_basis',
  damaged: 'damaged',
  budget: 'too_many_openings',
  busy: 'too_many_openings',
};

const refusedBy = ({ refused }: Refusal): Refusal<EmergencyRefusal> => refuse(told[refused] ?? 'unavailable');
const signed = ({ context, mac }: Viewer) => ({ context, mac });

/** Has the viewer proved who she is within the last minutes, as an emergency asks? Told so that nobody types in vain. */
export const isFreshlySignedIn = ({ viewer, profile }: Scene): boolean =>
  millisecondsBetween(signedInAt(viewer), systemClock.now()) <= profile.breakGlass.fresh_sign_in_minutes * 60_000;

/** Which parts of the person of a case are asked for, and why. */
export type EmergencyInput = {
  readonly caseId: Uuid;
  readonly compartments: readonly Compartment[];
  readonly reason: string;
};

/**
 * Asks, in an emergency, to open parts of the person of a case (GDPR art. 6(1)(d), 9(2)(c)). The vault keeps the request,
 * seals the reason, and alarms the bodies concerned; nothing opens before a person of another body approved.
 */
export const askEmergency = async (
  { viewer }: Scene,
  vault: VaultClient,
  input: EmergencyInput,
): Promise<Outcome<{ emergencyId: Uuid }, EmergencyRefusal>> => {
  const may = mayInEmergency(viewer, 'ask');
  if (isRefusal(may)) return may;
  const { caseId, compartments, reason } = input;
  const asked = await vault.breakGlassRequest({
    ...{ ...signed(viewer), caseId, compartments: [...compartments], reason },
  });
  return isRefusal(asked) ? refusedBy(asked) : { emergencyId: asked.requestId };
};

/** Approves or declines what a person of another body asks. */
export const answerEmergency = async (
  { viewer }: Scene,
  vault: VaultClient,
  { emergencyId, approve }: { readonly emergencyId: Uuid; readonly approve: boolean },
): Promise<Outcome<{ approved: boolean }, EmergencyRefusal>> => {
  const may = mayInEmergency(viewer, 'approve');
  if (isRefusal(may)) return may;
  const answered = await vault.breakGlassAnswer({ ...signed(viewer), requestId: emergencyId, approve });
  return isRefusal(answered) ? refusedBy(answered) : { approved: answered.endsAt !== null };
};

/** Has the vault open what was approved; for who asked, while it lasts. */
export const openInEmergency = async (
  { viewer }: Scene,
  vault: VaultClient,
  emergencyId: Uuid,
): Promise<Outcome<{ opened: Opened; endsAt: Instant }, EmergencyRefusal>> => {
  const may = mayInEmergency(viewer, 'ask');
  if (isRefusal(may)) return may;
  const opened = await vault.breakGlassOpen({ ...signed(viewer), requestId: emergencyId });
  return isRefusal(opened) ? refusedBy(opened) : { opened: opened.fields, endsAt: opened.endsAt };
};

/** Has the vault open why somebody asked. */
export const readEmergencyReason = async (
  { viewer }: Scene,
  vault: VaultClient,
  emergencyId: Uuid,
): Promise<Outcome<string, EmergencyRefusal>> => {
  const read = await vault.breakGlassReason({ ...signed(viewer), requestId: emergencyId });
  return isRefusal(read) ? refusedBy(read) : read.reason;
};

/** Ends an emergency before its time. */
export const endEmergency = async (
  { viewer }: Scene,
  vault: VaultClient,
  emergencyId: Uuid,
): Promise<Outcome<{ emergencyId: Uuid }, EmergencyRefusal>> => {
  const ended = await vault.breakGlassEnd({ ...signed(viewer), requestId: emergencyId });
  return isRefusal(ended) ? refusedBy(ended) : { emergencyId };
};

/** The data-protection officer says what she found, once, after it ended, about what others asked and approved. */
export const reviewEmergency = async (
  scene: Scene,
  emergencyId: Uuid,
  verdict: string,
): Promise<Outcome<{ emergencyId: Uuid }, EmergencyRefusal>> => {
  const { viewer, clock, tx } = scene;
  const may = mayInEmergency(viewer, 'review');
  if (isRefusal(may)) return may;
  const it = await findEmergency(tx, emergencyId);
  if (it === null) return refuse('not_found');
  if (it.requestedBy === viewer.staffId || it.answeredBy === viewer.staffId) return refuse('own_emergency');
  const state = emergencyState(it, clock.now());
  if (state === 'running') return refuse('emergency_runs');
  if (state !== 'to_review' && state !== 'overdue') return refuse('emergency_answered');
  const stored = await storeVerdict(tx, emergencyId, { verdict, by: viewer.staffId, at: clock.now() });
  if (!stored) return refuse('emergency_answered');
  scene.emit({
    ...{ type: 'identity.emergency_reviewed', subject: { kind: 'break-glass', id: it.id } },
    ...{
      caseId: it.caseId,
      personId: it.personId,
      audience: it.audience,
      data: { verdict, late: state === 'overdue' },
    },
  });
  return { emergencyId };
};

/** Emergencies the viewer's bodies have to do with. */
export const readEmergencies = ({ tx }: Scene): Promise<readonly Emergency[]> => findEmergencies(tx);

/** Those of a case, as far as the viewer's bodies have to do with them. */
export const emergenciesOfCase = ({ tx }: Scene, caseId: Uuid): Promise<readonly Emergency[]> =>
  emergenciesOf(tx, caseId);

/** Those of a case that run now, with their end. */
export const runningEmergencies = async (
  scene: Scene,
  caseId: Uuid,
): Promise<readonly { readonly id: Uuid; readonly endsAt: Instant }[]> =>
  (await emergenciesOfCase(scene, caseId)).flatMap((it) =>
    emergencyState(it, scene.clock.now()) === 'running' && it.endsAt !== null ? [{ id: it.id, endsAt: it.endsAt }] : [],
  );

/** What a viewer can do now about one: what the pages offer, and what counts as waiting. */
export type EmergencyPossible = 'open' | 'answer' | 'review';

/** The viewer's body, and the one it acts for. */
const bodiesOf = ({ viewer, profile }: Pick<Scene, 'viewer' | 'profile'>): readonly Uuid[] => {
  const whole = Object.entries(profile.settings.units).filter(([, units]) => units.includes(viewer.organisationCode));
  return [viewer.organisationId, ...whole.map(([code]) => idOfBody(profile, code))];
};

type Looking = Pick<Scene, 'viewer' | 'profile' | 'clock'>;

const mayAnswer = (scene: Looking, it: Emergency): boolean => {
  const own = bodiesOf(scene);
  const isAsked = it.addressed.some((body) => own.includes(body)) && !own.includes(it.requestedByOrganisation);
  return isAsked && mayInEmergency(scene.viewer, 'approve') === true;
};

/** What waits for this viewer; null when nothing does. */
export const waitsFor = (scene: Looking, it: Emergency): EmergencyPossible | null => {
  const { viewer, clock } = scene;
  const state = emergencyState(it, clock.now());
  const isRequester = it.requestedBy === viewer.staffId;
  if (state === 'running' && isRequester) return 'open';
  if (state === 'waiting') return mayAnswer(scene, it) ? 'answer' : null;
  if (state !== 'to_review' && state !== 'overdue') return null;
  const isPart = isRequester || it.answeredBy === viewer.staffId;
  return !isPart && mayInEmergency(viewer, 'review') === true ? 'review' : null;
};

/** How many wait for the viewer. */
export const countEmergencies = async (scene: Scene): Promise<number> =>
  (await readEmergencies(scene)).filter((it) => waitsFor(scene, it) !== null).length;

/** One emergency with its steps; null when the viewer's bodies have nothing to do with it. */
export const readEmergency = async (
  { tx }: Scene,
  id: Uuid,
): Promise<{ readonly it: Emergency; readonly steps: readonly EmergencyStep[] } | null> => {
  const it = await findEmergency(tx, id);
  return it === null ? null : { it, steps: await stepsOf(tx, id) };
};
