import type { PlainDate } from '../../../platform/clock.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { mayJudge } from '../access.ts';
import {
  allowedJudgment,
  checkSentence,
  type Instance,
  noSentence,
  type Sentence,
  suspensionOf,
  type VerdictOutcome,
} from '../rules/judging/index.ts';
import {
  type Charge,
  chargesOf,
  type CriminalCase,
  findSuspect,
  hearingsOf,
  insertJudgment,
  type Judgment,
  judgmentsOf,
  type Suspect,
  tellVictims,
  updateSuspect,
} from '../store/index.ts';
import { caseSeen, ownBody, type Result, type Seen, tell, today } from './acting.ts';
import { advance, linesOf } from './advance.ts';
import { citizenGroup } from './charge.ts';

export type JudgmentInput = {
  readonly instance: string;
  readonly delivered_on: PlainDate;
  readonly in_presence: boolean;
  readonly outcome: string;
  readonly retained?: readonly string[] | undefined;
  readonly requalified_to?: string | undefined;
  readonly mitigating?: boolean | undefined;
  readonly forms?: readonly string[] | undefined;
  readonly months_pronounced?: number | undefined;
  readonly months_suspended?: number | undefined;
  readonly months_firm?: number | undefined;
  readonly months_probation?: number | undefined;
  readonly fine?: number | undefined;
  readonly confiscated?: number | undefined;
  readonly work_hours?: number | undefined;
  readonly bans?: readonly string[] | undefined;
};

const cents = (amount: number | undefined): number | null => (amount === undefined ? null : Math.round(amount * 100));

/** A number left out is nothing; nought months suspended or firm beside a length is nought. */
const sentenceOf = (input: JudgmentInput): Sentence => {
  const pronounced = input.months_pronounced ?? null;
  const within = (months: number | undefined): number | null =>
    pronounced === null ? (months ?? null) : (months ?? 0);
  return {
    ...{ forms: input.forms ?? [], pronounced, probation: input.months_probation ?? null, bans: input.bans ?? [] },
    ...{ suspended: within(input.months_suspended), firm: within(input.months_firm) },
    ...{
      fineCents: cents(input.fine),
      confiscatedCents: cents(input.confiscated),
      workHours: input.work_hours ?? null,
    },
  };
};

type Verdict = {
  readonly outcome: VerdictOutcome;
  readonly retained: readonly Charge[];
  readonly requalifiedTo: string | null;
  readonly sentence: Sentence;
};

const acquitted: Verdict = { outcome: 'acquitted', retained: [], requalifiedTo: null, sentence: noSentence };

const verdictOf = (scene: Scene, suspect: Suspect, charges: readonly Charge[], input: JudgmentInput) => {
  if (input.outcome === 'acquitted') return acquitted;
  const retained = charges.filter(({ number }) => input.retained?.includes(String(number)) === true);
  const unknown = (input.retained ?? []).length !== retained.length;
  if (unknown || (input.outcome === 'convicted' && retained.length === 0))
    return refuse('verdict_needs_charge', { field: 'retained' });
  const sentence = sentenceOf(input);
  const fits = checkSentence(scene.profile, sentence, suspect.kind);
  if (isRefusal(fits)) return fits;
  const requalifiedTo = input.outcome === 'requalified' ? (input.requalified_to ?? null) : null;
  return { outcome: input.outcome as VerdictOutcome, retained, requalifiedTo, sentence };
};

const stateAfter = { convicted: 'convicted', requalified: 'convicted', acquitted: 'acquitted' } as const;

type Entering = {
  readonly seen: CriminalCase;
  readonly suspect: Suspect;
  readonly verdict: Verdict;
  readonly input: JudgmentInput;
  readonly corrects: Judgment | null;
};

/** A correction keeps what came after the judgment it stands in for: an appeal, or that it is final. */
const keep = (scene: Scene, id: Uuid, { seen, suspect, verdict, input, corrects }: Entering): Promise<boolean> =>
  insertJudgment(scene.tx, {
    ...{ id, criminalCaseId: seen.id, organisationId: ownBody(scene), suspectId: suspect.id },
    ...{ instance: input.instance as Instance, deliveredOn: input.delivered_on, inPresence: input.in_presence },
    ...{ outcome: verdict.outcome, mitigating: input.mitigating === true, requalifiedTo: verdict.requalifiedTo },
    ...{ retained: verdict.retained.map(({ id }) => id), sentence: verdict.sentence, correctsId: corrects?.id ?? null },
    ...{ appealedOn: corrects?.appealedOn ?? null, finalOn: corrects?.finalOn ?? null },
    ...{ finalHow: corrects?.finalHow ?? null, by: scene.viewer.staffId, at: scene.clock.now() },
  });

const announce = async (scene: Scene, { seen, suspect, verdict, input, corrects }: Entering): Promise<void> => {
  const { sentence } = verdict;
  if (corrects === null)
    await tellVictims(scene.tx, {
      ...{ criminalCaseId: seen.id, happened: 'judgment_delivered', on: input.delivered_on, at: scene.clock.now() },
    });
  tell(scene, seen, {
    type: corrects === null ? 'proceedings.judged' : 'proceedings.judgment_corrected',
    data: {
      ...{
        accused: suspect.number,
        instance: input.instance,
        verdict: verdict.outcome,
        on: input.delivered_on,
        forms: [...sentence.forms],
      },
      ...{ offences: verdict.retained.map(({ offence }) => offence), citizens: citizenGroup(scene, suspect) },
      ...{ suspension: suspensionOf(sentence), months: sentence.pronounced, suspended: sentence.suspended },
      ...{ firm: sentence.firm, fine_cents: sentence.fineCents, suspect_kind: suspect.kind },
    },
  });
};

const factsUntil = (charges: readonly Charge[]): PlainDate | null =>
  charges
    .map(({ factsTo }) => factsTo)
    .toSorted()
    .at(-1) ?? null;

const entering = async (
  scene: Scene,
  it: Seen & { readonly suspectId: Uuid; readonly correctsId: Uuid | null },
  input: JudgmentInput,
): Result<Entering> => {
  const may = mayJudge(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const seen = await caseSeen(scene, it);
  if (isRefusal(seen)) return seen;
  const suspect = await findSuspect(scene.tx, it.suspectId);
  if (suspect?.criminalCaseId !== seen.id) return refuse('suspect_unknown');
  const charges = (await chargesOf(scene.tx, seen.id)).filter(
    ({ suspectId, droppedOn }) => suspectId === suspect.id && droppedOn === null,
  );
  const judgments = await judgmentsOf(scene.tx, seen.id);
  const { delivered_on: deliveredOn } = input;
  const next = { accused: suspect.id, instance: input.instance as Instance, deliveredOn, correctsId: it.correctsId };
  const place = { lines: linesOf(judgments), today: today(scene), factsUntil: factsUntil(charges) };
  const ordered = allowedJudgment(next, place);
  if (isRefusal(ordered)) return ordered;
  const heard = (await hearingsOf(scene.tx, seen.id)).some(({ heldOn }) => heldOn <= deliveredOn);
  if (!heard) return refuse('no_hearing_yet', { field: 'delivered_on' });
  const verdict = verdictOf(scene, suspect, charges, input);
  if (isRefusal(verdict)) return verdict;
  return { seen, suspect, verdict, input, corrects: judgments.find(({ id }) => id === it.correctsId) ?? null };
};

/**
 * Enters what a court decided on one accused in one instance. A correction is a judgment of its own; the one it stands in for stays as
 * it was. Once every accused is judged the case moves on by the table of steps.
 */
export const enterJudgment = async (
  scene: Scene,
  it: Seen & { readonly suspectId: Uuid; readonly correctsId: Uuid | null },
  input: JudgmentInput,
): Result<{ criminalCaseId: Uuid; judgmentId: Uuid }> => {
  const entered = await entering(scene, it, input);
  if (isRefusal(entered)) return entered;
  const { suspect, verdict, seen } = entered;
  const state = stateAfter[verdict.outcome];
  const judgmentId = newId();
  if (!(await keep(scene, judgmentId, entered)) || !(await updateSuspect(scene.tx, suspect, { ...suspect, state })))
    return refuse('changed_meanwhile');
  await announce(scene, entered);
  const moved = await advance(scene, seen, input.delivered_on);
  return isRefusal(moved) ? moved : { criminalCaseId: seen.id, judgmentId };
};
