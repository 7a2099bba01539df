import type { PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { type CaseFile, loadCase } from '../../cases/index.ts';
import { mayDecideClaims, mayFileClaims, mayJudge } from '../access.ts';
import {
  type DueNotice,
  type Ledger,
  type Line,
  type Outside,
  outsideThreat,
  threatOf,
} from '../rules/judging/index.ts';
import {
  type Charge,
  chargesOf,
  type Claim,
  compensationOf,
  type CompensationStep,
  countClaims,
  entriesOfCriminalCase,
  entriesOfPerson,
  findClaim,
  type Hearing,
  hearingsOf,
  type Judgment,
  judgmentsOf,
  listClaims,
  type VictimEntry,
} from '../store/index.ts';
import { openSteps } from '../steps.ts';
import { codesOf, type Result, today } from './acting.ts';
import { linesOf } from './advance.ts';
import { compensationState, ledgerOf } from './compensate.ts';
import { happenedSince, owedTo } from './for-victims.ts';
import { type CaseView, readCriminalCase } from './read.ts';
import { courtSteps } from './to-court.ts';

/** What pages of charges, courts and victims show of a criminal case. */
export type CourtView = CaseView & {
  readonly charges: readonly Charge[];
  readonly hearings: readonly Hearing[];
  readonly judgments: readonly Judgment[];
  readonly lines: readonly Line[];
  readonly entries: readonly VictimEntry[];
  /** Decisions on the whole case that may be taken now from a page of this room. */
  readonly courtNext: readonly string[];
  readonly mayJudge: boolean;
};

/** Loads it; null when there is none for this viewer. */
export const readCourt = async (scene: Scene, criminalCaseId: Uuid): Promise<CourtView | null> => {
  const view = await readCriminalCase(scene, criminalCaseId);
  if (view === null) return null;
  const judgments = await judgmentsOf(scene.tx, criminalCaseId);
  const next = openSteps(scene.profile, view.file.state, codesOf(scene), today(scene)).map(({ event }) => event);
  return {
    ...view,
    ...{ judgments, lines: linesOf(judgments), charges: await chargesOf(scene.tx, criminalCaseId) },
    hearings: await hearingsOf(scene.tx, criminalCaseId),
    entries: await entriesOfCriminalCase(scene.tx, criminalCaseId),
    courtNext: view.rights.decide ? courtSteps.filter((event) => next.includes(event)) : [],
    mayJudge: mayJudge(scene.viewer, scene.profile) === true,
  };
};

/** One victim of a criminal case, with what is owed to her. */
export type VictimView = {
  readonly caseId: Uuid;
  readonly number: number;
  readonly entries: readonly VictimEntry[];
  readonly owed: readonly DueNotice[];
  readonly steps: readonly CompensationStep[];
  readonly state: string;
  readonly ledger: Ledger;
};

/** The victims of a criminal case that are still in it. */
export const readVictims = async (scene: Scene, view: CourtView): Promise<readonly VictimView[]> => {
  const found: VictimView[] = [];
  for (const victim of view.victims.filter(({ leftOn }) => leftOn === null)) {
    const entries = view.entries.filter(({ caseId }) => caseId === victim.caseId);
    const steps = await compensationOf(scene.tx, victim.caseId);
    found.push({
      ...{ caseId: victim.caseId, number: victim.number, entries, steps, ledger: ledgerOf(steps) },
      ...{ owed: owedTo(scene, entries, happenedSince(victim, view)), state: compensationState(scene, steps) },
    });
  }
  return found;
};

/** In what a sentence lies outside of what its texts threaten; said beside it, never refused. */
export const outsideOf = (
  scene: Pick<Scene, 'profile'>,
  judgment: Judgment,
  charges: readonly Charge[],
): readonly Outside[] => {
  const threats = charges
    .filter(({ id }) => judgment.retained.includes(id))
    .flatMap(({ offence, aggravating }) => {
      const text = scene.profile.offences.offences.find(({ id }) => id === offence);
      const threat = text === undefined ? null : threatOf(scene.profile, text, aggravating);
      return threat === null ? [] : [threat];
    });
  const heaviest = threats.toSorted((one, other) => (other.mostMonths ?? 0) - (one.mostMonths ?? 0))[0];
  return outsideThreat(judgment.sentence, heaviest ?? null);
};

/** What the service that supports a person sees of proceedings, on her own case: her part and nothing of any accused. */
export type PersonView = {
  readonly file: CaseFile;
  readonly entries: readonly VictimEntry[];
  readonly steps: readonly CompensationStep[];
  readonly state: string;
  readonly ledger: Ledger;
  readonly mayFile: boolean;
};

/** Loads it; null when the viewer does not see the person's case. */
export const readPersonInProceedings = async (scene: Scene, caseId: Uuid): Promise<PersonView | null> => {
  const file = await loadCase(scene, caseId);
  if (file === null || isRefusal(mayFileClaims(scene.viewer, scene.profile))) return null;
  const steps = await compensationOf(scene.tx, caseId);
  const state = compensationState(scene, steps);
  return {
    ...{ file, steps, state, ledger: ledgerOf(steps), entries: await entriesOfPerson(scene.tx, caseId) },
    mayFile: ['none', 'civil_party', 'unpaid'].includes(state),
  };
};

/** How many claims a page of the list holds. */
export const claimsPerPage = 25;

/** Claims to the State, as who decides on them lists them. */
export type ClaimList = {
  readonly claims: readonly Claim[];
  readonly total: number;
  readonly waiting: number;
  readonly page: number;
};

/** One page of claims. */
export const readClaims = async (scene: Scene, page: number): Result<ClaimList> => {
  const may = mayDecideClaims(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const claims = await listClaims(scene.tx, { size: claimsPerPage, number: page });
  return { claims, page, ...(await countClaims(scene.tx)) };
};

/** How many claims wait for a decision. */
export const countClaimsWaiting = async (scene: Scene): Promise<number> => (await countClaims(scene.tx)).waiting;

/** One claim, for who decides on it. */
export const readClaim = async (
  scene: Scene,
  claimId: Uuid,
): Promise<{ readonly claim: Claim; readonly today: PlainDate } | null> => {
  if (isRefusal(mayDecideClaims(scene.viewer, scene.profile))) return null;
  const claim = await findClaim(scene.tx, claimId);
  return claim === null ? null : { claim, today: today(scene) };
};
