import type { PlainDate } from '../../../platform/clock.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import { type GuardName, nextState, type Scene } from '../../../profile/index.ts';
import { loadCase } from '../../cases/index.ts';
import { idOfBody } from '../../directory/index.ts';
import { noteClockEvent } from '../../protection/index.ts';
import { mayDecideClaims, mayFileClaims, mayJudge } from '../access.ts';
import { allowedPayment, claimLanguage, dayInOrder, type Ledger } from '../rules/judging/index.ts';
import {
  compensationOf,
  type CompensationStep,
  findClaim,
  insertClaim,
  insertCompensationStep,
  judgmentsOf,
  setClaimDecided,
  tellClaim,
  victimsOf,
} from '../store/index.ts';
import { bodiesOf, caseSeen, codesOf, ownBody, type Result, type Seen, tell, today } from './acting.ts';

/** The table of steps of a person's compensation. */
export const compensationMachine = 'compensation';

/** What happens on a compensation and is no step of its table: more is awarded, a part is paid. */
export const ownCompensation = ['more_awarded', 'payment'] as const;

/** What was awarded to a person by courts and what came of it. */
export const ledgerOf = (steps: readonly CompensationStep[]): Ledger => {
  const sum = (events: readonly string[]): number =>
    steps.filter(({ event }) => events.includes(event)).reduce((all, { cents }) => all + (cents ?? 0), 0);
  return { awarded: sum(['award', 'more_awarded']), paid: sum(['payment', 'pay']) };
};

/** Where a person's compensation stands; the beginning of the table before anything happened. */
export const compensationState = (scene: Scene, steps: readonly CompensationStep[]): string =>
  steps.at(-1)?.toState ?? scene.profile.steps(compensationMachine).initial;

type Adding = {
  readonly caseId: Uuid;
  readonly criminalCaseId: Uuid | null;
  readonly event: string;
  readonly on: PlainDate;
  readonly cents: number | null;
  readonly codes: readonly string[];
  readonly holds?: readonly GuardName[];
  readonly judgmentId?: Uuid;
  readonly claimId?: Uuid;
};

const transitionOf = (
  scene: Scene,
  state: string,
  it: Adding,
):
  | { to: string; id: string | null }
  | ReturnType<typeof refuse<'no_such_step' | 'not_your_step' | 'step_not_in_force' | 'guard_not_met'>> => {
  if (ownCompensation.some((event) => event === it.event)) return { to: state, id: null };
  const asking = { organisations: codesOf(scene), on: it.on, holds: it.holds ?? [] };
  const taken = nextState(scene.profile.steps(compensationMachine), state, it.event, asking);
  return isRefusal(taken) ? refuse(taken.refused) : { to: taken.state, id: taken.transition.id };
};

/** Writes a line of a person's compensation down, by the profile's table of steps. */
export const addCompensation = async (scene: Scene, it: Adding): Result<CompensationStep['toState']> => {
  const steps = await compensationOf(scene.tx, it.caseId);
  const state = compensationState(scene, steps);
  const order = dayInOrder(it.on, { today: today(scene), lastOn: steps.at(-1)?.happenedOn ?? null });
  if (isRefusal(order)) return order;
  const taken = transitionOf(scene, state, it);
  if (isRefusal(taken)) return taken;
  const wrote = await insertCompensationStep(scene.tx, {
    ...{ caseId: it.caseId, criminalCaseId: it.criminalCaseId, organisationId: ownBody(scene), step: taken.id },
    ...{ number: (steps.at(-1)?.number ?? 0) + 1, event: it.event, fromState: state, toState: taken.to },
    ...{ cents: it.cents, codes: it.codes, judgmentId: it.judgmentId ?? null, claimId: it.claimId ?? null },
    ...{ happenedOn: it.on, by: scene.viewer.staffId, at: scene.clock.now() },
  });
  return wrote ? taken.to : refuse('changed_meanwhile');
};

/** A sum as it was typed, in cents; parts of a cent are nothing anybody pays. */
const centsOf = (amount: number, field: string): number | ReturnType<typeof refuse<'amount_needed'>> => {
  const cents = Math.round(amount * 100);
  return cents <= 0 || Math.abs(amount * 100 - cents) > 1e-6 ? refuse('amount_needed', { field }) : cents;
};

type OfPerson = Seen & { readonly caseId: Uuid };
type Money = { readonly happened_on: PlainDate; readonly amount: number };
type Done = Result<{ criminalCaseId: Uuid }>;

const inCourt = async (scene: Scene, it: OfPerson) => {
  const may = mayJudge(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const seen = await caseSeen(scene, it);
  if (isRefusal(seen)) return seen;
  const victims = await victimsOf(scene.tx, seen.id, bodiesOf(scene));
  return victims.some(({ caseId }) => caseId === it.caseId) ? seen : refuse('person_unknown');
};

/** A court awards damages to a victim against a convicted person; what it awards beside is added to it. */
export const awardDamages = async (
  scene: Scene,
  it: OfPerson & { readonly judgmentId: Uuid },
  input: Money & { readonly damage: string },
): Done => {
  const seen = await inCourt(scene, it);
  if (isRefusal(seen)) return seen;
  const judgment = (await judgmentsOf(scene.tx, seen.id)).find(({ id }) => id === it.judgmentId);
  if (judgment === undefined || judgment.outcome === 'acquitted') return refuse('award_needs_conviction');
  if (input.happened_on < judgment.deliveredOn)
    return refuse('day_before_last', { field: 'happened_on', values: { day: judgment.deliveredOn } });
  const cents = centsOf(input.amount, 'amount');
  if (isRefusal(cents)) return cents;
  const state = compensationState(scene, await compensationOf(scene.tx, it.caseId));
  const event = state === 'awarded' ? 'more_awarded' : 'award';
  const added = await addCompensation(scene, {
    ...{ caseId: it.caseId, criminalCaseId: seen.id, event, on: input.happened_on, cents, codes: [input.damage] },
    judgmentId: judgment.id,
  });
  if (isRefusal(added)) return added;
  tell(scene, seen, { type: 'proceedings.awarded', data: { damage: input.damage, cents, on: input.happened_on } });
  return { criminalCaseId: seen.id };
};

/** A payment on what was awarded; with the last one it is paid. */
export const enterPayment = async (scene: Scene, it: OfPerson, input: Money): Done => {
  const seen = await inCourt(scene, it);
  if (isRefusal(seen)) return seen;
  const cents = centsOf(input.amount, 'amount');
  if (isRefusal(cents)) return cents;
  const paid = allowedPayment(cents, ledgerOf(await compensationOf(scene.tx, it.caseId)));
  if (isRefusal(paid)) return { ...paid, field: 'amount' };
  const event = paid.settles ? 'pay' : 'payment';
  const added = await addCompensation(scene, {
    ...{ caseId: it.caseId, criminalCaseId: seen.id, event, on: input.happened_on, cents, codes: [] },
  });
  if (isRefusal(added)) return added;
  tell(scene, seen, { type: 'proceedings.paid', data: { cents, settles: paid.settles, on: input.happened_on } });
  return { criminalCaseId: seen.id };
};

/** What was awarded cannot be recovered: the way to the State is open (law of 12 March 1984). */
export const giveUpRecovery = async (scene: Scene, it: OfPerson, input: { readonly decided_on: PlainDate }): Done => {
  const seen = await inCourt(scene, it);
  if (isRefusal(seen)) return seen;
  const added = await addCompensation(scene, {
    ...{ caseId: it.caseId, criminalCaseId: seen.id, event: 'fail', on: input.decided_on, cents: null, codes: [] },
  });
  if (isRefusal(added)) return added;
  tell(scene, seen, { type: 'proceedings.recovery_failed', data: { on: input.decided_on } });
  return { criminalCaseId: seen.id };
};

export type ClaimInput = Money & { readonly claim_language: string };

/** Files a claim to the State for a person, by the service that supports her. It names no case; its term begins in her case. */
export const fileClaim = async (
  scene: Scene,
  caseId: Uuid,
  input: ClaimInput,
): Result<{ caseId: Uuid; claimId: Uuid }> => {
  const may = mayFileClaims(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const file = await loadCase(scene, caseId);
  const [decides] = scene.profile.organisationsPlaying('decides_compensation');
  if (file === null || decides === undefined) return refuse('not_found');
  const language = claimLanguage(scene.profile, input.claim_language);
  if (isRefusal(language)) return language;
  const cents = centsOf(input.amount, 'amount');
  if (isRefusal(cents)) return cents;
  if (input.happened_on > today(scene)) return refuse('day_ahead', { field: 'happened_on' });
  const claimId = newId();
  const author = { by: scene.viewer.staffId, at: scene.clock.now() };
  const organisationId = file.referenceOrganisationId ?? scene.viewer.organisationId;
  await insertClaim(scene.tx, {
    ...{ ...author, id: claimId, language: input.claim_language, askedCents: cents, filedOn: input.happened_on },
    ...{ to: idOfBody(scene.profile, decides.code), from: organisationId },
  });
  const added = await addCompensation(scene, {
    ...{ caseId, criminalCaseId: null, event: 'claim_state', on: input.happened_on, cents, codes: [], claimId },
    holds: ['conditions-met'],
  });
  if (isRefusal(added)) return added;
  await noteClockEvent(scene, { caseId, type: 'compensation_claimed', on: input.happened_on });
  scene.emit({
    ...{ type: 'proceedings.claim_filed', subject: { kind: 'claim', id: claimId }, caseId, personId: file.personId },
    ...{ audience: [...file.audience], data: { claim_language: input.claim_language, on: input.happened_on } },
  });
  return { caseId, claimId };
};

export type ClaimDecision = {
  readonly decided_on: PlainDate;
  readonly claim_outcome: string;
  readonly granted?: number | undefined;
  readonly claim_reasons: readonly string[];
};

/** Decides a claim to the State. The person's case learns it; who decides never learns which case that is. */
export const decideClaim = async (scene: Scene, claimId: Uuid, input: ClaimDecision): Result<{ claimId: Uuid }> => {
  const may = mayDecideClaims(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const claim = await findClaim(scene.tx, claimId);
  if (claim === null) return refuse('not_found');
  if (claim.state !== 'filed') return refuse('changed_meanwhile');
  const on = input.decided_on;
  if (on > today(scene)) return refuse('day_ahead', { field: 'decided_on' });
  if (on < claim.filedOn) return refuse('day_before_last', { field: 'decided_on', values: { day: claim.filedOn } });
  const grants = input.claim_outcome === 'granted';
  const cents = grants ? centsOf(input.granted ?? 0, 'granted') : null;
  if (isRefusal(cents)) return cents;
  if (cents !== null && cents > claim.askedCents) return refuse('granted_over_asked', { field: 'granted' });
  const asking = { organisations: codesOf(scene), on, holds: [] };
  const machine = scene.profile.steps(compensationMachine);
  const taken = nextState(machine, 'state_claim', grants ? 'grant' : 'refuse', asking);
  if (isRefusal(taken)) return refuse(taken.refused);
  const state = grants ? 'granted' : 'refused';
  const by = scene.viewer.staffId;
  if (!(await setClaimDecided(scene.tx, { id: claimId, state, on, cents, reasons: input.claim_reasons, by })))
    return refuse('changed_meanwhile');
  const { id: step, event } = taken.transition;
  await tellClaim(scene.tx, { claimId, step, event, from: 'state_claim', to: taken.state, at: scene.clock.now() });
  scene.emit({
    ...{ type: 'proceedings.claim_decided', subject: { kind: 'claim', id: claimId } },
    data: { claim_outcome: state, reasons: [...input.claim_reasons], on },
  });
  return { claimId };
};
