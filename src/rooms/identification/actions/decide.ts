import type { PlainDate } from '../../../platform/clock.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { actingCodes, callForTask, type CaseFile } from '../../cases/index.ts';
import { mayDecide } from '../access.ts';
import type { IdentificationRefusal, ThirdCountry } from '../facts.ts';
import { type AllowedStep, allowedStep, type DecisionFacts } from '../rules.ts';
import {
  decisionsOf,
  insertDecision,
  insertPalermoView,
  isAwaiting,
  type PalermoView,
  type Status,
  supersedeDecisions,
} from '../store/index.ts';
import { bodyOfCase, sealToOwnBody } from './own-words.ts';
import { statusToChange, takeEffect, today } from './status.ts';

type Result<Value> = Promise<Outcome<Value, IdentificationRefusal>>;

export type DecideInput = {
  readonly decided_on: PlainDate;
  readonly reasons?: readonly string[] | undefined;
  readonly reason_text?: string | undefined;
  readonly indicators?: readonly string[] | undefined;
  readonly third_country?: string | undefined;
  readonly legal_check?: boolean | undefined;
  readonly free_decision?: boolean | undefined;
  readonly follow_up_ended?: boolean | undefined;
  readonly palermo_acts?: readonly string[] | undefined;
  readonly palermo_means?: readonly string[] | undefined;
  readonly palermo_purposes?: readonly string[] | undefined;
  readonly national_elements?: readonly string[] | undefined;
};

const factsOf = (event: string, input: DecideInput): DecisionFacts => ({
  event,
  decidedOn: input.decided_on,
  reasons: input.reasons ?? [],
  indicators: input.indicators ?? [],
  legalCheck: input.legal_check === true,
  freeDecision: input.free_decision === true,
  followUpEnded: input.follow_up_ended === true,
});

type Loaded = { readonly file: CaseFile; readonly status: Status };

const viewOf = (input: DecideInput): PalermoView => ({
  acts: input.palermo_acts ?? [],
  means: input.palermo_means ?? [],
  purposes: input.palermo_purposes ?? [],
  nationalElements: input.national_elements ?? [],
});

const writeDown = async (
  scene: Scene,
  { file, status }: Loaded,
  allowed: AllowedStep,
  input: DecideInput,
): Promise<Uuid> => {
  const id = newId();
  const last = (await decisionsOf(scene.tx, file.id)).find((one) => one.state === 'in_force');
  const isReversal = allowed.step.guards.includes('two-people');
  if (!allowed.needsReview) await supersedeDecisions(scene.tx, file.id);
  await insertDecision(scene.tx, {
    ...{ id, caseId: file.id, organisationId: bodyOfCase(scene, file), decidedBy: scene.viewer.staffId },
    ...{ step: allowed.step.id, event: allowed.step.event, fromState: status.state, toState: allowed.to },
    ...{ reasons: input.reasons ?? [], indicators: input.indicators ?? [], decidedOn: input.decided_on },
    byPerson: allowed.step.guards.includes('person-decides'),
    recordedAt: scene.clock.now(),
    state: allowed.needsReview ? 'awaiting_review' : 'in_force',
    reverses: isReversal ? (last?.id ?? null) : null,
  });
  const view = viewOf(input);
  if (Object.values(view).some((list) => list.length > 0))
    await insertPalermoView(scene.tx, {
      ...view,
      decisionId: id,
      caseId: file.id,
      organisationId: bodyOfCase(scene, file),
    });
  await sealToOwnBody(scene, file, { [`decision.${id}`]: input.reason_text });
  return id;
};

const propose = async (scene: Scene, { file }: Loaded, allowed: AllowedStep, id: Uuid): Promise<void> => {
  await callForTask(scene, { caseId: file.id, kind: 'review_decision', dueOn: null });
  scene.emit({
    type: 'identification.decision_proposed',
    subject: { kind: 'decision', id },
    ...{ caseId: file.id, reportId: file.reportId, personId: file.personId },
    data: { event: allowed.step.event, to: allowed.to, step: allowed.step.id },
  });
};

const thirdCountryAnswer = (answer: string | undefined): ThirdCountry | null =>
  answer === 'yes' || answer === 'no' || answer === 'not_sure' ? answer : null;

/** A decision: in effect at once, or waiting for a second officer. */
export type Decided = { readonly decisionId: Uuid; readonly caseId: Uuid; readonly awaitsReview: boolean };

/**
 * Decides on a person's status by one step of the profile's table. Refused when the body may not, the law has no such step,
 * a guard is not met, somebody decided meanwhile (`version`), or another decision waits for review.
 */
export const decide = async (
  scene: Scene,
  it: { readonly caseId: Uuid; readonly event: string; readonly version: string | null },
  input: DecideInput,
): Result<Decided> => {
  const { profile, viewer } = scene;
  const may = mayDecide(viewer, profile);
  if (isRefusal(may)) return may;
  const loaded = await statusToChange(scene, it.caseId);
  if (loaded === null) return refuse('not_found');
  if (it.version !== null && it.version !== String(loaded.status.version)) return refuse('changed_meanwhile');
  if (await isAwaiting(scene.tx, it.caseId)) return refuse('already_awaiting');
  const organisations = actingCodes(profile, viewer.organisationCode);
  const place = { state: loaded.status.state, organisations, today: today(scene), reviewed: false };
  const allowed = allowedStep(profile, factsOf(it.event, input), place);
  if (isRefusal(allowed)) return allowed;
  const decisionId = await writeDown(scene, loaded, allowed, input);
  if (allowed.needsReview) {
    await propose(scene, loaded, allowed, decisionId);
    return { decisionId, caseId: it.caseId, awaitsReview: true };
  }
  const taken = { ...loaded, event: it.event, to: allowed.to, on: input.decided_on, decisionId };
  const effective = { ...taken, thirdCountry: thirdCountryAnswer(input.third_country) };
  if (!(await takeEffect(scene, effective, ['decide_status']))) return refuse('changed_meanwhile');
  return { decisionId, caseId: it.caseId, awaitsReview: false };
};
