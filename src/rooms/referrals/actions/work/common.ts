import type { Uuid } from '../../../../platform/ids.ts';
import { isRefusal, type Outcome, type Refusal, refuse } from '../../../../platform/outcome.ts';
import { type GuardName, nextState, type Scene } from '../../../../profile/index.ts';
import type { ReferralRefusal } from '../../facts/refusals.ts';
import { findReport, insertChange, updateReport } from '../../store/work.ts';
import type { StoredReport } from '../../store/rows.ts';

export type Result<Value> = Promise<Outcome<Value, ReferralRefusal>>;
export type ReportRef = { readonly reportId: Uuid };
/** A change asked for on a page: which report, and the version the page was shown with. */
export type Versioned = ReportRef & { readonly version?: string | null | undefined };

/** The body whose report it is: the one it was keyed in for, else the sender. */
export const reportingBody = (report: StoredReport): Uuid =>
  report.on_behalf_organisation_id ?? report.sender_organisation_id;

/** Loads a report to change it; refuses when it is not there, joined to another, or changed since the page was shown. */
export const loadToChange = async (scene: Scene, input: Versioned): Result<StoredReport> => {
  const report = await findReport(scene.tx, input.reportId);
  if (report === null) return refuse('not_found');
  if (report.merged_into !== null) return refuse('merged_elsewhere');
  if (input.version && input.version !== String(report.version)) return refuse('changed_meanwhile');
  return report;
};

/** Steps of the profile's table of a report that these actions take. */
export type ReportStep = 'acknowledge' | 'ask' | 'answer' | 'link' | 'redirect' | 'not_thb' | 'close';

/** The state after a step the viewer's body takes today, or a refusal when the profile's table has no such step from here. */
export const stepOf = (
  scene: Scene,
  report: StoredReport,
  event: ReportStep,
  holds: readonly GuardName[] = [],
): Outcome<string, ReferralRefusal> => {
  const stepped = nextState(scene.profile.steps('report'), report.state, event, {
    organisations: [scene.viewer.organisationCode],
    on: scene.clock.today(scene.profile.timeZone),
    holds,
  });
  return isRefusal(stepped) ? refuse('step_not_possible', { values: { state: report.state, event } }) : stepped.state;
};

/** Saves a change; refuses when somebody else has changed the report meanwhile. */
export const saveChange = async (
  scene: Scene,
  report: StoredReport,
  change: Parameters<typeof updateReport>[2],
): Promise<true | Refusal<ReferralRefusal>> =>
  (await updateReport(scene.tx, report, change)) ? true : refuse('changed_meanwhile');

/** Writes a line of the report's change log. */
export const logChange = (
  scene: Scene,
  report: StoredReport,
  change: { readonly field: string; readonly old: string | null; readonly new: string | null; readonly reason: string },
): Promise<void> => insertChange(scene.tx, { ...change, report, by: scene.viewer.staffId, at: scene.clock.now() });

/** Leaves an event about a report, seen by all that see the report. */
export const tell = (
  scene: Scene,
  report: StoredReport,
  type: string,
  data: Readonly<Record<string, string | number | boolean | null | readonly string[]>> = {},
): void =>
  scene.emit({
    type,
    subject: { kind: 'report', id: report.id },
    reportId: report.id,
    audience: report.audience,
    data,
  });

/** Takes a step of the profile's table, saves it with more changes, and logs it. */
export const takeStep = async (
  scene: Scene,
  report: StoredReport,
  step: {
    readonly event: ReportStep;
    readonly holds?: readonly GuardName[];
    readonly reason: string;
    readonly change?: Parameters<typeof updateReport>[2];
  },
): Result<StoredReport> => {
  const state = stepOf(scene, report, step.event, step.holds);
  if (isRefusal(state)) return state;
  const saved = await saveChange(scene, report, { ...step.change, state });
  if (isRefusal(saved)) return saved;
  await logChange(scene, report, { field: 'state', old: report.state, new: state, reason: step.reason });
  return { ...report, state, version: report.version + 1 };
};
