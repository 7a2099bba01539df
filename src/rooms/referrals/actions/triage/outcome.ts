import type { JournalEntry } from '../../../../platform/journal.ts';
import { wake } from '../../../../platform/jobs.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import { hasPermit } from '../../../../platform/viewer.ts';
import type { Uuid } from '../../../../platform/ids.ts';
import type { Scene } from '../../../../profile/index.ts';
import { callForTask, dropTasks } from '../../../cases/index.ts';
import { mayReadOwn } from '../../access.ts';
import type { ReferralRefusal } from '../../facts/refusals.ts';
import { endOfReport, reporterMayKnow } from '../../rules/triage.ts';
import { findNotices } from '../../store/read-report.ts';
import { insertNotice, markNoticesSeen } from '../../store/triage/change.ts';
import { endsOfPersons } from '../../store/triage/ends.ts';
import { findReceived, hangingOn, type Received } from '../../store/triage/received.ts';

/** What is told: of the whole report, or of one of its persons. */
type Told = { readonly outcome: string; readonly personId: Uuid | null };

/** A mail without content wakes a reporting body; what it is told in one breath is one mail. */
const wakeReporter = (scene: Scene, organisationId: Uuid): Promise<void> =>
  wake(scene.tx, {
    ...{ task: 'referrals:notify', key: `outcome_waits:${organisationId}` },
    payload: { organisationId, kind: 'outcome_waits' },
  });

const tell = async (scene: Scene, { report, reportingOrganisationId, own }: Received, told: Told): Promise<void> => {
  const bodies = [...new Set([reportingOrganisationId, report.sender_organisation_id])];
  const tellers = own === null ? [scene.viewer.organisationId] : [own.organisationId];
  const at = scene.clock.now();
  for (const organisationId of bodies) {
    // Who tells it knows it: a report of one's own body waits for nobody to read what became of it.
    const isKnown = tellers.includes(organisationId);
    await insertNotice(scene.tx, {
      ...{ reportId: report.id, personId: told.personId, organisationId, outcome: told.outcome },
      ...{ at, seenAt: isKnown ? at : null, audience: [...new Set([...tellers, organisationId])] },
    });
    if (!isKnown) await wakeReporter(scene, organisationId);
  }
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

/** What calls the police to close a report whose persons are all decided. */
export const closingTask = 'close_report';

/**
 * Sets it with the last decision, on the case that was decided; a report merged into another is closed with that one. When somebody
 * comes back who had declined, the report waits for her again: whoever was called to close it is called off.
 */
const callForClosing = async (scene: Scene, { report }: Received, caseId: Uuid): Promise<void> => {
  const whole = report.merged_into === null ? report : (await findReceived(scene.tx, report.merged_into))?.report;
  if (whole?.state !== 'linked') return;
  const persons = await endsOfPersons(scene.tx, whole.id);
  if (isRefusal(endOfReport(persons))) {
    for (const id of new Set(persons.flatMap((one) => one.caseId ?? []))) await dropTasks(scene, id, closingTask);
    return;
  }
  await callForTask(scene, { caseId, kind: closingTask, dueOn: scene.clock.today(scene.profile.timeZone) });
};

/**
 * What this room does when another one says what came of a person: the reporting body is told, as far as it may know, and
 * with the last person the police are called to close the report.
 */
export const referralReactions: Readonly<Record<string, (scene: Scene, entry: JournalEntry) => Promise<void>>> = {
  'identification.outcome_reached': async (scene, { reportId, personId, caseId, data }) => {
    if (reportId === undefined || !hasPermit(scene.viewer, 'referrals.triage')) return;
    const received = await findReceived(scene.tx, reportId);
    if (received === null) return;
    const found = data?.['outcome'];
    const outcome = reporterMayKnow(typeof found === 'string' ? found : '');
    if (outcome !== null) await tell(scene, received, { outcome, personId: personId ?? null });
    if (caseId !== undefined) await callForClosing(scene, received, caseId);
  },
};

/** The viewer has read what came of a report of her body: it waits on nobody's start page any more. */
export const markOutcomeSeen = async (
  scene: Scene,
  reportId: Uuid,
): Promise<Outcome<{ readonly reportId: Uuid }, ReferralRefusal>> => {
  const may = mayReadOwn(scene.viewer);
  if (isRefusal(may)) return may;
  const { organisationId } = scene.viewer;
  const told = (await findNotices(scene.tx, reportId)).filter((notice) => notice.organisationId === organisationId);
  if (told.length === 0) return refuse('not_found');
  const marked = await markNoticesSeen(scene.tx, { reportId, organisationId, at: scene.clock.now() });
  // A colleague may have been faster: then there is nothing more to note.
  if (marked === 0) return { reportId };
  scene.emit({ type: 'referrals.outcome_seen', subject: { kind: 'report', id: reportId }, reportId });
  return { reportId };
};
