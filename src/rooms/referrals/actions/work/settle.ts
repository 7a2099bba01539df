import type { Uuid } from '../../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../../platform/outcome.ts';
import type { Scene } from '../../../../profile/index.ts';
import { organisationId } from '../../../directory/index.ts';
import { mayRedirect, mayTriage } from '../../access.ts';
import type { StoredReport } from '../../store/rows.ts';
import { findPerson, findReport, insertNotice } from '../../store/work.ts';
import { loadToChange, type ReportRef, reportingBody, type Result, takeStep, tell, type Versioned } from './common.ts';

/** Tells the reporting body what came of it: a code, without reason or name. */
const tellReporter = async (
  scene: Scene,
  report: StoredReport,
  told: { readonly outcome: string; readonly personId: Uuid | null },
): Promise<void> => {
  const body = reportingBody(report);
  await insertNotice(scene.tx, {
    ...told,
    reportId: report.id,
    organisationId: body,
    toldAt: scene.clock.now(),
    audience: [...new Set([body, report.sender_organisation_id, scene.viewer.organisationId])],
  });
};

/**
 * The report is not about trafficking but about something else, and goes where that belongs. Its reason is kept, and it
 * never counts as trafficking afterwards.
 */
export const redirect = async (
  scene: Scene,
  input: Versioned & { readonly reason: string; readonly to?: string | undefined },
): Result<ReportRef> => {
  const may = mayRedirect(scene.viewer);
  if (isRefusal(may)) return may;
  const report = await loadToChange(scene, input);
  if (isRefusal(report)) return report;
  const to = input.to === undefined ? null : organisationId(scene.profile.id, input.to);
  const stepped = await takeStep(scene, report, {
    event: 'redirect',
    holds: ['not-trafficking', 'reasoned'],
    reason: 'other_matter',
    change: {
      outcome: 'redirected',
      outcome_at: scene.clock.now(),
      redirected_reason: input.reason,
      redirected_to: to,
    },
  });
  if (isRefusal(stepped)) return stepped;
  await tellReporter(scene, report, { outcome: 'redirected', personId: null });
  tell(scene, report, 'referrals.redirected', { reason: input.reason, to: input.to ?? null });
  return { reportId: report.id };
};

/** The police looked into it and found no trafficking. */
export const closeWithoutFinding = async (
  scene: Scene,
  input: Versioned & { readonly reason: string },
): Result<ReportRef> => {
  const may = mayRedirect(scene.viewer);
  if (isRefusal(may)) return may;
  const report = await loadToChange(scene, input);
  if (isRefusal(report)) return report;
  const stepped = await takeStep(scene, report, {
    event: 'not_thb',
    holds: ['not-trafficking', 'reasoned'],
    reason: 'no_trafficking_found',
    change: { outcome: 'no_indications', outcome_at: scene.clock.now(), outcome_reason: input.reason },
  });
  if (isRefusal(stepped)) return stepped;
  await tellReporter(scene, report, { outcome: 'no_indications', personId: null });
  tell(scene, report, 'referrals.closed', { outcome: 'no_indications', reason: input.reason });
  return { reportId: report.id };
};

/** Closes a report whose cases are worked off, with the police outcome the profile lists. */
export const closeReport = async (scene: Scene, input: Versioned & { readonly outcome: string }): Result<ReportRef> => {
  const may = mayTriage(scene.viewer);
  if (isRefusal(may)) return may;
  const report = await loadToChange(scene, input);
  if (isRefusal(report)) return report;
  const change = { outcome: input.outcome, outcome_at: scene.clock.now() };
  const stepped = await takeStep(scene, report, { event: 'close', reason: 'worked_off', change });
  if (isRefusal(stepped)) return stepped;
  await tellReporter(scene, report, { outcome: input.outcome, personId: null });
  tell(scene, report, 'referrals.closed', { outcome: input.outcome });
  return { reportId: report.id };
};

/**
 * Lets the reporting body know what came of one person, as far as the law allows: a code of the list of police outcomes.
 * For the room that decides; it calls this with its decision, in the same transaction.
 */
export const tellOutcome = async (
  scene: Scene,
  input: { readonly personId: Uuid; readonly outcome: string },
): Result<ReportRef> => {
  const person = await findPerson(scene.tx, input.personId);
  const report = person && (await findReport(scene.tx, person.report_id));
  if (!person || !report) return refuse('not_found');
  await tellReporter(scene, report, { outcome: input.outcome, personId: person.id });
  tell(scene, report, 'referrals.outcome_told', { person: person.id, outcome: input.outcome });
  return { reportId: report.id };
};
