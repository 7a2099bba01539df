import type { JournalEntry } from '../../../../platform/journal.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import { hasPermit } from '../../../../platform/viewer.ts';
import type { Uuid } from '../../../../platform/ids.ts';
import type { Scene } from '../../../../profile/index.ts';
import { mayReadOwn } from '../../access.ts';
import type { ReferralRefusal } from '../../facts/refusals.ts';
import { reporterMayKnow } from '../../rules/triage.ts';
import { insertNotice, markNoticesSeen } from '../../store/triage/change.ts';
import { findReceived, hangingOn, noticesOf, type OutcomeNotice, type Received } from '../../store/triage/received.ts';

/** What is told: of the whole report, or of one of its persons. */
type Told = { readonly outcome: string; readonly personId: Uuid | null };

const tell = async (scene: Scene, { report, reportingOrganisationId, own }: Received, told: Told): Promise<void> => {
  const bodies = [...new Set([reportingOrganisationId, report.sender_organisation_id])];
  const tellers = own === null ? [scene.viewer.organisationId] : [own.organisationId];
  for (const organisationId of bodies)
    await insertNotice(scene.tx, {
      ...{ reportId: report.id, personId: told.personId, organisationId, outcome: told.outcome },
      ...{ at: scene.clock.now(), audience: [...new Set([...tellers, organisationId])] },
    });
  scene.emit({
    type: 'referrals.outcome_told',
    subject: { kind: 'report', id: report.id },
    reportId: report.id,
    audience: bodies,
    data: { outcome: told.outcome, person: told.personId },
  });
};

/** Tells every body that reported these facts, by code and without a name, what came of them. */
export const tellReporters = async (scene: Scene, received: Received, outcome: string): Promise<void> => {
  const code = reporterMayKnow(outcome);
  if (code === null) return;
  await tell(scene, received, { outcome: code, personId: null });
  for (const { id } of (await hangingOn(scene.tx, received)).filter(({ kind }) => kind === 'merged')) {
    const merged = await findReceived(scene.tx, id);
    if (merged !== null) await tell(scene, merged, { outcome: code, personId: null });
  }
};

/** What this room does when another one says what came of a person: the reporting body is told, as far as it may know. */
export const referralReactions: Readonly<Record<string, (scene: Scene, entry: JournalEntry) => Promise<void>>> = {
  'identification.outcome_reached': async (scene, { reportId, personId, data }) => {
    const found = data?.['outcome'];
    const outcome = reporterMayKnow(typeof found === 'string' ? found : '');
    if (outcome === null || reportId === undefined || !hasPermit(scene.viewer, 'referrals.triage')) return;
    const received = await findReceived(scene.tx, reportId);
    if (received !== null) await tell(scene, received, { outcome, personId: personId ?? null });
  },
};

/** What the viewer's body may know of what came of its report. */
export type ReporterOutcome = { readonly state: string; readonly notices: readonly OutcomeNotice[] };

/** What came of a report of one's own: codes only, no reason and no name. */
export const reporterOutcome = async (
  scene: Scene,
  reportId: Uuid,
): Promise<Outcome<ReporterOutcome, ReferralRefusal>> => {
  const may = mayReadOwn(scene.viewer);
  if (isRefusal(may)) return may;
  const received = await findReceived(scene.tx, reportId);
  if (received === null) return refuse('not_found');
  return { state: received.report.state, notices: await noticesOf(scene.tx, reportId) };
};

/** Notes that the reporting body has read what came of its report. */
export const markOutcomeSeen = async (scene: Scene, reportId: Uuid): Promise<void> =>
  markNoticesSeen(scene.tx, reportId, scene.clock.now());
