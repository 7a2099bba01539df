import type { Instant } from '../../../../platform/clock.ts';
import type { Uuid } from '../../../../platform/ids.ts';
import { isRefusal, type Outcome } from '../../../../platform/outcome.ts';
import type { Scene } from '../../../../profile/index.ts';
import { readNoticeAddress } from '../../../directory/index.ts';
import { type Holder, holders } from '../../../identity/index.ts';
import { mayRead } from '../../access.ts';
import type { ReferralRefusal } from '../../facts/refusals.ts';
import { type FileFacts, findFiles } from '../../store/files.ts';
import { findColleagues } from '../../store/lists.ts';
import {
  type ChangeLine,
  findChanges,
  findEvents,
  findNotices,
  findPending,
  findPersons,
  findQuestions,
  findReceipts,
  findReferences,
  findRelated,
  findReport,
  findSigns,
  findSnapshots,
  type OutcomeNotice,
  type Pending,
  type Question,
  type Receipt,
  type ReportEventLine,
} from '../../store/read-report.ts';
import type { StoredPerson, StoredReport } from '../../store/rows.ts';
import { type Supplement, supplementsOf } from '../../store/supplements.ts';
import { fingerprintOf } from './fingerprint.ts';
import { recordOf, type RecordedSubject } from './record.ts';

/** The body whose report it is: the one it was keyed in for, else the sender. */
const reportingBody = (report: StoredReport): Uuid => report.on_behalf_organisation_id ?? report.sender_organisation_id;

/** A person of a report, with what was recorded and which signs were noticed. */
export type PersonView = {
  readonly person: StoredPerson;
  readonly record: RecordedSubject;
  readonly signs: readonly string[];
};

/** A report as far as it reached the viewer. */
export type ReportView = {
  readonly report: StoredReport;
  readonly reference: string;
  readonly label: Buffer | null;
  readonly reportingBody: Uuid;
  readonly record: RecordedSubject;
  readonly persons: readonly PersonView[];
  readonly receipts: readonly Receipt[];
  readonly pending: readonly Pending[];
  readonly questions: readonly Question[];
  readonly notices: readonly OutcomeNotice[];
  /** What the sender said after sending, the newest first. */
  readonly supplements: readonly Supplement[];
  readonly files: readonly FileFacts[];
  readonly related: readonly { readonly id: Uuid; readonly how: string; readonly reference: string }[];
  readonly assignedTo: string | null;
  /** Of the record as it reached the viewer. */
  readonly fingerprint: string;
};

const referencesOf = async (scene: Scene, report: StoredReport) => {
  const related = await findRelated(scene.tx, report.id);
  const others = [report.split_from, report.merged_into].filter((id) => id !== null);
  const ids = [report.id, ...others, ...related.map((one) => one.id)];
  const known = new Map((await findReferences(scene.tx, ids)).map((one) => [one.reportId, one]));
  const codeOf = (id: Uuid): string => known.get(id)?.code ?? '—';
  const ownPart = known.get(report.id) ?? (report.split_from ? known.get(report.split_from) : undefined);
  return {
    reference: ownPart?.code ?? '—',
    label: ownPart?.label ?? null,
    related: [
      ...(report.split_from ? [{ id: report.split_from, how: 'split_from' }] : []),
      ...(report.merged_into ? [{ id: report.merged_into, how: 'merged_into' }] : []),
      ...related,
    ].map((one) => ({ ...one, reference: codeOf(one.id) })),
  };
};

const originsOf = (report: StoredReport): readonly Uuid[] =>
  report.split_from === null ? [report.id] : [report.id, report.split_from];

const personViews = async (
  scene: Scene,
  persons: readonly StoredPerson[],
  snapshots: Parameters<typeof recordOf>[0],
): Promise<readonly PersonView[]> => {
  const ids = persons.map((one) => one.id);
  const signs = await findSigns(scene.tx, ids);
  return persons.map((person) => ({
    person,
    record: recordOf(snapshots, person.id),
    signs: signs.filter((one) => one.personId === person.id).map((one) => one.indicator),
  }));
};

/** Reads a report with everything that reached the viewer; null when there is none for her. */
export const readReport = async (
  scene: Scene,
  reportId: Uuid,
): Promise<Outcome<ReportView, ReferralRefusal> | null> => {
  const may = mayRead(scene.viewer);
  if (isRefusal(may)) return may;
  const { tx } = scene;
  const report = await findReport(tx, reportId);
  if (report === null) return null;
  const origins = originsOf(report);
  const persons = await findPersons(tx, report.id);
  const snapshots = await findSnapshots(tx, { reportIds: origins, personIds: persons.map((one) => one.id) });
  const staff = report.assigned_to ? await findColleagues(tx, [report.assigned_to]) : new Map<Uuid, string>();
  return {
    ...{ report, reportingBody: reportingBody(report), record: recordOf(snapshots, null) },
    ...(await referencesOf(scene, report)),
    persons: await personViews(scene, persons, snapshots),
    receipts: await findReceipts(tx, origins),
    pending: await findPending(tx, report.id),
    questions: await findQuestions(tx, report.id),
    notices: await findNotices(tx, report.id),
    supplements: await supplementsOf(tx, origins),
    files: await findFiles(tx, origins[1] ?? report.id),
    assignedTo: staff.get(report.assigned_to ?? '') ?? null,
    fingerprint: fingerprintOf(snapshots),
  };
};

/** What happened to a report, who could have what of it opened, and what was changed: the sides of its page. */
export type ReportHistory = {
  readonly events: readonly ReportEventLine[];
  readonly changes: readonly ChangeLine[];
  readonly holders: readonly Holder[];
};

/** Reads the history of a report the viewer has read. */
export const readHistory = async (scene: Scene, view: ReportView): Promise<ReportHistory> => ({
  events: await findEvents(scene.tx, view.report.id),
  changes: await findChanges(scene.tx, view.report.id),
  holders: await holders(scene, [view.report.id, ...view.persons.map((one) => one.person.id)]),
});

/** The receipt of a report that was just sent: who has it, who will. */
export type ReceiptView = {
  readonly reportId: Uuid;
  readonly reference: string;
  readonly sentAt: Instant;
  readonly route: string;
  readonly persons: number;
  readonly receipts: readonly Receipt[];
  readonly pending: readonly Pending[];
  readonly inDanger: boolean;
  readonly fingerprint: string;
  /** Whether a mail tells the viewer's body that something waits. */
  readonly isMailed: boolean;
};

/** Reads the receipt of a report; null when there is none for the viewer. */
export const readReceipt = async (scene: Scene, reportId: Uuid): Promise<ReceiptView | null> => {
  const report = await findReport(scene.tx, reportId);
  if (report === null) return null;
  const [own] = await findReferences(scene.tx, [report.id]);
  const personIds = (await findPersons(scene.tx, report.id)).map((one) => one.id);
  const snapshots = await findSnapshots(scene.tx, { reportIds: [report.id], personIds });
  return {
    reportId,
    fingerprint: fingerprintOf(snapshots),
    reference: own?.code ?? '—',
    sentAt: report.sent_at as Instant,
    route: report.route,
    persons: report.n_persons,
    receipts: await findReceipts(scene.tx, [report.id]),
    pending: await findPending(scene.tx, report.id),
    inDanger: report.in_danger === 'yes',
    isMailed: (await readNoticeAddress(scene)) !== null,
  };
};
