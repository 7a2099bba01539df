import type { PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { GuardName, Scene } from '../../../profile/index.ts';
import { mayDecide, mayLead, mayJudge } from '../access.ts';
import type { Instance } from '../rules/judging/index.ts';
import { type CriminalCase, chargesOf, insertHearing, tellVictims, updateCriminalCase } from '../store/index.ts';
import { caseSeen, ownBody, type Result, type Seen, takeStep, tell, today } from './acting.ts';
import { admit, type HandKeys } from './bodies.ts';
import { bodiesPlaying } from './open.ts';

/** Decisions on the whole case before and after a trial that have a page here. */
export const courtSteps = ['dismiss', 'reopen', 'non_lieu', 'refer'] as const;
export type CourtStep = (typeof courtSteps)[number];

export type CourtStepInput = { readonly decided_on: PlainDate; readonly dismissal_reason?: string | undefined };

type Done = Result<{ criminalCaseId: Uuid }>;

/** A reopening and a decision of no case say by being taken that their conditions are met: whoever may take them decided that. */
const holds = (event: CourtStep): readonly GuardName[] =>
  event === 'reopen' || event === 'non_lieu' ? ['conditions-met'] : [];

/** Both courts get the case with its names when it is referred: the one that judges first, the one that hears appeals. */
const letCourtsIn = async (scene: Scene, seen: CriminalCase, on: PlainDate, share: HandKeys): Result<true> => {
  for (const organisationId of bodiesPlaying(scene, 'judges')) {
    const done = await admit(scene, { seen, organisationId, part: 'judges', on, share });
    if (isRefusal(done)) return done;
  }
  return true;
};

/** Dismisses a case for a coded reason, opens it again, ends it without a trial, or refers it to the court. */
export const takeCourtStep = async (
  scene: Scene,
  it: Seen & { readonly event: CourtStep; readonly share: HandKeys },
  input: CourtStepInput,
): Done => {
  const may = mayDecide(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const seen = await caseSeen(scene, it);
  if (isRefusal(seen)) return seen;
  const { decided_on: on, dismissal_reason: reason } = input;
  const charged = (await chargesOf(scene.tx, seen.id)).some(({ droppedOn }) => droppedOn === null);
  if (it.event === 'refer' && !charged) return refuse('nobody_charged');
  const reasons = reason === undefined ? [] : [reason];
  const taken = await takeStep(scene, seen, { event: it.event, on, reasons, holds: holds(it.event) });
  if (isRefusal(taken)) return taken;
  if (it.event === 'dismiss')
    await tellVictims(scene.tx, {
      ...{ criminalCaseId: seen.id, happened: 'case_dismissed', on, at: scene.clock.now() },
    });
  const done = it.event === 'refer' ? await letCourtsIn(scene, taken, on, it.share) : true;
  return isRefusal(done) ? done : { criminalCaseId: seen.id };
};

export type HearingInput = {
  readonly instance: string;
  readonly held_on: PlainDate;
  readonly protections?: readonly string[] | undefined;
};

/** Fixes a hearing, or writes down one that was held; with the first one held the trial has begun. */
export const enterHearing = async (scene: Scene, it: Seen, input: HearingInput): Done => {
  const judge = mayJudge(scene.viewer, scene.profile);
  if (isRefusal(judge) && isRefusal(mayLead(scene.viewer, scene.profile))) return judge;
  const seen = await caseSeen(scene, it);
  if (isRefusal(seen)) return seen;
  const { held_on: heldOn, protections = [] } = input;
  if (heldOn < seen.since && seen.state === 'referred') return refuse('before_last_step', { field: 'held_on' });
  const author = { criminalCaseId: seen.id, organisationId: ownBody(scene), by: scene.viewer.staffId };
  const instance = input.instance as Instance;
  const at = scene.clock.now();
  if (!(await insertHearing(scene.tx, { ...author, at, instance, heldOn, protections })))
    return refuse('changed_meanwhile');
  const begins = seen.state === 'referred' && heldOn <= today(scene) && judge === true;
  const next = begins
    ? await takeStep(scene, seen, { event: 'hear', on: heldOn })
    : await updateCriminalCase(scene.tx, seen, {});
  if (isRefusal(next)) return next;
  if (next === false) return refuse('changed_meanwhile');
  tell(scene, seen, {
    type: 'proceedings.hearing_entered',
    data: { instance, on: heldOn, protections: [...protections] },
  });
  return { criminalCaseId: seen.id };
};
