import type { PlainDate } from '../../../../platform/clock.ts';
import type { Uuid } from '../../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import type { GuardName, Scene } from '../../../../profile/index.ts';
import { actingCodes } from '../../../cases/index.ts';
import type { ReferralRefusal } from '../../facts/refusals.ts';
import { stateAfter } from '../../rules/triage.ts';
import type { ReportEvent } from '../../steps.ts';
import { type Changed, insertChanges, type ReportChange, updateReport } from '../../store/triage/change.ts';
import { findReceived, type OwnReceipt, type Received } from '../../store/triage/received.ts';
import { bodyOf } from '../../../directory/index.ts';

export type Result<Value> = Promise<Outcome<Value, ReferralRefusal>>;

/** A report to act on, with the version its page was shown with (null: whatever stands there). */
export type ReportRef = { readonly reportId: Uuid; readonly version?: string | null | undefined };

/** A received report, with its receipt. */
export type Held = Received & { readonly own: OwnReceipt };

/** Today where the country is. */
export const dayOf = (scene: Scene): PlainDate => scene.clock.today(scene.profile.timeZone);

/** The bodies in whose name the viewer acts. */
export const codesOf = (scene: Scene): readonly string[] => actingCodes(scene.profile, scene.viewer.organisationCode);

/** A report of the viewer's inbox as it stands now; refuses what is not there or not addressed to her body. */
export const heldReport = async (scene: Scene, reportId: Uuid): Result<Held> => {
  const received = await findReceived(scene.tx, reportId);
  if (received === null || received.own === null) return refuse('not_found');
  return { ...received, own: received.own };
};

/** The same, to be changed: still the version seen, and not merged into another report. */
export const reportToChange = async (scene: Scene, it: ReportRef): Result<Held> => {
  const held = await heldReport(scene, it.reportId);
  if (isRefusal(held)) return held;
  if (held.report.merged_into !== null) return refuse('merged_elsewhere');
  if (it.version && it.version !== String(held.report.version)) return refuse('changed_meanwhile');
  return held;
};

/** The state after a step, by the profile's table. */
export const step = (
  scene: Scene,
  state: string,
  event: ReportEvent,
  holds: readonly GuardName[] = [],
): Outcome<string, ReferralRefusal> =>
  stateAfter(scene.profile, state, event, { organisations: codesOf(scene), on: dayOf(scene), holds });

const logged: readonly (keyof ReportChange)[] = ['state', 'urgency', 'assigned_to', 'outcome', 'merged_into'];

const differences = ({ report }: Received, change: ReportChange): readonly Changed[] =>
  logged
    .filter((field) => field in change)
    .map((field) => ({
      field,
      before: report[field] as string | null,
      after: (change[field] ?? null) as string | null,
    }))
    .filter(({ before, after }) => before !== after);

/** Who is told of a change: everybody who has the report, or only the body that works on it. */
export type ToldOf = 'everybody' | 'own_body';

/** Writes down changes of a report with their reason. */
export const noteChanges = async (
  scene: Scene,
  held: Held,
  changes: readonly Changed[],
  it: { readonly reason: string; readonly told: ToldOf },
): Promise<void> =>
  insertChanges(scene.tx, {
    ...{ reportId: held.report.id, changes, reason: it.reason, by: scene.viewer.staffId, at: scene.clock.now() },
    audience: it.told === 'everybody' ? held.report.audience : [held.own.organisationId],
  });

/** Changes a report and writes down what changed and why; `changed_meanwhile` when somebody else was faster. */
export const change = async (
  scene: Scene,
  held: Held,
  it: { readonly set: ReportChange; readonly reason: string; readonly told: ToldOf },
): Result<true> => {
  if (!(await updateReport(scene.tx, held.report, it.set))) return refuse('changed_meanwhile');
  await noteChanges(scene, held, differences(held, it.set), it);
  return true;
};

/** The code of a body, for events; empty when it is not in the profile. */
export const codeOfBody = (scene: Scene, id: Uuid): string => bodyOf(scene.profile, id)?.code ?? '';
