import type { PlainDate } from '../../../platform/clock.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { GuardName, Profile, Scene } from '../../../profile/index.ts';
import { isAllFinal, lastStanding, type Line, standing } from '../rules/judging/index.ts';
import {
  type Charge,
  chargesOf,
  type CriminalCase,
  hearingsOf,
  type Judgment,
  judgmentsOf,
  tellVictims,
  updateCriminalCase,
} from '../store/index.ts';
import { type Result, takeStep } from './acting.ts';

/** Judgments as the order of decisions looks at them. */
export const linesOf = (judgments: readonly Judgment[]): readonly Line[] =>
  judgments.map(({ id, suspectId, instance, deliveredOn, outcome, correctsId, appealedOn, finalOn }) => ({
    ...{ id, accused: suspectId, instance, deliveredOn, outcome, correctsId, appealedOn, finalOn },
  }));

/** Who is charged with something that still stands. */
export const accusedOf = (charges: readonly Charge[]): readonly string[] => [
  ...new Set(charges.filter(({ droppedOn }) => droppedOn === null).map(({ suspectId }) => suspectId)),
];

type Trial = {
  readonly lines: readonly Line[];
  readonly judgments: readonly Judgment[];
  readonly charges: readonly Charge[];
  readonly accused: readonly string[];
};

const isTrafficking = (profile: Profile, { charges }: Trial, judgment: Judgment): boolean =>
  charges
    .filter(({ id }) => judgment.retained.includes(id))
    .some(({ offence }) => profile.offences.offences.some((one) => one.id === offence && one.role === 'core'));

type Move = { readonly event: string; readonly holds?: readonly GuardName[] };

/** What the judgments that stand make of the case: a conviction for trafficking, for something else, or none. */
const decided = (profile: Profile, trial: Trial, events: readonly [string, string, string]): Move => {
  const last = trial.accused.flatMap((one) => {
    const line = lastStanding(trial.lines, one);
    return trial.judgments.filter(({ id }) => id === line?.id);
  });
  const [convict, requalify, acquit] = events;
  if (last.some((one) => one.outcome === 'convicted' && isTrafficking(profile, trial, one)))
    return { event: convict, holds: ['trafficking-retained'] };
  return { event: last.some(({ outcome }) => outcome !== 'acquitted') ? requalify : acquit };
};

const open = (trial: Trial, from: Line['instance'], to: Line['instance']): { asked: boolean; answered: boolean } => {
  const stands = standing(trial.lines);
  const appealed = stands.filter(({ instance, appealedOn }) => instance === from && appealedOn !== null);
  const answered = appealed.every(({ accused }) =>
    stands.some((line) => line.instance === to && line.accused === accused),
  );
  return { asked: appealed.length > 0, answered };
};

const decidedStates: readonly string[] = ['convicted', 'acquitted', 'requalified'];

/** The next step that follows by itself from what was entered; null when nothing does. */
const nextMove = (profile: Profile, state: string, trial: Trial): Move | null => {
  const appeal = open(trial, 'first', 'appeal');
  const cassation = open(trial, 'appeal', 'cassation');
  const judged = trial.accused.length > 0 && trial.accused.every((one) => lastStanding(trial.lines, one) !== null);
  if (state === 'trial') return judged ? decided(profile, trial, ['convict', 'requalify', 'acquit']) : null;
  if (decidedStates.includes(state) && appeal.asked && !appeal.answered) return { event: 'appeal' };
  if (state === 'appeal' && appeal.answered) return decided(profile, trial, ['decide', 'decide', 'decide_acquit']);
  if (decidedStates.includes(state) && cassation.asked) return { event: 'cassation' };
  const ends = decidedStates.includes(state) || state === 'cassation';
  return ends && isAllFinal(trial.lines, trial.accused) ? { event: 'final', holds: ['remedies-exhausted'] } : null;
};

const trialOf = async (scene: Scene, seen: CriminalCase): Promise<Trial> => {
  const judgments = await judgmentsOf(scene.tx, seen.id);
  const charges = await chargesOf(scene.tx, seen.id);
  return { judgments, charges, lines: linesOf(judgments), accused: accusedOf(charges) };
};

const laterOf = (one: PlainDate, other: PlainDate): PlainDate => (one > other ? one : other);

/** A case that was referred is at trial once a hearing was held on or before the day of the judgment. */
const begun = async (scene: Scene, seen: CriminalCase, on: PlainDate): Result<CriminalCase> => {
  if (seen.state !== 'referred') return seen;
  const held = (await hearingsOf(scene.tx, seen.id)).find(({ heldOn }) => heldOn <= on);
  return held === undefined
    ? refuse('no_hearing_yet')
    : takeStep(scene, seen, { event: 'hear', on: laterOf(held.heldOn, seen.since) });
};

/**
 * Takes the steps that follow from the judgments, appeals and final decisions that stand, until none does. When all is final the
 * cases of the victims learn it. A case that does not move still gets a new version, so that an older page is noticed.
 */
export const advance = async (scene: Scene, from: CriminalCase, on: PlainDate): Result<CriminalCase> => {
  const start = await begun(scene, from, on);
  if (isRefusal(start)) return start;
  let seen = start;
  const trial = await trialOf(scene, seen);
  for (let move = nextMove(scene.profile, seen.state, trial); move !== null; ) {
    const taken = await takeStep(scene, seen, { ...move, on: laterOf(on, seen.since) });
    if (isRefusal(taken)) return taken;
    seen = taken;
    if (move.event === 'final')
      await tellVictims(scene.tx, {
        ...{ criminalCaseId: seen.id, happened: 'criminal_decision_final', on, at: scene.clock.now() },
      });
    move = nextMove(scene.profile, seen.state, trial);
  }
  if (seen.version !== from.version) return seen;
  return (await updateCriminalCase(scene.tx, seen, {}))
    ? { ...seen, version: seen.version + 1 }
    : refuse('changed_meanwhile');
};
