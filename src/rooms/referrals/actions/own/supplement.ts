import { newId, type Uuid } from '../../../../platform/ids.ts';
import { wake } from '../../../../platform/jobs.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import type { Scene } from '../../../../profile/index.ts';
import { type Recipient, sealFor } from '../../../identity/index.ts';
import { maySupplement } from '../../access.ts';
import type { ReferralRefusal } from '../../facts/refusals.ts';
import type { SupplementKind } from '../../facts/supplement-forms.ts';
import { maySay } from '../../rules/supplement.ts';
import { findQuestions, findReport, type Question } from '../../store/read-report.ts';
import type { StoredReport } from '../../store/rows.ts';
import {
  insertSupplement,
  sharesOfReport,
  type StoredShare,
  type Supplement,
  supplementsOf,
} from '../../store/supplements.ts';
import { insertChanges } from '../../store/triage/change.ts';

export type { Supplement } from '../../store/supplements.ts';

type Result<Value> = Promise<Outcome<Value, ReferralRefusal>>;

/** What the sender says: why, about which part and person, and in words. */
export type Said = {
  readonly kind: SupplementKind;
  readonly reason: string;
  readonly part?: string | undefined;
  readonly person?: number | undefined;
  readonly text?: string | undefined;
};

/** A sent report with what was said of it since. */
export type SentReportView = {
  readonly report: StoredReport;
  readonly said: readonly Supplement[];
  /** Questions of the police that wait; a report that is taken back needs no answer to them. */
  readonly waiting: readonly Question[];
};

/** What was said of a part that was split off is said of the whole: that is what was sent. */
const wholeOf = async (scene: Scene, reportId: Uuid): Promise<StoredReport | null> => {
  const report = await findReport(scene.tx, reportId);
  return report === null || report.split_from === null ? report : findReport(scene.tx, report.split_from);
};

/** Loads a report of the viewer's body about which something is to be said; refused where that is not possible any more. */
export const readToSupplement = async (scene: Scene, reportId: Uuid, kind: SupplementKind): Result<SentReportView> => {
  const report = await wholeOf(scene, reportId);
  if (report === null) return refuse('not_found');
  const may = maySupplement(scene.viewer, report);
  if (isRefusal(may)) return may;
  const said = await supplementsOf(scene.tx, [report.id]);
  const withdrawn = said.some((one) => one.kind === 'withdrawal');
  const { state, outcome } = report;
  const possible = maySay(kind, { state, outcome, withdrawn, merged: report.merged_into !== null });
  if (isRefusal(possible)) return possible;
  const questions = await findQuestions(scene.tx, report.id);
  return { report, said, waiting: questions.filter(({ answeredAt }) => answeredAt === null) };
};

/** Who reads what is said later, and under which part it is sealed for them. */
type Readers = {
  readonly part: 'testimony' | 'reporter';
  readonly recipients: readonly Recipient[];
  readonly audience: readonly Uuid[];
};

/** Whoever got the account, on the same ground; where nobody but the sender did, whoever got the sender's own words. */
const readersOf = async (scene: Scene, report: StoredReport): Promise<Readers> => {
  const shares = await sharesOfReport(scene.tx, report.id);
  const isOther = ({ organisationId }: StoredShare): boolean => organisationId !== scene.viewer.organisationId;
  const part: Readers['part'] = shares.some((share) => isOther(share) && share.compartments.includes('testimony'))
    ? 'testimony'
    : 'reporter';
  const recipients = shares
    .filter(({ compartments }) => compartments.includes(part))
    .map(({ organisationId, basisKind, basisCode }) => ({
      organisationId,
      basis: { kind: basisKind === 'consent' ? ('consent' as const) : ('law' as const), code: basisCode },
      compartments: [part] as const,
    }));
  const own = [report.sender_organisation_id, report.on_behalf_organisation_id].filter((id) => id !== null);
  return { part, recipients, audience: [...new Set([...recipients.map((one) => one.organisationId), ...own])] };
};

const types = {
  addition: { type: 'referrals.added_to' },
  correction: { type: 'referrals.corrected' },
  withdrawal: { type: 'referrals.withdrawn' },
} as const satisfies Readonly<Record<SupplementKind, { readonly type: string }>>;

const writeDown = async (scene: Scene, report: StoredReport, said: Said, audience: readonly Uuid[]): Result<Uuid> => {
  const row = {
    ...{ id: newId(), report_id: report.id, organisation_id: scene.viewer.organisationId, kind: said.kind },
    ...{ reason: said.reason, part: said.part ?? null, person_number: said.person ?? null },
    ...{ has_text: said.text !== undefined, said_by: scene.viewer.staffId, said_at: scene.clock.now() },
    audience: [...audience],
  };
  if (!(await insertSupplement(scene.tx, row))) return refuse('withdrawn_already');
  await insertChanges(scene.tx, {
    ...{ reportId: report.id, changes: [{ field: 'said_later', before: null, after: said.kind }] },
    ...{ reason: said.reason, by: scene.viewer.staffId, at: row.said_at, audience },
  });
  return row.id;
};

/** Tells the bodies that have the report: in the journal, and by a mail without content. */
const tell = async (scene: Scene, report: StoredReport, said: Said, audience: readonly Uuid[]): Promise<void> => {
  scene.emit({
    ...types[said.kind],
    subject: { kind: 'report', id: report.id },
    reportId: report.id,
    audience,
    data: { reason: said.reason, part: said.part ?? null },
  });
  for (const organisationId of audience.filter((one) => one !== scene.viewer.organisationId))
    await wake(scene.tx, { task: 'referrals:notify', payload: { organisationId, kind: 'supplement_waits' } });
};

/**
 * Adds to a sent report, puts something of it right, or takes it back: a line of its own beside what was sent, which stays as it
 * was. Its text is sealed to the bodies that got the account, on the same ground. What becomes of a report that was taken back the
 * police decide.
 */
export const supplementReport = async (
  scene: Scene,
  it: { readonly reportId: Uuid },
  said: Said,
): Result<{ readonly reportId: Uuid; readonly kind: SupplementKind }> => {
  const view = await readToSupplement(scene, it.reportId, said.kind);
  if (isRefusal(view)) return view;
  const { report } = view;
  if (said.person !== undefined && said.person > report.n_persons)
    return refuse('no_such_person', { field: 'later_person' });
  const { part, recipients, audience } = await readersOf(scene, report);
  const id = await writeDown(scene, report, said, audience);
  if (isRefusal(id)) return id;
  if (said.text !== undefined) {
    const texts = { [part]: { [`supplement.${id}`]: said.text } };
    await sealFor(scene, [{ subjectId: report.id, compartments: texts }], recipients);
  }
  await tell(scene, report, said, audience);
  return { reportId: it.reportId, kind: said.kind };
};
