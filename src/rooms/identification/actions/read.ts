import type { PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import type { Scene, Transition } from '../../../profile/index.ts';
import { actingCodes, type CaseFile, loadCase } from '../../cases/index.ts';
import { openIdentity } from '../../identity/index.ts';
import type { IdentificationRefusal } from '../facts.ts';
import { decidableSteps, informationMachine } from '../steps.ts';
import {
  type Decision,
  decisionsOf,
  findOutcome,
  findRemovalBlock,
  type Interview,
  interviewsOf,
  noticesOfCase,
  outcomesOfReport,
  type PalermoView,
  palermoViewsOf,
  type PersonOutcome,
  type RemovalBlock,
  type ReportedPerson,
  reportedPerson,
  type ResidenceNotice,
  type RightsTold,
  rightsToldOf,
  type Status,
  statusEventsOf,
} from '../store/index.ts';
import { replay } from '../rules.ts';
import { loadStatus, today } from './status.ts';

/** All that the identification page of a case shows. */
export type IdentificationView = {
  readonly file: CaseFile;
  readonly status: Status;
  readonly steps: readonly Transition[];
  readonly decisions: readonly Decision[];
  readonly palermo: ReadonlyMap<Uuid, PalermoView>;
  readonly interviews: readonly Interview[];
  readonly told: readonly RightsTold[];
  readonly informationState: string;
  readonly notices: readonly ResidenceNotice[];
  readonly block: RemovalBlock | null;
  readonly outcome: string | null;
  readonly reported: ReportedPerson;
  readonly today: PlainDate;
};

/** Loads the identification page; null when there is no such case for this viewer. Row security leaves out what is not hers. */
export const readIdentification = async (scene: Scene, caseId: Uuid): Promise<IdentificationView | null> => {
  const { tx, profile, viewer } = scene;
  const loaded = await loadStatus(scene, caseId);
  if (loaded === null) return null;
  const told = await rightsToldOf(tx, caseId);
  const day = today(scene);
  return {
    ...loaded,
    told,
    today: day,
    steps: decidableSteps(profile, loaded.status.state, actingCodes(profile, viewer.organisationCode), day),
    decisions: await decisionsOf(tx, caseId),
    palermo: await palermoViewsOf(tx, caseId),
    interviews: await interviewsOf(tx, caseId),
    informationState: told[0]?.state ?? profile.steps(informationMachine).initial,
    notices: await noticesOfCase(tx, caseId),
    block: await findRemovalBlock(tx, caseId),
    outcome: await findOutcome(tx, caseId),
    reported: await reportedPerson(tx, loaded.file.personId),
  };
};

/** Is the stored status what the journal says? For the nightly check and the tests. */
export const statusAgrees = async (scene: Scene, caseId: Uuid): Promise<boolean> => {
  const loaded = await loadStatus(scene, caseId);
  if (loaded === null) return true;
  return replay(scene.profile, await statusEventsOf(scene.tx, caseId)) === loaded.status.state;
};

/** The status and outcome of each person of a report. */
export const readReportOutcomes = (scene: Scene, reportId: Uuid): Promise<readonly PersonOutcome[]> =>
  outcomesOfReport(scene.tx, reportId);

/** Decisions with the reason in words; null where none was written or it does not open. */
export type OpenReasons = {
  readonly file: CaseFile;
  readonly reasons: readonly {
    readonly decision: Decision;
    readonly text: string | null;
    readonly review: string | null;
  }[];
  /** What was written when a person's part ended without a step; null where nothing was. */
  readonly outcome: string | null;
};

/** Opens the reasons written with decisions on a case. The vault checks purpose and key and writes its journal line first. */
export const openReasons = async (
  scene: Scene,
  vault: VaultClient,
  caseId: Uuid,
  purpose: string,
): Promise<Outcome<OpenReasons, IdentificationRefusal>> => {
  const file = await loadCase(scene, caseId);
  if (file === null) return refuse('not_found');
  const about = { caseId, personId: file.personId };
  const opened = await openIdentity(vault, scene.viewer, {
    subjectId: caseId,
    compartments: ['investigation'],
    purpose,
    about,
  });
  if (isRefusal(opened)) return refuse(opened.refused === 'unavailable' ? 'vault_down' : 'vault_refused');
  const texts: Readonly<Record<string, string>> = opened['investigation'] ?? {};
  const decisions = await decisionsOf(scene.tx, caseId);
  const reasons = decisions.map((decision) => ({
    decision,
    text: texts[`decision.${decision.id}`] ?? null,
    review: texts[`review.${decision.id}`] ?? null,
  }));
  return { file, reasons, outcome: texts['outcome'] ?? null };
};
