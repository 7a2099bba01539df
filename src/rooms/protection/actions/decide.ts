import type { PlainDate } from '../../../platform/clock.ts';
import { newId, newReference, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { actingCodes } from '../../cases/index.ts';
import { sealFor } from '../../identity/index.ts';
import { mayDecideStay } from '../access.ts';
import type { ProtectionRefusal } from '../facts.ts';
import { allowedStay, type AllowedStay, servedRefusal, type StayFacts, type StayPlace } from '../rules/index.ts';
import { firstStay } from '../steps.ts';
import {
  findStay,
  insertStay,
  insertStayDecision,
  setServed,
  type StayDecision,
  stayDecisionsOf,
  type StayFile,
  tellCase,
  updateStay,
} from '../store/index.ts';
import { eventsOfDecisions, today } from './read.ts';
import { isStatusHeld } from '../../identification/index.ts';

type Result<Value> = Promise<Outcome<Value, ProtectionRefusal>>;

export type StayInput = {
  readonly decided_on: PlainDate;
  readonly third_country?: string | undefined;
  readonly reasons?: readonly string[] | undefined;
  readonly reason_text?: string | undefined;
  readonly contact_broken?: boolean | undefined;
  readonly no_danger?: boolean | undefined;
  readonly risk_checked?: boolean | undefined;
  readonly free_decision?: boolean | undefined;
};

const factsOf = (event: string, input: StayInput): StayFacts => ({
  event,
  decidedOn: input.decided_on,
  reasons: input.reasons ?? [],
  thirdCountry: input.third_country ?? null,
  contactBroken: input.contact_broken === true,
  noDanger: input.no_danger === true,
  riskChecked: input.risk_checked === true,
  freeDecision: input.free_decision === true,
});

type Loaded = { readonly file: StayFile; readonly decisions: readonly StayDecision[] };

const placeOf = (scene: Scene, { file, decisions }: Loaded): StayPlace => ({
  state: file.stay?.state ?? firstStay(scene.profile),
  organisations: actingCodes(scene.profile, scene.viewer.organisationCode),
  today: today(scene),
  status: { isHeld: isStatusHeld(file.status), on: file.statusOn },
  earlier: eventsOfDecisions(decisions),
  until: file.stay?.until ?? null,
});

/** The reason in words, sealed to the deciding authority alone; needs no vault. */
const sealReason = async (scene: Scene, noticeId: Uuid, id: Uuid, text: string | undefined): Promise<void> => {
  if (!text?.trim()) return;
  await sealFor(
    scene,
    [{ subjectId: noticeId, compartments: { legal_residence: { [`decision.${id}`]: text } } }],
    [
      {
        organisationId: scene.viewer.organisationId,
        basis: { kind: 'law', code: 'LAW2008-93' },
        compartments: ['legal_residence'],
      },
    ],
  );
};

const keepStay = async (scene: Scene, file: StayFile, allowed: AllowedStay, on: PlainDate): Promise<boolean> => {
  const change = { state: allowed.to, since: on, until: allowed.until };
  if (file.stay !== null) return updateStay(scene.tx, file.noticeId, file.stay, change);
  const { noticeId, organisationId } = file;
  return insertStay(scene.tx, { noticeId, organisationId, number: newReference(), ...change });
};

const writeDown = async (scene: Scene, file: StayFile, allowed: AllowedStay, input: StayInput): Promise<Uuid> => {
  const id = newId();
  await insertStayDecision(scene.tx, {
    ...{ id, noticeId: file.noticeId, organisationId: file.organisationId, decidedBy: scene.viewer.staffId },
    ...{ step: allowed.step.id, event: allowed.step.event, toState: allowed.to, until: allowed.until },
    ...{ fromState: file.stay?.state ?? firstStay(scene.profile), reasons: input.reasons ?? [] },
    ...{ decidedOn: input.decided_on, recordedAt: scene.clock.now() },
  });
  await sealReason(scene, file.noticeId, id, input.reason_text);
  await tellCase(scene.tx, {
    ...{ noticeId: file.noticeId, eventId: newId(), happened: allowed.happened, on: input.decided_on },
    ...{ reason: allowed.reason, protects: allowed.protects, lifts: allowed.lifts, at: scene.clock.now() },
  });
  return id;
};

const versionOf = ({ stay }: StayFile): string => String(stay?.version ?? 0);

/** Where the page goes on after a decision. */
export type StayDecided = { readonly noticeId: Uuid; readonly decisionId: Uuid };

/**
 * Decides on a stay by one step of the profile's table: period, permit, refusal, end, other ground, return. Refused when
 * this is not the authority, the law has no such step, a guard or a day does not hold, or a colleague decided meanwhile
 * (`version`). Neither consent to support nor cooperation nor a place with a service is asked for.
 */
export const decideStay = async (
  scene: Scene,
  it: { readonly noticeId: Uuid; readonly event: string; readonly version: string | null },
  input: StayInput,
): Result<StayDecided> => {
  const may = mayDecideStay(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const file = await findStay(scene.tx, it.noticeId);
  if (file === null) return refuse('not_found');
  if (it.version !== null && it.version !== versionOf(file)) return refuse('changed_meanwhile');
  const loaded = { file, decisions: await stayDecisionsOf(scene.tx, it.noticeId) };
  const allowed = allowedStay(scene.profile, factsOf(it.event, input), placeOf(scene, loaded));
  if (isRefusal(allowed)) return allowed;
  if (!(await keepStay(scene, file, allowed, input.decided_on))) return refuse('changed_meanwhile');
  const decisionId = await writeDown(scene, file, allowed, input);
  scene.emit({
    type: 'protection.stay_decided',
    subject: { kind: 'notice', id: it.noticeId },
    data: { step: allowed.step.id, event: it.event, to: allowed.to, on: input.decided_on, until: allowed.until },
  });
  return { noticeId: it.noticeId, decisionId };
};

/** Writes down on which day a decision was handed to the person. */
export const serveDecision = async (
  scene: Scene,
  it: { readonly noticeId: Uuid; readonly decisionId: Uuid },
  servedOn: PlainDate,
): Result<StayDecided> => {
  const may = mayDecideStay(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const decision = (await stayDecisionsOf(scene.tx, it.noticeId)).find(({ id }) => id === it.decisionId);
  if (decision === undefined) return refuse('not_found');
  const allowed = servedRefusal(decision, servedOn, today(scene));
  if (isRefusal(allowed)) return allowed;
  if (!(await setServed(scene.tx, it.decisionId, servedOn))) return refuse('already_served');
  scene.emit({
    type: 'protection.decision_served',
    subject: { kind: 'notice', id: it.noticeId },
    data: { event: decision.event, on: servedOn },
  });
  return it;
};

/** Notes whether an application for international protection runs beside; both go on, and the more favourable reception applies. */
export const noteParallel = async (
  scene: Scene,
  it: { readonly noticeId: Uuid; readonly version: string | null },
  inParallel: boolean,
): Result<{ noticeId: Uuid }> => {
  const may = mayDecideStay(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const file = await findStay(scene.tx, it.noticeId);
  const stay = file?.stay ?? null;
  if (file === null || stay === null) return refuse('not_found');
  if (it.version !== null && it.version !== versionOf(file)) return refuse('changed_meanwhile');
  if (!(await updateStay(scene.tx, it.noticeId, stay, { inParallel }))) return refuse('changed_meanwhile');
  scene.emit({
    type: 'protection.parallel_noted',
    subject: { kind: 'notice', id: it.noticeId },
    data: { parallel: inParallel },
  });
  return { noticeId: it.noticeId };
};
