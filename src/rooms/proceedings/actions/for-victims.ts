import type { PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { mayInvestigate, mayJudge } from '../access.ts';
import type { VictimKind } from '../facts/index.ts';
import { dueNotices, type DueNotice, type Happened } from '../rules/judging/index.ts';
import {
  type CaseStep,
  type CaseVictim,
  compensationOf,
  type CriminalCase,
  entriesOfCriminalCase,
  type Hearing,
  insertVictimEntry,
  type Judgment,
  tellVictims,
  type VictimEntry,
  victimsOf,
} from '../store/index.ts';
import { bodiesOf, caseSeen, ownBody, type Result, type Seen, tell, today } from './acting.ts';
import { addCompensation } from './compensate.ts';

export type VictimInput = {
  readonly happened_on: PlainDate;
  readonly notice?: string | undefined;
  readonly told_language?: string | undefined;
  readonly told_way?: string | undefined;
  readonly wishes?: readonly string[] | undefined;
  readonly legal_aid?: string | undefined;
  readonly protections?: readonly string[] | undefined;
  readonly measures?: readonly string[] | undefined;
  readonly non_punishment?: string | undefined;
};

const codesOf = (input: VictimInput): readonly string[] => [
  ...[input.notice, input.legal_aid, input.non_punishment].flatMap((code) => (code === undefined ? [] : [code])),
  ...(input.wishes ?? []),
  ...(input.protections ?? []),
  ...(input.measures ?? []),
];

type About = Seen & { readonly caseId: Uuid; readonly kind: VictimKind; readonly about: Uuid | null };

const findVictim = async (scene: Scene, seen: CriminalCase, caseId: Uuid): Promise<CaseVictim | null> =>
  (await victimsOf(scene.tx, seen.id, bodiesOf(scene))).find((one) => one.caseId === caseId && one.leftOn === null) ??
  null;

/** A receipt is for a notice that was given to this very person before, and once. */
const receiptRefusal = (entries: readonly VictimEntry[], it: About, on: PlainDate) => {
  const notice = entries.find(({ id, kind, caseId }) => id === it.about && kind === 'told' && caseId === it.caseId);
  if (notice === undefined) return refuse('not_found');
  if (on < notice.happenedOn)
    return refuse('day_before_last', { field: 'happened_on', values: { day: notice.happenedOn } });
  return entries.some(({ kind, about }) => kind === 'receipt' && about === notice.id) ? refuse('already_there') : true;
};

/** What follows elsewhere: the clock of a dismissal ends when the person was told, and a civil party begins a claim for damages. */
const follow = async (scene: Scene, seen: CriminalCase, it: About, input: VictimInput): Result<true> => {
  const on = input.happened_on;
  if (it.kind === 'told' && input.notice === 'dismissed')
    await tellVictims(scene.tx, {
      ...{ criminalCaseId: seen.id, caseId: it.caseId, happened: 'dismissal_told', on, at: scene.clock.now() },
    });
  if (it.kind !== 'civil_party') return true;
  const begun = (await compensationOf(scene.tx, it.caseId)).length > 0;
  if (begun) return true;
  const added = await addCompensation(scene, {
    ...{ caseId: it.caseId, criminalCaseId: seen.id, event: 'constitute', on, cents: null, codes: [] },
  });
  return isRefusal(added) ? added : true;
};

/**
 * Writes down what a victim was told and in which language, that she received it, what she wishes to be told, that she is a civil party,
 * her legal aid, how she is protected, and whether it was looked at that she is not punished. Lines are never changed.
 */
export const enterForVictim = async (scene: Scene, it: About, input: VictimInput): Result<{ criminalCaseId: Uuid }> => {
  const may = mayInvestigate(scene.viewer, scene.profile);
  if (isRefusal(may) && isRefusal(mayJudge(scene.viewer, scene.profile))) return may;
  const seen = await caseSeen(scene, it);
  if (isRefusal(seen)) return seen;
  const victim = await findVictim(scene, seen, it.caseId);
  if (victim === null) return refuse('person_unknown');
  if (input.happened_on > today(scene)) return refuse('day_ahead', { field: 'happened_on' });
  const entries = await entriesOfCriminalCase(scene.tx, seen.id);
  const fits = it.kind === 'receipt' ? receiptRefusal(entries, it, input.happened_on) : true;
  if (isRefusal(fits)) return fits;
  const author = { criminalCaseId: seen.id, organisationId: ownBody(scene), by: scene.viewer.staffId };
  const wrote = await insertVictimEntry(scene.tx, {
    ...{ ...author, at: scene.clock.now(), caseId: it.caseId, kind: it.kind, codes: codesOf(input) },
    ...{ language: input.told_language ?? null, way: input.told_way ?? null, about: it.about },
    happenedOn: input.happened_on,
  });
  if (!wrote) return refuse('changed_meanwhile');
  const followed = await follow(scene, seen, it, input);
  if (isRefusal(followed)) return followed;
  tell(scene, seen, {
    type: 'proceedings.victim_entry',
    data: {
      ...{ entry: it.kind, codes: [...codesOf(input)], language: input.told_language ?? null, on: input.happened_on },
    },
  });
  return { criminalCaseId: seen.id };
};

/** What happened in a case, for the notices that follow from it; a person who joined later is owed nothing of before. */
export const happenedSince = (
  victim: Pick<CaseVictim, 'joinedOn'>,
  it: {
    readonly steps: readonly CaseStep[];
    readonly hearings: readonly Hearing[];
    readonly judgments: readonly Judgment[];
  },
): readonly Happened[] => [
  { event: 'opened', on: victim.joinedOn },
  ...it.steps.map(({ event, decidedOn }) => ({ event, on: decidedOn })),
  ...it.hearings.map(({ heldOn }) => ({ event: 'hearing', on: heldOn })),
  ...it.judgments.map(({ deliveredOn }) => ({ event: 'judgment', on: deliveredOn })),
];

/** The notices owed to one victim. */
export const owedTo = (
  scene: Scene,
  entries: readonly VictimEntry[],
  happened: readonly Happened[],
): readonly DueNotice[] =>
  dueNotices(scene.profile, happened, {
    told: entries
      .filter(({ kind }) => kind === 'told')
      .flatMap(({ codes: [notice], happenedOn }) => (notice === undefined ? [] : [{ notice, on: happenedOn }])),
    wishes: entries.findLast(({ kind }) => kind === 'wishes')?.codes ?? [],
  });
